/** Values of wire.md section 1: CBOR of few kinds, each in its one spelling. */
import { type Bytes, characters, fromUtf8, malformed } from "./bytes.js";

export type Value = number | bigint | string | boolean | null | Bytes | Value[];

const INTEGER_MAX = 2n ** 63n - 1n;
const ITEMS_MAX = 4096;
const DEPTH_MAX = 8;

/** Reads values one after the other; what stands there must be of the kind that is asked for. */
export class Cursor {
  at = 0;

  constructor(readonly data: Bytes) {}

  /** The major kind and the number of the next head, which must be the shortest. */
  #head(): [number, number | bigint] {
    const first = this.data[this.at++] ?? malformed("cut short");
    const info = first & 31;
    if (info < 24) return [first >> 5, info];
    if (info > 27 || first >> 5 > 4) malformed("a kind of value that is not allowed");
    const size = 2 ** (info - 24);
    if (this.at + size > this.data.length) malformed("cut short");
    let number = 0;
    for (let n = 0; n < Math.min(size, 4); n++) number = number * 256 + this.data[this.at + n]!;
    let wide: number | bigint = number;
    if (size === 8) {
      const low = new DataView(this.data.buffer, this.data.byteOffset + this.at + 4).getUint32(0);
      const whole = BigInt(number) * 2n ** 32n + BigInt(low);
      wide = whole <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(whole) : whole;
    }
    this.at += size;
    const least = size === 1 ? 24 : 2 ** (4 * size);
    if (wide < least) malformed("a number that is not in its shortest form");
    return [first >> 5, wide];
  }

  #count(kind: number): number {
    const [major, count] = this.#head();
    if (major !== kind) malformed("another kind of value than belongs here");
    if (kind < 4 && count > this.data.length - this.at) malformed("cut short");
    return Number(count);
  }

  /** How many items the array has that begins here. */
  array(least: number, most: number): number {
    const count = this.#count(4);
    return count >= least && count <= most ? count : malformed("an array of another length");
  }

  integer(low: number, high: number): number {
    const [major, number] = this.#head();
    const value = major === 0 ? Number(number) : major === 1 ? -1 - Number(number) : NaN;
    return value >= low && value <= high ? value : malformed("an integer out of bounds");
  }

  bytes(least: number, most: number): Bytes {
    const count = this.#count(2);
    if (count < least || count > most) malformed("a byte string of another length");
    return this.data.subarray(this.at, (this.at += count));
  }

  text(most: number): string {
    const count = this.#count(3);
    const text = fromUtf8(this.data.subarray(this.at, (this.at += count)));
    return characters(text) <= most ? text : malformed("a text that is too long");
  }

  /** Whether null stands here; it is passed over. */
  absent(): boolean {
    if (this.data[this.at] !== 0xf6) return false;
    this.at++;
    return true;
  }

  /** Any value that may stand in a body. */
  value(depth: number): Value {
    const first = this.data[this.at];
    if (first === 0xf4 || first === 0xf5 || first === 0xf6) {
      this.at++;
      return first === 0xf6 ? null : first === 0xf5;
    }
    const [major, number] = this.#head();
    if (major < 2) {
      if (BigInt(number) > INTEGER_MAX - BigInt(major)) malformed("an integer beyond 64 bits");
      return major === 0 ? number : typeof number === "bigint" ? -1n - number : -1 - number;
    }
    if (major < 4) {
      if (number > this.data.length - this.at) malformed("cut short");
      const part = this.data.subarray(this.at, (this.at += Number(number)));
      return major === 2 ? part : fromUtf8(part);
    }
    if (major > 4) malformed("a kind of value that is not allowed");
    if (depth >= DEPTH_MAX || number > ITEMS_MAX) malformed("arrays too deep or too long");
    const items: Value[] = [];
    for (let n = 0; n < number; n++) items.push(this.value(depth + 1));
    return items;
  }

  /** Nothing may be left over. */
  end(): void {
    if (this.at !== this.data.length) malformed("bytes are left over");
  }
}
