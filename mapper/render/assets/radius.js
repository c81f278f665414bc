// The radius tool: a centre and a distance; which strikes lie inside, certainly or possibly.
// Certainly: the whole circle of uncertainty lies inside. Possibly: some of it does.
let circleLayer = null, circleRing = null, handle = null, placing = false;

const certaintyOfDistance = (km, off, radius) => km + off <= radius ? 'certainly inside' : km - off <= radius ? 'possibly inside' : null;

function strikesInside({ lat, lon, km }) {
  const found = [];
  for (let i = 0; i < N; i++) {
    if (!mask[i] || !S.shape[i]) continue;
    const off = uncertaintyKm(i), reach = km + off;
    const rough = roughKm(lat, lon, latOf(i), lonOf(i));
    if (rough > reach * 1.01 + 0.01) continue;
    const distance = measureKm(lat, lon, latOf(i), lonOf(i));
    const certainty = certaintyOfDistance(distance, off, km);
    if (certainty) found.push({ strike: i, distance, certainty });
  }
  return found.sort((a, b) => a.distance - b.distance);
}

function parseKm(text) {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*(km|m|mi|miles?|nm|nmi)?\s*$/i.exec(text);
  if (!match) return NaN;
  const unit = (match[2] || 'km').toLowerCase();
  return Number(match[1].replace(',', '.')) * (unit === 'm' ? 0.001 : unit.startsWith('mi') ? 1.609344 : unit.startsWith('nm') ? 1.852 : 1);
}

function showRadius() {
  const { circle } = state;
  const section = byId('radius');
  fill(section, el('h2', {}, 'Strikes within a radius'),
    el('form', { id: 'radius-form', on: { submit(event) { event.preventDefault(); placeCircle(); } } },
      el('label', {}, 'Around a place, or latitude, longitude',
        el('input', { id: 'centre', type: 'text', autocomplete: 'off', spellcheck: 'false', value: circle ? circle.name || `${circle.lat.toFixed(4)}, ${circle.lon.toFixed(4)}` : '', placeholder: 'Rastan   or   34.93, 36.73' })),
      el('label', {}, 'Radius', el('input', { id: 'radius-km', type: 'text', inputmode: 'decimal', value: circle ? `${Math.round(circle.km * 100) / 100} km` : '25 km' })),
      el('div', { class: 'row' }, el('button', { type: 'submit', class: 'main' }, 'Draw the circle'),
        el('button', { type: 'button', class: 'plain', id: 'pick', 'aria-pressed': String(placing), on: { click: () => setPlacing(!placing) } }, placing ? 'Now click on the map' : 'Click on the map instead'),
        circle ? el('button', { type: 'button', class: 'plain', id: 'no-circle', on: { click: removeCircle } }, 'Remove') : null)),
    el('p', { id: 'radius-error', class: 'error', role: 'alert' }),
    el('div', { id: 'inside' }));
  if (circle) listInside();
}

function setPlacing(on) {
  placing = on;
  byId('stage').classList.toggle('placing', on);
  const button = byId('pick');
  if (button) { button.textContent = on ? 'Now click on the map' : 'Click on the map instead'; button.setAttribute('aria-pressed', String(on)); }
  if (on && narrow.matches) raiseSheet(false);
}

function placeCircle() {
  const km = parseKm(byId('radius-km').value);
  const words = byId('centre').value.trim();
  const complain = (text) => { byId('radius-error').textContent = text; };
  if (!(km > 0) || km > 20000) return complain('Give a radius like 25 km, 800 m or 15 miles.');
  const pair = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(words);
  if (pair) {
    const [lat, lon] = [Number(pair[1]), Number(pair[2])];
    if (Math.abs(lat) > 90 || Math.abs(lon) > 360) return complain('Latitude is -90 to 90, longitude -180 to 180.');
    return setCircle({ lat, lon, km }, true);
  }
  const [best] = words ? findPlaces(words, 1) : [];
  if (!best) return complain(`No place like “${words}” on this map. Click on the map, or give latitude, longitude.`);
  return setCircle({ lat: best.lat, lon: best.lon, km, name: best.name }, true);
}

function setCircle(circle, move = false) {
  state.circle = circle;
  drawCircle();
  if (move) map.fitBounds(circleRing.getBounds(), { animate: false, padding: [20, 20] });
  if (state.tab !== 'radius' || !byId('evidence').hidden) { state.tab = 'radius'; closeEvidence(); } else showRadius();
  saveAddress();
}

function removeCircle() {
  state.circle = null;
  drawCircle(); showRadius(); saveAddress();
}

function drawCircle() {
  const { circle } = state;
  if (circleLayer) circleLayer.remove();
  circleLayer = circleRing = handle = null;
  if (!circle) return;
  circleRing = L.polygon(circleAround(circle.lat, circle.lon, circle.km), { className: 'radius-ring', interactive: false, weight: 2, fillOpacity: 0.08 });
  const centre = L.marker([circle.lat, circle.lon], { draggable: true, keyboard: false, icon: knob('knob centre'), title: 'Drag the circle' });
  handle = L.marker(vincentyDirect(circle.lat, circle.lon, Math.PI / 2, circle.km * 1000), { draggable: true, keyboard: false, icon: knob('knob edge'), title: 'Drag to change the radius' });
  centre.on('drag', () => { const at = centre.getLatLng(); state.circle = { ...state.circle, lat: at.lat, lon: at.lng, name: undefined }; reshape(); });
  handle.on('drag', () => { const at = handle.getLatLng(); state.circle = { ...state.circle, km: Math.max(0.05, measureKm(state.circle.lat, state.circle.lon, at.lat, at.lng)) }; reshape(false); });
  const settle = () => { drawCircle(); showRadius(); saveAddress(); };
  centre.on('dragend', settle); handle.on('dragend', settle);
  circleLayer = L.layerGroup([circleRing, centre, handle]).addTo(map);
}
const knob = (name) => L.divIcon({ className: name, iconSize: name.endsWith('centre') ? [16, 16] : [24, 24], html: '' });

function reshape(moveHandle = true) {
  const { circle } = state;
  circleRing.setLatLngs(circleAround(circle.lat, circle.lon, circle.km));
  if (moveHandle) handle.setLatLng(vincentyDirect(circle.lat, circle.lon, Math.PI / 2, circle.km * 1000));
  byId('centre').value = `${circle.lat.toFixed(4)}, ${circle.lon.toFixed(4)}`;
  byId('radius-km').value = `${Math.round(circle.km * 100) / 100} km`;
  relist();
}
const relist = later(() => listInside());

function listInside() {
  const box = byId('inside');
  if (!box || !state.circle || !S.start) return;
  const inside = strikesInside(state.circle);
  const certain = inside.filter((found) => found.certainty === 'certainly inside').length;
  const possible = inside.length - certain;
  const unpinned = unpinnedCount();
  fill(box,
    el('p', { class: 'sum', role: 'status' }, el('b', { id: 'certain' }, number(certain)), ' certainly inside, ', el('b', { id: 'possible' }, number(possible)), ' possibly inside.'),
    el('p', { class: 'quiet' }, 'Certainly: even if the pin is off as far as it may be. Possibly: some of that range lies inside.',
      unpinned ? ` ${count(unpinned, 'strike has', 'strikes have')} no pin and cannot be measured.` : ''),
    inside.length ? el('div', { class: 'row' }, downloadButton('CSV', () => inside), downloadButton('GeoJSON', () => inside)) : null,
    el('ul', { class: 'crowd' }, inside.slice(0, 100).map(({ strike, distance, certainty }) => el('li', {},
      el('button', { type: 'button', class: 'entry', on: { click: () => selectStrike(strike) } }, picture(left.classes[left.codes[strike]], 20),
        el('span', {}, own(saysPlace(strike)), ' · ', `${distance.toFixed(distance < 10 ? 2 : 1)} km`, ' · ', certainty, el('br'),
          el('span', { class: 'quiet' }, sayDays(S.start[strike], S.end[strike], S.precision[strike]), ' · ', own(attackerOf(strike) || 'attacker not told'))))))),
    inside.length > 100 ? el('p', { class: 'quiet' }, `The nearest 100 of ${number(inside.length)}; the downloads have all.`) : null);
}

function unpinnedCount() {
  let n = 0;
  for (let i = 0; i < N; i++) if (mask[i] && !S.shape[i]) n++;
  return n;
}
