/** Bytes, and the two ways of refusing them. */

export type Bytes = Uint8Array<ArrayBuffer>;

/** A part of the file does not hold.  `part` is named as spec/evidence.md section 3 says. */
export class Refused extends Error {
  constructor(
    readonly part: string,
    readonly why: string,
  ) {
    super(`${part}: ${why}`);
  }
}

/** Bytes have another form than the specification gives them; whoever knows the part names it. */
export class Malformed extends Error {}

export function refuse(part: string, why: string): never {
  throw new Refused(part, why);
}

export function malformed(why: string): never {
  throw new Malformed(why);
}

/** Run a reader; whatever it finds malformed becomes a refusal of this part. */
export function naming<T>(part: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) return refuse(part, error.message);
    throw error;
  }
}

export function join(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return false;
  return true;
}

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

export function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += PAIRS[byte];
  return text;
}

export function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8(text: string): Bytes {
  return ENCODER.encode(text) as Bytes;
}

export function fromUtf8(bytes: Uint8Array): string {
  try {
    return DECODER.decode(bytes);
  } catch {
    return malformed("a text that is not UTF-8");
  }
}

/** An unsigned integer in so many bytes, the highest first. */
export function bigEndian(value: number | bigint, size: number): Bytes {
  const bytes = new Uint8Array(size);
  let rest = BigInt(value);
  for (let at = size - 1; at >= 0; at--) {
    bytes[at] = Number(rest & 255n);
    rest >>= 8n;
  }
  return bytes;
}

export function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The bytes of the one padded spelling of RFC 4648 section 4. */
export function fromBase64(text: string): Bytes {
  if (text.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) malformed("it is not base64");
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (base64(bytes) !== text) malformed("it is another spelling of base64");
  return bytes;
}

/** How many characters a text has: Unicode code points. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
