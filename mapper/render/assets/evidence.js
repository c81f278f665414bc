// The evidence behind one strike: every claim, its claimant, its words, and where they stand.
let evidenceAsked = 0;

async function showEvidence(i) {
  const asked = ++evidenceAsked;
  const section = byId('evidence');
  const [detail, id] = await Promise.all([detailOf(i), idOf(i)]);
  const claims = [...claimsOf(i)];
  const shown = claims.slice(0, 300);
  const texts = await Promise.all(shown.map((c) => textOf(C.text[c])));
  if (asked !== evidenceAsked) return;
  const place = placeOf(i);
  fill(section,
    el('div', { class: 'row between' },
      el('button', { type: 'button', class: 'plain', id: 'back', on: { click: closeEvidence } }, '← Back'),
      el('a', { class: 'quiet', href: '#', on: { click: copyAddress } }, 'Copy link to this view')),
    el('h2', { id: 'evidence-title' }, own(saysPlace(i))),
    el('p', { class: 'facts' }, ...factsOf(i, place, detail)),
    verdictOf(i, detail),
    detail && detail.k.length ? casualtiesOf(detail, i) : null,
    certaintyOf(i, place, detail),
    originsOf(shown, texts, S.origins[i]),
    el('h3', {}, `Who says what (${count(claims.length, 'claim')})`),
    groupsOf(shown, texts),
    claims.length > shown.length ? el('p', { class: 'quiet' }, `${number(claims.length - shown.length)} further claims are not listed here.`) : null,
    otherStatuses(i, detail),
    notesOf(detail),
    el('p', { class: 'quiet' }, 'Strike ', el('code', {}, id)));
  for (const other of ['overview', 'list', 'filter', 'radius', 'sources']) byId(other).hidden = true;
  section.hidden = false;
  byId('panel').classList.add('evidence-open');
  byId('pages').scrollTop = 0;
  if (narrow.matches) raiseSheet(true);
}

function factsOf(i, place, detail) {
  const words = [];
  if (place && whereabouts(place)) words.push(own(whereabouts(place)), ' · ');
  words.push(sayDays(S.start[i], S.end[i], S.precision[i]), ' · ');
  words.push(attackerOf(i) ? ['attacker: ', own(attackerOf(i))] : 'attacker not told');
  if (detail && detail.at.length > 1) words.push(` (also named: ${detail.at.filter((name) => name !== attackerOf(i)).join(', ')})`);
  return words;
}

// The one sentence that an editor needs first.
function verdictOf(i, detail) {
  const order = DETAIL_ORDER.indexOf(state.attribute);
  const status = STATUS[statusColumn()[i]];
  const set = T.sets[(state.attribute === 'target' ? S.target_set : S.control_set)[i]] || [[], []];
  const [claimed, against] = detail ? detail.s[order] : set;
  return el('div', { class: `verdict ${status}` }, picture({ status }, 34),
    el('div', {},
      el('strong', {}, status), ': ', STATUS_PLAIN[state.attribute][status], '. ',
      claimed.length ? ['Claimed: ', el('b', {}, own(claimed.join(', '))), '. '] : null,
      against.length ? ['Others say: ', el('b', {}, own(against.join(', '))), '. '] : null));
}

function otherStatuses(i, detail) {
  const rows = DETAIL_ORDER.map((name, k) => {
    const status = STATUS[S[name][i]];
    const [claimed, against, reasons] = detail ? detail.s[k] : [[], [], []];
    if (status === 'unknown' && !reasons.length) return null;
    return el('li', {}, picture({ status }, 18), ' ', el('b', {}, QUESTION[name] || HARM_QUESTION), ` ${status}`,
      claimed.length ? [' — claimed: ', own(claimed.join(', '))] : null,
      against.length ? [' — others: ', own(against.join(', '))] : null,
      reasons && reasons.length ? el('span', { class: 'quiet' }, ` (${reasons.join('; ')})`) : null);
  }).filter(Boolean);
  return rows.length ? [el('h3', {}, 'What the claims amount to'), el('ul', { class: 'statuses' }, rows)] : null;
}

function casualtiesOf(detail, i) {
  const figure = (range) => {
    const one = (n) => number(n);
    return `${range.m ? 'at least ' : ''}${range.l === range.h ? one(range.l) : `${one(range.l)} to ${one(range.h)}`}`;
  };
  const by = (list) => join([...new Set(list.map((c) => T.claimants[C.claimant[c]]))].slice(0, 4));
  return el('div', { class: 'casualties' }, el('h3', {}, 'Casualties, as reported'),
    el('ul', {}, detail.k.map((range) => el('li', {},
      el('b', {}, figure(range)), ` ${say(range.a)}`,
      range.l === range.h ? (by(range.hc) ? [' — ', own(by(range.hc))] : null)
        : [el('br'), 'lowest: ', own(by(range.lc) || 'not told'), '; highest: ', own(by(range.hc) || 'not told')],
      range.j.length ? el('div', { class: 'joint' }, 'One total for several places together: this one and ',
        range.j.filter((k) => k !== i).slice(0, 12).map((k, n) => [n ? ', ' : '', strikeButton(k)]), '. Do not add it up.') : null))));
}

function strikeButton(i) {
  return el('button', { type: 'button', class: 'plain', on: { click: () => selectStrike(i, { move: true }) } }, own(saysPlace(i)));
}

function certaintyOf(i, place, detail) {
  const lines = [];
  if (S.shape[i] === 1) lines.push(`The pin may be off by about ${sayKm(uncertaintyKm(i))}${place ? ` (${KIND[place.kind] || place.kind})` : ''}.`);
  if (S.shape[i] === 2) lines.push('Known only as somewhere in this governorate or province; the shaded area, not a spot.');
  if (S.shape[i] === 0) lines.push(`No pin: ${T.reasons[S.reason[i]] || 'place not known well enough'}.`);
  if (detail && detail.m.length) lines.push(['Written as ', detail.m.map((name, k) => [k ? ', ' : '', '“', own(name), '”']), '.']);
  if (S.shape[i]) lines.push(`Position ${latOf(i).toFixed(4)}, ${lonOf(i).toFixed(4)}.`);
  if (detail && detail.w) lines.push(['Date: ', own(detail.w), '.']);
  return el('p', { class: 'quiet certainty' }, lines.map((line, k) => [k ? ' ' : '', line]));
}

// Independent origins, each with the reports that carry it: repeats are no confirmation.
function originsOf(claims, texts, here) {
  const origins = new Map();
  claims.forEach((c, k) => {
    const name = T.origins[C.origin[c]];
    if (!origins.has(name)) origins.set(name, new Map());
    const text = texts[k];
    const via = text && text.v ? text.v : [];
    origins.get(name).set(reportName(C.report[c]), via);
  });
  if (!origins.size) return null;
  const list = [...origins].map(([name, reports]) => el('li', {}, own(name),
    el('span', { class: 'quiet' }, ' — in ', [...reports].slice(0, 8).map(([report, via], k) => [k ? ', ' : '', own(report), via.length ? [' (through ', own(via.join(', ')), ')'] : null]),
      reports.size > 1 ? `: ${reports.size} reports, one origin` : null)));
  return el('details', { class: 'origins' }, el('summary', {}, here && here < origins.size ? `${count(here, 'independent origin')}; ${number(origins.size)} with what is said of all strikes of the day` : count(origins.size, 'independent origin')), el('ul', {}, list));
}

const CLAIM_ORDER = ['control', 'target', 'attacker', 'occurrence', 'civilian_harm', 'civilians_killed', 'children_killed', 'civilians_wounded'];

function groupsOf(claims, texts) {
  const groups = new Map();
  claims.forEach((c, k) => {
    const name = T.attributes[C.attribute[c]];
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push([c, texts[k]]);
  });
  const rank = (name) => CLAIM_ORDER.includes(name) ? CLAIM_ORDER.indexOf(name) : 99;
  return [...groups].sort((a, b) => rank(a[0]) - rank(b[0])).map(([name, list]) => el('section', { class: 'claims' },
    el('h4', {}, name === 'occurrence' ? 'That it happened' : sentence(say(name))), list.map(([c, text]) => claimCard(c, text, name))));
}
const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function claimCard(c, text, name) {
  const stance = STANCE[C.stance[c]], flags = C.flags[c];
  const [value] = T.values[C.value[c]];
  const range = text && text.n && text.n[0] !== text.n[1] && text.n[0] !== null && text.n[1] !== null ? `${number(text.n[0])} to ${number(text.n[1])}` : null;
  const told = typeof value === 'boolean' ? (value ? '' : 'no') : value === null ? '' : `${flags & FLAG.atLeast ? 'at least ' : flags & FLAG.atMost ? 'at most ' : ''}${range || (typeof value === 'number' ? number(value) : value)}`;
  const marks = [flags & FLAG.hedged && 'cautiously', flags & FLAG.implied && 'implied', flags & FLAG.joint && 'joint total', flags & FLAG.general && 'said of all strikes of that day'].filter(Boolean);
  return el('article', { class: `claim ${stance}` },
    el('p', { class: 'who' }, el('b', {}, own(T.claimants[C.claimant[c]])), el('span', { class: 'quiet' }, ` (${SIDE_PLAIN[SIDE[C.side[c]]]}) `),
      el('span', { class: `stance ${stance}` }, STANCE_PLAIN[stance]), ' ',
      told ? own(told) : name === 'occurrence' ? 'that it happened' : null, text && text.d ? [' ', own(text.d)] : null,
      marks.length ? el('span', { class: 'marks' }, marks.map((mark) => el('span', {}, mark))) : null),
    text ? quoteOf(text, flags) : null,
    el('p', { class: 'quiet source' }, ...sourceOf(c, text)));
}

function quoteOf(text, flags) {
  const words = () => el('blockquote', { dir: 'auto' }, text.b ? `${text.b} ` : '', el('mark', {}, text.q), text.a || '');
  if (!(flags & FLAG.covered) && !text.x) return words();
  const box = el('div', { class: 'covered' });
  return add(box, [el('button', { type: 'button', class: 'plain', on: { click: () => fill(box, words()) } }, 'Show the words: they may distress')]);
}

function sourceOf(c, text) {
  const r = C.report[c];
  const words = [];
  if (text && text.o) words.push('origin: ', own(text.o), ' · ');
  if (text && text.v && text.v.length) words.push('through ', own(text.v.join(', ')), ' · ');
  if (r < 0) return [...words, 'report not kept'];
  const [name, publisher, title, published, url] = T.reports[r];
  words.push(url ? el('a', { href: url }, own(publisher || title || name)) : own(publisher || title || name));
  words.push(published ? `, ${sayDay(parseDay(published))}` : ', date not known');
  if (publisher || title) words.push(' · ', own(name));
  return words;
}

function notesOf(detail) {
  if (!detail) return null;
  const lines = [...detail.n];
  if (detail.g && detail.g[0]) lines.push(`Grade: ${detail.g[0]}${detail.g[1] ? ` (${detail.g[1]})` : ''}`);
  return lines.length ? [el('h3', {}, 'Notes'), el('ul', {}, lines.map((line) => el('li', {}, own(line))))] : null;
}

function closeEvidence() {
  evidenceAsked++;
  state.strike = -1;
  byId('evidence').hidden = true;
  byId('panel').classList.remove('evidence-open');
  showTab(state.tab);
  redrawStrikes(); saveAddress();
}

// Several strikes on one spot: let the reader choose.
function showCrowd(strikes, heading) {
  const section = byId('evidence');
  evidenceAsked++;
  let from = 0;
  const list = el('ul', { class: 'crowd' });
  const more = el('button', { type: 'button', class: 'plain', on: { click: () => page() } }, 'Show more');
  const page = () => {
    for (const i of strikes.slice(from, from + 50)) list.append(el('li', {}, el('button', { type: 'button', class: 'entry', on: { click: () => selectStrike(i) } },
      picture(left.classes[left.codes[i]], 20), el('span', {}, own(saysPlace(i)), ' · ', sayDays(S.start[i], S.end[i], S.precision[i]), ' · ', own(attackerOf(i) || 'attacker not told')))));
    from += 50;
    more.hidden = from >= strikes.length;
  };
  page();
  fill(section, el('button', { type: 'button', class: 'plain', on: { click: closeEvidence } }, '← Back'),
    el('h2', {}, heading || `${count(strikes.length, 'strike')} on this spot`), list, more);
  for (const other of ['overview', 'list', 'filter', 'radius', 'sources']) byId(other).hidden = true;
  section.hidden = false;
  if (narrow.matches) raiseSheet(true);
}

function selectStrike(i, { move = false, focus = true } = {}) {
  state.strike = i;
  if (move && S.shape[i]) showOnMap(i);
  const shown = showEvidence(i);
  redrawStrikes(); saveAddress(); markRow();
  return shown.then(() => { if (focus) byId('evidence').focus({ preventScroll: true }); });
}

function showOnMap(i) {
  const target = L.latLng(latOf(i), lonOf(i));
  const zoom = Math.max(map.getZoom(), S.shape[i] === 2 ? 7 : 10);
  map.setView(target, Math.min(zoom, 14), { animate: false });
}
