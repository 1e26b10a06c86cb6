// node spec/reader/vectors.mjs spec/vectors
// Runs every vector and compares what this reader answers with what the vector expects.
import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { verifyBundle } from "./bundle.mjs";
import { readCharter, readSignedCharter } from "./charter.mjs";
import { joinShares, readPartyFile, readShare, secretCheck } from "./founding.mjs";
import { checkConsistency, checkFork, checkInclusion, openCheckpoint, readKey, readTlogProof, rootOf }
  from "./transcript.mjs";
import { Refused, decode, encode, holds, refuse, sha256 } from "./values.mjs";
import { commitment, entrySalt, readBody, readEntry, writeEntry } from "./entry.mjs";
import { agreed, assembler, firstRoots, judgeAnswer, judgeEntry, nearest, openFrame, readControl,
  readComparing, readExplicit, readFrame, readImplied, steppedRoot } from "./frames.mjs";

const hex = (text) => Buffer.from(text, "hex");
const equal = (found, wanted) => {
  const text = Buffer.isBuffer(found) ? found.toString("hex") : String(found);
  if (text !== wanted) throw new Error(`found ${text}, not ${wanted}`);
};
let line;

const READERS = {
  value: (data) => equal(encode(decode(data, 20_000)), data.toString("hex")),
  body: (data) => readBody(data),
  commitment: (data, h) => equal(commitment(readBody(data), hex(h.salt)), h.commitment),
  header: (data, h) => {
    equal(writeEntry(readEntry(data)), data.toString("hex"));
    equal(sha256(data), h.leaf);
  },
  signature: (data, h) =>
    holds(hex(h.key), data.subarray(0, 64), data.subarray(64)) || refuse("signature", "does not hold"),
  charter: (data, h) => {
    const charter = readCharter(data);
    equal(charter.fingerprint, h.fingerprint);
    equal(charter.line, h.line);
  },
  "signed charter": (data) => readSignedCharter(data),
  frame: (data) => readFrame(data),
  fragments: (data, h) => {
    const take = assembler();
    let whole = null;
    for (let at = 0; at < data.length; ) {
      const length = data.readUInt16BE(at);
      whole = take(data.subarray(at + 2, (at += 2 + length))) ?? whole;
    }
    equal(whole, h.frame);
  },
  index: (data, h) => equal(nearest(data.readUInt16BE(0), Number(h.expected), 65_536), h.index),
  salt: (data, h) =>
    equal(entrySalt(data, Number(h.party), Number(h.generation), Number(h.position)), h.salt),
  received: (data, h) =>
    judgeEntry(readExplicit(data, line.line, () => refuse("FRAME-6", "no salt")), line, 1,
      Number(h.lane)),
  agreement: (data, h) => equal(agreed(hex(h.secret), data), h.shared),
  "resync answer": (data, h) => judgeAnswer(data, hex(h.offer), line, 1, Number(h.newest)),
  implied: (data, h) => {
    const known = { line: line.line, version: 1, founded: line.founded, author: Number(h.author),
      lane: Number(h.lane), generation: 1, held: Number(h.expected), ownSize: Number(h.own_size),
      ownGeneration: 1, rootAt: () => hex(h.root), saltRoot: hex(h.salt_root),
      identity: line.parties[Number(h.author)].identity };
    equal(readImplied(data, known).signed, h.signed);
  },
  explicit: (data, h) => {
    const salts = (...place) => entrySalt(hex(h.salt_root), ...place);
    const found = readExplicit(data, line.line, salts);
    equal(found.signed, h.signed);
    if (!holds(line.parties[0].identity, found.signature, found.signed)) refuse("signature", "no");
  },
  sealed: (data, h) => {
    const names = ["from", "to", "lane", "epoch", "index"];
    const [from, to, lane, epoch, index] = names.map((name) => Number(h[name]));
    const found = openFrame(data, { root: hex(h.root), line: hex(h.line), from, to, epoch,
      incarnation: hex(h.incarnation), expected: 0 });
    equal(found.content, h.content);
    equal(found.key, h.key);
    equal(`${found.lane} ${found.epoch} ${found.index}`, `${lane} ${epoch} ${index}`);
  },
  roots: (data, h) => {
    if (!h.digest) return checkRoots(data);
    const made = firstRoots(data, hex(h.digest), 0, 1);
    for (const name of ["recovery", "salt", "epoch"]) equal(made[name], h[name]);
    return equal(steppedRoot(made.epoch, Buffer.alloc(32), "offeranswer"), h.stepped);
  },
  note: (data, h) => {
    const cosigners = (h.cosigner ?? "").split(" ").filter(Boolean).map(readKey);
    openCheckpoint(data, readKey(h.key), cosigners);
  },
  "tlog proof": (data, h) => {
    const proof = readTlogProof(data);
    const head = openCheckpoint(proof.checkpoint, readKey(h.key), []);
    checkInclusion(hex(h.leaf), proof.position, head.size, proof.path, head.root, "inclusion proof");
  },
  fork: (data, h) => checkFork(data, readKey(h.key)),
  inclusion: (_, h) =>
    checkInclusion(hex(h.leaf), Number(h.position), Number(h.size), hashes(h), hex(h.root)),
  consistency: (_, h) =>
    checkConsistency(Number(h.old), Number(h.size), hashes(h), hex(h.root_old), hex(h.root)),
  bundle: (data, h) => {
    const found = verifyBundle(data, { fingerprint: h.fingerprint ?? null });
    return found.verified || refuse("contradiction", found.contradictions.join("; "));
  },
  party: (data) => readPartyFile(data),
  share: (data, h) => equal(readShare(data.toString()), h.share),
  secret: (data, h) => {
    const [one, other] = data.toString().split("\n\n").map(readShare);
    const secret = joinShares(one, other);
    equal(Buffer.from(secret), h.secret);
    equal(secretCheck(secret, hex(h.digest)), h.check);
  },
};
for (const kind of ["ack", "heartbeat", "leaves", "request", "epoch", "resync"])
  READERS[kind] = (data) => readControl(kind, data);
READERS.comparing = (data) => readComparing(data);

const hashes = (h) => (h.path ? h.path.split(" ").map(hex) : []);

function checkRoots(data) {
  const leaves = [];
  for (const [size, root] of data.toString().trim().split("\n").map((row) => row.split(" "))) {
    equal(rootOf(leaves.slice(0, Number(size))), root);
    leaves.push(sha256([leaves.length]));
  }
}

/** One vector: its headers, its bytes. */
function readVector(file, area) {
  const whole = fs.readFileSync(file);
  const cut = whole.indexOf("\n\n");
  const head = whole.toString("utf8", 0, cut < 0 ? whole.length : cut).trimEnd();
  const headers = Object.fromEntries(head.split("\n").map((row) => {
    const at = row.indexOf(": ");
    return at < 0 ? [row, ""] : [row.slice(0, at), row.slice(at + 2)];
  }));
  const rest = whole.subarray(cut + 2);
  return { headers, data: area === "wire" ? hex(rest.toString().replace(/\s/g, "")) : rest };
}

function answer(headers, data, area) {
  try {
    const reader = area === "wire" && headers.kind === "note" ? (d) => readControl("note", d)
      : READERS[headers.kind];
    reader(data, headers);
    return headers.expect === "verified" ? "verified" : "ok";
  } catch (error) {
    return error instanceof Refused ? error.name : `fault: ${error.stack}`;
  }
}

const folder = process.argv[2] ?? "spec/vectors";
const signed = readVector(path.join(folder, "wire", "charter_good"), "wire");
line = readCharter(signed.data);
let [ran, wrong] = [0, 0];
for (const area of ["founding", "wire", "transcript", "forms"]) {
  for (const name of fs.readdirSync(path.join(folder, area)).sort()) {
    const file = path.join(folder, area, name);
    if (name.includes(".") || fs.statSync(file).isDirectory()) continue;
    const { headers, data } = readVector(file, area);
    if (area === "forms") {
      // The forms' meaning is the catalogue's; what is wire in these vectors is the body.
      if (!headers.body) continue;
      readBody(hex(headers.body));
      ran += 1;
      continue;
    }
    const said = answer(headers, data, area);
    ran += 1;
    if (said !== headers.expect) {
      wrong += 1;
      console.log(`${area}/${name}: expected ${headers.expect}, answered ${said}`);
    }
  }
}
console.log(`${ran} vectors, ${wrong} answered otherwise`);
process.exitCode = wrong ? 1 : 0;
