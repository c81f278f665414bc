// Time: a histogram of the strikes that pass the other filters, with a range one can slide and play.
let bins = null, playing = null;
const STEPS = [1, 7, 30.4375, 91.3125, 365.25];

function setUpTimeline() {
  const section = byId('timeline');
  if (firstDay === null || firstDay === lastDay) return;
  section.hidden = false;
  byId('stage').classList.add('has-time');
  const days = lastDay - firstDay + 1;
  const width = STEPS.find((step) => days / step <= 130) || days / 130;
  bins = { width, total: Math.ceil(days / width) };
  for (const [id, end] of [['from', 0], ['to', days - 1]]) {
    const input = byId(id);
    input.min = 0; input.max = days - 1; input.step = 1; input.value = end;
    input.addEventListener('input', () => slide(id));
  }
  byId('play').addEventListener('click', () => playing ? stopPlaying() : startPlaying());
  byId('histogram').addEventListener('pointerdown', dragRange);
  syncTimeline();
}

function slide(moved) {
  let from = Number(byId('from').value), to = Number(byId('to').value);
  if (from > to) { if (moved === 'from') to = from; else from = to; }
  setRange(from, to);
}

function setRange(from, to) {
  state.from = from <= 0 ? null : firstDay + from;
  state.to = to >= lastDay - firstDay ? null : firstDay + to;
  refresh();
}

function syncTimeline() {
  if (!bins) return;
  const from = (state.from ?? firstDay) - firstDay, to = (state.to ?? lastDay) - firstDay;
  byId('from').value = from; byId('to').value = to;
  byId('from').setAttribute('aria-valuetext', sayDay(firstDay + from));
  byId('to').setAttribute('aria-valuetext', sayDay(firstDay + to));
  byId('span').textContent = from === to ? sayDay(firstDay + from) : `${sayDay(firstDay + from)} – ${sayDay(firstDay + to)}`;
  drawHistogram(from, to);
}

function drawHistogram(from, to) {
  const canvas = byId('histogram'), scale = Math.min(2, window.devicePixelRatio || 1);
  const width = canvas.clientWidth, height = canvas.clientHeight;
  if (!width) return;
  canvas.width = width * scale; canvas.height = height * scale;
  const ctx = canvas.getContext('2d');
  ctx.scale(scale, scale);
  const all = new Uint32Array(bins.total), shown = new Uint32Array(bins.total), disputed = new Uint32Array(bins.total);
  const status = statusColumn();
  for (let i = 0; i < N; i++) {
    if (S.start[i] === NO_DAY) continue;
    const bin = Math.min(bins.total - 1, Math.floor((S.start[i] - firstDay) / bins.width));
    all[bin]++;
    if (mask[i]) { shown[bin]++; if (status[i] === 2) disputed[bin]++; }
  }
  const top = all.reduce((a, b) => Math.max(a, b), 1), step = width / bins.total;
  const colours = ink();
  const bar = (values, colour) => {
    ctx.fillStyle = colour;
    values.forEach((value, k) => { if (value) { const h = Math.max(2, Math.sqrt(value / top) * (height - 3)); ctx.fillRect(k * step, height - h, Math.max(1, step - (step > 4 ? 1.5 : 0)), h); } });
  };
  bar(all, theme() === 'dark' ? '#3d4650' : '#d5d9dd');
  bar(shown, colours.claimed);
  if (state.view === 'status') bar(disputed, colours.disputed);
  const days = lastDay - firstDay + 1;
  ctx.strokeStyle = colours.text; ctx.lineWidth = 1;
  ctx.strokeRect(Math.round(from / days * width) + 0.5, 0.5, Math.max(2, Math.round((to - from + 1) / days * width) - 1), height - 1);
}

function dragRange(event) {
  const canvas = event.currentTarget, box = canvas.getBoundingClientRect(), days = lastDay - firstDay + 1;
  const dayAt = (x) => Math.max(0, Math.min(days - 1, Math.floor((x - box.left) / box.width * days)));
  const start = dayAt(event.clientX);
  canvas.setPointerCapture(event.pointerId);
  const move = (moved) => { const now = dayAt(moved.clientX); setRange(Math.min(start, now), Math.max(start, now)); };
  const end = () => { canvas.removeEventListener('pointermove', move); canvas.removeEventListener('pointerup', end); };
  canvas.addEventListener('pointermove', move);
  canvas.addEventListener('pointerup', end);
  event.preventDefault();
}

function startPlaying() {
  const days = lastDay - firstDay;
  let from = (state.from ?? firstDay) - firstDay, to = (state.to ?? lastDay) - firstDay;
  const stride = Math.max(1, Math.round(bins.width));
  if (to - from >= days) { from = 0; to = Math.min(days, stride - 1); setRange(from, to); }
  byId('play').textContent = '❚❚'; byId('play').setAttribute('aria-label', 'Stop playing');
  const step = () => {
    from += stride; to += stride;
    if (from > days) { stopPlaying(); setRange(0, days); return; }
    setRange(from, Math.min(days, to));
  };
  playing = setInterval(step, still.matches ? 1500 : 600);
}

function stopPlaying() {
  clearInterval(playing);
  playing = null;
  byId('play').textContent = '▶'; byId('play').setAttribute('aria-label', 'Play through time');
}
