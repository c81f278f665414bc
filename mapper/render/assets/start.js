// The folium map that this page is built around, and the few ways in which we touch the page.
const map = $MAP;
const byId = (id) => document.getElementById(id);

// Controls and direction marks could make a text lie about its own order; a name needs none.
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const clean = (text) => String(text ?? '').replace(STEERING, '');

// The only way in which this page makes elements. Text goes in as text nodes, never as markup.
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'on') for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else if (name === 'href') setLink(node, value);
    else node.setAttribute(name, value === true ? '' : clean(value));
  }
  add(node, children);
  return node;
}

function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(clean(child)));
  }
  return node;
}

function fill(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

// A name in its own direction: an Arabic name inside an English sentence keeps both readable.
const own = (text) => el('bdi', { dir: 'auto' }, text);

// Links lead to http and https only, whatever the data say.
function setLink(node, address) {
  if (address.startsWith('#')) return node.setAttribute('href', address);
  try {
    const parsed = new URL(address);
    if (parsed.protocol === 'http:' || parsed.protocol === 'https:') {
      node.setAttribute('href', parsed.href);
      node.setAttribute('target', '_blank');
      node.setAttribute('rel', 'noopener noreferrer');
    }
  } catch { /* no address at all: the text stays, without a link */ }
  return undefined;
}

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const narrow = window.matchMedia('(max-width: 760px)');
const still = window.matchMedia('(prefers-reduced-motion: reduce)');

function later(task) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; task(); });
  };
}

function announce(text) { byId('status').textContent = clean(text); }
