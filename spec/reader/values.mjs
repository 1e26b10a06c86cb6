// Values, hashes and signatures: wire.md section 1 and README.md's conventions.
import crypto from "node:crypto";
import { holdsMldsa } from "./mldsa.mjs";

/** What a reader says to bytes that break a rule (`name` is the rule), or to a part that fails. */
export class Refused extends Error {
  constructor(name, why) {
    super(`${name}: ${why}`);
    this.name = name;
    this.why = why;
  }
}

export function refuse(name, why) {
  throw new Refused(name, why);
}

/** Runs a check; whatever it refuses becomes a refusal of this part. */
export function naming(part, check) {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return refuse(part, error.why);
  }
}

export const join = (...parts) => Buffer.concat(parts.map((p) => Buffer.from(p)));
export const sha256 = (...parts) => crypto.createHash("sha256").update(join(...parts)).digest();
export const hmac = (key, ...parts) =>
  crypto.createHmac("sha256", key).update(join(...parts)).digest();
export const hkdf = (secret, ...info) =>
  Buffer.from(crypto.hkdfSync("sha256", secret, Buffer.alloc(0), join(...info), 32));
export const same = (a, b) => Buffer.compare(a, b) === 0;

/** An integer as `size` bytes, big-endian. */
export function big(number, size) {
  const bytes = Buffer.alloc(size);
  for (let rest = BigInt(number), at = size - 1; at >= 0; at--, rest >>= 8n)
    bytes[at] = Number(rest & 255n);
  return bytes;
}

const ED25519_SPKI = Buffer.from("302a300506032b6570032100", "hex");
const ED25519_PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** Ed25519 as RFC 8032 section 5.1.7 checks it, without the cofactor; ML-DSA-44 by a key's length. */
export function holds(publicKey, signature, message) {
  if (publicKey.length === 1312) return holdsMldsa(publicKey, signature, message);
  try {
    const der = join(ED25519_SPKI, publicKey);
    const key = crypto.createPublicKey({ key: der, format: "der", type: "spki" });
    return crypto.verify(null, message, key, signature);
  } catch {
    return false;
  }
}

/** A private key from its 32 bytes: for make.mjs, which needs fixed keys. */
export function signer(seed) {
  const der = join(ED25519_PKCS8, seed);
  const key = crypto.createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const raw = crypto.createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32);
  return { public: raw, sign: (message) => crypto.sign(null, message, key) };
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function textOf(bytes, rule) {
  try {
    return utf8.decode(bytes);
  } catch {
    return refuse(rule, "a text that is not UTF-8");
  }
}

/** The value of CBOR bytes.  `rule` is what a refusal names; without it, VALUE-1 or VALUE-2. */
export function decode(data, most, rule) {
  const bad = (own, why) => refuse(rule ?? own, why);
  if (data.length > most) bad("VALUE-2", "too long");
  let at = 0;
  const head = () => {
    if (at >= data.length) bad("VALUE-2", "cut short");
    const major = data[at] >> 5;
    const info = data[at++] & 31;
    if (major === 7) return info >= 20 && info <= 22 ? [7, info] : bad("VALUE-2", "another kind");
    if (info === 31) bad("VALUE-1", "an indefinite length");
    if (major > 4 || info > 27) bad("VALUE-2", "a map, a tag or a head that is kept");
    if (info < 24) return [major, info];
    const size = 1 << (info - 24);
    if (at + size > data.length) bad("VALUE-2", "cut short");
    const wide = BigInt(`0x${data.toString("hex", at, at + size)}`);
    at += size;
    const least = size === 1 ? 24n : 1n << BigInt(4 * size);
    if (wide < least) bad("VALUE-1", "a head that is not the shortest");
    return [major, wide <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(wide) : wide];
  };
  const value = (depth) => {
    const [major, count] = head();
    if (major === 7) return { 20: false, 21: true, 22: null }[count];
    if (major < 2) {
      const number = major === 0 ? count : typeof count === "bigint" ? -1n - count : -1 - count;
      const most64 = 2n ** 63n - 1n;
      return number > most64 || number < -most64 ? bad("VALUE-2", "beyond 64 bits") : number;
    }
    if (major < 4) {
      if (count > data.length - at) bad("VALUE-2", "cut short");
      const bytes = data.subarray(at, (at += count));
      return major === 2 ? bytes : textOf(bytes, rule ?? "VALUE-2");
    }
    if (depth >= 8 || count > 4096) bad("VALUE-2", "arrays too deep or too long");
    return Array.from({ length: count }, () => value(depth + 1));
  };
  const found = value(0);
  if (at !== data.length) bad("VALUE-2", "bytes after the value");
  return found;
}

/** The one spelling of a value. */
export function encode(value) {
  const head = (major, count) => {
    if (count < 24) return Buffer.from([(major << 5) | Number(count)]);
    const step = count < 256 ? 0 : count < 65536 ? 1 : count < 2 ** 32 ? 2 : 3;
    return join([(major << 5) | (24 + step)], big(count, 1 << step));
  };
  if (value === false || value === true) return Buffer.from([value ? 0xf5 : 0xf4]);
  if (value === null) return Buffer.from([0xf6]);
  if (typeof value === "number" || typeof value === "bigint")
    return value < 0 ? head(1, -1n - BigInt(value)) : head(0, value);
  if (typeof value === "string") return join(head(3, Buffer.byteLength(value)), value);
  if (Buffer.isBuffer(value)) return join(head(2, value.length), value);
  return join(head(4, value.length), ...value.map(encode));
}

// What a place in an array must hold; `rule` is what a refusal names.
export const items = (value, most, rule) =>
  Array.isArray(value) && value.length <= most ? value : refuse(rule, "no such array");
export const array = (value, count, rule) =>
  items(value, count, rule).length === count ? value : refuse(rule, "no such array");
export const integer = (value, low, high, rule) =>
  (typeof value === "number" || typeof value === "bigint") && value >= low && value <= high
    ? value
    : refuse(rule, "an integer out of bounds");
export const bytes = (value, low, high, rule) =>
  Buffer.isBuffer(value) && value.length >= low && value.length <= high
    ? value
    : refuse(rule, "no such byte string");
export const text = (value, most, rule) =>
  typeof value === "string" && [...value].length <= most ? value : refuse(rule, "no such text");
