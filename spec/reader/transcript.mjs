// Trees, proofs, notes, checkpoints and cosignatures: transcript.md sections 1 to 3.
import { array, big, bytes, decode, holds, items, join, refuse, same, sha256, textOf }
  from "./values.mjs";

export const leafHash = (leaf) => sha256([0], leaf);
const nodeHash = (left, right) => sha256([1], left, right);

/** The root over leaves, by the definition (RFC 6962 section 2.1). */
export function rootOf(leaves) {
  if (leaves.length === 0) return sha256("");
  if (leaves.length === 1) return leafHash(leaves[0]);
  const half = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return nodeHash(rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

/** The inclusion proof of a position, by the definition (RFC 6962 section 2.1.1). */
export function proveInclusion(leaves, position) {
  if (leaves.length === 1) return [];
  const half = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return position <= half
    ? [...proveInclusion(leaves.slice(0, half), position), rootOf(leaves.slice(half))]
    : [...proveInclusion(leaves.slice(half), position - half), rootOf(leaves.slice(0, half))];
}

/** Walks a proof upward: `each` gets every hash, and whether it stands on the left. */
function climb(index, last, path, part, each) {
  for (const hash of path) {
    if (last === 0n) refuse(part, "too long");
    const left = (index & 1n) === 1n || index === last;
    each(hash, left);
    if (left) for (; (index & 1n) === 0n && index !== 0n; index >>= 1n) last >>= 1n;
    index >>= 1n;
    last >>= 1n;
  }
  if (last !== 0n) refuse(part, "too short");
}

const hashesOnly = (list, part) =>
  list.length > 66 || list.some((hash) => hash.length !== 32) ? refuse(part, "no such hashes") : 0;

/** TRANS-2: RFC 9162 section 2.1.3.2. */
export function checkInclusion(leaf, position, size, path, root, part = "TRANS-2") {
  hashesOnly([leaf, root, ...path], part);
  if (!(position >= 1 && position <= size)) refuse(part, "no such position");
  let node = leafHash(leaf);
  climb(BigInt(position) - 1n, BigInt(size) - 1n, path, part, (hash, left) => {
    node = left ? nodeHash(hash, node) : nodeHash(node, hash);
  });
  if (!same(node, root)) refuse(part, "another root");
}

/** TRANS-3: RFC 9162 section 2.1.4.2. */
export function checkConsistency(old, size, path, rootOld, rootNew, part = "TRANS-3") {
  hashesOnly([rootOld, rootNew, ...path], part);
  if (!(old >= 0 && old <= size)) refuse(part, "sizes out of order");
  if (old === 0 || old === size) {
    if (path.length) refuse(part, "a proof where none is needed");
    if (!same(rootOld, old === 0 ? sha256("") : rootNew)) refuse(part, "two roots at one size");
    return;
  }
  if (path.length === 0) refuse(part, "empty");
  const [first, ...rest] = (BigInt(old) & (BigInt(old) - 1n)) === 0n ? [rootOld, ...path] : path;
  let [index, last] = [BigInt(old) - 1n, BigInt(size) - 1n];
  for (; (index & 1n) === 1n; index >>= 1n) last >>= 1n;
  let [nodeOld, nodeNew] = [first, first];
  climb(index, last, rest, part, (hash, left) => {
    if (left) nodeOld = nodeHash(hash, nodeOld);
    nodeNew = left ? nodeHash(hash, nodeNew) : nodeHash(nodeNew, hash);
  });
  if (!same(nodeOld, rootOld) || !same(nodeNew, rootNew)) refuse(part, "another root");
}

const base64 = (text) => {
  const data = Buffer.from(text, "base64");
  return data.toString("base64") === text ? data : refuse("TRANS-4", "not the one base64");
};
const goodName = (name) =>
  name !== "" && Buffer.byteLength(name) <= 255 && !/[+\p{White_Space}\x00-\x1f]/u.test(name);

/** A note: its text, and its lines as name, key id and payload. */
export function readNote(data) {
  const bad = (why) => refuse("TRANS-4", why);
  if (data.length > 256 * 1024) bad("too long");
  const whole = textOf(data, "TRANS-4");
  if (/[\x00-\x09\x0b-\x1f]/.test(whole)) bad("a control character");
  const cut = whole.lastIndexOf("\n\n");
  if (cut < 1 || !whole.endsWith("\n") || cut + 2 >= whole.length) bad("no text or no lines");
  const text = whole.slice(0, cut + 1);
  if (Buffer.byteLength(text) > 4096) bad("its text is too long");
  const rows = whole.slice(cut + 2, -1).split("\n");
  if (rows.length > 64) bad("too many lines");
  const lines = rows.map((row) => {
    const [, name, encoded] = /^\u2014 ([^ ]*) ([^ ]*)$/.exec(row) ?? bad("not a signature line");
    if (!goodName(name)) bad("a key's name");
    const data = base64(encoded);
    return data.length > 4 ? { name, id: data.subarray(0, 4), payload: data.subarray(4) } : bad("empty");
  });
  return { text, lines };
}

export const keyId = (name, kind, key) => sha256(name, [0x0a, kind], key).subarray(0, 4);
export const logKey = (name, key) => ({ name, kind: 1, key, id: keyId(name, 1, key) });
export const cosignerKey = (name, key) => ({ name, kind: 4, key, id: keyId(name, 4, key) });
export const mldsaKey = (name, key) => ({ name, kind: 6, key, id: keyId(name, 6, key) });
export const noteLine = (key, payload) =>
  `\u2014 ${key.name} ${join(key.id, payload).toString("base64")}\n`;
export const checkpointText = (origin, size, root) => `${origin}\n${size}\n${root.toString("base64")}\n`;
/** What a cosignature of kind 0x04 signs, and one of kind 0x06. */
export const cosigned = (text, seconds) => Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
export const subtree = (origin, size, root, name, seconds) => join("subtree/v1\n\0",
  [Buffer.byteLength(name)], name, big(seconds, 8), [Buffer.byteLength(origin)], origin, big(0, 8),
  big(size, 8), root);

/** A key as text: name, key id, and kind with the public key. */
export function readKey(vkey) {
  const [, name, id, encoded] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(vkey) ?? refuse("TRANS-4", "no key");
  const data = base64(encoded);
  const size = { 1: 33, 4: 33, 6: 1313 }[data[0]];
  if (!goodName(name) || data.length !== size) refuse("TRANS-4", "a key of no known kind");
  const key = { name, kind: data[0], key: data.subarray(1), id: keyId(name, data[0], data.subarray(1)) };
  return key.id.toString("hex") === id ? key : refuse("TRANS-4", "an id that is not the key's");
}

/** A checkpoint that its feed's key has signed, and whose known cosignatures hold. */
export function openCheckpoint(data, log, cosigners, part = "checkpoint", check = holds) {
  const note = readNote(data);
  const found = /^([^\n]*)\n(0|[1-9][0-9]{0,18})\n([^\n]*)\n$/.exec(note.text);
  if (!found || !goodName(found[1]) || BigInt(found[2]) >= 2n ** 63n) refuse("TRANS-5", "three lines");
  const [size, root] = [BigInt(found[2]), base64(found[3])];
  if (root.length !== 32 || (size === 0n && !same(root, sha256("")))) refuse("TRANS-5", "its root");
  if (found[1] !== log.name) refuse(part, "it is of another log");
  const keys = [log, ...cosigners];
  const cosignatures = [];
  const unchecked = [];
  let signed = false;
  note.lines.forEach((line, n) => {
    const row = `${part} line ${n + 1}`;
    const key = keys.find((k) => k.name === line.name && same(k.id, line.id));
    if (!key) {
      if (keys.some((k) => k.name === line.name)) refuse(row, "a key that this name does not own");
      unchecked.push(line.name);
    } else if (key.kind === 1) {
      if (!check(key.key, line.payload, Buffer.from(note.text))) refuse(row, "it does not hold");
      signed = true;
    } else {
      if (line.payload.length !== (key.kind === 4 ? 72 : 2428)) refuse(row, "its length");
      const seconds = line.payload.readBigUInt64BE(0);
      if (seconds === 0n || seconds >= 2n ** 63n) refuse(row, "its time");
      const message = key.kind === 4 ? cosigned(note.text, seconds)
        : subtree(log.name, size, root, line.name, seconds);
      if (!check(key.key, line.payload.subarray(8), message)) refuse(row, "it does not hold");
      cosignatures.push({ name: line.name, seconds, kind: key.kind });
    }
  });
  if (!signed) refuse(part, "its own signature is missing");
  return { size, root, cosignatures, unchecked };
}

/** A proof of one entry that stands alone (PROOF-1): its position, path and signed checkpoint. */
export function readTlogProof(data) {
  const cut = data.indexOf("\n\n");
  const [magic, ...rows] = data.toString("latin1", 0, Math.max(cut, 0)).split("\n");
  if (/[\x80-\xff]/.test(rows.join(""))) refuse("PROOF-1", "not plain text");
  if (cut < 0 || magic !== "c2sp.org/tlog-proof@v1") refuse("PROOF-1", "not such a proof");
  if (rows[0]?.startsWith("extra ")) base64(rows.shift().slice(6));
  const [, index] = /^index (0|[1-9][0-9]{0,18})$/.exec(rows.shift() ?? "") ?? refuse("PROOF-1", "no index");
  const path = rows.map(base64);
  if (path.length > 64 || path.some((hash) => hash.length !== 32)) refuse("PROOF-1", "no such path");
  return { position: BigInt(index) + 1n, path, checkpoint: data.subarray(cut + 2) };
}

/** WITNESS-1: two heads of one log, and the path that shows that they are of two histories. */
export function checkFork(data, log) {
  const [kind, older, newer, path] = array(decode(data, 2 ** 20, "WITNESS-1"), 4, "WITNESS-1");
  if (kind !== "directline/fork/v1") refuse("WITNESS-1", "another format");
  const notes = [older, newer].map((note) => bytes(note, 0, 2 ** 20, "WITNESS-1"));
  const hashes = items(path, 64, "WITNESS-1").map((hash) => bytes(hash, 0, 2 ** 20, "WITNESS-1"));
  const one = openCheckpoint(notes[0], log, [], "older head");
  const two = openCheckpoint(notes[1], log, [], "newer head");
  if (one.size === 0n || one.size > two.size) refuse("fork", "the heads are not in order");
  let [there, reached] = [two.root, two.root];
  if (one.size < two.size) {
    if (hashes.length === 0 || hashes.some((hash) => hash.length !== 32)) refuse("fork", "no path");
    let [index, last] = [one.size - 1n, two.size - 1n];
    for (; (index & 1n) === 1n; index >>= 1n) last >>= 1n;
    [there, reached] = [hashes[0], hashes[0]];
    climb(index, last, hashes.slice(1), "fork", (hash, left) => {
      if (left) there = nodeHash(hash, there);
      reached = left ? nodeHash(hash, reached) : nodeHash(reached, hash);
    });
  } else if (hashes.length > 0) refuse("fork", "a path where none is needed");
  if (!same(reached, two.root)) refuse("fork", "it does not lead to the newer head");
  if (same(there, one.root)) refuse("fork", "both heads are of one history");
}
