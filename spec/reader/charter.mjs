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
  const v = items(decode(data, 65_536, "CHARTER-1"), 12, "CHARTER-1");
  if (v.length !== 12) array(v, 11, "CHARTER-1");
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
  const previous = bytes(v[10], first ? 0 : 32, 32, "CHARTER-8");
  if (previous.length % 32) refuse("CHARTER-8", "a digest of another length");
  const digest = sha256("directline/charter/v1\n", data);
  const { profiles, files } = v.length === 12 ? readForms(v[11]) : { profiles: [], files: [] };
  return { version, founded, parties, languages, catalogue, profiles, files, digest, previous, name: v[2],
    line: first ? digest.subarray(0, 16) : line, fingerprint: fingerprint(digest) };
}

const rising = (list, rule) =>
  list.every((one, n) => n === 0 || list[n - 1] < one) ? list : refuse(rule, "out of order");
const FORM_FILE = new RegExp("^(?:forms/[a-z0-9][a-z0-9-]{0,39}[.]toml"
  + "|words/[A-Za-z0-9][A-Za-z0-9-]{0,15}/[a-z0-9][a-z0-9-]{0,39}[.]ftl)$");

/** CHARTER-10: profiles that are on, and the files of the parties' own forms. */
function readForms(value) {
  const rule = "CHARTER-10";
  const [on, named] = array(value, 2, rule);
  const profiles = items(on, 32, rule).map((one) => text(one, 40, rule));
  if (profiles.some((one) => one === "core" || !/^[a-z][a-z-]{1,39}$/.test(one)))
    refuse(rule, "no profile");
  const files = items(named, 256, rule).map((one) => {
    const [name, digest] = array(one, 2, rule);
    if (!FORM_FILE.test(text(name, 80, rule))) refuse(rule, "no file of forms");
    return [name, bytes(digest, 32, 32, rule).toString("hex")];
  });
  rising(profiles, rule);
  rising(files.map(([name]) => name), rule);
  return profiles.length + files.length ? { profiles, files } : refuse(rule, "it says nothing");
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

/** A charter that every party has signed, or a chain of versions; `part` names refusals. */
export function readSignedCharter(data) {
  const v = decode(data, 1_048_576, "CHARTER-9");
  if (!Array.isArray(v) || v[0] !== "directline/charter/v1/forms") return readPlain(v, data, null);
  const [, texts, plain] = array(v, 3, "CHARTER-11");
  if (!Buffer.isBuffer(plain)) refuse("CHARTER-11", "no charter in it");
  return readPlain(decode(plain, 1_048_576, "CHARTER-9"), plain, texts);
}

function readPlain(v, data, texts) {
  if (Array.isArray(v) && v[0] === "directline/charter/v1/chain") return readChain(v, texts);
  if (data.length > 65_536 + 4_096) refuse("CHARTER-9", "too long");
  const [format, charter, pairs] = array(v, 3, "CHARTER-9");
  if (format !== "directline/charter/v1/signed") refuse("CHARTER-9", "another format");
  return readVersions([signedBy(charter, pairs)], texts);
}

/** CHARTER-11: the digests of the files beside a charter, in order. */
function readTexts(value) {
  const rule = "CHARTER-11";
  const texts = items(value, 256, rule).map((one) => Buffer.from(text(one, 65_536, rule)));
  const size = texts.reduce((sum, one) => sum + one.length, 0);
  if (!texts.length || size > 262_144 || texts.some((one) => one.length > 65_536))
    refuse(rule, "out of bounds");
  return rising(texts.map((one) => sha256(one).toString("hex")), rule);
}

/** AMEND-1 to AMEND-3: each version follows the one before, and is signed by its keys. */
function readChain(v, texts) {
  const rows = items(array(v, 2, "AMEND-1")[1], 64, "AMEND-1");
  if (rows.length < 2) refuse("AMEND-1", "two versions at least");
  return readVersions(rows.map((row) => signedBy(...array(row, 2, "AMEND-1"))), texts);
}

function readVersions(signed, texts) {
  const given = texts === null ? [] : readTexts(texts);
  const versions = [];
  for (const one of signed) {
    const read = readCharter(one.charter);
    follows(versions.at(-1) ?? null, read);
    versions.push(read);
  }
  const names = new Map();
  for (const [name, digest] of versions.flatMap((one) => one.files)) {
    if ((names.get(name) ?? digest) !== digest) refuse("charter chain", `another ${name}`);
    names.set(name, digest);
  }
  const wanted = new Set(names.values());
  if (given.length !== wanted.size || given.some((digest) => !wanted.has(digest)))
    refuse("CHARTER-11", "other files than it names");
  signed.forEach((one, n) => everySignature(one, versions[n], versions[Math.max(0, n - 1)]));
  return { ...versions.at(-1), versions };
}

function signedBy(charter, pairs) {
  const signatures = new Map();
  bytes(charter, 0, 65_536, "CHARTER-9");
  let before = -1;
  for (const pair of items(pairs, 16, "CHARTER-9")) {
    const [party, signature] = array(pair, 2, "CHARTER-9");
    if (integer(party, 0, 15, "CHARTER-9") <= before) refuse("CHARTER-9", "out of order");
    signatures.set((before = party), bytes(signature, 64, 64, "CHARTER-9"));
  }
  return { charter, signatures };
}

function follows(before, read) {
  const kept = (one) => one.parties.map((p) => [p.id, p.checkpoint, p.cosigner, p.recovery, p.mldsa]
    .map((part) => part.toString("hex")).join()).join(";");
  const good = before === null ? read.version === 1
    : read.version === before.version + 1 && read.line.equals(before.line)
      && read.previous.equals(before.digest) && read.founded === before.founded
      && kept(read) === kept(before);
  if (!good) refuse("charter chain", "a version does not follow the one before");
}

function everySignature({ charter, signatures }, read, named) {
  const message = join("directline/charter/v1\n", charter);
  const left = new Map(signatures);
  named.parties.forEach((party, n) => {
    const given = left.get(n);
    const keys = read.version === 1 ? [party.identity] : [party.identity, party.recovery];
    if (!given || !keys.some((key) => holds(key, given, message)))
      refuse(`charter signature of ${party.id}`, "it is missing or does not hold");
    left.delete(n);
  });
  if (left.size) refuse("charter", "a signature of nobody that it names");
}
