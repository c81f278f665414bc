// What the map is made of, in words: header, legend, overview, sources, print.
let defaultAttribute = 'control';
const VIEWS = [
  ['status', 'Disputed or not', 'Each strike by whether accounts of it agree'],
  ['attacker', 'Attacker says', 'As the attacker and its allies tell it'],
  ['others', 'Others say', 'As everybody else tells it'],
  ['whose', 'Whose account?', 'As one claimant or one side tells it'],
  ['compare', 'Compare', 'Two accounts side by side'],
];

function chooseAttribute() {
  // the first question on which accounts disagree, or else the first that anybody answers
  const questions = ['control', 'target', 'attack', 'occurrence'];
  const disputed = (name) => S[name].some((status) => STATUS[status] === 'disputed');
  const told = (name) => S[name].some((status) => STATUS[status] !== 'unknown');
  defaultAttribute = questions.find(disputed) || questions.find(told) || 'control';
  state.attribute = defaultAttribute;
}

function reportDays() {
  const days = T.reports.map((report) => report[3]).filter(Boolean).sort();
  if (!days.length) return '';
  return ` of ${sayRange(parseDay(days[0]), parseDay(days.at(-1)))}`;
}

function showHeader() {
  byId('title').textContent = clean(head.title);
  const n = T.reports.length;
  byId('made').textContent = n ? `${count(N, 'strike')} from ${count(n, 'report')}${reportDays()}` : count(N, 'strike');
}

function showViews() {
  fill(byId('views'), VIEWS.map(([view, label, title]) => el('button', { type: 'button', 'data-view': view, title, 'aria-pressed': String(state.view === view), on: { click: () => setView(view) } }, label)));
  const whose = state.view === 'whose' || state.view === 'compare';
  byId('accounts').hidden = !whose;
  byId('account-b-box').hidden = state.view !== 'compare';
  byId('account-a-label').textContent = state.view === 'compare' ? 'Left:' : 'Whose account?';
  byId('account-b-box').firstElementChild.textContent = 'Right:';
  if (whose) for (const [id, key] of [['account-a', 'a'], ['account-b', 'b']]) {
    const select = byId(id);
    if (!select.options.length) for (const group of ['Sides', 'Claimants']) {
      const box = el('optgroup', { label: group });
      for (const account of ACCOUNTS) if (account.group === group && account.claims) box.append(el('option', { value: account.key }, `${account.label} (${number(account.claims)})`));
      // an option's value must be the key itself, even where showing it would clean it
      const mine = ACCOUNTS.filter((account) => account.group === group && account.claims);
      [...box.children].forEach((option, k) => { option.value = mine[k].key; });
      if (box.children.length) select.append(box);
    }
    select.value = state[key];
  }
  byId('swipe').hidden = byId('swipe-names').hidden = state.view !== 'compare';
  byId('stage').dataset.view = state.view;
  placeSwipe();
}

function setView(view) {
  state.view = view;
  refresh(); showViews(); showOverview();
}

function viewName() {
  if (state.view === 'status') return QUESTION[state.attribute];
  if (state.view === 'attacker') return 'As the attacker and allies tell it';
  if (state.view === 'others') return 'As everybody else tells it';
  if (state.view === 'whose') return `As told by ${clean((accountOf(state.a) || {}).label)}`;
  return 'Two accounts';
}

function showLegend() {
  byId('legend-title').textContent = viewName();
  const body = byId('legend-body');
  if (state.view === 'status') {
    const counts = new Float64Array(5), status = statusColumn();
    for (let i = 0; i < N; i++) if (mask[i]) counts[status[i]]++;
    const shown = [2, 1, 3, 0, 4].filter((k) => counts[k] || state.statuses.has(STATUS[k]) || k === 2 || k === 0);
    fill(body, shown.map((k) => el('button', { type: 'button', class: 'key', 'aria-pressed': String(state.statuses.has(STATUS[k])), title: 'Show only these', on: { click() {
      if (!state.statuses.delete(STATUS[k])) state.statuses.add(STATUS[k]);
      refresh(); if (state.tab === 'filter') showFilters();
    } } }, picture({ status: STATUS[k] }, 24), el('span', {}, el('b', {}, STATUS[k]), ' ', el('span', { class: 'number' }, number(counts[k])),
      el('span', { class: 'plainly' }, STATUS_PLAIN[state.attribute][STATUS[k]])))),
      el('label', { class: 'question' }, 'Question ', el('select', { id: 'attribute', on: { change(event) { state.attribute = event.target.value; state.statuses.clear(); refresh(); showOverview(); if (state.tab === 'filter') showFilters(); } } },
        Object.entries(QUESTION).map(([value, label]) => el('option', { value, selected: value === state.attribute }, label)))));
    return;
  }
  const counts = new Map();
  const tally = (side) => { for (let i = 0; i < N; i++) if (mask[i]) { const kind = side.classes[side.codes[i]]; const key = kind.label; if (!counts.has(key)) counts.set(key, [kind, 0]); counts.get(key)[1]++; } };
  tally(left); if (right) tally(right);
  const rows = [...counts.values()].sort((a, b) => Boolean(a[0].silent) - Boolean(b[0].silent) || b[1] - a[1]);
  fill(body, rows.slice(0, 9).map(([kind, n]) => el('div', { class: 'key' }, picture(kind, 24), el('span', {}, own(kind.label), right ? null : [' ', el('span', { class: 'number' }, number(n))]))),
    rows.length > 9 ? el('p', { class: 'quiet' }, `and ${count(rows.length - 9, 'other telling')}`) : null,
    right ? el('p', { class: 'quiet' }, 'A dashed ring: the two accounts contradict each other.') : null);
}

function showOverview() {
  const section = byId('overview');
  if (!S.start) return fill(section, el('p', {}, 'Reading the strikes …'));
  if (!N) return fill(section, el('h2', {}, 'No strikes'), el('p', {}, 'The reports of this map tell of no strike, or of none in this range of dates.'), rejectsList());
  return fill(section,
    isFiltered() ? el('p', { class: 'filtered' }, `${number(passing)} of ${count(N, 'strike')} shown. `, el('button', { type: 'button', class: 'plain', on: { click: clearFilters } }, 'Clear filters')) : null,
    state.view === 'compare' ? changesList() : state.view === 'status' ? findings() : accountSummary(),
    unpinnedList());
}

function findings() {
  const counts = new Float64Array(5), status = statusColumn();
  let shown = 0;
  for (let i = 0; i < N; i++) if (mask[i]) { counts[status[i]]++; shown++; }
  const disputed = [];
  for (let i = 0; i < N && disputed.length < 12; i++) if (mask[i] && status[i] === 2) disputed.push(i);
  return [
    el('h2', {}, QUESTION[state.attribute]),
    el('p', { class: 'lead' }, counts[2] ? [el('b', {}, number(counts[2])), ` of ${count(shown, 'strike')} ${counts[2] === 1 ? 'is' : 'are'} disputed: accounts contradict each other.`] : 'No account contradicts another here.'),
    el('p', { class: 'quiet' }, 'A pin shows what somebody reported, not what is proven. Choose one to read who says what, in their own words.'),
    disputed.length ? el('ul', { class: 'crowd' }, disputed.map(entryOf), counts[2] > disputed.length ? el('li', { class: 'quiet' }, `and ${number(counts[2] - disputed.length)} more: see Strikes`) : null) : null,
  ];
}

function entryOf(i) {
  const [claimed, against] = T.sets[(state.attribute === 'target' ? S.target_set : S.control_set)[i]] || [[], []];
  return el('li', {}, el('button', { type: 'button', class: 'entry', on: { click: () => selectStrike(i, { move: true }) } }, picture(left.classes[left.codes[i]], 24),
    el('span', {}, el('b', {}, own(saysPlace(i))), ' · ', sayDays(S.start[i], S.end[i], S.precision[i]),
      claimed.length || against.length ? [el('br'), el('span', { class: 'quiet' }, claimed.length ? ['claimed: ', own(claimed.join(', '))] : null, claimed.length && against.length ? ' · ' : null, against.length ? ['others: ', own(against.join(', '))] : null)] : null)));
}

function accountSummary() {
  const groups = new Map();
  let silent = 0;
  for (let i = 0; i < N; i++) if (mask[i]) {
    const telling = left.account.tellings[left.account.code[i]];
    if (telling.silent) { silent++; continue; }
    const words = sayTelling(telling);
    if (!groups.has(words)) groups.set(words, []);
    groups.get(words).push(i);
  }
  return [
    el('h2', {}, own(viewName())),
    el('p', { class: 'quiet' }, silent ? `${count(silent, 'strike')} of which this account says nothing ${silent === 1 ? 'is' : 'are'} drawn as small grey dots.` : 'This account tells of every strike shown.'),
    [...groups].sort((a, b) => b[1].length - a[1].length).slice(0, 12).map(([words, strikes]) => [el('h3', {}, own(sentence(words)), ' ', el('span', { class: 'number' }, number(strikes.length))), strikeList(strikes)]),
  ];
}

function changesList() {
  const groups = { contradict: [], doubt: [], differ: [], onlyA: [], onlyB: [], agree: [] };
  for (let i = 0; i < N; i++) if (mask[i]) {
    const how = contrast(left.account.tellings[left.account.code[i]], right.account.tellings[right.account.code[i]]);
    if (how in groups) groups[how].push(i);
  }
  const [a, b] = [accountOf(state.a), accountOf(state.b)].map((account) => clean(account ? account.label : ''));
  const title = { ...CONTRAST_PLAIN, onlyA: `Only told by ${a}`, onlyB: `Only told by ${b}` };
  return [
    el('h2', {}, 'What changes between the two'),
    el('p', { class: 'quiet' }, 'Left: ', own(a), '. Right: ', own(b), '. Drag the line, or move it with the arrow keys.'),
    Object.entries(groups).filter(([, strikes]) => strikes.length).map(([how, strikes]) => [el('h3', { class: how }, own(title[how]), ' ', el('span', { class: 'number' }, number(strikes.length))),
      strikeList(strikes, (i) => [el('span', { class: 'quiet' }, 'left: ', own(sayTelling(left.account.tellings[left.account.code[i]])), el('br'), 'right: ', own(sayTelling(right.account.tellings[right.account.code[i]])))])]),
  ];
}

function strikeList(strikes, more) {
  return el('ul', { class: 'crowd' }, strikes.slice(0, 20).map((i) => el('li', {}, el('button', { type: 'button', class: 'entry', on: { click: () => selectStrike(i, { move: true }) } },
    picture(left.classes[left.codes[i]], 20), el('span', {}, el('b', {}, own(saysPlace(i))), ' · ', sayDays(S.start[i], S.end[i], S.precision[i]), more ? [el('br'), more(i)] : null)))),
    strikes.length > 20 ? el('li', { class: 'quiet' }, `and ${number(strikes.length - 20)} more`) : null);
}

// Strikes that a pin would lie about, with the reason.
function unpinnedList() {
  const rows = [];
  let total = 0;
  for (let i = 0; i < N; i++) if (mask[i] && !S.shape[i]) { total++; if (rows.length < 30) rows.push(i); }
  if (!total) return null;
  return el('div', { id: 'unpinned' }, el('h3', {}, 'Without a pin', ' ', el('span', { class: 'number' }, number(total))),
    el('p', { class: 'quiet' }, 'Reported, but no spot is known well enough to draw one.'),
    el('ul', { class: 'crowd' }, rows.map((i) => el('li', {}, el('button', { type: 'button', class: 'entry', on: { click: () => selectStrike(i) } }, picture(left.classes[left.codes[i]], 20),
      el('span', {}, el('b', {}, own(saysPlace(i))), ' · ', sayDays(S.start[i], S.end[i], S.precision[i]), ' · ', own(attackerOf(i) || 'attacker not told'), el('br'), el('span', { class: 'quiet' }, own(T.reasons[S.reason[i]]))))))),
    total > rows.length ? el('p', { class: 'quiet' }, `and ${number(total - rows.length)} more: see Strikes`) : null);
}

function rejectsList() {
  if (!T.rejects.length) return null;
  return [el('h3', {}, `Not read (${number(T.rejects.length)})`), el('ul', {}, T.rejects.slice(0, 100).map(([name, reason]) => el('li', {}, own(name), ': ', own(reason))))];
}

function showSources() {
  const reports = T.reports.slice(0, 200);
  fill(byId('sources'), el('h2', {}, `Made from ${count(T.reports.length, 'report')}${reportDays()}`),
    el('ul', { class: 'reports' }, reports.map(([name, publisher, title, published, url, language, notes]) => el('li', {},
      url ? el('a', { href: url }, own(title || publisher || name)) : own(title || publisher || name),
      el('br'), el('span', { class: 'quiet' }, publisher && title ? [own(publisher), ' · '] : null, published ? sayDay(parseDay(published)) : 'date not known', ' · ', own(name), language && language !== 'en' ? ` · ${language}` : null,
        notes.length ? [el('br'), own(notes.join('; '))] : null)))),
    T.reports.length > reports.length ? el('p', { class: 'quiet' }, `and ${number(T.reports.length - reports.length)} more`) : null,
    rejectsList(),
    el('h3', {}, 'How to read it'),
    el('p', {}, 'A strike stands for what reports tell, grouped by attacker, date and place. Reports that repeat one source count as one origin. Nothing here is verified on the ground.'),
    el('h3', {}, 'Data and licences'), el('ul', {}, head.sources.map((line) => el('li', {}, own(line)))),
    el('p', {}, 'Borders are drawn as Natural Earth has them, by who is in control; they are no judgement on any claim. The quoted words are their publishers’.'),
    head.versions.length ? el('p', { class: 'quiet' }, 'Made with: ', own(head.versions.join('; '))) : null,
    offerTiles());
}

function showPrinted() {
  const rows = [];
  for (let i = 0; i < N && rows.length < 400; i++) if (mask[i]) rows.push(i);
  fill(byId('printed'), el('h2', {}, viewName()),
    el('table', {}, el('thead', {}, el('tr', {}, ['', 'Place', 'Date', 'Attacker', 'Status', 'Claimed', 'Others say', 'Killed', 'Pin'].map((word) => el('th', {}, word)))),
      el('tbody', {}, rows.map((i) => {
        const [claimed, against] = T.sets[S.control_set[i]] || [[], []], status = STATUS[statusColumn()[i]];
        return el('tr', {}, el('td', {}, picture({ status }, 16)), el('td', {}, own(saysPlace(i))), el('td', {}, sayDays(S.start[i], S.end[i], S.precision[i])), el('td', {}, own(attackerOf(i) || 'not told')),
          el('td', {}, status), el('td', {}, own(claimed.join(', '))), el('td', {}, own(against.join(', '))), el('td', {}, S.killed_high[i] < 0 ? '' : S.killed_low[i] === S.killed_high[i] ? number(S.killed_high[i]) : `${number(S.killed_low[i])}–${number(S.killed_high[i])}`),
          el('td', {}, S.shape[i] === 1 ? `± ${sayKm(uncertaintyKm(i))}` : S.shape[i] === 2 ? 'area' : 'none'));
      }))),
    passing > rows.length ? el('p', {}, `and ${number(passing - rows.length)} more`) : null,
    el('p', {}, byId('made').textContent, '. ', head.sources.join('. '), '. ', CREDIT));
}
