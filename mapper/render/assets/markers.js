// Strikes on a canvas: single symbols, clusters, circles of uncertainty, shaded provinces.
const mask = new Uint8Array(N).fill(1); // passes the filters
let left = { codes: null, classes: STATUS_CLASSES }; // what the symbols mean; left of the swipe
let right = null; // right of it, when two accounts are compared
let differing = null; // strikes on which the two accounts contradict each other
let hits = []; // what was drawn where, for the pointer
let areas = new Map(); // province -> strikes
const RADIUS = 10, MERGE = 22, CELL = 58, FEW = 3000;

function collectAreas() {
  areas = new Map();
  if (S.area) for (let i = 0; i < N; i++) if (S.shape[i] === 2) {
    const key = S.area[i] >= 0 ? S.area[i] : `place${S.place[i]}`;
    if (!areas.has(key)) areas.set(key, []);
    areas.get(key).push(i);
  }
}

function drawStrikes(ctx, view) {
  hits = [];
  const codes = left.codes || S.control;
  if (!right) return drawSide(ctx, view, codes, left.classes);
  const border = view.pad + swipeX();
  for (const [side, x, width] of [[left, 0, border], [right, border, view.width - border]]) {
    ctx.save(); ctx.beginPath(); ctx.rect(x, 0, width, view.height); ctx.clip();
    drawSide(ctx, { ...view, from: x, to: x + width }, side.codes, side.classes);
    ctx.restore();
  }
  return undefined;
}

function drawSide(ctx, view, codes, classes) {
  const mine = [];
  for (const copy of copiesInView(view)) {
    drawAreas(ctx, view, copy, codes, classes, mine);
    const groups = groupStrikes(view, copy, codes, classes.length);
    drawCircles(ctx, view, groups, codes, classes);
    for (const group of groups) {
      if (group.count === 1) drawSingle(ctx, group, classes[codes[group.strike]]);
      else drawCluster(ctx, group, classes);
      mine.push(group);
    }
    nameGroups(ctx, groups);
  }
  const from = view.from ?? 0, to = view.to ?? view.width;
  hits.push(...mine.filter((hit) => hit.x >= from && hit.x <= to));
}

// Strikes in view, gathered into symbols that do not cover each other.
function groupStrikes(view, copy, codes, kinds) {
  const { ox, oy, width, height, world } = view;
  const few = [];
  const shift = copy * world - ox;
  const columns = Math.ceil((width + 2 * CELL) / CELL) + 1, rows = Math.ceil((height + 2 * CELL) / CELL) + 1;
  const firstColumn = Math.floor(-shift / CELL) - 1, firstRow = Math.floor(oy / CELL) - 1;
  let counts = null, sumX, sumY, tally, first, same;
  const margin = 14;
  const west = (-margin - shift) / world, east = (width + margin - shift) / world, north = (oy - margin) / world, south = (oy + height + margin) / world;
  const shapes = S.shape;
  for (let i = 0; i < N; i++) {
    if (!mask[i]) continue;
    const px = X[i], py = Y[i];
    if (px < west || px > east || py < north || py > south || shapes[i] !== 1) continue;
    if (few.length < FEW) { few.push(i); continue; }
    if (!counts) {
      const cells = columns * rows;
      counts = new Uint32Array(cells); sumX = new Float64Array(cells); sumY = new Float64Array(cells);
      tally = new Uint32Array(cells * kinds); first = new Uint32Array(cells); same = new Uint8Array(cells).fill(1);
      few.forEach(place);
    }
    place(i);
  }
  function place(i) {
    const wx = X[i] * world, wy = Y[i] * world;
    const cell = (Math.floor(wy / CELL) - firstRow) * columns + Math.floor(wx / CELL) - firstColumn;
    if (!counts[cell]++) first[cell] = i;
    else if (X[i] !== X[first[cell]] || Y[i] !== Y[first[cell]]) same[cell] = 0;
    sumX[cell] += wx; sumY[cell] += wy;
    tally[cell * kinds + codes[i]]++;
  }
  if (!counts) return mergeFew(few, shift, oy, world, codes, kinds);
  const groups = [];
  for (let cell = 0; cell < counts.length; cell++) if (counts[cell]) {
    groups.push({ x: sumX[cell] / counts[cell] + shift, y: sumY[cell] / counts[cell] - oy, count: counts[cell], strike: first[cell],
      same: same[cell] === 1, tally: tally.subarray(cell * kinds, (cell + 1) * kinds) });
  }
  return groups;
}

function mergeFew(strikes, shift, oy, world, codes, kinds) {
  const groups = [], grid = new Map();
  for (const i of strikes) {
    const x = X[i] * world + shift, y = Y[i] * world - oy;
    const column = Math.floor(x / MERGE), row = Math.floor(y / MERGE);
    let near = null;
    for (let dy = -1; dy <= 1 && !near; dy++) for (let dx = -1; dx <= 1 && !near; dx++) {
      for (const group of grid.get((row + dy) * 1e5 + column + dx) || []) {
        if (Math.hypot(group.x0 - x, group.y0 - y) < MERGE) { near = group; break; }
      }
    }
    if (!near) {
      near = { x, y, x0: x, y0: y, count: 0, strike: i, same: true, members: [], tally: new Uint32Array(kinds) };
      groups.push(near);
      const key = row * 1e5 + column;
      if (!grid.has(key)) grid.set(key, []);
      grid.get(key).push(near);
    }
    near.count++; near.members.push(i); near.tally[codes[i]]++;
    near.x += (x - near.x) / near.count; near.y += (y - near.y) / near.count;
    if (X[i] !== X[near.strike] || Y[i] !== Y[near.strike]) near.same = false;
  }
  return groups;
}

// Names beside symbols that stand for one place, where they cover nothing.
function nameGroups(ctx, groups) {
  if (map.getZoom() < 7 || places.length > 400) return;
  const paper = PAPER[theme()], taken = groups.map((g) => [g.x - g.r, g.y - g.r, g.x + g.r, g.y + g.r]);
  ctx.font = '600 13px system-ui, sans-serif'; ctx.textAlign = 'left'; ctx.textBaseline = 'middle'; ctx.lineJoin = 'round';
  for (const group of groups) {
    if (!group.same && group.count > 1) continue;
    const text = clean(saysPlace(group.strike)).slice(0, 40), x = group.x + group.r + 4, y = group.y, w = ctx.measureText(text).width;
    if (taken.some((t) => t[0] < x + w && t[2] > x && t[1] < y + 8 && t[3] > y - 8)) continue;
    taken.push([x, y - 8, x + w, y + 8]);
    ctx.lineWidth = 3.5; ctx.strokeStyle = paper.land; ctx.strokeText(text, x, y);
    ctx.fillStyle = paper.town; ctx.fillText(text, x, y);
  }
}

function drawSingle(ctx, group, kind) {
  const chosen = group.strike === state.strike;
  if (chosen) {
    ctx.beginPath(); ctx.arc(group.x, group.y, RADIUS + 7, 0, 7);
    ctx.lineWidth = 3; ctx.strokeStyle = ink().ring; ctx.stroke();
  } else if (differing && differing[group.strike]) {
    ctx.beginPath(); ctx.arc(group.x, group.y, RADIUS + 6, 0, 7);
    ctx.lineWidth = 2.5; ctx.strokeStyle = ink().disputed; ctx.setLineDash([5, 3]); ctx.stroke(); ctx.setLineDash([]);
  }
  drawClass(ctx, kind, group.x, group.y, RADIUS);
  group.r = RADIUS + 3;
}

function drawCluster(ctx, group, classes) {
  const colours = ink(), r = group.r = Math.min(30, 13 + 2.1 * Math.log2(group.count));
  ctx.beginPath(); ctx.arc(group.x, group.y, r + 2, 0, 7); ctx.fillStyle = colours.edge; ctx.fill();
  let from = -Math.PI / 2;
  const kinds = [];
  for (let k = 0; k < classes.length; k++) if (group.tally[k]) kinds.push(k);
  for (const k of kinds) {
    const to = from + 2 * Math.PI * group.tally[k] / group.count;
    ctx.beginPath(); ctx.arc(group.x, group.y, r - 2, from, to);
    ctx.lineWidth = 5; ctx.strokeStyle = classInk(classes[k]);
    if (classes[k].status === 'disputed') ctx.setLineDash([4, 2]);
    ctx.stroke(); ctx.setLineDash([]);
    from = to;
  }
  if (group.members ? group.members.includes(state.strike) : group.same && state.strike === group.strike) {
    ctx.beginPath(); ctx.arc(group.x, group.y, r + 5, 0, 7); ctx.lineWidth = 3; ctx.strokeStyle = colours.ring; ctx.stroke();
  }
  ctx.fillStyle = colours.text;
  const label = group.count < 10000 ? String(group.count) : group.count < 1e6 ? `${Math.round(group.count / 1000)}k` : `${(group.count / 1e6).toFixed(1)}M`;
  sign(ctx, label, group.x, group.y, group.count < 1000 ? 12 : 11);
  const disputed = classes.findIndex((kind) => kind.status === 'disputed');
  if (disputed >= 0 && group.tally[disputed] && r > 12) drawStatus(ctx, 'disputed', group.x + r * 0.8, group.y - r * 0.8, 5);
}

// How far the pin may be off, where that is wide enough to see.
function drawCircles(ctx, view, groups, codes, classes) {
  if (!S.uncertainty) return;
  const { world } = view;
  let drawn = 0;
  const draw = (i, x, y, strong) => {
    const km = uncertaintyKm(i);
    if (!km) return;
    const r = km / (40075.017 * Math.max(0.05, Math.cos(latOf(i) * RADIANS))) * world;
    if (r < RADIUS + 2 || r > 4000) return;
    const colour = classInk(classes[codes[i]]);
    ctx.beginPath(); ctx.arc(x, y, r, 0, 7);
    ctx.globalAlpha = strong ? 0.16 : 0.07; ctx.fillStyle = colour; ctx.fill();
    ctx.globalAlpha = strong ? 1 : 0.75; ctx.lineWidth = strong ? 2 : 1.2; ctx.strokeStyle = colour; ctx.setLineDash([6, 4]);
    ctx.stroke(); ctx.setLineDash([]); ctx.globalAlpha = 1;
  };
  for (const group of groups) {
    if (group.members ? !group.same : group.count > 1 && !group.same) continue;
    if (drawn++ > 400) break;
    draw(group.strike, group.x, group.y, group.strike === state.strike);
  }
}

let hatches = new Map();
function hatch(ctx, colour) {
  const key = colour + theme();
  if (!hatches.has(key)) {
    const tile = document.createElement('canvas');
    tile.width = tile.height = 10;
    const pen = tile.getContext('2d');
    pen.strokeStyle = colour; pen.lineWidth = 1.6; pen.globalAlpha = 0.5;
    pen.beginPath(); pen.moveTo(-2, 12); pen.lineTo(12, -2); pen.moveTo(-2, 2); pen.lineTo(2, -2); pen.moveTo(8, 12); pen.lineTo(12, 8); pen.stroke();
    hatches.set(key, ctx.createPattern(tile, 'repeat'));
  }
  return hatches.get(key);
}

function drawAreas(ctx, view, copy, codes, classes, mine) {
  const { ox, oy, world } = view;
  for (const [key, strikes] of areas) {
    const shown = strikes.filter((i) => mask[i]);
    if (!shown.length) continue;
    const kind = classes[codes[shown[0]]], colour = classInk(kind), i = shown[0];
    const x = (X[i] + copy) * world - ox, y = Y[i] * world - oy;
    ctx.beginPath();
    if (typeof key === 'number') for (const flat of T.areas[key]) {
      for (let k = 0; k < flat.length; k += 2) {
        const px = (flat[k] / 360000 + 0.5 + copy) * world - ox, py = mercator(flat[k + 1] / 1000) * world - oy;
        if (k) ctx.lineTo(px, py); else ctx.moveTo(px, py);
      }
      ctx.closePath();
    } else ctx.arc(x, y, Math.max(20, uncertaintyKm(i) / (40075 * Math.cos(latOf(i) * RADIANS)) * world), 0, 7);
    ctx.fillStyle = hatch(ctx, colour); ctx.fill();
    ctx.lineWidth = shown.includes(state.strike) ? 3 : 1.6; ctx.strokeStyle = colour; ctx.setLineDash([8, 5]); ctx.stroke(); ctx.setLineDash([]);
    drawAreaSign(ctx, x, y, kind, shown);
    mine.push({ x, y, r: 14, half: 62, count: shown.length, strike: i, same: true, members: shown, area: true });
  }
}

function drawAreaSign(ctx, x, y, kind, shown) {
  const colours = ink(), text = `somewhere in ${clean(saysPlace(shown[0]))}${shown.length > 1 ? ` (${shown.length})` : ''}`;
  ctx.font = '600 11px system-ui, sans-serif';
  const w = Math.min(ctx.measureText(text).width, 150) + 34;
  ctx.beginPath(); ctx.roundRect(x - w / 2, y - 12, w, 24, 12);
  ctx.fillStyle = colours.edge; ctx.fill(); ctx.lineWidth = 1.5; ctx.strokeStyle = classInk(kind); ctx.stroke();
  drawClass(ctx, kind, x - w / 2 + 14, y, 6.5);
  ctx.fillStyle = colours.text; ctx.font = '600 11px system-ui, sans-serif'; ctx.textAlign = 'left'; ctx.textBaseline = 'middle';
  ctx.fillText(text, x - w / 2 + 26, y + 0.5, 150);
}

function hitAt(event) {
  const point = map.mouseEventToContainerPoint(event).add([strikeLayer.pad, strikeLayer.pad]);
  // the canvas may have moved with the map since it was drawn
  const moved = map.containerPointToLayerPoint([-strikeLayer.pad, -strikeLayer.pad]).subtract(strikeLayer.corner);
  const x = point.x + moved.x, y = point.y + moved.y;
  let best = null, distance = Infinity;
  for (const hit of hits) {
    const dx = Math.abs(hit.x - x), dy = Math.abs(hit.y - y);
    const d = Math.hypot(dx, dy);
    const inside = hit.area ? dx < hit.half && dy < hit.r : d < hit.r + (event.pointerType === 'touch' ? 12 : 4);
    if (inside && d < distance) { best = hit; distance = d; }
  }
  return best;
}

let baseLayer, strikeLayer;
const redrawStrikes = later(() => strikeLayer && strikeLayer.redraw());
const redrawAll = later(() => { hatches = new Map(); baseLayer.redraw(); strikeLayer.redraw(); });
