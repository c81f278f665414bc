// Whose account? What one claimant, or one side, tells of each strike.
// An account of a strike is what its claims say, deny and doubt of who held the place or was
// hit, and whether it happened.
const ACCOUNTS = []; // {key, label, group, claims}
const accountCache = new Map();

function listAccounts() {
  const perSide = new Uint32Array(SIDE.length), perClaimant = new Uint32Array(T.claimants.length);
  for (let c = 0; c < C.side.length; c++) { perSide[C.side[c]]++; perClaimant[C.claimant[c]]++; }
  const attacking = perSide[0] + perSide[1];
  ACCOUNTS.push({ key: 'attacking', label: 'the attacker and allies', group: 'Sides', claims: attacking });
  ACCOUNTS.push({ key: 'others', label: 'everybody else', group: 'Sides', claims: C.side.length - attacking });
  SIDE.forEach((side, s) => {
    if (perSide[s]) ACCOUNTS.push({ key: `side:${side}`, label: SIDE_PLAIN[side], group: 'Sides', claims: perSide[s] });
  });
  [...perClaimant.keys()].filter((k) => perClaimant[k]).sort((a, b) => perClaimant[b] - perClaimant[a] || a - b)
    .slice(0, 400).forEach((k) => ACCOUNTS.push({ key: `who:${T.claimants[k]}`, label: T.claimants[k], group: 'Claimants', claims: perClaimant[k] }));
}

const accountOf = (key) => ACCOUNTS.find((account) => account.key === key) || null;

function claimsInAccount(key) {
  if (key === 'attacking') return (c) => C.side[c] < 2;
  if (key === 'others') return (c) => C.side[c] >= 2;
  if (key.startsWith('side:')) { const side = SIDE.indexOf(key.slice(5)); return (c) => C.side[c] === side; }
  const who = T.claimants.indexOf(key.slice(4));
  return (c) => C.claimant[c] === who;
}

// Numbers of strikes into a list of different tellings; most strikes share a few tellings.
function readAccount(key) {
  if (accountCache.has(key)) return accountCache.get(key);
  const isIn = claimsInAccount(key);
  const about = T.attributes.map((name) => name === 'control' || name === 'target' ? 1 : name === 'occurrence' ? 2 : 3);
  const tellings = [{ silent: true, says: [], denies: [], doubts: [], happened: 0 }];
  const numbers = new Map([['', 0]]);
  const code = new Uint16Array(N);
  const parts = [];
  for (let i = 0; i < N; i++) {
    parts.length = 0;
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const c = C.linked[k];
      if (!isIn(c)) continue;
      const kind = about[C.attribute[c]];
      parts.push(kind === 1 ? 10 + C.stance[c] + 3 * C.value[c] : kind === 2 ? 2 + C.stance[c] : 1);
    }
    if (!parts.length) continue;
    const name = parts.length === 1 ? String(parts[0]) : [...new Set(parts)].sort((a, b) => a - b).join();
    let found = numbers.get(name);
    if (found === undefined) {
      found = Math.min(tellings.length, 65535);
      numbers.set(name, found);
      if (found === tellings.length) tellings.push(tellingOf(name.split(',').map(Number)));
    }
    code[i] = found;
  }
  const account = { code, tellings };
  if (accountCache.size > 8) accountCache.delete(accountCache.keys().next().value);
  accountCache.set(key, account);
  return account;
}

function tellingOf(parts) {
  const telling = { silent: false, says: [], denies: [], doubts: [], happened: 0 };
  for (const part of parts) {
    if (part >= 10) {
      const list = [telling.says, telling.doubts, telling.denies][(part - 10) % 3];
      const value = T.values[Math.floor((part - 10) / 3)][0];
      const word = value === true ? 'yes' : value === false || value === null ? 'nobody' : String(value);
      if (!list.includes(word)) list.push(word);
    } else if (part >= 2) telling.happened = part === 4 ? -1 : Math.max(telling.happened, part === 2 ? 1 : 0);
  }
  // a word that one claimant both says and denies is a contradiction inside the account: keep both
  return telling;
}

function sayTelling(telling) {
  if (telling.silent) return 'says nothing of this strike';
  const words = [];
  if (telling.says.length) words.push(join(telling.says));
  if (telling.denies.length) words.push(`not ${telling.denies.join(', not ')}`);
  if (telling.doubts.length) words.push(`doubts ${telling.doubts.join(', ')}`);
  if (telling.happened < 0) words.push('denies the strike');
  return words.join('; ') || 'tells of the strike, not who held the place';
}

// How two tellings stand to each other.
function contrast(a, b) {
  if (a.silent && b.silent) return 'neither';
  if (a.silent) return 'onlyB';
  if (b.silent) return 'onlyA';
  const clash = (says, denies) => says.some((word) => denies.includes(word));
  if (a.happened * b.happened < 0) return 'contradict';
  if (clash(a.says, b.denies) || clash(b.says, a.denies)) return 'contradict';
  if (a.says.length && b.says.length) return clash(a.says, b.says) ? 'agree' : 'contradict';
  if (clash(a.says, b.doubts) || clash(b.says, a.doubts)) return 'doubt';
  if (clash(a.denies, b.denies)) return 'agree';
  return a.says.length || b.says.length || a.denies.length || b.denies.length ? 'differ' : 'agree';
}
const CONTRAST_PLAIN = {
  contradict: 'They contradict each other', doubt: 'One doubts what the other says', differ: 'Only one of them says who held the place',
  onlyA: 'Only the first tells of', onlyB: 'Only the second tells of', agree: 'They do not contradict each other',
};
