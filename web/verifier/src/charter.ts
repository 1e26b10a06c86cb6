/** The charter: who the parties are, and that all of them signed it (charter.md). */
import { type Bytes, hex, join, malformed, naming, refuse, same, utf8 } from "./bytes.js";
import { Cursor } from "./cbor.js";
import type { Browser } from "./crypto.js";
import { sha256 } from "./sha256.js";

export interface Party {
  id: string;
  identity: Bytes;
  checkpoint: Bytes;
  cosigner: Bytes;
  recovery: Bytes;
  mldsa: Bytes;
}

export interface Charter {
  version: number;
  name: string;
  foundedMs: number;
  parties: Party[];
  languages: string[];
  catalogue: Bytes;
  /** Profiles of the catalogue that are on beside its core. */
  profiles: string[];
  /** The digests (hex) of the files of the parties' own forms, by name. */
  formFiles: Map<string, string>;
  /** The texts of those files that any version names, by digest. */
  texts: Map<string, string>;
  /** The terms' tolerance of a clock. */
  clockOffsetMaxMs: number;
  line: Bytes;
  /** The digest of the version before; empty in the first. */
  previous: Bytes;
  digest: Bytes;
  fingerprint: string;
  /** Every version that the file holds, the first one first, this one last. */
  versions: Charter[];
}

const CONTEXT = utf8("directline/charter/v1\n");
const CHARTER_BYTES_MAX = 65_536;
export const CHARTER_FILE_BYTES_MAX = 2 ** 20;
const VERSIONS_MAX = 64;
const PROFILES_MAX = 32;
const FORM_FILES_MAX = 256;
const FORM_FILE_BYTES_MAX = 65_536;
const FORM_FILES_BYTES_MAX = 262_144;
const FORM_FILE =
  /^(?:forms\/[a-z0-9][a-z0-9-]{0,39}\.toml|words\/[A-Za-z0-9][A-Za-z0-9-]{0,15}\/[a-z0-9][a-z0-9-]{0,39}\.ftl)$/;
const INSTANT_MAX = 2 ** 48 - 1;
const TERM_MAX = 315_360_000_000;
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Keys of small order, without the sign bit: one signature by them fits any text. */
const WEAK = new Set([
  "00".repeat(32),
  "01" + "00".repeat(31),
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ec" + "ff".repeat(30) + "7f",
  "ed" + "ff".repeat(30) + "7f",
  "ee" + "ff".repeat(30) + "7f",
]);

/** Whether a character shows on paper: U+0020, and all that is neither control nor other space. */
export const PRINTABLE = /^(?: |[^\p{C}\p{Z}])*$/u;

function readName(at: Cursor): string {
  const name = at.text(200);
  if (!name.trim() || !PRINTABLE.test(name)) malformed("a name that is empty or not printable");
  return name;
}

function readKey(at: Cursor, taken: Set<string>): Bytes {
  const key = at.bytes(32, 32);
  const plain = key.slice();
  plain[31]! &= 0x7f;
  if (WEAK.has(hex(plain))) malformed("a key that binds nobody");
  if (taken.has(hex(key))) malformed("one key in two places");
  taken.add(hex(key));
  return key;
}

function readParty(at: Cursor, taken: Set<string>): Party {
  at.array(9, 9);
  const id = at.text(16);
  if (!/^[A-Z][A-Z0-9-]*$/.test(id)) malformed("an id that no party can have");
  const [identity, checkpoint, cosigner] = [
    readKey(at, taken), readKey(at, taken), readKey(at, taken),
  ];
  readKey(at, taken); // tls
  const recovery = readKey(at, taken);
  const mldsa = at.bytes(0, 2592);
  at.text(200); // callback
  for (let roles = at.array(0, 32); roles > 0; roles--) {
    at.array(2, 2);
    readName(at);
    readName(at);
  }
  return { id, identity, checkpoint, cosigner, recovery, mldsa };
}

function readTerms(at: Cursor): number[] {
  at.array(19, 19);
  const terms = Array.from({ length: 19 }, () => at.integer(1, TERM_MAX));
  if (terms[1]! < 2 * terms[0]!) malformed("a blackout time under two heartbeats");
  return terms;
}

function readCharter(data: Bytes): Charter {
  const at = new Cursor(data);
  const parts = at.array(11, 12);
  if (at.text(64) !== "directline/charter/v1") malformed("not a charter of this format");
  const version = at.integer(1, 65_535);
  const name = readName(at);
  const foundedMs = at.integer(0, INSTANT_MAX);
  const taken = new Set<string>();
  const parties = Array.from({ length: at.array(2, 16) }, () => readParty(at, taken));
  const languages = Array.from({ length: at.array(1, 16) }, () => at.text(16));
  if (new Set(languages).size !== languages.length) malformed("one language twice");
  if (new Set(parties.map((party) => party.id)).size !== parties.length)
    malformed("two parties of one id");
  const catalogue = at.bytes(32, 32);
  const terms = readTerms(at);
  at.integer(0, parties.length - 1); // epoch party
  const named = version === 1 ? at.bytes(0, 0) : at.bytes(16, 16);
  const previous = at.bytes(version === 1 ? 0 : 32, 32);
  if (previous.length % 32) malformed("a digest of another length");
  const agreed = parts === 12 ? readForms(at) : { profiles: [], formFiles: new Map() };
  at.end();
  const digest = sha256(CONTEXT, data);
  return {
    ...agreed, texts: new Map(), version, name, foundedMs, parties, languages, catalogue, previous, digest, versions: [],
    clockOffsetMaxMs: terms[15]!,
    line: version === 1 ? digest.slice(0, 16) : named,
    fingerprint: fingerprintOf(digest),
  };
}

/** What it says of forms: profiles that are on, and the files of the parties' own. */
function readForms(at: Cursor): Pick<Charter, "profiles" | "formFiles"> {
  at.array(2, 2);
  const profiles = Array.from({ length: at.array(0, PROFILES_MAX) }, () => at.text(40));
  if (profiles.some((one) => one === "core" || !/^[a-z][a-z-]{1,39}$/.test(one)))
    malformed("a profile that no catalogue has");
  const formFiles = new Map<string, string>();
  const names = Array.from({ length: at.array(0, FORM_FILES_MAX) }, () => {
    at.array(2, 2);
    const name = at.text(80);
    if (!FORM_FILE.test(name)) malformed("a file of forms of another name");
    formFiles.set(name, hex(at.bytes(32, 32)));
    return name;
  });
  if (!rising(profiles) || !rising(names)) malformed("profiles or files of forms out of order");
  if (!profiles.length && !names.length) malformed("an item on forms that says nothing");
  return { profiles, formFiles };
}

const rising = (list: string[]): boolean => list.every((one, n) => n === 0 || list[n - 1]! < one);

/** The files that travel with a charter, by digest. */
function readTexts(at: Cursor): Map<string, string> {
  const texts = new Map<string, string>();
  const digests: string[] = [];
  let size = 0;
  for (let count = at.array(1, FORM_FILES_MAX); count > 0; count--) {
    const text = at.text(FORM_FILE_BYTES_MAX);
    const data = utf8(text);
    size += data.length;
    if (data.length > FORM_FILE_BYTES_MAX || size > FORM_FILES_BYTES_MAX)
      malformed("files of forms that are too long");
    digests.push(hex(sha256(data)));
    texts.set(digests.at(-1)!, text);
  }
  return rising(digests) ? texts : malformed("files of forms out of order");
}

export function fingerprintOf(digest: Bytes): string {
  const bits = Array.from(digest.subarray(0, 25), (byte) => byte.toString(2).padStart(8, "0"));
  const letters = (bits.join("").match(/.{5}/g) ?? []).map((five) => ALPHABET[parseInt(five, 2)]);
  return (letters.join("").match(/.{4}/g) ?? []).join("-");
}

/** What a person typed, as a fingerprint is written. */
export function normalFingerprint(typed: string): string {
  const like: Record<string, string> = { I: "1", L: "1", O: "0", U: "V" };
  const letters = typed.toUpperCase().replace(/[\s-]/gu, "");
  const plain = letters.replace(/[ILOU]/g, (letter) => like[letter]!);
  return (plain.match(/.{1,4}/gsu) ?? []).join("-");
}

/** One version's bytes, and who signed them. */
interface Signed {
  data: Bytes;
  signatures: Map<number, Bytes>;
}

function readOne(at: Cursor): Signed {
  const data = at.bytes(0, CHARTER_BYTES_MAX);
  const signatures = new Map<number, Bytes>();
  let before = -1;
  for (let count = at.array(0, 16); count > 0; count--) {
    at.array(2, 2);
    const party = at.integer(0, 15);
    if (party <= before) malformed("signatures that are not each party's once, in order");
    signatures.set(party, at.bytes(64, 64));
    before = party;
  }
  return { data, signatures };
}

/** All versions of a charter, the first one first, and the files that travel with them. */
interface Chain {
  signed: Signed[];
  texts: Map<string, string>;
}

/** A signed charter, or a chain of all versions; either with the files of own forms. */
function readChain(whole: Bytes): Chain {
  const at = new Cursor(whole);
  if (at.array(2, 3) !== 3 || at.text(64) !== "directline/charter/v1/forms")
    return { signed: readPlain(whole), texts: new Map() };
  const texts = readTexts(at);
  const plain = at.bytes(0, CHARTER_FILE_BYTES_MAX);
  at.end();
  return { signed: readPlain(plain), texts };
}

function readPlain(whole: Bytes): Signed[] {
  const at = new Cursor(whole);
  const count = at.array(2, 3);
  const format = at.text(64);
  let found: Signed[];
  if (format === "directline/charter/v1/chain" && count === 2) {
    found = Array.from({ length: at.array(2, VERSIONS_MAX) }, () => (at.array(2, 2), readOne(at)));
  } else {
    if (format !== "directline/charter/v1/signed" || count !== 3) malformed("no signed charter");
    if (whole.length > CHARTER_BYTES_MAX + 4_096) malformed("a signed charter that is too long");
    found = [readOne(at)];
  }
  at.end();
  return found;
}

/** The last version of a chain, each read and held against the one before it. */
function readVersions(chain: Chain): Charter {
  const versions: Charter[] = [];
  for (const { data } of chain.signed) {
    const charter = readCharter(data);
    checkFollows(versions.at(-1), charter);
    charter.texts = chain.texts;
    versions.push(charter);
  }
  const named = new Map<string, string>();
  for (const [name, digest] of versions.flatMap((one) => [...one.formFiles])) {
    if ((named.get(name) ?? digest) !== digest) malformed(`one name for two texts: ${name}`);
    named.set(name, digest);
  }
  const wanted = new Set(named.values());
  if (chain.texts.size !== wanted.size || [...wanted].some((one) => !chain.texts.has(one)))
    malformed("other files of forms than the charter names");
  const last = versions.at(-1)!;
  last.versions = versions;
  return last;
}

function checkFollows(before: Charter | undefined, charter: Charter): void {
  if (!before) {
    if (charter.version !== 1) malformed("the versions of this charter before it are missing");
    return;
  }
  if (
    charter.version !== before.version + 1 ||
    !same(charter.line, before.line) ||
    !same(charter.previous, before.digest)
  )
    malformed(`version ${charter.version} does not follow version ${before.version}`);
  const kept = ({ id, checkpoint, cosigner, recovery, mldsa }: Party): string =>
    [id, ...[checkpoint, cosigner, recovery, mldsa].map(hex)].join(" ");
  if (
    charter.foundedMs !== before.foundedMs ||
    charter.parties.map(kept).join() !== before.parties.map(kept).join()
  )
    malformed("a later version changes what every version keeps");
}

/** The charter, before its signatures were checked: for its fingerprint in a refusal. */
export function peekCharter(signed: Bytes): Charter {
  return naming("charter", () => readVersions(readChain(signed)));
}

/** The last version, once each party's signature over the very bytes of each holds. */
export async function checkCharter(signed: Bytes, browser: Browser): Promise<Charter> {
  const chain = naming("charter", () => readChain(signed));
  const charter = naming("charter", () => readVersions(chain));
  for (const [n, one] of chain.signed.entries())
    // Whoever knows the first version need trust no later one: the version before names the keys.
    await checkSigned(one, charter.versions[Math.max(0, n - 1)]!, n > 0, browser);
  return charter;
}

async function checkSigned(
  { data, signatures }: Signed, named: Charter, later: boolean, browser: Browser,
): Promise<void> {
  const message = join(CONTEXT, data);
  const left = new Map(signatures);
  for (const [index, party] of named.parties.entries()) {
    const signature = left.get(index);
    if (!signature) refuse("charter", `${party.id} has not signed this charter`);
    const holds =
      (await browser.ed25519(party.identity, signature, message)) ||
      (later && (await browser.ed25519(party.recovery, signature, message)));
    if (!holds) refuse("charter", `the signature of ${party.id} does not hold`);
    left.delete(index);
  }
  if (left.size) refuse("charter", "a signature of nobody that the charter names");
}

/** The charter of a version; undefined where the file does not hold it. */
export function versionOf(charter: Charter, version: number): Charter | undefined {
  return charter.versions[version - 1];
}

/** A feed as people call it. */
export function feedLabel(charter: Charter, party: number, generation: number): string {
  const id = charter.parties[party]!.id;
  return generation === 1 ? id : `${id} generation ${generation}`;
}

/** An entry as people call it: `ALPHA 12`, or `ALPHA 2/12` in a later generation. */
export function entryName(
  charter: Charter, party: number, generation: number, position: number,
): string {
  const id = charter.parties[party]?.id ?? `party ${party}`;
  return `${id} ${generation === 1 ? "" : `${generation}/`}${position}`;
}
