// Land, borders, provinces and names, drawn on one canvas under the strikes.
let borders = null; // {land, lines, provinces: Path2D in Mercator units, names}
const UNIT = 4096; // Mercator units of a path; large enough that a pixel is never below its precision

async function loadBorders() {
  const node = byId('borders');
  const [topology] = JSON.parse(new TextDecoder().decode(await inflate(node.textContent.trim())));
  node.remove();
  const decode = (flat) => {
    const points = new Float64Array(flat.length);
    let x = 0, y = 0;
    const round = 360 * topology.scale;
    for (let i = 0; i < flat.length; i += 2) {
      // a coast that crosses the antimeridian goes on past 180 degrees instead of jumping back
      const jump = i && Math.abs(flat[i]) > round / 2 ? Math.sign(flat[i]) * round : 0;
      x += flat[i] - jump; y += flat[i + 1];
      points[i] = (x / topology.scale / 360 + 0.5) * UNIT;
      points[i + 1] = mercator(y / topology.scale) * UNIT;
    }
    return points;
  };
  const arcs = topology.arcs.map(decode);
  const uses = new Uint8Array(arcs.length);
  const land = new Path2D(), lines = new Path2D(), coast = new Path2D(), provinces = new Path2D();
  const names = [];
  for (const [name, code, rings] of topology.countries) {
    let largest = null;
    for (const ring of rings) {
      const outline = traceRing(land, ring, arcs);
      if (!largest || outline.area > largest.area) largest = outline;
      ring.forEach((index) => { const arc = index < 0 ? ~index : index; if (uses[arc] < 2) uses[arc]++; });
    }
    if (largest) names.push({ text: name, x: largest.x / UNIT, y: largest.y / UNIT, size: Math.sqrt(largest.area) / UNIT, code });
  }
  arcs.forEach((points, i) => traceLine(uses[i] > 1 ? lines : coast, points));
  const provinceNames = [];
  for (const { arcs: inner, names: middles } of topology.provinces) {
    inner.forEach((flat) => traceLine(provinces, decode(flat)));
    middles.forEach(([text, lat, lon]) => provinceNames.push({ text, x: lon / 360 + 0.5, y: mercator(lat) }));
  }
  borders = { land, lines, coast, provinces, names: names.sort((a, b) => b.size - a.size), provinceNames };
}

function traceLine(path, points) {
  path.moveTo(points[0], points[1]);
  for (let i = 2; i < points.length; i += 2) path.lineTo(points[i], points[i + 1]);
}

// The corners of a ring. Each arc begins where the last one ended, whole turns of the globe
// aside, and the ring as a whole lies in the copy of the world with Greenwich.
function ringPoints(ring, arcs) {
  const points = [];
  let west = Infinity, east = -Infinity;
  const step = (x, y) => { points.push(x, y); west = Math.min(west, x); east = Math.max(east, x); };
  for (const index of ring) {
    const arc = arcs[index < 0 ? ~index : index];
    const shift = points.length ? Math.round((points.at(-2) - arc[index < 0 ? arc.length - 2 : 0]) / UNIT) * UNIT : 0;
    if (index >= 0) for (let i = 0; i < arc.length; i += 2) step(arc[i] + shift, arc[i + 1]);
    else for (let i = arc.length - 2; i >= 0; i -= 2) step(arc[i] + shift, arc[i + 1]);
  }
  const home = -Math.floor((west + east) / 2 / UNIT) * UNIT;
  if (home) for (let i = 0; i < points.length; i += 2) points[i] += home;
  return points;
}

// Adds a closed ring to a path and returns its area and middle.
function traceRing(path, ring, arcs) {
  const points = ringPoints(ring, arcs), [x0, y0] = points;
  let px = x0, py = y0, area = 0, cx = 0, cy = 0;
  path.moveTo(x0, y0);
  for (let i = 2; i < points.length; i += 2) {
    const x = points[i], y = points[i + 1];
    path.lineTo(x, y);
    const cross = (px - x0) * (y - y0) - (x - x0) * (py - y0);
    area += cross; cx += cross * (px + x + x0) / 3; cy += cross * (py + y + y0) / 3;
    px = x; py = y;
  }
  path.closePath();
  return { area: Math.abs(area) / 2, x: area ? cx / area : x0, y: area ? cy / area : y0 };
}

const PAPER = {
  light: { sea: '#dfe9ef', land: '#f7f5ef', coast: '#9db0bd', line: '#8d8796', province: '#cfcac0', country: '#6b6576', region: '#68645b', town: '#2b2f33', dot: '#6a6f75' },
  dark: { sea: '#12171c', land: '#22282f', coast: '#46545f', line: '#6f7682', province: '#3b434c', country: '#98a1ad', region: '#949daa', town: '#d5dbe1', dot: '#8d96a0' },
};

// A canvas a little larger than the view; Leaflet moves it with the map while one drags.
const Canvas = L.Layer.extend({
  initialize(name, draw) { this.name = name; this.draw = draw; },
  onAdd() {
    this.node = el('canvas', { class: `leaflet-layer leaflet-zoom-animated ${this.name}`, 'aria-hidden': 'true' });
    this.getPane().append(this.node);
    this.redraw();
  },
  onRemove() { this.node.remove(); },
  getEvents() {
    return { moveend: this.redraw, viewreset: this.redraw, resize: this.redraw, move: this.keepUp, zoomanim: this.follow };
  },
  redraw() {
    const size = map.getSize(), pad = Math.round(Math.max(size.x, size.y) * 0.15);
    this.pad = pad;
    this.corner = map.containerPointToLayerPoint([-pad, -pad]);
    const scale = Math.min(window.devicePixelRatio || 1, 2), width = size.x + 2 * pad, height = size.y + 2 * pad;
    if (this.node.width !== Math.round(width * scale) || this.node.height !== Math.round(height * scale)) {
      this.node.width = Math.round(width * scale); this.node.height = Math.round(height * scale);
      this.node.style.width = `${width}px`; this.node.style.height = `${height}px`;
    }
    this.zoom = map.getZoom();
    this.bounds = L.latLngBounds(map.layerPointToLatLng(this.corner), map.layerPointToLatLng(this.corner.add([width, height])));
    L.DomUtil.setTransform(this.node, this.corner, 1);
    const ctx = this.node.getContext('2d');
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    ctx.clearRect(0, 0, width, height);
    const origin = map.getPixelOrigin().add(this.corner);
    this.draw(ctx, { ox: origin.x, oy: origin.y, width, height, world: 256 * 2 ** this.zoom, scale, pad });
  },
  // while one drags: draw again only when the padding is used up
  keepUp() {
    const moved = map.containerPointToLayerPoint([-this.pad, -this.pad]).subtract(this.corner);
    if (Math.abs(moved.x) > this.pad * 0.9 || Math.abs(moved.y) > this.pad * 0.9) this.redraw();
  },
  follow(event) {
    const scale = map.getZoomScale(event.zoom, this.zoom);
    L.DomUtil.setTransform(this.node, map._latLngBoundsToNewLayerBounds(this.bounds, event.zoom, event.center).min, scale);
  },
});

// Which copies of the world are in view: 0 is the one with Greenwich.
function copiesInView({ ox, width, world }, beyond = 0) {
  const copies = [];
  for (let k = Math.floor(ox / world - beyond); k <= Math.floor((ox + width) / world + beyond); k++) copies.push(k);
  return copies;
}

function drawBasemap(ctx, view) {
  const paper = PAPER[theme()], { ox, oy, width, height, world, scale } = view;
  const tiles = tileLayer && map.hasLayer(tileLayer);
  if (!tiles) { ctx.fillStyle = paper.sea; ctx.fillRect(0, 0, width, height); }
  if (!borders) return;
  const zoom = map.getZoom(), unit = world / UNIT;
  // land reaches up to 20 degrees past the antimeridian into the next copy
  for (const copy of copiesInView(view, 0.06)) {
    ctx.save();
    ctx.setTransform(unit * scale, 0, 0, unit * scale, (copy * world - ox) * scale, -oy * scale);
    ctx.lineJoin = 'round';
    if (!tiles) {
      ctx.fillStyle = paper.land; ctx.fill(borders.land, 'evenodd');
      if (zoom >= 6) { ctx.strokeStyle = paper.province; ctx.lineWidth = 1 / unit; ctx.stroke(borders.provinces); }
      ctx.strokeStyle = paper.coast; ctx.lineWidth = 1 / unit; ctx.stroke(borders.coast);
      ctx.strokeStyle = paper.line; ctx.lineWidth = (zoom < 5 ? 0.8 : 1.4) / unit; ctx.stroke(borders.lines);
    }
    ctx.restore();
  }
  if (!tiles) drawNames(ctx, view, paper, zoom);
}

function drawNames(ctx, view, paper, zoom) {
  const { ox, oy, width, height, world } = view;
  const taken = [];
  const free = (box) => !taken.some((t) => t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1]);
  const put = (text, x, y, font, colour, spacing, offset) => {
    ctx.font = font;
    const w = ctx.measureText(text).width + spacing * text.length, h = parseInt(font.match(/(\d+)px/)[1], 10) + 3;
    const box = offset ? [x - 4, y - h / 2, x + offset + w + 4, y + h / 2] : [x - w / 2 - 6, y - h / 2, x + w / 2 + 6, y + h / 2];
    if (x < 0 || x > width || y < 0 || y > height || !free(box)) return false;
    taken.push(box);
    ctx.letterSpacing = `${spacing}px`;
    ctx.textAlign = offset ? 'left' : 'center'; ctx.textBaseline = 'middle';
    ctx.lineWidth = 3; ctx.strokeStyle = paper.land; ctx.lineJoin = 'round';
    ctx.strokeText(text, x + offset, y); ctx.fillStyle = colour; ctx.fillText(text, x + offset, y);
    ctx.letterSpacing = '0px';
    return true;
  };
  for (const copy of copiesInView(view)) {
    const at = (place) => [(place.x + copy) * world - ox, place.y * world - oy];
    symbolBoxes(view, copy).forEach((box) => taken.push(box));
    for (const place of borders.names) if (place.size * world > 60 && zoom < 9) put(place.text.toUpperCase(), ...at(place), `600 ${zoom < 4 ? 10 : 12}px system-ui, sans-serif`, paper.country, 1.5, 0);
    const most = zoom < 4 ? 0 : zoom < 6 ? 14 : zoom < 7 ? 24 : 60;
    let shown = 0;
    for (const town of towns()) {
      if (shown >= most || (zoom < 6 && town.population < 500000) || (zoom < 8 && town.population < 60000)) break;
      const [x, y] = at(town);
      if (x < 0 || x > width || y < 0 || y > height) continue;
      if (put(town.name, x, y, '11px system-ui, sans-serif', paper.town, 0, 6)) {
        shown++;
        ctx.fillStyle = paper.dot; ctx.beginPath(); ctx.arc(x, y, 2, 0, 7); ctx.fill();
      }
    }
    if (zoom >= 7) for (const place of borders.provinceNames) put(place.text.toUpperCase(), ...at(place), '500 10px system-ui, sans-serif', paper.region, 1.2, 0);
  }
}

let townList = null;
function towns() {
  townList ||= head.labels.map(([name, lat, lon, population, country]) => ({ name, lat, lon, population, country, x: lon / 360 + 0.5, y: mercator(lat) }))
    .sort((a, b) => b.population - a.population);
  return townList;
}

// Names of struck places are written when they are few enough to read.
let labelledPlaces = null;
function labelledStrikePlaces() {
  if (!labelledPlaces) {
    const seen = new Map();
    if (places.length <= 400) for (let i = 0; i < N && seen.size <= 400; i++) {
      if (S.shape[i] === 1 && !seen.has(S.place[i])) seen.set(S.place[i], { text: clean(places[S.place[i]].name), x: X[i], y: Y[i] });
    }
    labelledPlaces = [...seen.values()];
  }
  return labelledPlaces;
}
function symbolBoxes({ ox, oy, world }, copy) {
  if (places.length > 400) return [];
  const signs = [...areas.values()].map(([i]) => [(X[i] + copy) * world - ox - 80, Y[i] * world - oy - 14, (X[i] + copy) * world - ox + 80, Y[i] * world - oy + 14]);
  return labelledStrikePlaces().map((place) => {
    const x = (place.x + copy) * world - ox, y = place.y * world - oy;
    return [x - 12, y - 12, x + 16 + (map.getZoom() >= 7 ? 7.4 * place.text.length : 0), y + 12];
  }).concat(signs);
}

let tileLayer = null;
function offerTiles() {
  if (!head.tiles) return null;
  // a canvas that fills its own background would hide the pictures; drawBasemap leaves it open then
  tileLayer = L.tileLayer('https://tile.openstreetmap.org/{z}/{x}/{y}.png', { maxZoom: 16 });
  return el('label', { class: 'check' }, el('input', { type: 'checkbox', id: 'tiles', on: { change(event) {
    if (event.target.checked) tileLayer.addTo(map); else tileLayer.remove();
    byId('credit').textContent = event.target.checked ? '© OpenStreetMap contributors (ODbL). Borders are no judgement on any claim.' : CREDIT;
    baseLayer.redraw();
  } } }), ' Pictures from OpenStreetMap (asks their server for the area you look at)');
}
const CREDIT = 'Borders: Natural Earth. They are no judgement on any claim.';
