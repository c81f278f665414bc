// The whole view in the address: a colleague who opens the same file and fragment sees the same.
let addressTimer = null, openingAddress = false;

async function writeAddress() {
  const centre = map.getCenter(), parts = new URLSearchParams();
  const put = (key, value) => { if (value !== null && value !== undefined && value !== '' && value !== false) parts.set(key, value); };
  put('at', `${centre.lat.toFixed(4)},${L.Util.wrapNum(centre.lng, [-180, 180], true).toFixed(4)},${map.getZoom()}`);
  put('view', state.view === 'status' ? null : state.view);
  put('of', state.attribute === defaultAttribute ? null : state.attribute);
  if (state.view === 'whose' || state.view === 'compare') put('a', state.a);
  if (state.view === 'compare') { put('b', state.b); put('swipe', state.swipe === 50 ? null : state.swipe); }
  put('from', state.from === null ? null : isoDay(state.from));
  put('to', state.to === null ? null : isoDay(state.to));
  put('undated', state.undated ? null : 'no');
  put('killed', state.killed || null);
  for (const key of ['attackers', 'statuses', 'holders', 'reports']) for (const name of state[key]) parts.append(key, name);
  if (state.circle) put('circle', `${state.circle.lat.toFixed(5)},${state.circle.lon.toFixed(5)},${Math.round(state.circle.km * 1000) / 1000}`);
  put('tab', state.tab === 'overview' ? null : state.tab);
  if (state.strike >= 0) put('strike', await idOf(state.strike));
  if (state.embed) parts.set('embed', '1');
  return `#${parts}`;
}

function saveAddress() {
  if (openingAddress || !S.start) return;
  clearTimeout(addressTimer);
  addressTimer = setTimeout(async () => {
    const address = await writeAddress();
    // a page inside a frame without an address of its own may not change it
    try { history.replaceState(null, '', address); } catch { /* the view works all the same */ }
  }, 150);
}

async function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  state.embed = parts.has('embed');
  document.body.classList.toggle('embed', state.embed);
  const pick = (key, allowed, fallback) => allowed.includes(parts.get(key)) ? parts.get(key) : fallback;
  state.view = pick('view', ['attacker', 'others', 'whose', 'compare'], head.claimant && !location.hash.includes('at=') ? 'whose' : 'status');
  state.attribute = pick('of', ['control', 'target', 'attack', 'occurrence'], defaultAttribute);
  const known = (key, fallback) => accountOf(key || '') ? key : fallback;
  state.a = known(parts.get('a'), head.claimant ? known(`who:${head.claimant}`, 'attacking') : 'attacking');
  state.b = known(parts.get('b'), 'others');
  const swipe = Number(parts.get('swipe') ?? 50);
  state.swipe = swipe >= 0 && swipe <= 100 ? swipe : 50;
  const day = (key) => { const value = parseDay(parts.get(key) || ''); return Number.isNaN(value) ? null : value; };
  state.from = day('from'); state.to = day('to');
  state.undated = parts.get('undated') !== 'no';
  state.killed = Math.max(0, Number(parts.get('killed')) || 0);
  for (const key of ['attackers', 'statuses', 'holders', 'reports']) state[key] = new Set(parts.getAll(key));
  const circle = (parts.get('circle') || '').split(',').map(Number);
  state.circle = circle.length === 3 && circle.every(Number.isFinite) && Math.abs(circle[0]) <= 90 && circle[2] > 0 && circle[2] <= 20000 ? { lat: circle[0], lon: circle[1], km: circle[2] } : null;
  state.tab = pick('tab', ['overview', 'list', 'filter', 'radius', 'sources'], 'overview');
  const at = (parts.get('at') || '').split(',').map(Number);
  const seen = at.length === 3 && at.every(Number.isFinite) && Math.abs(at[0]) <= 90;
  if (seen) map.setView([at[0], at[1]], at[2], { animate: false });
  return parts.has('strike') ? strikeWithId(parts.get('strike')) : -1;
}

async function copyAddress(event) {
  event.preventDefault();
  const address = location.href.split('#')[0] + await writeAddress();
  try {
    await navigator.clipboard.writeText(address);
    announce('Link copied');
  } catch { location.hash = address.split('#')[1]; announce('The link stands in the address bar'); }
}
