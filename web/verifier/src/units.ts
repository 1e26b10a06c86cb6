/** What a file carries of the catalogue, and the digest that a charter must pin for it (forms.md). */
import { type Bytes, fromUtf8, malformed, utf8 } from "./bytes.js";
import { sha256 } from "./sha256.js";

const WHOLE = utf8("directline/catalogue/v1\n");
const TREE = utf8("directline/catalogue/v2\n");
const UNITS_MAX = 2 ** 20;
const INNER = Uint8Array.of(1);
const LEAF = Uint8Array.of(0);

const begins = (data: Bytes, with_: Bytes): boolean => with_.every((byte, n) => data[n] === byte);

/** The digest of these bytes as a charter pins it. */
export function carriedDigest(data: Bytes): Bytes {
  return begins(data, TREE) ? new Reader(data).pin() : sha256(data);
}

/** Name and text of each unit, or of each file of an earlier catalogue. */
export function carriedUnits(data: Bytes): Map<string, string> {
  if (begins(data, WHOLE)) return new Map(readFiles(data));
  if (!begins(data, TREE)) malformed("no catalogue that this page knows");
  const reader = new Reader(data);
  reader.pin();
  return reader.units;
}

/** Reads the rows of the tree from left to right. */
class Reader {
  readonly units = new Map<string, string>();
  #at = TREE.length;
  #last = new Uint8Array(0);
  readonly #view: DataView;

  constructor(readonly data: Bytes) {
    this.#view = new DataView(data.buffer, data.byteOffset, data.length);
  }

  pin(): Bytes {
    const size = this.#take(4);
    const count = new DataView(size.buffer, size.byteOffset).getUint32(0);
    if (count < 1 || count > UNITS_MAX) malformed("a catalogue of so many units");
    const root = this.#node(count);
    if (this.#at !== this.data.length) malformed("bytes are left over");
    return sha256(TREE, size, root);
  }

  /** The hash over the next so many units; no deeper than their number's bits. */
  #node(count: number): Bytes {
    const kind = this.data[this.#at];
    const after = this.#at + 5 <= this.data.length ? this.#view.getUint32(this.#at + 1) : -1;
    if (kind === 0 && after === count) {
      this.#at += 5;
      return this.#take(32);
    }
    if (count > 1) {
      const left = 2 ** (31 - Math.clz32(count - 1));
      const first = this.#node(left);
      return sha256(INNER, first, this.#node(count - left));
    }
    if (kind !== 1) malformed("neither a unit nor the hash of as many");
    this.#at += 1;
    const start = this.#at;
    const name = this.#sized();
    const text = this.#sized();
    if (!rises(this.#last, name)) malformed("units out of order");
    this.#last = name;
    this.units.set(fromUtf8(name), fromUtf8(text));
    return sha256(LEAF, this.data.subarray(start, this.#at));
  }

  #sized(): Bytes {
    const size = this.#take(4);
    return this.#take(new DataView(size.buffer, size.byteOffset).getUint32(0));
  }

  #take(size: number): Bytes {
    if (this.#at + size > this.data.length) malformed("a catalogue that is cut short");
    return this.data.subarray(this.#at, (this.#at += size));
  }
}

function rises(a: Uint8Array, b: Uint8Array): boolean {
  for (let n = 0; n < Math.min(a.length, b.length); n++)
    if (a[n] !== b[n]) return a[n]! < b[n]!;
  return a.length < b.length;
}

function* readFiles(data: Bytes): Generator<[string, string]> {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  let at = WHOLE.length;
  const next = (): string => {
    const length = at + 4 <= data.length ? view.getUint32(at) : Infinity;
    if (at + 4 + length > data.length) malformed("a catalogue that is cut short");
    at += 4 + length;
    return fromUtf8(data.subarray(at - length, at));
  };
  while (at < data.length) yield [next(), next()];
}
