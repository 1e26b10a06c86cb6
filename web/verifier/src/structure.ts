/** The parts of an evidence bundle, bounds checked, nothing verified (evidence.md section 1). */
import { type Bytes, malformed, same, utf8 } from "./bytes.js";
import { Cursor } from "./cbor.js";
import { CHARTER_FILE_BYTES_MAX } from "./charter.js";
import { BODY_BYTES_MAX, GENERATION_MAX, HEADER_BYTES_MAX, POSITION_MAX } from "./entry.js";

const MAGIC = utf8("directline transcript v1\n");
const ORDER = [
  "head", "charter", "catalogue", "feed", "redacted", "note", "consistency", "inclusion",
  "evidence", "seal",
];
const ONCE = ["head", "charter", "catalogue", "seal"];
export const FILE_BYTES_MAX = 2 ** 30;
const PART_BYTES_MAX = 2 ** 24;
const PARTS_MAX = 65_536;
const INSTANT_MAX = 2 ** 48 - 1;
export const ROWS_MAX = 256;
/** Of code, version and at most 64 fields. */
const LEAVES_MAX = 66;

/** Told what is being done and how far it is; whoever waits for it lets the page breathe. */
export type Tell = (what: string, done: number, total: number) => Promise<void>;

/** One place of a feed.  Bytes are named by where they stand: a file may hold millions. */
export interface Item {
  position: number;
  /** Where the leaf stands, where nothing else is shown; otherwise -1. */
  leafAt: number;
  headerAt: number;
  headerBytes: number;
  signatureAt: number;
  /** -1 where the body is not in the file; so with the salt. */
  bodyAt: number;
  bodyBytes: number;
  saltAt: number;
  storedMs: number;
  storedQuality: number;
  bearer: string;
}

export interface RawFeed {
  party: number;
  generation: number;
  gaps: [first: number, last: number][];
  items: Item[];
}

export interface Proof {
  party: number;
  generation: number;
  /** The older size, or the position. */
  first: number;
  /** The newer size, or the size. */
  second: number;
  path: Bytes[];
}

export interface Pair {
  headers: [Bytes, Bytes];
  signatures: [Bytes, Bytes];
}

/** A body of which some fields are hidden: all leaves, and what opens those that are shown. */
export interface Redacted {
  party: number;
  generation: number;
  position: number;
  leaves: Bytes[];
  shown: ({ value: Bytes; salt: Bytes } | null)[];
}

export interface Content {
  data: Bytes;
  /** Name, and where each part begins and ends; the first begins with the file. */
  parts: { name: string; begin: number; end: number }[];
  exporter: number;
  exportedMs: number;
  exportedQuality: number;
  selection: { recipient: string; copy: number } | null;
  charter: Bytes;
  catalogue: Bytes;
  feeds: RawFeed[];
  redacted: Redacted[];
  notes: { party: number; generation: number; note: Bytes }[];
  consistency: Proof[];
  inclusion: Proof[];
  evidence: Pair[];
  digests: Bytes;
  sealNote: Bytes;
}

function readParts(data: Bytes): Content["parts"] {
  if (data.length > FILE_BYTES_MAX) malformed("the file is too large");
  if (!same(data.subarray(0, MAGIC.length), MAGIC))
    malformed("not a directline transcript of version 1");
  const end = data.length - 32;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const parts: Content["parts"] = [];
  let at = MAGIC.length;
  while (at < end) {
    if (parts.length >= PARTS_MAX) malformed("the file has too many parts");
    const begin = parts.length ? at : 0;
    const length = at + 4 <= end ? view.getUint32(at) : Infinity;
    at += 4 + length;
    if (length > PART_BYTES_MAX || at > end) malformed(`part ${parts.length + 1} has a wrong length`);
    const cursor = new Cursor(data.subarray(at - length, at));
    cursor.array(1, 8);
    const name = cursor.text(16);
    if (!ORDER.includes(name)) malformed("a part of an unknown name");
    parts.push({ name, begin, end: at });
  }
  if (at !== end) malformed("the file is cut short");
  const ranks = parts.map((part) => ORDER.indexOf(part.name));
  if (ranks.some((rank, n) => n > 0 && rank < ranks[n - 1]!)) malformed("parts out of order");
  for (const name of ONCE)
    if (parts.filter((part) => part.name === name).length !== 1)
      malformed(`the file needs the part ${name} once`);
  return parts;
}

/** Reads one part's array behind its name, to its end. */
function inside<T>(
  { data, parts }: Pick<Content, "data" | "parts">, name: string, least: number, most: number,
  read: (at: Cursor, count: number) => T,
): T[] {
  return parts
    .filter((part) => part.name === name)
    .map(({ begin, end }) => {
      const at = new Cursor(data.subarray((begin || MAGIC.length) + 4, end));
      const count = at.array(least, most);
      at.text(16);
      const found = read(at, count);
      at.end();
      return found;
    });
}

/** The rows of all parts of a name, at most so many. */
function rows<T>(
  file: Pick<Content, "data" | "parts">, name: string, most: number, read: (at: Cursor) => T,
): T[] {
  const found = inside(file, name, 2, 2, (at) =>
    Array.from({ length: at.array(1, ROWS_MAX) }, () => (at.array(5, 5), read(at))),
  ).flat();
  return found.length <= most ? found : malformed(`too many rows of ${name}`);
}

function readFeedKey(at: Cursor): { party: number; generation: number } {
  return { party: at.integer(0, 15), generation: at.integer(1, GENERATION_MAX) };
}

function readProof(at: Cursor): Proof {
  const key = readFeedKey(at);
  const [first, second] = [at.integer(0, POSITION_MAX), at.integer(0, POSITION_MAX)];
  const joined = at.bytes(0, 64 * 32);
  if (joined.length % 32) malformed("a proof is a row of hashes");
  const path = Array.from({ length: joined.length / 32 }, (_, n) =>
    joined.subarray(32 * n, 32 * n + 32),
  );
  return { ...key, first, second, path };
}

function readRedacted(at: Cursor): Redacted {
  const { party, generation } = readFeedKey(at);
  const position = at.integer(1, POSITION_MAX);
  const joined = at.bytes(0, LEAVES_MAX * 32);
  let long = 0;
  const shown = Array.from({ length: at.array(3, LEAVES_MAX) }, () => {
    if (at.absent()) return null;
    at.array(2, 2);
    const value = at.bytes(0, BODY_BYTES_MAX);
    long += value.length;
    return { value, salt: at.bytes(16, 16) };
  });
  if (joined.length !== 32 * shown.length || long > BODY_BYTES_MAX)
    malformed("a redacted body has one leaf for each field");
  if (!shown[0] || !shown[1] || !shown.includes(null))
    malformed("a redacted body shows its form and hides a field");
  const leaves = shown.map((_, n) => joined.subarray(32 * n, 32 * n + 32));
  return { party, generation, position, leaves, shown };
}

/** They stand in rising order of their places, each once, and only in a selection. */
function checkRedactedPlaces(redacted: Redacted[], selection: Content["selection"]): void {
  if (redacted.length && !selection) malformed("a whole transcript hides no field");
  redacted.reduce((before, row) => {
    const step =
      row.party - before.party || row.generation - before.generation ||
      row.position - before.position;
    return step > 0 ? row : malformed("the redacted bodies are out of order");
  }, { party: 0, generation: 0, position: 0 });
}

function readPair(at: Cursor): Pair {
  const a = at.bytes(0, HEADER_BYTES_MAX);
  const signA = at.bytes(64, 64);
  const b = at.bytes(0, HEADER_BYTES_MAX);
  const signB = at.bytes(64, 64);
  at.integer(0, INSTANT_MAX);
  return { headers: [a, b], signatures: [signA, signB] };
}

function readItem(at: Cursor): Item {
  const count = at.array(2, 8);
  const position = at.integer(1, POSITION_MAX);
  const item: Item = {
    position, leafAt: -1, headerAt: -1, headerBytes: 0, signatureAt: -1, bodyAt: -1, bodyBytes: 0,
    saltAt: -1, storedMs: 0, storedQuality: 0, bearer: "",
  };
  if (count === 2) {
    item.leafAt = at.bytes(32, 32).byteOffset;
    return item;
  }
  if (count !== 8) malformed("an item of another length");
  const header = at.bytes(0, HEADER_BYTES_MAX);
  [item.headerAt, item.headerBytes] = [header.byteOffset, header.length];
  item.signatureAt = at.bytes(64, 64).byteOffset;
  if (!at.absent()) {
    const body = at.bytes(0, BODY_BYTES_MAX);
    [item.bodyAt, item.bodyBytes] = [body.byteOffset, body.length];
  }
  if (!at.absent()) item.saltAt = at.bytes(16, 16).byteOffset;
  item.storedMs = at.integer(0, INSTANT_MAX);
  item.storedQuality = at.integer(0, 255);
  item.bearer = at.text(16);
  if (!/^[\x20-\x7e]*$/.test(item.bearer)) malformed("a bearer's kind is printable ASCII");
  return item;
}

async function readFeeds(file: Pick<Content, "data" | "parts">, tell: Tell): Promise<RawFeed[]> {
  const feeds: RawFeed[] = [];
  const { data, parts } = file;
  for (const [n, part] of parts.entries()) {
    await tell("structure", n, parts.length);
    if (part.name === "feed") inside({ data, parts: [part] }, "feed", 4, 4, addRows);
  }
  return feeds;

  function addRows(at: Cursor): void {
    const key = readFeedKey(at);
    const last = feeds.at(-1);
    const same = last?.party === key.party && last.generation === key.generation;
    if (last && !same && (key.party - last.party || key.generation - last.generation) < 0)
      malformed("the feeds are out of order");
    if (!same) feeds.push({ ...key, gaps: [], items: [] });
    const items = feeds.at(-1)!.items;
    for (let count = at.array(1, ROWS_MAX); count > 0; count--) items.push(readItem(at));
  }
}

function readGaps(at: Cursor): RawFeed["gaps"] {
  return Array.from({ length: at.array(0, 1024) }, () => {
    at.array(2, 2);
    const first = at.integer(1, POSITION_MAX);
    return [first, at.integer(first, POSITION_MAX)];
  });
}

function readSelection(at: Cursor): Content["selection"] {
  at.array(2, 2);
  const recipient = at.text(100);
  if (!/[^ ]/.test(recipient) || /[\x00-\x1f\x7f-\x9f]/.test(recipient))
    malformed("a selection names for whom it was made");
  return { recipient, copy: at.integer(1, 2 ** 32 - 1) };
}

/** Read a file's structure.  Its bytes must stand at the beginning of their buffer. */
export async function readStructure(data: Bytes, tell: Tell): Promise<Content> {
  const parts = readParts(data);
  const file = { data, parts };
  const feeds = await readFeeds(file, tell);
  const [head] = inside(file, "head", 5, 6, (at, count) => {
    const exporter = at.integer(0, 15);
    const exportedMs = at.integer(0, INSTANT_MAX);
    const exportedQuality = at.integer(0, 255);
    if (at.array(0, 1024) !== feeds.length) malformed("the head names other feeds");
    for (const feed of feeds) {
      at.array(3, 3);
      const { party, generation } = readFeedKey(at);
      if (party !== feed.party || generation !== feed.generation)
        malformed("the head names other feeds");
      feed.gaps = readGaps(at);
    }
    const selection = count === 6 ? readSelection(at) : null;
    return { exporter, exportedMs, exportedQuality, selection };
  });
  const blob = (name: string, most: number): Bytes =>
    inside(file, name, 2, 2, (at) => at.bytes(0, most))[0]!;
  const notes = inside(file, "note", 4, 4, (at) => {
    const key = readFeedKey(at);
    return { ...key, note: at.bytes(0, 2 ** 18) };
  });
  if (notes.length > 1024) malformed("too many checkpoints");
  const [seal] = inside(file, "seal", 3, 3, (at) => {
    const count = parts.length - 1;
    return { digests: at.bytes(32 * count, 32 * count), sealNote: at.bytes(0, 2 ** 18) };
  });
  const redacted = rows(file, "redacted", 4096, readRedacted);
  checkRedactedPlaces(redacted, head!.selection);
  return {
    ...file, ...head!, ...seal!, feeds, redacted, notes,
    charter: blob("charter", CHARTER_FILE_BYTES_MAX),
    catalogue: blob("catalogue", 2 ** 23),
    consistency: rows(file, "consistency", 16_384, readProof),
    inclusion: rows(file, "inclusion", 1024, readProof),
    evidence: rows(file, "evidence", 1024, readPair),
  };
}
