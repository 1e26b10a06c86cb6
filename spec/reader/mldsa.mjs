// ML-DSA-44 verification, pure with an empty context: FIPS 204 section 6.3, by the book.
import crypto from "node:crypto";

const Q = 8_380_417;
const [K, L, TAU, OMEGA, BETA] = [4, 4, 39, 80, 78];
const GAMMA1 = 2 ** 17;
const GAMMA2 = (Q - 1) / 88;
const shake = (bits, length, ...parts) => {
  const hash = crypto.createHash(`shake${bits}`, { outputLength: length });
  for (const part of parts) hash.update(Buffer.from(part));
  return hash.digest();
};
const mod = (number) => ((number % Q) + Q) % Q;

const ZETAS = Array.from({ length: 256 }, (_, m) => {
  let power = parseInt(m.toString(2).padStart(8, "0").split("").reverse().join(""), 2);
  let zeta = 1;
  for (; power > 0; power--) zeta = (zeta * 1753) % Q;
  return zeta;
});

function ntt(given) {
  const w = [...given];
  for (let m = 0, half = 128; half >= 1; half /= 2)
    for (let start = 0; start < 256; start += 2 * half) {
      const zeta = ZETAS[++m];
      for (let j = start; j < start + half; j++) {
        const t = (zeta * w[j + half]) % Q;
        [w[j], w[j + half]] = [(w[j] + t) % Q, (w[j] - t + Q) % Q];
      }
    }
  return w;
}

function inverse(given) {
  const w = [...given];
  for (let m = 256, half = 1; half < 256; half *= 2)
    for (let start = 0; start < 256; start += 2 * half) {
      const zeta = Q - ZETAS[--m];
      for (let j = start; j < start + half; j++) {
        const t = w[j];
        [w[j], w[j + half]] = [(t + w[j + half]) % Q, (zeta * mod(t - w[j + half])) % Q];
      }
    }
  return w.map((number) => (number * 8_347_681) % Q);
}

/** Numbers of so many bits, the lowest bit first. */
function numbers(bytes, bits) {
  const found = [];
  let [held, count] = [0, 0];
  for (const byte of bytes) {
    held += byte * 2 ** count;
    for (count += 8; count >= bits; count -= bits) {
      found.push(held % 2 ** bits);
      held = Math.floor(held / 2 ** bits);
    }
  }
  return found;
}

const polynomials = (bytes, bits, count) =>
  Array.from({ length: count }, (_, n) => numbers(bytes.subarray(32 * bits * n, 32 * bits * (n + 1)), bits));

function matrixEntry(rho, row, column) {
  const stream = shake(128, 1344, rho, [column, row]);
  const found = [];
  for (let at = 0; found.length < 256; at += 3) {
    const number = stream[at] + 256 * stream[at + 1] + 65_536 * (stream[at + 2] & 127);
    if (number < Q) found.push(number);
  }
  return found;
}

function challenge(seed) {
  const stream = shake(256, 1360, seed);
  const signs = numbers(stream.subarray(0, 8), 1);
  const c = new Array(256).fill(0);
  for (let i = 256 - TAU, at = 8; i < 256; i++) {
    while (stream[at] > i) at++;
    const j = stream[at++];
    c[i] = c[j];
    c[j] = signs[i + TAU - 256] ? Q - 1 : 1;
  }
  return c;
}

function hints(bytes) {
  const found = Array.from({ length: K }, () => new Array(256).fill(false));
  let index = 0;
  for (let i = 0; i < K; i++) {
    const end = bytes[OMEGA + i];
    if (end < index || end > OMEGA) return null;
    for (const first = index; index < end; index++) {
      if (index > first && bytes[index - 1] >= bytes[index]) return null;
      found[i][bytes[index]] = true;
    }
  }
  return bytes.subarray(index, OMEGA).every((byte) => byte === 0) ? found : null;
}

function highBits(r, hint) {
  let low = r % (2 * GAMMA2);
  if (low > GAMMA2) low -= 2 * GAMMA2;
  const top = r - low === Q - 1;
  const high = top ? 0 : (r - low) / (2 * GAMMA2);
  if (!hint) return high;
  return (high + ((top ? low - 1 : low) > 0 ? 1 : 43)) % 44;
}

export function holdsMldsa(publicKey, signature, message) {
  if (publicKey.length !== 1312 || signature.length !== 2420) return false;
  const rho = publicKey.subarray(0, 32);
  const t1 = polynomials(publicKey.subarray(32), 10, K);
  const seed = signature.subarray(0, 32);
  const z = polynomials(signature.subarray(32, 2336), 18, L).map((p) => p.map((v) => GAMMA1 - v));
  const hint = hints(signature.subarray(2336));
  if (!hint || z.some((p) => p.some((v) => Math.abs(v) >= GAMMA1 - BETA))) return false;
  const mu = shake(256, 64, shake(256, 64, publicKey), [0, 0], message);
  const c = ntt(challenge(seed));
  const zHat = z.map((p) => ntt(p.map(mod)));
  const bits = [];
  for (let row = 0; row < K; row++) {
    const t = ntt(t1[row].map((v) => (v * 8192) % Q));
    const sum = c.map((v, n) => mod(-v * t[n]));
    for (let column = 0; column < L; column++) {
      const a = matrixEntry(rho, row, column);
      for (let n = 0; n < 256; n++) sum[n] = (sum[n] + a[n] * zHat[column][n]) % Q;
    }
    for (const [n, r] of inverse(sum).entries()) {
      const high = highBits(r, hint[row][n]);
      for (let bit = 0; bit < 6; bit++) bits.push((high >> bit) & 1);
    }
  }
  const encoded = bits.length / 8;
  const w1 = Buffer.from(Array.from({ length: encoded }, (_, n) =>
    bits.slice(8 * n, 8 * n + 8).reduce((byte, bit, at) => byte | (bit << at), 0)));
  return Buffer.compare(shake(256, 32, mu, w1), seed) === 0;
}
