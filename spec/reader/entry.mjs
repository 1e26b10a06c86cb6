// Bodies and entries: wire.md sections 2 and 3.
import { array, big, decode, encode, hmac, integer, items, join, refuse, same, sha256, text }
  from "./values.mjs";

export const CONTEXT = Buffer.from("directline/entry/v1\n");
export const GENERATION_MAX = 2 ** 32 - 1;
export const POSITION_MAX = 2 ** 48 - 1;

// Section 2: bodies.

export function readBody(data) {
  const [code, version, fields] = array(decode(data, 16_384, "BODY-1"), 3, "BODY-1");
  return { ...readForm(code, version), fields: items(fields, 64, "BODY-3") };
}

export function readForm(code, version) {
  if (!/^[\x20-\x7e]{1,16}$/.test(text(code, 16, "BODY-2"))) refuse("BODY-2", "the form's code");
  return { code, version: integer(version, 1, 65_535, "BODY-2") };
}

export const leafOf = (value, salt) => sha256([0], "directline/field/v1\n", salt, value);

export function commitment(body, salt) {
  return treeOf([body.code, body.version, ...body.fields].map((part, n) =>
    leafOf(encode(part), hmac(salt, "directline/field-salt/v1\n", big(n, 2)).subarray(0, 16))));
}

export function treeOf(level) {
  while (level.length > 1) {
    const above = [];
    for (let n = 0; n < level.length; n += 2)
      above.push(n + 1 === level.length ? level[n]
        : sha256([1], "directline/field/v1\n", level[n], level[n + 1]));
    level = above;
  }
  return level[0];
}

export const entrySalt = (saltRoot, party, generation, position) =>
  hmac(saltRoot, "directline/entry-salt/v1\n", big(party, 1), big(generation, 4), big(position, 8))
    .subarray(0, 16);

// Section 3: entries.

/** The entry of its signed bytes. */
export function readEntry(signed) {
  if (signed.length < 102 || signed.length > 20_000 || !same(signed.subarray(0, 20), CONTEXT))
    refuse("ENTRY-1", "not an entry of this version");
  const end = signed.length - 32;
  let at = 20;
  const take = (count) => {
    if (at + count > end) refuse("ENTRY-1", "cut short");
    return signed.subarray(at, (at += count));
  };
  const number = (size) => Number(BigInt(`0x${take(size).toString("hex")}`));
  const count = () => {
    const found = number(1);
    return found > 16 ? refuse("ENTRY-2", "a count out of bounds") : found;
  };
  const made = { line: take(16), version: number(2), party: number(1), generation: number(4),
    position: number(8), addressees: number(4), instant: number(8), quality: number(1),
    precedence: number(1), drill: number(1), kind: number(1), signer: number(1) };
  made.seen = Array.from({ length: count() }, () => {
    const seen = { party: number(1), generation: number(4), size: number(8), root: take(32) };
    const more = number(2);
    if (more > 64 || seen.size > POSITION_MAX) refuse("ENTRY-5", "`seen` out of bounds");
    seen.beyond = Array.from({ length: more }, () => [number(8), take(32)]);
    seen.beyond.reduce((before, [position]) =>
      position > before ? position : refuse("ENTRY-5", "`beyond` out of order"), seen.size + 1);
    return seen;
  });
  made.read = Array.from({ length: count() }, () => (
    { party: number(1), generation: number(4), position: number(8) }));
  if (at !== end) refuse("ENTRY-1", "bytes left over");
  made.commitment = signed.subarray(end);
  if (made.version < 1 || made.party > 15 || made.generation < 1 || made.position < 1 ||
      made.position > POSITION_MAX || made.addressees >= 65_536 || made.instant > POSITION_MAX)
    refuse("ENTRY-2", "a number out of bounds");
  if (made.quality > 3 || made.precedence > 3 || made.drill > 1 || made.kind > 2)
    refuse("ENTRY-3", "an unknown quality, precedence, drill or kind");
  for (const list of [made.seen, made.read])
    list.reduce((before, { party }) => party > before && party !== made.party ? party
      : refuse("ENTRY-6", "not other parties, each once, in rising order"), -1);
  return made;
}

export function writeEntry(e) {
  return join(CONTEXT, e.line, big(e.version, 2), big(e.party, 1), big(e.generation, 4),
    big(e.position, 8), big(e.addressees, 4), big(e.instant, 8),
    [e.quality, e.precedence, e.drill, e.kind, e.signer, e.seen.length],
    ...e.seen.map((s) => join(big(s.party, 1), big(s.generation, 4), big(s.size, 8), s.root,
      big(s.beyond.length, 2), ...s.beyond.map(([p, leaf]) => join(big(p, 8), leaf)))),
    [e.read.length],
    ...e.read.map((r) => join(big(r.party, 1), big(r.generation, 4), big(r.position, 8))),
    e.commitment);
}
