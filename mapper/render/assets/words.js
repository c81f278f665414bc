// The words of the page; one table, so that map, legend, list and evidence say the same.
const STATUS = ['claimed', 'questioned', 'disputed', 'corroborated', 'unknown'];
const STATUS_PLAIN = {
  control: {
    claimed: 'one story of who held the place; nobody contradicts',
    questioned: 'somebody doubts who held it; nobody contradicts',
    disputed: 'accounts of who held it contradict each other',
    corroborated: 'independent sources of different sides agree who held it',
    unknown: 'nobody says who held the place',
  },
  target: {
    claimed: 'one story of who was hit; nobody contradicts',
    questioned: 'somebody doubts who was hit; nobody contradicts',
    disputed: 'accounts of who was hit contradict each other',
    corroborated: 'independent sources of different sides agree who was hit',
    unknown: 'nobody says who was hit',
  },
  attack: {
    claimed: 'one story of who attacked; nobody contradicts',
    questioned: 'somebody doubts who attacked; nobody contradicts',
    disputed: 'accounts of who attacked contradict each other',
    corroborated: 'independent sources of different sides agree who attacked',
    unknown: 'nobody says who attacked',
  },
  occurrence: {
    claimed: 'one story that it happened; nobody contradicts',
    questioned: 'somebody doubts that it happened',
    disputed: 'somebody denies that it happened',
    corroborated: 'independent sources of different sides agree that it happened',
    unknown: 'nobody says whether it happened',
  },
};
const QUESTION = {
  control: 'Who held the place?', target: 'Who was hit?', attack: 'Who attacked?', occurrence: 'Did it happen?',
};
const DETAIL_ORDER = ['control', 'target', 'attack', 'occurrence', 'harm'];
const HARM_QUESTION = 'Were civilians harmed?';
const SIDE = ['attacker', 'attacker_ally', 'defender', 'third_party', 'local', 'monitor', 'media', 'unknown'];
const SIDE_PLAIN = {
  attacker: 'the attacker', attacker_ally: 'the attacker’s allies', defender: 'the side under attack',
  third_party: 'third parties', local: 'people on the spot', monitor: 'monitors', media: 'media', unknown: 'others',
};
const STANCE = ['asserts', 'doubts', 'denies'];
const STANCE_PLAIN = { asserts: 'says', doubts: 'doubts', denies: 'denies' };
const FLAG = { hedged: 1, implied: 2, joint: 4, general: 8, atLeast: 16, atMost: 32, covered: 64 };
const PRECISION = ['day', 'range', 'month', 'year', 'unknown'];
const KIND = { settlement: 'town or village', area: 'area', facility: 'facility', admin1: 'governorate or province', country: 'country', sea: 'sea' };

const ATTRIBUTE_PLAIN = {
  occurrence: 'that it happened', attacker: 'who attacked', target: 'who was hit', control: 'who held the place',
  damage: 'damage', sorties: 'flights', munitions: 'weapons', civilian_harm: 'harm to civilians',
};
const say = (name) => Object.hasOwn(ATTRIBUTE_PLAIN, name) ? ATTRIBUTE_PLAIN[name] : String(name).replaceAll('_', ' ');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const NO_DAY = -2147483648;
function isoDay(day) {
  return day === NO_DAY ? '' : new Date(day * 86400000).toISOString().slice(0, 10);
}
function sayDay(day) {
  if (day === NO_DAY) return 'date not told';
  const date = new Date(day * 86400000);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
function sayDays(start, end, precision) {
  if (start === NO_DAY && end === NO_DAY) return 'date not told';
  const date = new Date(start * 86400000);
  if (PRECISION[precision] === 'month') return `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} (day not told)`;
  if (PRECISION[precision] === 'year') return `${date.getUTCFullYear()} (day not told)`;
  if (start === end || end === NO_DAY) return sayDay(start);
  if (start === NO_DAY) return `until ${sayDay(end)}`;
  return `${sayDay(start)} – ${sayDay(end)}`;
}
function sayRange(first, last) {
  const [a, b] = [new Date(first * 86400000), new Date(last * 86400000)];
  if (first === last) return sayDay(first);
  if (a.getUTCFullYear() !== b.getUTCFullYear()) return `${sayDay(first)} – ${sayDay(last)}`;
  if (a.getUTCMonth() === b.getUTCMonth()) return `${a.getUTCDate()}–${sayDay(last)}`;
  return `${a.getUTCDate()} ${MONTHS[a.getUTCMonth()]} – ${sayDay(last)}`;
}
const parseDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) ? Math.round(Date.parse(`${text}T00:00:00Z`) / 86400000) : NaN;
const number = (value) => Number(value).toLocaleString('en-GB');
const count = (n, one, many) => `${number(n)} ${n === 1 ? one : many || `${one}s`}`;
const sayKm = (km) => km < 10 ? `${Math.round(km * 10) / 10} km` : `${number(Math.round(km))} km`;
function join(words) {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

// Spellings: what is left of a name when accents, apostrophes, case and word breaks are gone,
// and a skeleton of its consonants, which Latin spellings of one Arabic name mostly share.
function fold(text) {
  return clean(text).normalize('NFKD').replace(/[\u0300-\u036f\u064b-\u0652\u0670\u0640]/g, '')
    .replace(/[أإآٱ]/g, 'ا').replace(/ى/g, 'ي').replace(/ة/g, 'ه')
    .toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
function skeleton(folded) {
  return folded.replace(/^(al|el|ar|as|az|ad|an|at|ash)(?=[a-z]{4})/, '').replace(/ph/g, 'f').replace(/(kh|gh|sh|th|dh)/g, (m) => m[0])
    .replace(/q|c/g, 'k').replace(/[aeiouyhw]/g, '').replace(/(.)\1+/g, '$1');
}
