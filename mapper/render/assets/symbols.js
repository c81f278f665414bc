// Symbols: each status and each holder has a colour *and* a shape or letter, so that nobody
// needs to see colours. The colours are those of Okabe and Ito's colour-blind-safe set, darker
// or lighter where the background asks for it.
const INK = {
  light: { claimed: '#0067a6', questioned: '#b97800', disputed: '#b03300', corroborated: '#007a58', unknown: '#5d666f',
    edge: '#ffffff', text: '#1c2126', halo: 'rgba(255,255,255,.85)', silent: '#8a939c', ring: '#1c2126' },
  dark: { claimed: '#5db8f0', questioned: '#f5cf5c', disputed: '#f26f3c', corroborated: '#2fbf93', unknown: '#a6b0ba',
    edge: '#14181d', text: '#eef2f5', halo: 'rgba(18,22,27,.85)', silent: '#77818b', ring: '#ffffff' },
};
const HOLDER_INK = {
  light: ['#0067a6', '#c8480a', '#007a58', '#a3477e', '#8a6a00', '#3d4c9e', '#5b3a1e', '#00757f'],
  dark: ['#5db8f0', '#ff8a55', '#35c79a', '#e494c2', '#e6c84f', '#a5b0ff', '#d7a77a', '#4fd0da'],
};
const theme = () => document.documentElement.dataset.theme || (dark.matches && !document.body.classList.contains('printing') ? 'dark' : 'light');
const ink = () => INK[theme()];

function tracePath(ctx, shape, x, y, r) {
  ctx.beginPath();
  if (shape === 'circle') ctx.arc(x, y, r, 0, 2 * Math.PI);
  else if (shape === 'diamond') { const d = r * 1.28; ctx.moveTo(x, y - d); ctx.lineTo(x + d, y); ctx.lineTo(x, y + d); ctx.lineTo(x - d, y); ctx.closePath(); }
  else if (shape === 'triangle') { const d = r * 1.3; ctx.moveTo(x, y - d); ctx.lineTo(x + d * 1.02, y + d * 0.8); ctx.lineTo(x - d * 1.02, y + d * 0.8); ctx.closePath(); }
  else { const d = r * 0.95; ctx.rect(x - d, y - d, 2 * d, 2 * d); }
}

const STATUS_SHAPE = { claimed: 'circle', questioned: 'triangle', disputed: 'diamond', corroborated: 'square', unknown: 'circle' };

function drawStatus(ctx, status, x, y, r) {
  const colours = ink(), colour = colours[status], shape = STATUS_SHAPE[status];
  tracePath(ctx, shape, x, y, r);
  ctx.lineWidth = 3.5; ctx.strokeStyle = colours.edge; ctx.stroke();
  ctx.fillStyle = status === 'unknown' ? colours.edge : colour;
  ctx.fill();
  if (status === 'disputed') halve(ctx, colour, colours.edge, x, y, r);
  ctx.lineWidth = status === 'unknown' ? 2 : 1.8; ctx.strokeStyle = colour;
  if (status === 'unknown') ctx.setLineDash([3, 2.2]);
  tracePath(ctx, shape, x, y, r);
  ctx.stroke(); ctx.setLineDash([]);
  ctx.strokeStyle = ctx.fillStyle = colours.edge;
  if (status === 'questioned') sign(ctx, '?', x, y + r * 0.14, r * 1.35);
  if (status === 'corroborated') { // a tick
    ctx.beginPath(); ctx.moveTo(x - r * 0.48, y); ctx.lineTo(x - r * 0.1, y + r * 0.42); ctx.lineTo(x + r * 0.52, y - r * 0.42);
    ctx.lineWidth = Math.max(1.6, r * 0.26); ctx.stroke();
  }
}

// Two halves that do not match: one filled, one striped.
function halve(ctx, colour, paper, x, y, r) {
  ctx.save();
  tracePath(ctx, 'diamond', x, y, r); ctx.clip();
  ctx.fillStyle = paper; ctx.fillRect(x, y - 2 * r, 2 * r, 4 * r);
  ctx.strokeStyle = colour; ctx.lineWidth = Math.max(1.2, r * 0.17);
  ctx.beginPath();
  for (let d = -2 * r; d < 3 * r; d += r * 0.48) { ctx.moveTo(x, y + d); ctx.lineTo(x + 2 * r, y + d - 2 * r); }
  ctx.stroke(); ctx.restore();
}

function sign(ctx, text, x, y, size) {
  ctx.font = `700 ${Math.round(size)}px system-ui, sans-serif`;
  ctx.textAlign = 'center'; ctx.textBaseline = 'middle';
  ctx.fillText(text, x, y + size * 0.05);
}

// A class of strikes as one symbol: a status, or what an account tells.
function drawClass(ctx, kind, x, y, r) {
  if (kind.status) return drawStatus(ctx, kind.status, x, y, r);
  const colours = ink(), colour = kind.ink === undefined ? colours.silent : HOLDER_INK[theme()][kind.ink];
  if (kind.silent) {
    tracePath(ctx, 'circle', x, y, r * 0.42);
    ctx.fillStyle = colours.silent; ctx.fill(); ctx.lineWidth = 1.5; ctx.strokeStyle = colours.edge; ctx.stroke();
    return undefined;
  }
  if (kind.mode === 'divided') {
    tracePath(ctx, 'diamond', x, y, r);
    ctx.lineWidth = 3.5; ctx.strokeStyle = colours.edge; ctx.stroke();
    ctx.fillStyle = colours.disputed; ctx.fill();
    ctx.fillStyle = colours.edge; sign(ctx, kind.letter, x, y, r * 1.4);
    return undefined;
  }
  const hollow = kind.mode !== 'says';
  tracePath(ctx, kind.mode === 'denies' ? 'square' : 'circle', x, y, r);
  ctx.lineWidth = 3.5; ctx.strokeStyle = colours.edge; ctx.stroke();
  ctx.fillStyle = hollow ? colours.edge : colour; ctx.fill();
  ctx.lineWidth = 2; ctx.strokeStyle = colour;
  if (kind.mode === 'doubts') ctx.setLineDash([3, 2.2]);
  ctx.stroke(); ctx.setLineDash([]);
  ctx.fillStyle = hollow ? colour : colours.edge;
  sign(ctx, kind.letter, x, y, kind.letter.length > 1 ? r * 0.95 : r * 1.3);
  if (kind.mode === 'denies') { // struck out
    ctx.beginPath(); ctx.moveTo(x - r * 0.9, y + r * 0.9); ctx.lineTo(x + r * 0.9, y - r * 0.9);
    ctx.lineWidth = 2; ctx.strokeStyle = colour; ctx.stroke();
  }
  return undefined;
}

const classInk = (kind) => kind.status ? ink()[kind.status] : kind.mode === 'divided' ? ink().disputed : kind.ink === undefined ? ink().silent : HOLDER_INK[theme()][kind.ink];

// A small picture of a class for the legend and the lists.
function picture(kind, size = 22) {
  const canvas = el('canvas', { class: 'symbol', 'aria-hidden': 'true' });
  const scale = Math.max(2, window.devicePixelRatio || 1);
  canvas.width = canvas.height = size * scale;
  canvas.style.width = canvas.style.height = `${size}px`;
  const ctx = canvas.getContext('2d');
  const draw = () => { ctx.setTransform(scale, 0, 0, scale, 0, 0); ctx.clearRect(0, 0, size, size); drawClass(ctx, kind, size / 2, size / 2, size * 0.34); };
  draw();
  canvas.redraw = draw;
  return canvas;
}

// What the classes of the present view are, and to which each strike belongs.
const STATUS_CLASSES = STATUS.map((status) => ({ status, label: status }));
let holderInks = null;

function holderInk(word) {
  if (!holderInks) {
    // every word that says who held or was hit, the most frequent first, gets its own colour
    const counts = new Map();
    const about = T.attributes.map((name) => name === 'control' || name === 'target');
    for (let c = 0; c < C.value.length; c++) if (about[C.attribute[c]]) {
      const value = T.values[C.value[c]][0];
      const name = value === true ? 'yes' : value === false || value === null ? 'nobody' : String(value);
      counts.set(name, (counts.get(name) || 0) + 1);
    }
    const letters = new Set();
    holderInks = new Map([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name], i) => {
      const signs = [...clean(name).toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')];
      let letter = signs[0] || '•';
      if (letters.has(letter)) letter = (signs[0] || '•') + (signs.find((s, k) => k && !letters.has(signs[0] + s)) || '').toLowerCase();
      letters.add(letter);
      return [name, { ink: i % 8, letter }];
    }));
  }
  return holderInks.get(word) || { ink: undefined, letter: '•' };
}

function classOfTelling(telling) {
  if (telling.silent) return { silent: true, label: 'says nothing of it' };
  const mode = telling.says.length ? 'says' : telling.denies.length ? 'denies' : telling.doubts.length ? 'doubts' : 'plain';
  const words = mode === 'plain' ? [] : telling[mode];
  // the legend keeps what an account says and denies; the lists beside the map have its doubts too
  const label = sayTelling(mode === 'says' ? { ...telling, doubts: [] } : telling);
  if (mode === 'plain') return telling.happened < 0 ? { mode: 'denies', letter: '✕', label } : { mode: 'plain', letter: '•', label };
  if (telling.says.some((word) => telling.denies.includes(word))) return { mode: 'divided', letter: '≠', label: 'tells both: some say it, some deny it' };
  const look = words.map(holderInk);
  return { mode, ink: look[0].ink, letter: look[0].letter + (words.length > 2 ? `+${words.length - 1}` : words.length > 1 ? `+${look[1].letter}` : ''), label };
}
