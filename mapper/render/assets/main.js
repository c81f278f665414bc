// Start: draw what is there, read the rest, then listen.
function refresh() {
  applyFilters(); applyView();
  redrawStrikes(); showLegend(); syncTimeline();
  redrawPanel(); saveAddress();
}
const redrawPanel = later(() => {
  if (state.tab === 'list') showTable();
  if (state.tab === 'overview') showOverview();
  if (state.circle) listInside();
  announce(isFiltered() ? `${number(passing)} of ${count(N, 'strike')} shown` : '');
});

const TABS = ['overview', 'list', 'filter', 'radius', 'sources'];
const SHOW = { overview: showOverview, list: showTable, filter: showFilters, radius: showRadius, sources: showSources };

function showTab(name) {
  state.tab = name;
  byId('evidence').hidden = true;
  byId('panel').classList.remove('evidence-open');
  for (const tab of TABS) {
    const chosen = tab === name;
    byId(tab).hidden = !chosen;
    byId(`tab-${tab}`).setAttribute('aria-selected', String(chosen));
    byId(`tab-${tab}`).tabIndex = chosen ? 0 : -1;
  }
  if (S.start) SHOW[name]();
  if (name !== 'radius') setPlacing(false);
}

function setUpTabs() {
  for (const tab of TABS) byId(`tab-${tab}`).addEventListener('click', () => {
    if (state.strike >= 0) { state.strike = -1; redrawStrikes(); }
    showTab(tab); saveAddress();
    if (narrow.matches) raiseSheet(true);
  });
  byId('tabs').addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const target = step ? TABS[(TABS.indexOf(state.tab) + step + TABS.length) % TABS.length] : { Home: TABS[0], End: TABS.at(-1) }[event.key];
    if (!target) return;
    event.preventDefault();
    showTab(target); byId(`tab-${target}`).focus(); saveAddress();
  });
}

function raiseSheet(up) {
  byId('app').classList.toggle('raised', up);
  byId('grip').setAttribute('aria-expanded', String(up));
}

const swipeX = () => state.swipe / 100 * map.getSize().x;
function placeSwipe() {
  if (state.view !== 'compare') return;
  byId('swipe').style.left = `${state.swipe}%`;
  byId('swipe').setAttribute('aria-valuenow', Math.round(state.swipe));
  byId('swipe-a').textContent = clean((accountOf(state.a) || {}).label);
  byId('swipe-b').textContent = clean((accountOf(state.b) || {}).label);
}

function setUpSwipe() {
  const bar = byId('swipe'), move = (value) => { state.swipe = Math.max(0, Math.min(100, value)); placeSwipe(); redrawStrikes(); saveAddress(); };
  bar.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -5, ArrowRight: 5, ArrowDown: -5, ArrowUp: 5, Home: -100, End: 100 }[event.key];
    if (step) { event.preventDefault(); move(state.swipe + step); }
  });
  bar.addEventListener('pointerdown', (event) => {
    event.preventDefault(); bar.focus(); bar.setPointerCapture(event.pointerId);
    const drag = (moved) => { const box = byId('frame').getBoundingClientRect(); move((moved.clientX - box.left) / box.width * 100); };
    const end = () => { bar.removeEventListener('pointermove', drag); bar.removeEventListener('pointerup', end); };
    bar.addEventListener('pointermove', drag); bar.addEventListener('pointerup', end);
  });
}

function setUpPointer() {
  const node = map.getContainer(), tip = byId('tip');
  node.addEventListener('mousemove', (event) => {
    const hit = hitAt(event);
    node.classList.toggle('over', Boolean(hit));
    tip.hidden = !hit;
    if (!hit) return;
    fill(tip, tipOf(hit));
    const box = byId('stage').getBoundingClientRect();
    tip.style.left = `${Math.min(event.clientX - box.left + 14, box.width - 250)}px`;
    tip.style.top = `${event.clientY - box.top + 14}px`;
  });
  node.addEventListener('mouseleave', () => { tip.hidden = true; });
  map.on('click', ({ originalEvent, latlng }) => {
    if (placing) { setPlacing(false); setCircle({ lat: latlng.lat, lon: latlng.lng, km: parseKm(byId('radius-km')?.value || '') || state.circle?.km || 25 }); return; }
    const hit = hitAt(originalEvent);
    if (!hit) return;
    if (hit.count === 1) selectStrike(hit.strike, { focus: false });
    else openGroup(hit);
  });
  map.on('moveend', saveAddress);
}

function tipOf(hit) {
  if (hit.count > 1 && !hit.area) return [el('b', {}, count(hit.count, 'strike')), hit.same ? [' at ', own(saysPlace(hit.strike))] : ' close together', el('br'), el('span', {}, 'Click to see them')];
  const i = hit.strike, kind = left.classes[left.codes[i]];
  return [el('b', {}, own(saysPlace(i))), el('br'), sayDays(S.start[i], S.end[i], S.precision[i]), ' · ', own(attackerOf(i) || 'attacker not told'), el('br'), picture(kind, 16), ' ', own(kind.label)];
}

function openGroup(group) {
  const strikes = group.members || membersNear(group);
  if (group.same || map.getZoom() >= 13) { showCrowd(strikes); return; }
  let south = 90, north = -90, west = 1e9, east = -1e9;
  for (const i of strikes) {
    south = Math.min(south, latOf(i)); north = Math.max(north, latOf(i)); west = Math.min(west, lonOf(i)); east = Math.max(east, lonOf(i));
  }
  const before = map.getZoom();
  map.fitBounds([[south, west], [north, east]], { padding: [60, 60], maxZoom: 13, animate: false });
  if (map.getZoom() <= before) map.setView([(south + north) / 2, (west + east) / 2], Math.min(14, before + 1), { animate: false });
}

// The strikes of a cluster of many, which keeps only their number.
function membersNear(group) {
  const world = 256 * 2 ** map.getZoom();
  const column = Math.floor(X[group.strike] * world / CELL), row = Math.floor(Y[group.strike] * world / CELL);
  const members = [];
  for (let i = 0; i < N; i++) if (mask[i] && S.shape[i] === 1 && Math.floor(Y[i] * world / CELL) === row && Math.floor(X[i] * world / CELL) === column) members.push(i);
  return members;
}

// Where the map stood when it last showed all; as long as nobody moves it, it follows its frame.
let shownAll = null;

function showAll() {
  fitAll();
  shownAll = { zoom: map.getZoom(), at: map.project(map.getCenter()) };
}

// All strikes in the part of the map that no control covers.
function fitAll() {
  const [south, west, north, east] = head.bounds;
  const { x, y } = map.getSize(), legend = byId('legend');
  const below = Math.max(50, y - legend.offsetTop + 20);
  let edges; // left, top, right, bottom
  if (/(^|[#&])embed\b/.test(location.hash)) edges = [40, 75, 70, 90];
  else if (narrow.matches) edges = [40, byId('accounts').hidden ? 110 : 160, 50, legend.offsetHeight ? below : 120];
  else edges = [legend.offsetWidth + 28, 80, 70, 120];
  const fit = (one, other, room) => Math.min(1, Math.max(0, room - 60) / (one + other));
  const across = fit(edges[0], edges[2], x), down = fit(edges[1], edges[3], y);
  map.fitBounds([[south, west], [north, east]], { animate: false, maxZoom: 10, paddingTopLeft: [edges[0] * across, edges[1] * down], paddingBottomRight: [edges[2] * across, edges[3] * down] });
}

function followFrame() {
  // Leaflet keeps the centre to a pixel or so when the window changes
  const whole = shownAll && map.getZoom() === shownAll.zoom && map.project(map.getCenter()).distanceTo(shownAll.at) < 3;
  map.invalidateSize({ animate: false });
  if (whole) showAll();
  syncTimeline();
}

function setUpButtons() {
  byId('zoom-in').addEventListener('click', () => map.zoomIn());
  byId('zoom-out').addEventListener('click', () => map.zoomOut());
  byId('zoom-all').addEventListener('click', showAll);
  byId('grip').addEventListener('click', () => raiseSheet(!byId('app').classList.contains('raised')));
  byId('legend-title').addEventListener('click', () => {
    const closed = byId('legend').classList.toggle('closed');
    byId('legend-title').setAttribute('aria-expanded', String(!closed));
  });
  byId('skip').addEventListener('click', (event) => { event.preventDefault(); showTab('list'); byId('table-heading').focus(); });
  for (const [id, key] of [['account-a', 'a'], ['account-b', 'b']]) byId(id).addEventListener('change', (event) => { state[key] = event.target.value; refresh(); placeSwipe(); showOverview(); });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !byId('evidence').hidden) { const tab = state.tab; closeEvidence(); byId(`tab-${tab}`).focus(); }
  });
  const colours = () => { redrawAll(); document.querySelectorAll('canvas.symbol').forEach((canvas) => canvas.redraw()); syncTimeline(); };
  dark.addEventListener('change', colours);
  window.addEventListener('beforeprint', () => { document.body.classList.add('printing'); showPrinted(); colours(); map.invalidateSize({ animate: false }); baseLayer.redraw(); strikeLayer.redraw(); });
  window.addEventListener('afterprint', () => { document.body.classList.remove('printing'); map.invalidateSize({ animate: false }); colours(); });
  window.addEventListener('hashchange', () => openAddress());
  new ResizeObserver(later(followFrame)).observe(byId('frame'));
}

async function openAddress() {
  openingAddress = true;
  const strike = await readAddress();
  openingAddress = false;
  showViews(); refresh(); drawCircle(); showTab(state.tab);
  followFrame(); // the controls have their places now
  if (strike >= 0) await selectStrike(strike, { focus: false });
}

async function start() {
  showHeader();
  map.getContainer().setAttribute('aria-label', 'Map; the list of strikes says the same in words');
  map.getContainer().setAttribute('role', 'region');
  showAll();
  await loadFirst();
  chooseAttribute();
  left = { codes: statusColumn(), classes: STATUS_CLASSES };
  baseLayer = new Canvas('basemap', drawBasemap).addTo(map);
  strikeLayer = new Canvas('strikes', drawStrikes).addTo(map);
  performance.mark('first-markers');
  await loadBorders();
  baseLayer.redraw();
  performance.mark('basemap');
  if (document.readyState === 'loading') await new Promise((done) => document.addEventListener('DOMContentLoaded', done, { once: true }));
  await loadRest();
  findDays(); collectAreas(); listAccounts();
  setUpTabs(); setUpButtons(); setUpPointer(); setUpSwipe(); setUpSearch(); setUpTimeline();
  await openAddress();
  byId('app').classList.remove('loading');
  document.documentElement.dataset.ready = 'yes';
  performance.mark('ready');
}

start().catch((error) => {
  byId('made').textContent = `This map could not be drawn: ${clean(error.message)}`;
  throw error;
});
