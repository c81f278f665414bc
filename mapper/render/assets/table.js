// The same strikes as a table: for keyboards, screen readers and print.
const PAGE = 50;
let order = null, sorting = { key: 'date', down: false }, page = 0;
const COLUMNS = [
  ['place', 'Place', (i) => S.place[i] < 0 ? '\uffff' : places[S.place[i]].name],
  ['date', 'Date', (i) => S.start[i] === NO_DAY ? 1e9 : S.start[i]],
  ['attacker', 'Attacker', (i) => attackerOf(i) || '\uffff'],
  ['status', 'Status', (i) => [2, 1, 0, 3, 4].indexOf(statusColumn()[i])],
  ['killed', 'Killed', (i) => -S.killed_high[i]],
];

function listOrder() {
  order = [];
  for (let i = 0; i < N; i++) if (mask[i]) order.push(i);
  const by = COLUMNS.find(([key]) => key === sorting.key)[2];
  const keys = order.map(by), turn = sorting.down ? -1 : 1;
  const at = order.map((_, k) => k).sort((a, b) => (keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : a - b) * turn);
  order = at.map((k) => order[k]);
}

function showTable() {
  listOrder();
  page = Math.max(0, Math.min(page, Math.ceil(order.length / PAGE) - 1));
  const rows = order.slice(page * PAGE, page * PAGE + PAGE);
  fill(byId('list'),
    el('h2', { id: 'table-heading', tabindex: '-1' }, count(order.length, 'strike'), isFiltered() ? ` of ${number(N)}, filtered` : ''),
    el('div', { class: 'row' }, downloadButton('CSV'), downloadButton('GeoJSON')),
    el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of strikes' }, el('table', { id: 'table' },
      el('caption', { class: 'unseen' }, 'Strikes that pass the filters; choose a place to see the evidence'),
      el('thead', {}, el('tr', {}, COLUMNS.map(([key, label]) => el('th', { scope: 'col', 'aria-sort': sorting.key === key ? (sorting.down ? 'descending' : 'ascending') : 'none' },
        el('button', { type: 'button', on: { click: () => sortBy(key) } }, label, sorting.key === key ? (sorting.down ? ' ▾' : ' ▴') : ''))))),
      el('tbody', {}, rows.map(rowOf)))),
    order.length > PAGE ? el('div', { class: 'row between' },
      el('button', { type: 'button', class: 'plain', disabled: page === 0, on: { click: () => turnPage(-1) } }, '← Previous'),
      el('span', { class: 'quiet' }, `${number(page * PAGE + 1)}–${number(Math.min(order.length, page * PAGE + PAGE))}`),
      el('button', { type: 'button', class: 'plain', disabled: (page + 1) * PAGE >= order.length, on: { click: () => turnPage(1) } }, 'Next →')) : null);
  markRow();
}

function rowOf(i) {
  const status = STATUS[statusColumn()[i]], low = S.killed_low[i], high = S.killed_high[i];
  return el('tr', { 'data-strike': i, on: { mouseenter: () => glow(i), mouseleave: () => glow(-1) } },
    el('th', { scope: 'row' }, el('button', { type: 'button', class: 'link', on: { click: () => selectStrike(i, { move: true }) } }, own(saysPlace(i))),
      S.shape[i] ? null : el('span', { class: 'quiet' }, ' no pin')),
    el('td', {}, S.start[i] === NO_DAY && S.end[i] === NO_DAY ? 'not told' : isoDay(S.start[i] === NO_DAY ? S.end[i] : S.start[i]), S.end[i] !== S.start[i] && S.end[i] !== NO_DAY && S.start[i] !== NO_DAY ? '…' : ''),
    el('td', {}, own(attackerOf(i) || 'not told')),
    el('td', {}, picture({ status }, 18), ' ', status),
    el('td', { class: 'figure' }, high < 0 ? '' : low === high ? number(high) : `${number(low)}–${number(high)}`));
}

function sortBy(key) {
  sorting = { key, down: sorting.key === key && !sorting.down };
  page = 0;
  showTable();
  document.querySelector('#table th[aria-sort$="ending"] button').focus();
}
function turnPage(step) { page += step; showTable(); byId('table-heading').focus(); }

function markRow() {
  for (const row of document.querySelectorAll('#table tbody tr')) row.toggleAttribute('aria-current', Number(row.dataset.strike) === state.strike);
}

// A row under the pointer shows its strike on the map.
let glowing = null;
function glow(i) {
  if (glowing) glowing.remove();
  glowing = i < 0 || !S.shape[i] ? null
    : L.circleMarker([latOf(i), lonOf(i)], { radius: 17, weight: 3, color: ink().ring, fill: false, interactive: false }).addTo(map);
}
