// Distances on the WGS84 ellipsoid, as `mapper query` measures them: T. Vincenty, Direct and
// inverse solutions of geodesics on the ellipsoid, Survey Review 23 (1975), 88-93. His inverse
// does not converge for points almost opposite each other on the globe; there we look for the
// shortest way over a ring of points a quarter of the globe away, which every such way crosses.
const AXIS = 6378137, FLATTENING = 1 / 298.257223563, MINOR = AXIS * (1 - FLATTENING);
const RADIANS = Math.PI / 180;

function vincentyInverse(lat1, lon1, lat2, lon2) {
  const f = FLATTENING, span = (((lon2 - lon1) % 360 + 540) % 360 - 180) * RADIANS;
  const u1 = Math.atan((1 - f) * Math.tan(lat1 * RADIANS)), u2 = Math.atan((1 - f) * Math.tan(lat2 * RADIANS));
  const sin1 = Math.sin(u1), cos1 = Math.cos(u1), sin2 = Math.sin(u2), cos2 = Math.cos(u2);
  let lambda = span, cosSqAlpha, sinSigma, cosSigma, sigma, cosMiddle;
  for (let round = 0; round < 100; round++) {
    const sinL = Math.sin(lambda), cosL = Math.cos(lambda);
    sinSigma = Math.hypot(cos2 * sinL, cos1 * sin2 - sin1 * cos2 * cosL);
    cosSigma = sin1 * sin2 + cos1 * cos2 * cosL;
    if (sinSigma < 1e-14) return cosSigma > 0 ? 0 : NaN;
    sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = cos1 * cos2 * sinL / sinSigma;
    cosSqAlpha = 1 - sinAlpha * sinAlpha;
    cosMiddle = cosSqAlpha > 1e-15 ? cosSigma - 2 * sin1 * sin2 / cosSqAlpha : 0;
    const c = f / 16 * cosSqAlpha * (4 + f * (4 - 3 * cosSqAlpha));
    const next = span + (1 - c) * f * sinAlpha * (sigma + c * sinSigma * (cosMiddle + c * cosSigma * (2 * cosMiddle ** 2 - 1)));
    if (Math.abs(next) > Math.PI) return NaN;
    if (Math.abs(next - lambda) < 1e-13) { lambda = next; return vincentyLength(cosSqAlpha, sigma, sinSigma, cosSigma, cosMiddle); }
    lambda = next;
  }
  return NaN;
}

function vincentyLength(cosSqAlpha, sigma, sinSigma, cosSigma, cosMiddle) {
  const uSq = cosSqAlpha * (AXIS ** 2 - MINOR ** 2) / MINOR ** 2;
  const a = 1 + uSq / 16384 * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
  const b = uSq / 1024 * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));
  const correction = b * sinSigma * (cosMiddle + b / 4 * (cosSigma * (2 * cosMiddle ** 2 - 1)
    - b / 6 * cosMiddle * (4 * sinSigma ** 2 - 3) * (4 * cosMiddle ** 2 - 3)));
  return MINOR * a * (sigma - correction);
}

// Where one arrives from a point after `metres` towards `azimuth` (radians from north).
function vincentyDirect(lat1, lon1, azimuth, metres) {
  const f = FLATTENING, sinA = Math.sin(azimuth), cosA = Math.cos(azimuth);
  const tan1 = (1 - f) * Math.tan(lat1 * RADIANS), cos1 = 1 / Math.hypot(1, tan1), sin1 = tan1 * cos1;
  const sigma1 = Math.atan2(tan1, cosA), sinAlpha = cos1 * sinA, cosSqAlpha = 1 - sinAlpha ** 2;
  const uSq = cosSqAlpha * (AXIS ** 2 - MINOR ** 2) / MINOR ** 2;
  const a = 1 + uSq / 16384 * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
  const b = uSq / 1024 * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));
  let sigma = metres / (MINOR * a), cosMiddle, sinS, cosS;
  for (let round = 0; round < 100; round++) {
    cosMiddle = Math.cos(2 * sigma1 + sigma); sinS = Math.sin(sigma); cosS = Math.cos(sigma);
    const correction = b * sinS * (cosMiddle + b / 4 * (cosS * (2 * cosMiddle ** 2 - 1)
      - b / 6 * cosMiddle * (4 * sinS ** 2 - 3) * (4 * cosMiddle ** 2 - 3)));
    const next = metres / (MINOR * a) + correction;
    if (Math.abs(next - sigma) < 1e-13) { sigma = next; break; }
    sigma = next;
  }
  sinS = Math.sin(sigma); cosS = Math.cos(sigma); cosMiddle = Math.cos(2 * sigma1 + sigma);
  const lat = Math.atan2(sin1 * cosS + cos1 * sinS * cosA, (1 - f) * Math.hypot(sinAlpha, sin1 * sinS - cos1 * cosS * cosA));
  const lambda = Math.atan2(sinS * sinA, cos1 * cosS - sin1 * sinS * cosA);
  const c = f / 16 * cosSqAlpha * (4 + f * (4 - 3 * cosSqAlpha));
  const span = lambda - (1 - c) * f * sinAlpha * (sigma + c * sinS * (cosMiddle + c * cosS * (2 * cosMiddle ** 2 - 1)));
  return [lat / RADIANS, lon1 + span / RADIANS];
}

function measureKm(lat1, lon1, lat2, lon2) {
  const direct = vincentyInverse(lat1, lon1, lat2, lon2);
  if (!Number.isNaN(direct)) return direct / 1000;
  const quarter = 1e7;
  const over = (azimuth) => {
    const [lat, lon] = vincentyDirect(lat1, lon1, azimuth, quarter);
    return quarter + vincentyInverse(lat, lon, lat2, lon2);
  };
  let best = 0, step = Math.PI / 90, shortest = Infinity;
  for (let azimuth = 0; azimuth < 2 * Math.PI; azimuth += step) {
    const length = over(azimuth);
    if (length < shortest) { shortest = length; best = azimuth; }
  }
  for (let low = best - step, high = best + step, round = 0; round < 60; round++) {
    const third = (high - low) / 3;
    if (over(low + third) < over(high - third)) high -= third; else low += third;
    shortest = Math.min(shortest, over((low + high) / 2));
  }
  return shortest / 1000;
}

// On a sphere, within 0.6 % of the truth: good enough to leave out what is far away.
function roughKm(lat1, lon1, lat2, lon2) {
  const a = Math.sin((lat2 - lat1) * RADIANS / 2) ** 2
    + Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * Math.sin((lon2 - lon1) * RADIANS / 2) ** 2;
  return 12742 * Math.asin(Math.min(1, Math.sqrt(a)));
}

// The corners of a circle on the ground, which Mercator's map stretches towards the poles.
function circleAround(lat, lon, km, corners = 72) {
  const ring = [];
  for (let i = 0; i < corners; i++) ring.push(vincentyDirect(lat, lon, 2 * Math.PI * i / corners, km * 1000));
  return ring;
}
