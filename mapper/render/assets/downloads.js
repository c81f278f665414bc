// The present selection as a file. A cell that a spreadsheet would run as a formula gets an
// apostrophe in front, and a file name keeps plain letters only.
const guard = (value) => typeof value === 'string' && /^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/u.test(value) ? `'${value}` : value;
const cell = (value) => {
  const text = String(guard(value ?? ''));
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

async function rowsFor(found) {
  const rows = [];
  for (const { strike: i, distance, certainty } of found) {
    const place = placeOf(i), [claimed, against] = T.sets[S.control_set[i]] || [[], []], [target, other] = T.sets[S.target_set[i]] || [[], []];
    const row = {
      id: await idOf(i), attacker: attackerOf(i), date_start: isoDay(S.start[i]), date_end: isoDay(S.end[i]), date_precision: PRECISION[S.precision[i]],
      place: place ? place.name : '', country: place ? place.country : '', admin1: place ? place.admin1 : '', kind: place ? place.kind : '',
      lat: place ? latOf(i) : '', lon: place ? lonOf(i) : '', uncertainty_km: place ? uncertaintyKm(i) : '', mapped: S.shape[i] > 0,
      control: STATUS[S.control[i]], control_claimed: claimed.join('; '), control_disputed_by: against.join('; '),
      target: STATUS[S.target[i]], target_claimed: target.join('; '), target_disputed_by: other.join('; '), occurrence: STATUS[S.occurrence[i]],
      killed_low: S.killed_low[i] < 0 ? '' : S.killed_low[i], killed_high: S.killed_high[i] < 0 ? '' : S.killed_high[i],
      origins: S.origins[i], reports: (T.report_sets[S.report_set[i]] || []).map((r) => T.reports[r][0]).join('; '),
    };
    if (distance !== undefined) { row.distance_km = Math.round(distance * 1000) / 1000; row.certainty = certainty; }
    rows.push(row);
  }
  return rows;
}

const toCsv = (rows) => rows.length ? `\ufeff${[Object.keys(rows[0]), ...rows.map(Object.values)].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n` : '';

function toGeoJson(rows) {
  const features = rows.map(({ lat, lon, ...properties }) => ({
    type: 'Feature', id: properties.id, geometry: properties.mapped ? { type: 'Point', coordinates: [lon, lat] } : null, properties,
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function selection() {
  const found = [];
  for (let i = 0; i < N; i++) if (mask[i]) found.push({ strike: i });
  return found;
}

function fileName(extension) {
  const stem = clean(head.title).normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'strikes';
  return `${stem}.${extension}`;
}

function downloadButton(kind, list = selection) {
  return el('button', { type: 'button', class: 'plain download', on: { async click() {
    const rows = await rowsFor(list());
    const csv = kind === 'CSV';
    save(fileName(csv ? 'csv' : 'geojson'), csv ? toCsv(rows) : toGeoJson(rows), csv ? 'text/csv;charset=utf-8' : 'application/geo+json');
    announce(`${kind} with ${count(rows.length, 'strike')} saved`);
  } } }, `Download ${kind}`);
}

function save(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address; link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
