/**
 * SHA-256 (FIPS 180-4) and HMAC (RFC 2104).
 *
 * The browser's own digest answers later, by a promise, and a tree of a million leaves would wait
 * two million times.  `crypto.ts` holds this one against the browser's before anything is believed.
 */
import { type Bytes, join } from "./bytes.js";

/** The first 32 bits of the fractional part of a root of a prime. */
function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}

const PRIMES: number[] = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((prime) => n % prime)) PRIMES.push(n);
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const ROUND = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const words = new Int32Array(64);

function compress(state: Int32Array, block: DataView, at: number): void {
  const w = words;
  for (let t = 0; t < 16; t++) w[t] = block.getInt32(at + 4 * t);
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15]!;
    const y = w[t - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[t] = (w[t - 16]! + s0 + w[t - 7]! + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number, number, number, number, number, number, number, number,
  ];
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[t]! + w[t]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const next = [a, b, c, d, e, f, g, h];
  for (let n = 0; n < 8; n++) state[n] = (state[n]! + next[n]!) | 0;
}

/** The SHA-256 of these bytes, one after the other. */
export function sha256(...parts: Uint8Array[]): Bytes {
  const data = parts.length === 1 ? parts[0]! : join(...parts);
  const whole = data.length - (data.length % 64);
  const rest = data.length - whole;
  const tail = new Uint8Array(rest < 56 ? 64 : 128);
  tail.set(data.subarray(whole));
  tail[rest] = 0x80;
  const end = new DataView(tail.buffer);
  end.setUint32(tail.length - 8, Math.floor(data.length / 2 ** 29));
  end.setUint32(tail.length - 4, (data.length * 8) >>> 0);
  const state = START.slice();
  const body = new DataView(data.buffer, data.byteOffset, whole);
  for (let at = 0; at < whole; at += 64) compress(state, body, at);
  for (let at = 0; at < tail.length; at += 64) compress(state, end, at);
  const digest = new Uint8Array(32);
  const out = new DataView(digest.buffer);
  state.forEach((word, n) => out.setInt32(4 * n, word));
  return digest;
}

/** HMAC-SHA-256 under a key of at most 64 bytes. */
export function hmac(key: Uint8Array, ...parts: Uint8Array[]): Bytes {
  const padded = new Uint8Array(64);
  padded.set(key);
  const inner = padded.map((byte) => byte ^ 0x36);
  const outer = padded.map((byte) => byte ^ 0x5c);
  return sha256(outer, sha256(inner, ...parts));
}
