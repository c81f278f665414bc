// Base64, deflate and shuffled bytes: the way back from the blocks in this file.
function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

async function inflate(text) {
  if (!text) return new Uint8Array(0);
  const stream = new Blob([fromBase64(text)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const ARRAYS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i8: Int8Array, i16: Int16Array, i32: Int32Array };

async function readColumn(id, how) {
  const node = byId(id);
  const text = node.textContent.trim();
  node.remove(); // the text is needed once; the page is smaller without it
  return unshuffle(await inflate(text), how);
}

// Several columns in one block, one after another.
async function readTogether(id, columns, into) {
  const node = byId(id);
  const bytes = await inflate(node.textContent.trim());
  node.remove();
  let at = 0;
  for (const [name, how] of columns) {
    const end = at + how.count * ARRAYS[how.type].BYTES_PER_ELEMENT;
    into[name] = unshuffle(bytes.slice(at, end), how);
    at = end;
  }
}

function unshuffle(bytes, how) {
  const Kind = ARRAYS[how.type];
  const size = Kind.BYTES_PER_ELEMENT, n = how.count;
  const column = size === 1 ? new Kind(bytes.buffer, 0, n) : new Kind(n);
  if (size === 1) return how.steps ? addUp(column) : column;
  if (size === 2) for (let i = 0; i < n; i++) column[i] = bytes[i] | bytes[n + i] << 8;
  else for (let i = 0; i < n; i++) column[i] = bytes[i] | bytes[n + i] << 8 | bytes[2 * n + i] << 16 | bytes[3 * n + i] << 24;
  return how.steps ? addUp(column) : column;
}

function addUp(steps) {
  const sums = new Uint32Array(steps.length);
  let sum = 0;
  for (let i = 0; i < steps.length; i++) sums[i] = sum += steps[i];
  return sums;
}

// Texts stay packed until somebody looks at one of them; the last few chunks are kept.
function makeTexts(id, size) {
  const node = byId(id);
  const lines = node ? node.textContent.trim().split('\n').filter(Boolean) : [];
  if (node) node.remove();
  const kept = new Map();
  return async (index) => {
    const chunk = Math.floor(index / size);
    if (!(chunk in lines)) return null;
    if (!kept.has(chunk)) {
      if (kept.size > 24) kept.delete(kept.keys().next().value);
      kept.set(chunk, inflate(lines[chunk]).then((bytes) => JSON.parse(new TextDecoder().decode(bytes))));
    }
    return (await kept.get(chunk))[index % size] ?? null;
  };
}
