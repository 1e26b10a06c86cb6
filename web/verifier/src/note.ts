/** Signed notes, checkpoints and cosignatures (transcript.md sections 2 and 3). */
import { type Bytes, base64, bigEndian, fromBase64, fromUtf8, join, malformed, naming, refuse,
  same, utf8 } from "./bytes.js";
import type { Charter } from "./charter.js";
import type { Browser } from "./crypto.js";
import { hex } from "./bytes.js";
import { sha256 } from "./sha256.js";
import { EMPTY_ROOT } from "./tree.js";

export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;
export const MLDSA_COSIGNATURE = 0x06;

export interface Key {
  name: string;
  kind: number;
  key: Bytes;
  /** The four bytes that name it in a line, in hex. */
  id: string;
}

export interface Note {
  text: string;
  lines: { name: string; id: string; payload: Bytes }[];
}

export interface Cosigned {
  name: string;
  seconds: bigint;
  kind: number;
}

export interface Checkpoint {
  size: bigint;
  root: Bytes;
  cosigned: Cosigned[];
  /** Names on lines whose keys nobody gave. */
  unknown: string[];
  /** Lines that this browser cannot check, by their part's name. */
  unchecked: string[];
}

const TEXT_BYTES_MAX = 4096;
const LINES_MAX = 64;
const TIME_MAX = 2n ** 63n - 1n;

function nameable(name: string): boolean {
  const bytes = utf8(name).length;
  return bytes > 0 && bytes < 256 && !/[+\p{White_Space}\p{Cs}\x00-\x1f]/u.test(name);
}

export function keyOf(name: string, kind: number, key: Bytes): Key {
  const id = sha256(utf8(`${name}\n`), new Uint8Array([kind]), key);
  return { name, kind, key, id: hex(id.subarray(0, 4)) };
}

/** A key as text: `name+hex(key id)+base64(kind || public key)`. */
export function readKeyText(text: string): Key {
  const [, name, id, encoded] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(text) ?? malformed("no key");
  const data = fromBase64(encoded!);
  const kind = data[0] ?? 0;
  const size = { [ED25519]: 32, [COSIGNATURE]: 32, [MLDSA_COSIGNATURE]: 1312 }[kind];
  if (!nameable(name!) || data.length - 1 !== size) malformed("a key of unknown kind or size");
  const key = keyOf(name!, kind, data.slice(1));
  return key.id === id ? key : malformed("a key whose id is not its own");
}

export function readNote(data: Bytes): Note {
  const whole = fromUtf8(data);
  if (/[\x00-\x09\x0b-\x1f]/.test(whole)) malformed("a control character in a note");
  const gap = whole.lastIndexOf("\n\n");
  if (gap < 1 || !whole.endsWith("\n") || gap + 2 >= whole.length)
    malformed("a note without text or signature lines");
  const text = whole.slice(0, gap + 1);
  if (utf8(text).length > TEXT_BYTES_MAX) malformed("a note whose text is too long");
  const rows = whole.slice(gap + 2, -1).split("\n");
  if (rows.length > LINES_MAX) malformed("a note with too many lines");
  return { text, lines: rows.map(readLine) };
}

function readLine(row: string): Note["lines"][number] {
  const [dash, name, encoded, ...more] = row.split(" ");
  if (dash !== "\u2014" || !name || !encoded || more.length || !nameable(name))
    malformed("not a signature line");
  const data = fromBase64(encoded);
  if (data.length < 5) malformed("a signature line without a signature");
  return { name, id: hex(data.subarray(0, 4)), payload: data.slice(4) };
}

function readHead(text: string): [string, bigint, Bytes] {
  const [origin, size, root, rest, ...more] = text.split("\n");
  if (rest !== "" || more.length || !nameable(origin!)) malformed("a checkpoint has three lines");
  if (!/^(0|[1-9][0-9]{0,18})$/.test(size!) || BigInt(size!) > TIME_MAX)
    malformed("a checkpoint's size is not a plain decimal");
  const hash = fromBase64(root!);
  if (hash.length !== 32 || (size === "0" && !same(hash, EMPTY_ROOT)))
    malformed("a root that no tree has");
  return [origin!, BigInt(size!), hash];
}

export function cosignerName(charter: Charter, party: number): string {
  return `directline/${hex(charter.line)}/${charter.parties[party]!.id}`;
}

/** Every key under which a party of the charter may cosign. */
function cosigners(charter: Charter): Key[] {
  return charter.parties.flatMap(({ cosigner, mldsa }, index) => {
    const name = cosignerName(charter, index);
    const keys = [keyOf(name, COSIGNATURE, cosigner)];
    if (mldsa.length === 1312) keys.push(keyOf(name, MLDSA_COSIGNATURE, mldsa));
    return keys;
  });
}

/** What a cosignature's line signs. */
function cosignedMessage(
  kind: number, name: string, seconds: bigint, text: string, size: bigint, root: Bytes,
): Bytes {
  if (kind === COSIGNATURE) return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
  const [cosigner, origin] = [utf8(name), utf8(text.slice(0, text.indexOf("\n")))];
  return join(
    utf8("subtree/v1\n\u0000"), bigEndian(cosigner.length, 1), cosigner, bigEndian(seconds, 8),
    bigEndian(origin.length, 1), origin, bigEndian(0, 8), bigEndian(size, 8), root,
  );
}

/** Check a feed's checkpoint, line by line. */
export async function checkCheckpoint(
  data: Bytes, charter: Charter, party: number, generation: number, witnesses: Key[],
  part: string, browser: Browser,
): Promise<Checkpoint> {
  const note = naming(part, () => readNote(data));
  const [origin, size, root] = naming(part, () => readHead(note.text));
  const own = keyOf(
    `${cosignerName(charter, party)}/g${generation}`, ED25519, charter.parties[party]!.checkpoint,
  );
  if (origin !== own.name) refuse(part, "it is of another log");
  const keys = [own, ...cosigners(charter)];
  const names = new Set(keys.map((key) => key.name));
  keys.push(...witnesses.filter((key) => !names.has(key.name)));
  const found: Checkpoint = { size, root, cosigned: [], unknown: [], unchecked: [] };
  let signed = false;
  for (const [n, line] of note.lines.entries()) {
    const row = `${part} line ${n + 1}`;
    const key = keys.find((one) => one.name === line.name && one.id === line.id);
    if (!key) {
      if (names.has(line.name)) refuse(row, `a key that ${line.name} does not own`);
      found.unknown.push(line.name);
    } else if (key.kind === ED25519) {
      if (!(await browser.ed25519(key.key, line.payload, utf8(note.text))))
        refuse(row, "the signature does not hold");
      signed = true;
    } else {
      const one = await checkCosignature(key, line.payload, note.text, size, root, row, browser);
      if (one) found.cosigned.push(one);
      else found.unchecked.push(row);
    }
  }
  if (!signed) refuse(part, "the feed's own signature is missing");
  return found;
}

async function checkCosignature(
  key: Key, payload: Bytes, text: string, size: bigint, root: Bytes, row: string, browser: Browser,
): Promise<Cosigned | null> {
  const seconds = payload.subarray(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const wanted = key.kind === COSIGNATURE ? 64 : 2420;
  if (payload.length !== 8 + wanted || seconds < 1n || seconds > TIME_MAX)
    refuse(row, "not a cosignature of its kind");
  const verify = key.kind === COSIGNATURE ? browser.ed25519 : browser.mldsa44;
  if (!verify) return null;
  const message = cosignedMessage(key.kind, key.name, seconds, text, size, root);
  if (!(await verify(key.key, payload.slice(8), message)))
    refuse(row, "the signature does not hold");
  return { name: key.name, seconds, kind: key.kind };
}

/** The exporter's note over the file: one line of its checkpoint key, over exactly this text. */
export async function checkExportNote(
  data: Bytes, charter: Charter, party: number, digest: Bytes, browser: Browser,
): Promise<void> {
  const part = "export signature";
  const { id, checkpoint } = charter.parties[party]!;
  const note = naming(part, () => readNote(data));
  const key = keyOf(`${cosignerName(charter, party)}/export`, ED25519, checkpoint);
  const [line, ...more] = note.lines;
  if (more.length || line?.name !== key.name || line.id !== key.id)
    refuse(part, `it is not one line of ${id}'s checkpoint key`);
  const text = `directline export v1\n${hex(charter.line)}\n${id}\n${base64(digest)}\n`;
  if (note.text !== text) refuse(part, "the file is not the one that its exporter signed");
  if (!(await browser.ed25519(checkpoint, line.payload, utf8(text))))
    refuse(part, "the signature does not hold");
}
