// node spec/reader/make.mjs
// Makes, from fixed keys: a charter, entries, a frame, a checkpoint with a cosignature, an inclusion
// proof and an evidence bundle, as one JSON object of hexadecimal texts.  Another's code accepts them.
import { cosigned, checkpointText, cosignerKey, logKey, noteLine, proveInclusion, rootOf }
  from "./transcript.mjs";
import { readCharter } from "./charter.mjs";
import { big, encode, join, sha256, signer } from "./values.mjs";
import { commitment, entrySalt, writeEntry } from "./entry.mjs";
import { firstRoots, sealFrame, writeExplicit, writeImplied } from "./frames.mjs";

const USES = ["identity", "checkpoint", "cosigner", "tls", "recovery"];
const NAMES = ["ALPHA", "BRAVO"];
const FOUNDED = 1_700_000_000_000;
const keys = NAMES.map((name) =>
  Object.fromEntries(USES.map((use) => [use, signer(sha256(`a reader's ${name} ${use}`))])));
const catalogue = Buffer.from("directline/catalogue/v1\nof another's making");
const terms = [10_000, 30_000, 600_000, 60_000, 3_600_000, 21_600_000, 10_800_000, 1_800_000, 120_000,
  3, 600_000, 1_800_000, 14_400_000, 86_400_000, 100, 5_000, 268_435_456, 86_400_000, 300_000];

// The charter: every party signs its bytes.
const charterBytes = encode(["directline/charter/v1", 1, "NORTHERN AIR", FOUNDED,
  NAMES.map((name, n) => [name, ...USES.map((use) => keys[n][use].public), Buffer.alloc(0),
    "+00 000 0000", [["duty", `${name} DUTY`]]]),
  ["en", "ru"], sha256(catalogue), terms, 0, Buffer.alloc(0), Buffer.alloc(0)]);
const charterSigned = encode(["directline/charter/v1/signed", charterBytes, keys.map((k, n) =>
  [n, k.identity.sign(join("directline/charter/v1\n", charterBytes))])]);
const charter = readCharter(charterBytes);
const line = charter.line;
const secret = sha256("a secret that couriers brought");
const roots = firstRoots(secret, charter.digest, 0, 1);

// Entries: ALPHA writes three, BRAVO one between, each with what it has seen.
const feeds = [[], []];
const leavesOf = (party) => feeds[party].map((e) => sha256(e.signed));
function release(party, precedence, ...fields) {
  const [position, other] = [feeds[party].length + 1, 1 - party];
  const body = { code: "Q1", version: 1, fields };
  const salt = entrySalt(roots.salt, party, 1, position);
  const size = feeds[other].length;
  const entry = { line, version: 1, party, generation: 1, position, addressees: 1 << other,
    instant: FOUNDED + 60_000 * (feeds[0].length + feeds[1].length + 1), quality: 2, precedence,
    drill: 0, kind: 0, signer: 0,
    seen: [{ party: other, generation: 1, size, root: rootOf(leavesOf(other)), beyond: [] }],
    read: [{ party: other, generation: 1, position: size }], commitment: commitment(body, salt) };
  const signed = writeEntry(entry);
  feeds[party].push({ entry, signed, signature: keys[party].identity.sign(signed),
    body: encode([body.code, body.version, body.fields]), salt });
}
release(0, 2, "Whose are the lights?", 1_700_000_000_000, null);
release(1, 0, "Ours.", [-1, 24, 256, 65_536, 4_294_967_296], true);
release(0, 0);
release(0, 3, "Understood.", Buffer.from([1, 2, 3]));
const [first, , third] = feeds[0];

// Frames under the first epoch, each in the lane of its precedence: ALPHA's third entry, implied,
// and its first, explicit.
const incarnation = sha256("a start of ALPHA").subarray(0, 16);
const implied = writeImplied(third.entry, FOUNDED, third.signature, third.body);
const where = { root: roots.epoch, line, from: 0, to: 1, lane: 3, incarnation, epoch: 1, index: 65_541 };
const frame = sealFrame({ ...where, type: 0 }, implied);
const again = sealFrame({ ...where, type: 1, lane: 2, index: 7 },
  writeExplicit(first.entry, first.signature, first.body));

// A checkpoint of ALPHA's feed, cosigned by BRAVO; a proof that its second entry is in it.
const leaves = leavesOf(0);
const name = `directline/${line.toString("hex")}`;
const text = checkpointText(`${name}/ALPHA/g1`, leaves.length, rootOf(leaves));
const log = logKey(`${name}/ALPHA/g1`, keys[0].checkpoint.public);
const witness = cosignerKey(`${name}/BRAVO`, keys[1].cosigner.public);
const seconds = FOUNDED / 1000 + 600;
const note = Buffer.from(`${text}\n${noteLine(log, keys[0].checkpoint.sign(Buffer.from(text)))}${noteLine(
  witness, join(big(seconds, 8), keys[1].cosigner.sign(cosigned(text, seconds))))}`);
const proof = proveInclusion(leaves, 2);

// A bundle, exported by BRAVO.
const rows = (party) => feeds[party].map((e, n) => [n + 1, e.signed, e.signature, e.body, e.salt,
  e.entry.instant + 40, 2, party === 1 ? "" : "tls"]);
const parts = [
  ["head", 1, FOUNDED + 900_000, 2, [[0, 1, []], [1, 1, []]]],
  ["charter", charterSigned],
  ["catalogue", catalogue],
  ["feed", 0, 1, rows(0)],
  ["feed", 1, 1, rows(1)],
  ["note", 0, 1, note],
  ["inclusion", [[0, 1, 2, leaves.length, join(...proof)]]],
].map((part) => encode(part)).map((data) => join(big(data.length, 4), data));
parts[0] = join("directline transcript v1\n", parts[0]);
const statement = `directline export v1\n${line.toString("hex")}\nBRAVO\n${
  sha256(...parts).toString("base64")}\n`;
const exporter = logKey(`${name}/BRAVO/export`, keys[1].checkpoint.public);
const seal = encode(["seal", join(...parts.map((part) => sha256(part))),
  Buffer.from(`${statement}\n${noteLine(exporter, keys[1].checkpoint.sign(Buffer.from(statement)))}`)]);
const whole = join(...parts, big(seal.length, 4), seal);

const made = { charter: charterSigned, secret, incarnation, frame, explicit: again, note,
  entry: third.signed, signature: third.signature, body: third.body, leaf: leaves[1],
  proof: join(...proof), root: rootOf(leaves), bundle: join(whole, sha256(whole)) };
const texts = Object.entries(made).map(([key, data]) => [key, data.toString("hex")]);
console.log(JSON.stringify({ ...Object.fromEntries(texts), fingerprint: charter.fingerprint,
  log: `${log.name}+${log.id.toString("hex")}+${join([1], log.key).toString("base64")}`,
  cosigner: `${witness.name}+${witness.id.toString("hex")}+${join([4], witness.key).toString("base64")}` }));
