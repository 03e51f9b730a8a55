// Sealing for the stop's key (ECDH P-256, HKDF-SHA256, AES-256-GCM): after this the tablet itself cannot read it any more.
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const encoder = new TextEncoder();

const joined = (...parts) => new Uint8Array(parts.flatMap((part) => [...new Uint8Array(part)]));

export const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export function toBase64(bytes) {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

async function keyFor(own, ephemeral, stopKey) {
  const theirs = await crypto.subtle.importKey("raw", stopKey, CURVE, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own, 256);
  const secret = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const rule = { name: "HKDF", hash: "SHA-256", salt: joined(ephemeral, stopKey), info: encoder.encode("participation stop") };
  return crypto.subtle.deriveKey(rule, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
}

// base64(ephemeral point, 65 bytes | IV, 12 bytes | ciphertext and tag); the item's id is bound to it.
export async function seal(words, id, stopKey) {
  const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const ephemeral = await crypto.subtle.exportKey("raw", pair.publicKey);
  const key = await keyFor(pair.privateKey, ephemeral, stopKey);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: encoder.encode(id) }, key, encoder.encode(words));
  return toBase64(joined(ephemeral, iv, closed));
}

// The Rückmeldecode, 80 bits in Crockford's base32 (core/identifiers.py): the tablet shows it without a network.
export async function receiptCode(id) {
  const digest = await crypto.subtle.digest("SHA-256", encoder.encode(`receipt:${id}`));
  let number = 0n;
  for (const byte of new Uint8Array(digest).slice(0, 10)) number = (number << 8n) | BigInt(byte);
  const letters = Array.from({ length: 16 }, (_none, place) => CROCKFORD[Number((number >> BigInt(75 - 5 * place)) & 31n)]);
  return letters.join("").match(/.{4}/g).join("-");
}

export async function isPin(typed, pin) {
  const secret = await crypto.subtle.importKey("raw", encoder.encode(typed), "PBKDF2", false, ["deriveBits"]);
  const rule = { name: "PBKDF2", hash: "SHA-256", salt: fromBase64(pin.salt), iterations: pin.iterations };
  return toBase64(new Uint8Array(await crypto.subtle.deriveBits(rule, secret, 256))) === pin.hash;
}
