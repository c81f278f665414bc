// What the reader has chosen, and which strikes pass it.
const state = {
  view: 'status', attribute: 'control', a: 'attacking', b: 'others', swipe: 50,
  from: null, to: null, undated: true, attackers: new Set(), statuses: new Set(), holders: new Set(), reports: new Set(),
  killed: 0, strike: -1, circle: null, tab: 'overview', embed: false,
};
let firstDay = null, lastDay = null, undatedCount = 0, passing = N;

function findDays() {
  for (let i = 0; i < N; i++) {
    const start = S.start[i], end = S.end[i] === NO_DAY ? start : S.end[i];
    if (start === NO_DAY && end === NO_DAY) { undatedCount++; continue; }
    const low = start === NO_DAY ? end : start;
    if (firstDay === null || low < firstDay) firstDay = low;
    if (lastDay === null || end > lastDay) lastDay = end;
  }
}

const statusColumn = () => S[state.attribute] || S.control;
const setHolders = (number) => [...(T.sets[number] || [[], []])].flat();

// One pass over all strikes; every question is a look-up by number.
function applyFilters() {
  if (!S.start) return;
  const { from, to, undated, killed } = state;
  const attackerOk = state.attackers.size ? T.attackers.map((name) => state.attackers.has(name)) : null;
  const statusOk = state.statuses.size ? STATUS.map((name) => state.statuses.has(name)) : null;
  const setOk = state.holders.size ? T.sets.map((set) => set.flat().some((name) => state.holders.has(name))) : null;
  const reportsOk = state.reports.size ? T.report_sets.map((set) => set.some((r) => state.reports.has(reportName(r)))) : null;
  const status = statusColumn(), { start, end, attacker, control_set: controls, target_set: targets, report_set: reports, killed_high: high } = S;
  passing = 0;
  for (let i = 0; i < N; i++) {
    let ok = true;
    if (from !== null || to !== null) {
      const first = start[i], last = end[i] === NO_DAY ? first : end[i];
      if (first === NO_DAY && last === NO_DAY) ok = undated;
      else ok = (from === null || last >= from) && (to === null || (first === NO_DAY ? last : first) <= to);
    } else if (!undated && start[i] === NO_DAY && end[i] === NO_DAY) ok = false;
    if (ok && attackerOk) ok = attackerOk[attacker[i]];
    if (ok && statusOk) ok = statusOk[status[i]];
    if (ok && setOk) ok = setOk[controls[i]] || setOk[targets[i]];
    if (ok && reportsOk) ok = reportsOk[reports[i]];
    if (ok && killed) ok = high[i] >= killed;
    mask[i] = ok ? 1 : 0;
    passing += mask[i];
  }
}

// What the symbols mean in the present view.
function applyView() {
  right = null; differing = null;
  if (state.view === 'status' || !offsets) {
    left = { codes: statusColumn(), classes: STATUS_CLASSES };
    return;
  }
  const one = accountView(state.view === 'others' ? 'others' : state.view === 'attacker' ? 'attacking' : state.a);
  left = one;
  if (state.view === 'compare') {
    right = accountView(state.b);
    differing = new Uint8Array(N);
    const known = new Map();
    for (let i = 0; i < N; i++) {
      const key = one.account.code[i] * 65536 + right.account.code[i];
      if (!known.has(key)) known.set(key, contrast(one.account.tellings[one.account.code[i]], right.account.tellings[right.account.code[i]]) === 'contradict' ? 1 : 0);
      differing[i] = known.get(key);
    }
  }
}

function accountView(key) {
  const account = readAccount(key);
  if (!account.classes) {
    // strikes told alike share a symbol, however their tellings differ in words
    const numbers = new Map();
    account.classes = [];
    const shared = account.tellings.map((telling) => {
      const kind = classOfTelling(telling);
      if (!numbers.has(kind.label)) { numbers.set(kind.label, Math.min(account.classes.length, 254)); if (account.classes.length < 255) account.classes.push(kind); }
      return numbers.get(kind.label);
    });
    account.codes = new Uint8Array(N);
    for (let i = 0; i < N; i++) account.codes[i] = shared[account.code[i]];
  }
  return { codes: account.codes, classes: account.classes, account, key };
}

const isFiltered = () => state.from !== null || state.to !== null || !state.undated || state.killed > 0
  || [state.attackers, state.statuses, state.holders, state.reports].some((set) => set.size);

function clearFilters() {
  state.from = state.to = null; state.undated = true; state.killed = 0;
  for (const set of [state.attackers, state.statuses, state.holders, state.reports]) set.clear();
  refresh(); showFilters();
}

// How often each value of a column of numbers occurs, as [name, count], most frequent first.
function tallyNames(names, column) {
  const counts = new Float64Array(names.length);
  for (let i = 0; i < N; i++) if (column[i] >= 0) counts[column[i]]++;
  return names.map((name, k) => [name, counts[k]]).filter(([, n]) => n).sort((a, b) => b[1] - a[1]);
}
function tallyWithin(sets, columns) {
  const counts = new Map();
  const perSet = new Float64Array(sets.length);
  for (const column of columns) for (let i = 0; i < N; i++) if (column[i] >= 0) perSet[column[i]]++;
  sets.forEach((names, k) => new Set(names).forEach((name) => counts.set(name, (counts.get(name) || 0) + perSet[k])));
  return [...counts].filter(([, n]) => n).sort((a, b) => b[1] - a[1]);
}

let filterLists = null;
function showFilters() {
  filterLists ||= {
    attackers: tallyNames(T.attackers, S.attacker),
    holders: tallyWithin(T.sets.map((set) => set.flat()), [S.control_set]),
    reports: tallyWithin(T.report_sets.map((set) => set.map(reportName)), [S.report_set]),
  };
  const statuses = tallyNames(STATUS, statusColumn());
  fill(byId('filter'),
    el('h2', {}, 'Filter'),
    el('p', { class: 'quiet' }, 'Nothing ticked in a group means everything in it.'),
    checks('Attacker', 'attackers', filterLists.attackers, (name) => name || 'attacker not told'),
    checks(`Status: ${QUESTION[state.attribute].toLowerCase()}`, 'statuses', statuses, (name) => name),
    checks('Holder named by anybody', 'holders', filterLists.holders, (name) => name),
    checks('Report', 'reports', filterLists.reports, (name) => name),
    el('fieldset', {}, el('legend', {}, 'Killed, as anybody reports'),
      el('label', {}, 'at least ', el('input', { type: 'number', id: 'killed', min: 0, step: 1, value: state.killed || '', inputmode: 'numeric', placeholder: 'any',
        on: { input(event) { state.killed = Math.max(0, Number(event.target.value) || 0); refresh(); } } }))),
    el('fieldset', {}, el('legend', {}, 'Date'),
      el('div', { class: 'row' },
        el('label', {}, 'from ', el('input', { type: 'date', id: 'date-from', value: isoDay(state.from ?? firstDay ?? NO_DAY), on: { change: (event) => setDay('from', event.target.value) } })),
        el('label', {}, 'to ', el('input', { type: 'date', id: 'date-to', value: isoDay(state.to ?? lastDay ?? NO_DAY), on: { change: (event) => setDay('to', event.target.value) } }))),
      undatedCount ? el('label', { class: 'check' }, el('input', { type: 'checkbox', id: 'undated', checked: state.undated,
        on: { change(event) { state.undated = event.target.checked; refresh(); } } }), ` with ${count(undatedCount, 'strike')} whose date nobody tells`) : null),
    el('p', {}, el('button', { type: 'button', class: 'plain', id: 'clear', on: { click: clearFilters } }, 'Clear all filters')),
  );
}

function setDay(end, text) {
  const day = parseDay(text);
  state[end] = Number.isNaN(day) || (end === 'from' ? day <= firstDay : day >= lastDay) ? null : day;
  refresh();
}

function checks(title, key, options, label) {
  if (!options.length) return null;
  const shown = options.slice(0, 60);
  return el('fieldset', {}, el('legend', {}, title), shown.map(([name, n]) => el('label', { class: 'check' },
    el('input', { type: 'checkbox', checked: state[key].has(name), on: { change(event) {
      if (event.target.checked) state[key].add(name); else state[key].delete(name);
      refresh();
    } } }), key === 'statuses' ? picture({ status: name }, 18) : null, ' ', own(label(name)), ' ', el('span', { class: 'number' }, number(n)))),
    options.length > shown.length ? el('p', { class: 'quiet' }, `and ${number(options.length - shown.length)} more, with fewer strikes`) : null);
}
