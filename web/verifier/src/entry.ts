/** An entry's signed bytes and its body (wire.md sections 2 and 3). */
import { type Bytes, bigEndian, malformed, same, utf8 } from "./bytes.js";
import { Cursor, type Value } from "./cbor.js";
import { hmac, sha256 } from "./sha256.js";

export interface Seen {
  party: number;
  generation: number;
  size: number;
  root: Bytes;
  beyond: [position: number, leaf: Bytes][];
}

export interface Header {
  line: Bytes;
  charterVersion: number;
  party: number;
  generation: number;
  position: number;
  addressees: number;
  instantMs: number;
  quality: number;
  precedence: number;
  drill: boolean;
  kind: number;
  signer: number;
  seen: Seen[];
  commitment: Bytes;
}

export interface Body {
  code: string;
  version: number;
  fields: Value[];
  /** The spelling of code, version and each field: what the commitment is taken over. */
  parts: Bytes[];
}

export const POSITION_MAX = 2 ** 48 - 1;
export const GENERATION_MAX = 2 ** 32 - 1;
export const HEADER_BYTES_MAX = 20_000;
export const BODY_BYTES_MAX = 16_384;
export const RECEIPT = 1;
export const MESSAGE = 0;
export const EVENT = 2;

const CONTEXT = utf8("directline/entry/v1\n");
const SALT = utf8("directline/field-salt/v1\n");
const LEAF = utf8("\u0000directline/field/v1\n");
const NODE = utf8("\u0001directline/field/v1\n");

/** Takes integers of fixed size off bytes, never beyond their end. */
class Fixed {
  at = 0;
  readonly #view: DataView;

  constructor(readonly data: Bytes) {
    this.#view = new DataView(data.buffer, data.byteOffset, data.length);
  }

  bytes(size: number): Bytes {
    if (this.at + size > this.data.length) malformed("an entry is cut short");
    return this.data.subarray(this.at, (this.at += size));
  }

  u8(): number {
    return this.bytes(1)[0]!;
  }

  u16(): number {
    return this.#view.getUint16((this.bytes(2), this.at - 2));
  }

  u32(): number {
    return this.#view.getUint32((this.bytes(4), this.at - 4));
  }

  /** A u64 that must be below 2^48. */
  u48(): number {
    const high = this.u32();
    const low = this.u32();
    return high < 2 ** 16 ? high * 2 ** 32 + low : malformed("a number is out of bounds");
  }

  count(): number {
    const count = this.u8();
    return count <= 16 ? count : malformed("a count is out of bounds");
  }
}

function readSeen(at: Fixed): Seen {
  const [party, generation, size] = [at.u8(), at.u32(), at.u48()];
  const root = at.bytes(32);
  const count = at.u16();
  if (count > 64) malformed("too many places beyond a gap");
  let before = size + 1;
  const beyond: Seen["beyond"] = [];
  for (let n = 0; n < count; n++) {
    const position = at.u48();
    if (position <= before) malformed("places beyond a gap are out of order");
    beyond.push([position, at.bytes(32)]);
    before = position;
  }
  return { party, generation, size, root, beyond };
}

function checkParties(parties: number[], own: number): void {
  if (parties.some((party, n) => party === own || (n > 0 && party <= parties[n - 1]!)))
    malformed("it names other parties, each once, in rising order");
}

/** The header of an entry's signed bytes. */
export function readHeader(signed: Bytes): Header {
  if (signed.length > HEADER_BYTES_MAX || signed.length < 102) malformed("not an entry's length");
  const commitment = signed.subarray(signed.length - 32);
  const at = new Fixed(signed.subarray(0, signed.length - 32));
  if (!same(at.bytes(CONTEXT.length), CONTEXT)) malformed("not an entry of this version");
  const line = at.bytes(16);
  const [charterVersion, party, generation, position] = [at.u16(), at.u8(), at.u32(), at.u48()];
  const [addressees, instantMs] = [at.u32(), at.u48()];
  const [quality, precedence, drill, kind, signer] = [
    at.u8(), at.u8(), at.u8(), at.u8(), at.u8(),
  ];
  const seen = Array.from({ length: at.count() }, () => readSeen(at));
  const read = Array.from({ length: at.count() }, () => {
    const other = at.u8();
    at.bytes(12); // generation and position: a person's reading, not compared with anything
    return other;
  });
  if (at.at !== at.data.length) malformed("an entry has bytes left over");
  if (!charterVersion || party > 15 || !generation || !position || addressees >= 2 ** 16)
    malformed("a number is out of bounds");
  if (quality > 3 || precedence > 3 || drill > 1 || kind > 2)
    malformed("an unknown quality, precedence, drill or kind");
  checkParties(seen.map((one) => one.party), party);
  checkParties(read, party);
  return {
    line, charterVersion, party, generation, position, addressees, instantMs, quality, precedence,
    drill: drill === 1, kind, signer, seen, commitment,
  };
}

export const readVersion = (at: Cursor): number => at.integer(1, 65_535);

export function readCode(at: Cursor): string {
  const code = at.text(16);
  return /^[\x20-\x7e]+$/.test(code) ? code : malformed("a form's code is printable ASCII");
}

/** A body: a form's code, its version and the values of its fields. */
export function readBody(data: Bytes): Body {
  if (data.length > BODY_BYTES_MAX) malformed("a body that is too long");
  const at = new Cursor(data);
  const parts: Bytes[] = [];
  const keep = <T>(read: () => T): T => {
    const begin = at.at;
    const found = read();
    parts.push(data.subarray(begin, at.at));
    return found;
  };
  at.array(3, 3);
  const code = keep(() => readCode(at));
  const version = keep(() => readVersion(at));
  const fields = Array.from({ length: at.array(0, 64) }, () => keep(() => at.value(2)));
  at.end();
  return { code, version, fields, parts };
}

/** What a header signs of a body: the root of a small tree over its salted parts. */
export function commitmentOf(body: Body, salt: Bytes): Bytes {
  return rootOver(
    body.parts.map((part, n) => leafOf(part, hmac(salt, SALT, bigEndian(n, 2)).subarray(0, 16))),
  );
}

/** The leaf of one part, by its spelling and a salt of its own. */
export function leafOf(part: Bytes, salt: Bytes): Bytes {
  return sha256(LEAF, salt, part);
}

/** The root over leaves: pairs from the left, an odd last one goes up unchanged. */
export function rootOver(leaves: Bytes[]): Bytes {
  let level = leaves;
  while (level.length > 1) {
    const next: Bytes[] = [];
    for (let n = 0; n < level.length; n += 2)
      next.push(n + 1 < level.length ? sha256(NODE, level[n]!, level[n + 1]!) : level[n]!);
    level = next;
  }
  return level[0]!;
}
