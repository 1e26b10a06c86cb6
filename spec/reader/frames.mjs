// Frames, sealing, agreements and control frames: wire.md sections 5 to 7.
import crypto from "node:crypto";
import { CONTEXT, GENERATION_MAX, POSITION_MAX, commitment, entrySalt, readBody, readEntry,
  writeEntry } from "./entry.mjs";
import { array, big, bytes, decode, encode, hkdf, hmac, holds, integer, items, join, refuse, sha256 }
  from "./values.mjs";

const INDEX_MAX = 2n ** 62n;

// Section 5: frames.

export function readFrame(frame) {
  if (frame.length < 19 || frame.length > 32_768) refuse("FRAME-1", "length");
  const type = frame[0] >> 4;
  if (type > 10 || type === 8) refuse("FRAME-2", "a type that is not in use");
  const named = (frame[0] & 2) !== 0;
  if (named && frame.length < 39) refuse("FRAME-1", "cut short");
  return { type, lane: (frame[0] >> 2) & 3, recovery: (frame[0] & 1) === 1,
    low: frame.readUInt16BE(1), incarnation: named ? frame.subarray(3, 19) : null,
    high: named ? frame.readUInt32BE(19) : null, sealed: frame.subarray(named ? 23 : 3) };
}

/** Frames of fragments: one link's units in order, and what each gives (null: more are due). */
export function assembler() {
  const held = [null, null, null, null];
  return (unit) => {
    if (unit.length === 0) refuse("FRAME-1", "an empty unit");
    if (unit[0] >> 4 !== 14) return unit;
    const lane = (unit[0] >> 2) & 3;
    const before = unit[0] & 2 ? Buffer.alloc(0) : held[lane];
    held[lane] = null;
    if (before === null) refuse("FRAME-3", "a fragment without its first");
    const whole = join(before, unit.subarray(1));
    if (whole.length > 32_768) refuse("FRAME-3", "longer than any frame");
    if (!(unit[0] & 1)) held[lane] = whole;
    return unit[0] & 1 ? whole : null;
  };
}

export const nearest = (low, expected, span) => {
  const base = expected - (expected % span) + low;
  const found = [base - span, base, base + span].filter((n) => n >= 0);
  return found.reduce((a, b) => (Math.abs(b - expected) < Math.abs(a - expected) ? b : a));
};
const atMost = (low, limit, span) => {
  const number = limit - (limit % span) + low;
  return number <= limit ? number : number - span;
};

/** What an implied entry says; `known` is what its receiver fills in. */
export function readImplied(data, known) {
  if (data.length <= 75 || data.length > 75 + 16_384) refuse("FRAME-4", "length");
  const flags = data[7];
  if (flags >> 5 || ((flags >> 1) & 3) > 2) refuse("FRAME-4", "flags");
  const position = nearest(data.readUInt16BE(0), known.held, 65_536);
  const size = atMost(data.readUInt16BE(8), known.ownSize, 65_536);
  const read = atMost(data[10], size, 256);
  if (position < 1 || size < 0 || read < 0) refuse("FRAME-5", "it cannot be rebuilt");
  const body = readBody(data.subarray(75));
  const [author, other] = [known.author, 1 - known.author];
  const salt = entrySalt(known.saltRoot, author, known.generation, position);
  const entry = { line: known.line, version: known.version, party: author,
    generation: known.generation, position, addressees: 1 << other,
    instant: known.founded + data.readUIntBE(2, 5), quality: (flags >> 3) & 3,
    precedence: known.lane, drill: flags & 1, kind: (flags >> 1) & 3, signer: 0,
    seen: [{ party: other, generation: known.ownGeneration, size, root: known.rootAt(size),
      beyond: [] }],
    read: [{ party: other, generation: known.ownGeneration, position: read }],
    commitment: commitment(body, salt) };
  const signed = writeEntry(entry);
  if (!holds(known.identity, data.subarray(11, 75), signed)) refuse("FRAME-5", "its signature");
  return { entry, signed, body };
}

export function writeImplied(e, founded, signature, body) {
  return join(big(e.position % 65_536, 2), big(e.instant - founded, 5),
    [e.drill | (e.kind << 1) | (e.quality << 3)], big(e.seen[0].size % 65_536, 2),
    [e.read[0].position % 256], signature, body);
}

export function readExplicit(data, line, saltOf) {
  const length = data.length < 2 ? 0 : data.readUInt16BE(0);
  const at = 2 + length + 64;
  if (data.length <= at || length > 20_000) refuse("FRAME-6", "cut short");
  const middle = data.subarray(2, 2 + length);
  const blank = readEntry(join(CONTEXT, line, middle, Buffer.alloc(32)));
  const flags = data[at];
  let rest = data.subarray(at + 1);
  let salt = null;
  let made = rest;
  if (flags === 4) {
    if (rest.length !== 32) refuse("FRAME-6", "length");
  } else {
    if (flags !== 1 && flags !== 3) refuse("FRAME-6", "flags");
    salt = flags === 3 ? rest.subarray(0, 16) : saltOf(blank.party, blank.generation, blank.position);
    rest = flags === 3 ? rest.subarray(16) : rest;
    if (salt.length !== 16 || rest.length === 0 || rest.length > 16_384) refuse("FRAME-6", "length");
    made = commitment(readBody(rest), salt);
  }
  const entry = { ...blank, commitment: made };
  return { entry, signed: writeEntry(entry), signature: data.subarray(2 + length, at),
    body: flags === 4 ? null : rest, salt };
}

export function writeExplicit(e, signature, body) {
  const middle = writeEntry(e).subarray(36, -32);
  return join(big(middle.length, 2), middle, signature, [1], body);
}

/** An entry that opened at party `own` in a lane: whom it names, and its signature. */
export function judgeEntry({ entry, signed, signature, body }, charter, own, lane) {
  const parties = charter.parties.length;
  const others = ((1 << parties) - 1) & ~(1 << entry.party);
  if (entry.precedence !== lane) refuse("FRAME-7", "in another lane than its precedence");
  if (entry.version !== charter.version) refuse("ENTRY-8", "under another charter");
  if (entry.party >= parties || entry.signer !== 0) refuse("ENTRY-9", "by nobody that is named");
  if (entry.addressees === 0 || (entry.addressees & ~others) !== 0) refuse("ENTRY-9", "to nobody");
  if ([...entry.seen, ...entry.read].some(({ party }) => party >= parties))
    refuse("ENTRY-9", "it has seen or read nobody that is named");
  if (body === null && (entry.party === own || (entry.addressees >> own) & 1))
    refuse("ENTRY-10", "to us without its body");
  if (!holds(charter.parties[entry.party].identity, signature, signed))
    refuse("signature", "it does not hold");
}

// Section 6: sealing.

export const laneSecret = (root, line, from, to, lane, incarnation) =>
  hkdf(root, "directline/lane/v1\n", line, [from, to, lane], incarnation);
const associated = (w) => join(w.line, [w.from, w.to], big(w.epoch, 4), w.incarnation,
  [w.type, w.lane], big(w.index, 8));
const frameKey = (w) =>
  hmac(laneSecret(w.root, w.line, w.from, w.to, w.lane, w.incarnation), big(w.index, 8));

/** Opens a frame of which the receiver knows root, line, ends, epoch and the index expected. */
export function openFrame(frame, known) {
  const clear = readFrame(frame);
  const incarnation = clear.incarnation ?? known.incarnation;
  const index = clear.high === null ? nearest(clear.low, known.expected, 65_536)
    : clear.high * 65_536 + clear.low;
  const where = { ...known, type: clear.type, lane: clear.lane, incarnation, index,
    epoch: clear.recovery ? 0 : known.epoch };
  const key = frameKey(where);
  const cipher = crypto.createDecipheriv("chacha20-poly1305", key, Buffer.alloc(12),
    { authTagLength: 16 });
  cipher.setAAD(associated(where), { plaintextLength: clear.sealed.length - 16 });
  cipher.setAuthTag(clear.sealed.subarray(-16));
  try {
    const content = join(cipher.update(clear.sealed.subarray(0, -16)), cipher.final());
    return { ...where, key, content };
  } catch {
    return refuse("SEAL-1", "it does not open");
  }
}

export function sealFrame(where, content) {
  const cipher = crypto.createCipheriv("chacha20-poly1305", frameKey(where), Buffer.alloc(12),
    { authTagLength: 16 });
  cipher.setAAD(associated(where), { plaintextLength: content.length });
  const first = (where.type << 4) | (where.lane << 2) | 2 | (where.epoch === 0 ? 1 : 0);
  return join([first], big(where.index % 65_536, 2), where.incarnation,
    big(Math.floor(where.index / 65_536), 4), cipher.update(content), cipher.final(),
    cipher.getAuthTag());
}

/** The first roots of a pair of parties a < b, and an epoch step. */
export function firstRoots(secret, digest, a, b) {
  const made = (what) => hkdf(secret, `directline/${what}/v1\n`, digest, [a, b]);
  return { recovery: made("recovery-root"), salt: made("entry-salt"), epoch: made("epoch-root") };
}
export const steppedRoot = (root, shared, transcript) =>
  hkdf(join(root, shared), "directline/epoch-step/v1\n", sha256(transcript));

const X25519 = { pkcs8: "302e020100300506032b656e04220420", spki: "302a300506032b656e032100" };

/** What an own secret and the other's share agree on. */
export function agreed(secret, share) {
  const own = join(Buffer.from(X25519.pkcs8, "hex"), secret);
  const theirs = join(Buffer.from(X25519.spki, "hex"), share);
  try {
    return crypto.diffieHellman({
      privateKey: crypto.createPrivateKey({ key: own, format: "der", type: "pkcs8" }),
      publicKey: crypto.createPublicKey({ key: theirs, format: "der", type: "spki" }) });
  } catch {
    return refuse("EPOCH-2", "a share that gives no secret");
  }
}

/** A resync's answer to an offer of party `own`, who has held no newer epoch than `newest`. */
export function judgeAnswer(data, offer, charter, own, newest) {
  const [step, a, b, share, epoch, signature, mlkem] = readControl("resync", data);
  if (epoch > newest + 65_536 || epoch > 2 ** 32 - 3) refuse("RESYNC-2", "it leaps");
  const offered = readControl("resync", offer)[3];
  const place = [charter.line, 1 - own, own, step, a, b, offered, share, epoch, mlkem];
  const message = join("directline/resync/v1\n", encode(place));
  if (!holds(charter.parties[1 - own].identity, signature, message)) refuse("RESYNC-3", "not signed");
  if (epoch <= newest) refuse("RESYNC-2", "an old epoch");
}

// Section 7: control frames.

const list = (most, ...each) => (value, rule) => {
  for (const item of items(value, most, rule))
    array(item, each.length, rule).forEach((part, n) => each[n](part, rule));
};
const whole = (low, high) => (value, rule) => integer(value, low, high, rule);
const octets = (low, high = low) => (value, rule) => bytes(value, low, high, rule);
const party = whole(0, 15);
const generation = whole(1, GENERATION_MAX);
const lane = whole(0, 3);
const index = whole(0, INDEX_MAX);
const instant = whole(0, POSITION_MAX);
const heads = list(16, party, generation, instant, instant);
const LAYOUTS = {
  ack: ["ACK-1", octets(8), list(64, lane, index, whole(1, 65_536)), index],
  heartbeat: ["HEART-1", instant, whole(0, 3), octets(8), instant, instant, whole(-1, 2 ** 48),
    whole(0, 2), index, heads],
  leaves: ["LEAVES-1", generation, whole(1, POSITION_MAX), octets(32, 30 * 32)],
  request: ["REQUEST-1",
    list(32, party, generation, whole(1, POSITION_MAX), whole(1, POSITION_MAX + 4096)),
    list(32, lane, index)],
  note: ["NOTES-1", party, generation, instant, octets(0, 24_576)],
  epoch: ["EPOCH-1", whole(0, 1), whole(2, GENERATION_MAX), octets(32), octets(0),
    octets(16)],
  resync: ["RESYNC-1", whole(0, 1), octets(16), octets(16), octets(32), whole(1, GENERATION_MAX),
    octets(64), octets(0)],
};

// books.md section 6: frames of a comparison.

const atom = (value, rule) => typeof value === "string"
  ? [...value].length <= 64 || refuse(rule, "a text too long") : integer(value, 0, INDEX_MAX, rule);
const step = (value, rule) => Array.isArray(value)
  ? items(value, 4, rule).forEach((part) => atom(part, rule)) : atom(value, rule);
const stepOrNot = (value, rule) => value === null || step(value, rule);
const path = (value, rule) => items(value, 16, rule).length > 0
  ? value.forEach((one) => step(one, rule)) : refuse(rule, "a path that names nothing");
const yesOrNo = (value, rule) => typeof value === "boolean" || refuse(rule, "true or false");
const named = (value, rule) =>
  (typeof value === "string" && [...value].length <= 16) || refuse(rule, "no such name");
const position = whole(1, POSITION_MAX);

/** Whether a key stands before another: item by item, integers before texts. */
function stands(one, other) {
  const [a, b] = [one, other].map((key) => (Array.isArray(key) ? key : [key]));
  for (let n = 0; n < Math.min(a.length, b.length); n++) {
    const texts = [a[n], b[n]].map((part) => typeof part === "string");
    if (texts[0] !== texts[1]) return !texts[0];
    const order = texts[0] ? Buffer.compare(Buffer.from(a[n]), Buffer.from(b[n]))
      : a[n] < b[n] ? -1 : a[n] > b[n] ? 1 : 0;
    if (order) return order < 0;
  }
  return a.length < b.length;
}
const rising = (keys, rule) => keys.forEach((key, n) =>
  n === 0 || stands(keys[n - 1], key) || refuse(rule, "out of order"));

function account([, , forms, feeds, forgotten, books], rule) {
  octets(8)(forms, rule);
  list(128, party, generation, position)(feeds, rule);
  rising(feeds.map((feed) => feed.slice(0, 2)), rule);
  array(forgotten, 2, rule);
  instant(forgotten[0], rule);
  octets(16)(forgotten[1], rule);
  list(16, named, octets(32))(books, rule);
  if (new Set(books.map(([name]) => name)).size !== books.length) refuse(rule, "named twice");
}

const COMPARING = [
  [6, account],
  [6, account],
  [4, ([, , where, after], rule) => [path(where, rule), stepOrNot(after, rule)]],
  [6, ([, , where, after, nodes, more], rule) => {
    path(where, rule);
    stepOrNot(after, rule);
    list(64, step, octets(8))(nodes, rule);
    rising([...(after === null ? [] : [after]), ...nodes.map(([key]) => key)], rule);
    yesOrNo(more, rule);
  }],
  [5, ([, , where, value, complete], rule) =>
    [path(where, rule), octets(0, 1024)(value, rule), yesOrNo(complete, rule)]],
  [3, ([, , after], rule) => after === null
    || array(after, 3, rule).forEach((part, n) => [party, generation, position][n](part, rule))],
  [4, ([, , feeds, more], rule) => {
    const places = [];
    for (const feed of items(feeds, 32, rule)) {
      const [whose, since, positions] = array(feed, 3, rule);
      for (const at of items(positions, 400, rule)) {
        [party(whose, rule), generation(since, rule), position(at, rule)];
        places.push([whose, since, at]);
      }
    }
    rising(places, rule);
    if (places.length > 400) refuse(rule, "too many places");
    yesOrNo(more, rule);
  }],
];

export function readComparing(data) {
  const rule = "COMPARE-1";
  const value = items(decode(data, 4000, rule), 6, rule);
  const kind = integer(value[0], 0, 6, rule);
  integer(value[1], 0, INDEX_MAX, rule);
  const [count, check] = COMPARING[kind];
  check(array(value, count, rule), rule);
  return value;
}

export function readControl(kind, data) {
  const [rule, ...layout] = LAYOUTS[kind];
  const value = array(decode(data, kind === "note" ? 24_640 : 8192, rule), layout.length, rule);
  layout.forEach((check, n) => check(value[n], rule));
  if (kind === "leaves") {
    if (value[2].length % 32) refuse(rule, "leaves have 32 bytes each");
    if (value[1] > POSITION_MAX - value[2].length / 32) refuse(rule, "past the last position");
  }
  if (kind === "request")
    for (const [, , first, last] of value[0])
      if (last < first || last - first >= 4096) refuse(rule, "a span out of bounds");
  return value;
}
