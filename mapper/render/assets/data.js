// The strikes as columns: what is needed for the first picture first, the rest when it is there.
const head = JSON.parse(byId('head').textContent);
const N = head.count;
const T = head.tables;
const S = {}; // columns of strikes
const C = {}; // columns of claims
let places = []; // {name, country, admin1, kind, names, source}
let offsets = null; // where each strike's claims begin in C.linked
let textOf = async () => null, detailOf = async () => null, idTexts = null;
const X = new Float32Array(N), Y = new Float32Array(N); // Mercator, 0..1
const DEGREE = 100000;
const latOf = (i) => S.lat[i] / DEGREE, lonOf = (i) => S.lon[i] / DEGREE;

function mercator(lat) {
  const limited = Math.max(-85.0511, Math.min(85.0511, lat));
  const sin = Math.sin(limited * RADIANS);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

async function loadFirst() {
  await readTogether('s-first', head.first, S);
  for (let i = 0; i < N; i++) {
    X[i] = S.lon[i] / DEGREE / 360 + 0.5;
    Y[i] = mercator(S.lat[i] / DEGREE);
  }
  places = T.places.map(([name, country, admin1, kind, names, source]) => ({ name, country, admin1, kind, names: names || [], source }));
}

async function loadRest() {
  // one after another: all at once would hold every packed text in memory at the same time
  for (const [id, how] of Object.entries(head.columns)) {
    const [table, name] = [id.slice(0, 1) === 's' ? S : C, id.slice(2)];
    if (name in table) continue;
    if (how.type === 'texts') idTexts = makeTexts(id, 256);
    else table[name] = await readColumn(id, how);
  }
  offsets = new Uint32Array(N + 1);
  for (let i = 0; i < N; i++) offsets[i + 1] = offsets[i] + S.links[i];
  textOf = makeTexts('texts', 256);
  detailOf = makeTexts('details', 256);
}

async function idOf(i) {
  if (idTexts) return idTexts(i);
  let id = '';
  for (let k = 8 * i; k < 8 * i + 8; k++) id += S.id[k].toString(16).padStart(2, '0');
  return id;
}

async function strikeWithId(id) {
  if (idTexts) {
    for (let i = 0; i < N; i++) if (await idTexts(i) === id) return i;
    return -1;
  }
  if (!/^[0-9a-f]{16}$/.test(id)) return -1;
  const bytes = id.match(/../g).map((pair) => parseInt(pair, 16));
  for (let i = 0; i < N; i++) {
    let k = 0;
    while (k < 8 && S.id[8 * i + k] === bytes[k]) k++;
    if (k === 8) return i;
  }
  return -1;
}

const claimsOf = (i) => offsets ? C.linked.subarray(offsets[i], offsets[i + 1]) : [];
const attackerOf = (i) => T.attackers[S.attacker[i]] || '';
const placeOf = (i) => S.place[i] >= 0 ? places[S.place[i]] : null;
const reportName = (r) => r < 0 ? 'report not kept' : (T.reports[r][1] || T.reports[r][2] || T.reports[r][0]);
const uncertaintyKm = (i) => S.uncertainty ? S.uncertainty[i] / 10 : 0;
function saysPlace(i) {
  const place = placeOf(i);
  return place ? clean(place.name).trim() || 'place without a name' : 'place not told';
}
function whereabouts(place) {
  return [place.admin1 && place.admin1 !== place.name ? place.admin1 : null, place.country && place.kind !== 'country' ? countryName(place.country) : null].filter(Boolean).join(', ');
}

const countryNames = Intl.DisplayNames ? new Intl.DisplayNames(['en'], { type: 'region' }) : null;
function countryName(code) {
  return countryNames && /^[A-Z]{2}$/.test(code) ? countryNames.of(code) : code;
}
