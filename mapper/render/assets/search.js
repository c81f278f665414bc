// Finding a place by any of its spellings, among struck places and the towns on the map.
let searchIndex = null, chosenOption = -1, foundNow = [];

function buildIndex() {
  const entries = [];
  const strikesAt = new Float64Array(places.length), anyAt = new Int32Array(places.length).fill(-1);
  for (let i = 0; i < N; i++) if (S.place[i] >= 0) { strikesAt[S.place[i]]++; if (anyAt[S.place[i]] < 0) anyAt[S.place[i]] = i; }
  places.forEach((place, k) => {
    const names = [...new Set([place.name, ...place.names])];
    const i = anyAt[k];
    if (i < 0) return;
    entries.push({ name: place.name, names, where: whereabouts(place), lat: latOf(i), lon: lonOf(i), strikes: strikesAt[k], place: k, pinned: S.shape[i] > 0, weight: 1e9 + strikesAt[k] });
  });
  for (const town of towns()) entries.push({ name: town.name, names: [town.name], where: countryName(town.country), lat: town.lat, lon: town.lon, strikes: 0, place: -1, pinned: true, weight: town.population });
  for (const entry of entries) {
    entry.folded = entry.names.map(fold);
    entry.bones = entry.folded.map(skeleton);
  }
  searchIndex = entries;
}

function findPlaces(words, limit) {
  if (!searchIndex) buildIndex();
  const wanted = fold(words), bones = skeleton(wanted);
  if (!wanted) return [];
  const ranked = [];
  for (const entry of searchIndex) {
    let best = 0, by = '';
    entry.folded.forEach((name, k) => {
      const score = name === wanted ? 5 : name.startsWith(wanted) ? 4 : wanted.length > 2 && name.includes(wanted) ? 3
        : bones.length > 2 && entry.bones[k] === bones ? 2 : wanted.length > 4 && isOneOff(name, wanted) ? 1 : 0;
      if (score > best) { best = score; by = entry.names[k]; }
    });
    if (best) ranked.push({ ...entry, score: best, by });
  }
  ranked.sort((a, b) => b.score - a.score || b.weight - a.weight);
  return ranked.slice(0, limit);
}

// One letter more, less or other.
function isOneOff(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i);
}

function setUpSearch() {
  const input = byId('query');
  input.addEventListener('input', () => showFound(findPlaces(input.value, 8), input.value.trim()));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (foundNow.length) markOption((chosenOption + (event.key === 'ArrowDown' ? 1 : -1) + foundNow.length) % foundNow.length);
    } else if (event.key === 'Escape') hideFound();
  });
  byId('search').addEventListener('submit', (event) => {
    event.preventDefault();
    if (!foundNow.length) showFound(findPlaces(input.value, 8), input.value.trim());
    if (foundNow.length) goTo(foundNow[Math.max(0, chosenOption)]);
  });
  input.addEventListener('blur', () => setTimeout(hideFound, 200));
}

function showFound(found, words) {
  foundNow = found; chosenOption = -1;
  const box = byId('found');
  byId('query').setAttribute('aria-expanded', String(Boolean(words)));
  byId('query').removeAttribute('aria-activedescendant');
  box.hidden = !words;
  if (!found.length) { fill(box, el('div', { class: 'none', role: 'option', 'aria-disabled': 'true' }, `No place like “${words}” on this map`)); return; }
  fill(box, found.map((entry, k) => el('div', { role: 'option', id: `option-${k}`, 'aria-selected': 'false', on: { pointerdown(event) { event.preventDefault(); goTo(entry); } } },
    el('b', {}, own(entry.name)), entry.by && fold(entry.by) !== fold(entry.name) ? [' “', own(entry.by), '”'] : null,
    el('span', { class: 'quiet' }, entry.where ? [' ', own(entry.where)] : null, entry.strikes ? ` · ${count(entry.strikes, 'strike')}` : ' · no strike reported'))));
}

function markOption(k) {
  chosenOption = k;
  foundNow.forEach((_, n) => byId(`option-${n}`).setAttribute('aria-selected', String(n === k)));
  byId('query').setAttribute('aria-activedescendant', `option-${k}`);
}

function hideFound() {
  byId('found').hidden = true;
  byId('query').setAttribute('aria-expanded', 'false');
}

function goTo(entry) {
  hideFound();
  byId('query').value = clean(entry.name);
  if (state.tab === 'radius' && byId('evidence').hidden) {
    setCircle({ lat: entry.lat, lon: entry.lon, km: state.circle ? state.circle.km : 25, name: entry.name }, true);
    return;
  }
  if (entry.pinned) map.setView([entry.lat, entry.lon], Math.max(10, Math.min(map.getZoom(), 12)), { animate: false });
  if (entry.place < 0) { announce(`${entry.name}: no strike reported here`); return; }
  const strikes = [];
  for (let i = 0; i < N; i++) if (S.place[i] === entry.place && mask[i]) strikes.push(i);
  if (strikes.length === 1) selectStrike(strikes[0]);
  else if (strikes.length) showCrowd(strikes, `${count(strikes.length, 'strike')}: ${entry.name}`);
  else announce(`${entry.name}: its strikes are filtered out`);
}
