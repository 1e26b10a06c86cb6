// The charter, its digest, fingerprint and signatures: charter.md.
import { array, bytes, decode, holds, integer, items, join, refuse, sha256, text } from "./values.mjs";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SMALL_ORDER = new Set([
  "00".repeat(32),
  `01${"00".repeat(31)}`,
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  `ec${"ff".repeat(30)}7f`,
  `ed${"ff".repeat(30)}7f`,
  `ee${"ff".repeat(30)}7f`,
]);
export const USES = ["identity", "checkpoint", "cosigner", "tls", "recovery"];

/** A name: something, at most 200 characters, printable. */
const name = (value, rule) =>
  text(value, 200, rule).trim() !== "" && !/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(value)
    ? value
    : refuse(rule, "a name is printable and not blank");

const smallOrder = (key) =>
  SMALL_ORDER.has(join(key.subarray(0, 31), [key[31] & 0x7f]).toString("hex"));

export function readParty(value) {
  const parts = array(value, 9, "CHARTER-2");
  if (!/^[A-Z][A-Z0-9-]{0,15}$/.test(text(parts[0], 16, "CHARTER-2"))) refuse("CHARTER-2", "its id");
  const made = { id: parts[0] };
  USES.forEach((use, n) => (made[use] = bytes(parts[n + 1], 32, 32, "CHARTER-3")));
  if (USES.some((use) => smallOrder(made[use]))) refuse("CHARTER-3", "a key that binds nobody");
  distinct(USES.map((use) => made[use].toString("hex")), "CHARTER-3");
  made.mldsa = bytes(parts[6], 0, 2592, "CHARTER-3");
  made.callback = text(parts[7], 200, "CHARTER-2");
  made.roles = items(parts[8], 32, "CHARTER-2").map((role) =>
    array(role, 2, "CHARTER-2").map((word) => name(word, "CHARTER-2")));
  return made;
}

const distinct = (list, rule) =>
  new Set(list).size === list.length ? list : refuse(rule, "one thing twice");

export function readCharter(data) {
  const v = array(decode(data, 65_536, "CHARTER-1"), 11, "CHARTER-1");
  if (v[0] !== "directline/charter/v1") refuse("CHARTER-1", "another format");
  const parties = items(v[4], 16, "CHARTER-2").map(readParty);
  if (parties.length < 2) refuse("CHARTER-2", "two parties at least");
  distinct(parties.map((p) => p.id), "CHARTER-2");
  distinct(parties.flatMap((p) => USES.map((use) => p[use].toString("hex"))), "CHARTER-3");
  const languages = items(v[5], 16, "CHARTER-4").map((tag) => text(tag, 16, "CHARTER-4"));
  if (distinct(languages, "CHARTER-4").length === 0) refuse("CHARTER-4", "a language at least");
  const version = integer(v[1], 1, 65_535, "CHARTER-1");
  name(v[2], "CHARTER-1");
  const founded = integer(v[3], 0, 2 ** 48 - 1, "CHARTER-1");
  const catalogue = bytes(v[6], 32, 32, "CHARTER-5");
  const terms = array(v[7], 19, "CHARTER-6").map((t) => integer(t, 1, 315_360_000_000, "CHARTER-6"));
  if (terms[1] < 2 * terms[0]) refuse("CHARTER-6", "blackout under two heartbeats");
  integer(v[8], 0, parties.length - 1, "CHARTER-7");
  const first = version === 1;
  const line = bytes(v[9], first ? 0 : 16, first ? 0 : 16, "CHARTER-8");
  bytes(v[10], first ? 0 : 32, first ? 0 : 32, "CHARTER-8");
  const digest = sha256("directline/charter/v1\n", data);
  return { version, founded, parties, catalogue, digest, name: v[2],
    line: first ? digest.subarray(0, 16) : line, fingerprint: fingerprint(digest) };
}

/** The digest's first 200 bits, as two people read them to one another. */
export function fingerprint(digest) {
  return base32(digest.subarray(0, 25)).match(/.{4}/g).join("-");
}

export function base32(data) {
  const bits = [...data].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.match(/.{5}/g).map((five) => ALPHABET[parseInt(five, 2)]).join("");
}

export const mended = (typed) => {
  const like = { I: "1", L: "1", O: "0", U: "V" };
  return typed.toUpperCase().replace(/[\s-]/g, "").replace(/[ILOU]/g, (letter) => like[letter]);
};

/** Whether a fingerprint, as a person typed it, is this one. */
export const sameFingerprint = (typed, printed) => mended(typed) === mended(printed);

/** A charter that every party has signed; `part` names refusals of a signature. */
export function readSignedCharter(data) {
  const v = array(decode(data, 65_536 + 4_096, "CHARTER-9"), 3, "CHARTER-9");
  if (v[0] !== "directline/charter/v1/signed") refuse("CHARTER-9", "another format");
  const charter = bytes(v[1], 0, data.length, "CHARTER-9");
  const signatures = new Map();
  let before = -1;
  for (const pair of items(v[2], 16, "CHARTER-9")) {
    const [party, signature] = array(pair, 2, "CHARTER-9");
    if (integer(party, 0, 15, "CHARTER-9") <= before) refuse("CHARTER-9", "out of order");
    signatures.set((before = party), bytes(signature, 64, 64, "CHARTER-9"));
  }
  const read = readCharter(charter);
  const message = join("directline/charter/v1\n", charter);
  read.parties.forEach((party, n) => {
    const given = signatures.get(n);
    if (!given || !holds(party.identity, given, message))
      refuse(`charter signature of ${party.id}`, "it is missing or does not hold");
    signatures.delete(n);
  });
  if (signatures.size) refuse("charter", "a signature of nobody that it names");
  return read;
}
