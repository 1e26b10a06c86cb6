/** Feeds, evidence, receipts, checkpoints and proofs: steps 3 to 8 of evidence.md section 2. */
import { type Bytes, hex, naming, refuse, same } from "./bytes.js";
import { type Charter, entryName, feedLabel, versionOf } from "./charter.js";
import type { Browser } from "./crypto.js";
import {
  type Body, type Header, type Seen, commitmentOf, readBody, readHeader,
} from "./entry.js";
import { leavings } from "./events.js";
import { type Checkpoint, type Key, checkCheckpoint } from "./note.js";
import { sha256 } from "./sha256.js";
import { type Content, type Item, ROWS_MAX, type RawFeed, type Tell } from "./structure.js";
import { EMPTY_ROOT, Tree, checkConsistency, includes } from "./tree.js";

/** An entry whose signature holds, and whose body, where it is shown, is the one signed. */
export interface Entry {
  name: string;
  header: Header;
  /** With null where a field is not given, or is hidden. */
  body: Body | null;
  /** The fields that a redacted body does not show, counted from 0. */
  hidden: Set<number>;
  item: Item;
}

export interface Feed {
  label: string;
  party: number;
  generation: number;
  gaps: RawFeed["gaps"];
  entries: Entry[];
  leaves: Leaves;
  tree: Tree;
}

export interface CheckedNote extends Checkpoint {
  party: number;
  generation: number;
  label: string;
}

export interface Finding {
  part: string;
  text: string;
}

export const feedKey = (party: number, generation: number): string => `${party}/${generation}`;

/** What is shown of a feed, leaf by leaf, in rising positions. */
export class Leaves {
  readonly positions: number[];
  readonly #bytes: Bytes;

  constructor(items: Item[], leafOf: (item: Item) => Bytes) {
    this.positions = items.map((item) => item.position);
    this.#bytes = new Uint8Array(32 * items.length);
    items.forEach((item, n) => this.#bytes.set(leafOf(item), 32 * n));
  }

  at(position: number): Bytes | null {
    let [low, high] = [0, this.positions.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.positions[middle]! < position) low = middle + 1;
      else high = middle;
    }
    return this.positions[low] === position ? this.#bytes.subarray(32 * low, 32 * low + 32) : null;
  }

  /** Those from position 1 on without a gap, side by side. */
  prefix(): Bytes {
    let count = 0;
    while (this.positions[count] === count + 1) count++;
    return this.#bytes.subarray(0, 32 * count);
  }
}

export function part(data: Bytes, at: number, length: number): Bytes {
  return data.subarray(at, at + length);
}

/** Step 3: every feed, item by item. */
export async function checkFeeds(
  content: Content, charter: Charter, browser: Browser, tell: Tell,
): Promise<Map<string, Feed>> {
  const total = content.feeds.reduce((sum, feed) => sum + feed.items.length, 0);
  let done = 0;
  const feeds = new Map<string, Feed>();
  for (const raw of content.feeds) {
    if (raw.party >= charter.parties.length)
      refuse(`feed of party ${raw.party}`, "the charter names no such party");
    checkPlaces(raw, charter);
    const entries: Entry[] = [];
    for (let at = 0; at < raw.items.length; at += ROWS_MAX) {
      const batch = raw.items.slice(at, at + ROWS_MAX);
      entries.push(...(await checkBatch(batch, raw, content.data, charter, browser)));
      done += batch.length;
      await tell("entries", done, total);
    }
    const leaves = new Leaves(raw.items, (item) =>
      item.leafAt < 0
        ? sha256(part(content.data, item.headerAt, item.headerBytes))
        : part(content.data, item.leafAt, 32),
    );
    const { party, generation, gaps } = raw;
    const label = feedLabel(charter, party, generation);
    const tree = await Tree.over(leaves.prefix(), tell);
    feeds.set(feedKey(party, generation), { label, party, generation, gaps, entries, leaves, tree });
  }
  return feeds;
}

function checkPlaces(feed: RawFeed, charter: Charter): void {
  const name = (position: number): string =>
    entryName(charter, feed.party, feed.generation, position);
  let before = 0;
  for (const { position } of feed.items) {
    if (position <= before) refuse(`entry ${name(position)}: order`, "it stands after a later one");
    before = position;
  }
  const gaps = [...feed.gaps];
  before = 0;
  for (const { position } of feed.items) {
    if (position > before + 1) {
      const at = gaps.findIndex(([first, last]) => first === before + 1 && last === position - 1);
      if (at < 0) refuse(`entry ${name(before + 1)}`, "missing, and the file does not say so");
      gaps.splice(at, 1);
    }
    before = position;
  }
  if (gaps.length)
    refuse(
      `feed ${feedLabel(charter, feed.party, feed.generation)}: gaps`,
      "the file names a gap that it does not have",
    );
}

/** Headers and bodies item by item, then the signatures. */
async function checkBatch(
  items: Item[], feed: RawFeed, data: Bytes, charter: Charter, browser: Browser,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const item of items) {
    if (item.leafAt >= 0) continue;
    entries.push(readEntry(item, feed, data, charter));
  }
  const hold = await Promise.all(
    entries.map(({ item, header }) =>
      browser.ed25519(
        versionOf(charter, header.charterVersion)!.parties[feed.party]!.identity,
        part(data, item.signatureAt, 64),
        part(data, item.headerAt, item.headerBytes),
      ),
    ),
  );
  const bad = hold.indexOf(false);
  if (bad >= 0) refuse(`entry ${entries[bad]!.name}: signature`, "the signature does not hold");
  return entries;
}

function readEntry(item: Item, feed: RawFeed, data: Bytes, charter: Charter): Entry {
  const name = entryName(charter, feed.party, feed.generation, item.position);
  const bad = (what: string, why: string): never => refuse(`entry ${name}: ${what}`, why);
  const header = naming(`entry ${name}: header`, () =>
    readHeader(part(data, item.headerAt, item.headerBytes)),
  );
  if (!same(header.line, charter.line)) bad("line", "it belongs to another line");
  if (!versionOf(charter, header.charterVersion))
    bad("charter version", "it was signed under another charter");
  if (
    header.party !== feed.party ||
    header.generation !== feed.generation ||
    header.position !== item.position
  )
    bad("position", "it was signed for another place");
  if (header.signer !== 0) bad("signer", "it names a key that this version does not know");
  let body: Body | null = null;
  if (item.bodyAt >= 0) {
    body = naming(`entry ${name}: body`, () => readBody(part(data, item.bodyAt, item.bodyBytes)));
    if (item.saltAt < 0) bad("body", "the body has no salt");
    if (!same(commitmentOf(body, part(data, item.saltAt, 16)), header.commitment))
      bad("body", "the body is not the one that was signed");
  } else if (item.saltAt >= 0) {
    bad("salt", "a salt without its body");
  }
  return { name, header, body, hidden: new Set(), item };
}

/** Step 5: pairs that prove two histories; the first such position of each feed. */
export async function checkEvidence(
  content: Content, charter: Charter, browser: Browser,
): Promise<{ names: string[]; forked: Map<string, number> }> {
  const names: string[] = [];
  const forked = new Map<string, number>();
  for (const [n, { headers, signatures }] of content.evidence.entries()) {
    const own = `evidence ${n + 1}`;
    const [a, b] = naming(own, () => [readHeader(headers[0]), readHeader(headers[1])] as const);
    if (same(headers[0], headers[1])) refuse(own, "it shows one entry twice");
    if (a.party !== b.party || a.generation !== b.generation || a.position !== b.position)
      refuse(own, "its two entries stand at two places");
    if (!same(a.line, charter.line) || !same(b.line, charter.line))
      refuse(own, "it is of another line");
    if (!charter.parties[a.party] || a.signer || b.signer) refuse(own, "it names a key that the charter does not");
    const under = [a, b].map((one) => versionOf(charter, one.charterVersion));
    if (!under[0] || !under[1]) refuse(own, "it was signed under another charter");
    for (const which of [0, 1] as const) {
      const { identity } = under[which]!.parties[a.party]!;
      if (!(await browser.ed25519(identity, signatures[which], headers[which])))
        refuse(`${own}: signature ${which + 1}`, "the signature does not hold");
    }
    names.push(entryName(charter, a.party, a.generation, a.position));
    const key = feedKey(a.party, a.generation);
    forked.set(key, Math.min(a.position, forked.get(key) ?? Infinity));
  }
  return { names, forked };
}

/** What step 6 finds. */
export interface Receipts {
  contradictions: Finding[];
  /** Of feeds between two others, beyond what the file holds. */
  unheld: Finding[];
  /** `entry name, feed` of statements that count for nothing. */
  unsound: Set<string>;
}

/** Entries under an earlier version of the charter than their author had used before. */
function checkVersions(charter: Charter, feeds: Map<string, Feed>): Finding[] {
  const found: Finding[] = [];
  const newest = charter.parties.map(() => 0);
  for (const { party, entries } of feeds.values())
    for (const { name, header } of entries) {
      const before = newest[party]!;
      if (header.charterVersion < before)
        found.push({
          part: `entry ${name}: charter version`,
          text: `its author had used version ${before} before it`,
        });
      newest[party] = Math.max(before, header.charterVersion);
    }
  return found;
}

/** Step 6: versions, messages after leaving, and each `seen` against the tree of the feed that it names. */
export async function checkSeen(
  content: Content, charter: Charter, feeds: Map<string, Feed>, forked: Map<string, number>,
  tell: Tell,
): Promise<Receipts> {
  const contradictions = [...checkVersions(charter, feeds), ...leavings(charter, feeds)[1]];
  const found: Receipts = { contradictions, unheld: [], unsound: new Set() };
  for (const feed of feeds.values())
    for (const [n, { name, header }] of feed.entries.entries()) {
      if (n % ROWS_MAX === 0) await tell(`receipts of ${feed.label}`, n, feed.entries.length);
      for (const seen of header.seen) {
        const key = feedKey(seen.party, seen.generation);
        const [problem, other] = compareSeen(seen, feeds.get(key), charter);
        if (!problem) continue;
        found.unsound.add(`${name}, ${key}`);
        const finding = { part: `entry ${name}: seen`, text: problem };
        const due = content.exporter === seen.party || content.exporter === header.party;
        const explained =
          seen.party !== content.exporter && (forked.get(key) ?? Infinity) <= seen.size;
        if (other) {
          if (!explained) found.contradictions.push(finding);
        } else if (!content.selection) {
          (due ? found.contradictions : found.unheld).push(finding);
        }
      }
    }
  return found;
}

/** What is wrong with a statement, and whether that is another history (else: not held here). */
function compareSeen(seen: Seen, feed: Feed | undefined, charter: Charter): [string, boolean] {
  if (seen.party >= charter.parties.length)
    return ["it names a party that the charter does not", true];
  const label = feedLabel(charter, seen.party, seen.generation);
  const held = feed?.tree.size ?? 0;
  if (seen.size > held)
    return [`it has seen ${label} up to ${seen.size}, the file holds ${held}`, false];
  if (!same(feed?.tree.root(seen.size) ?? EMPTY_ROOT, seen.root))
    return [`it has seen another history of ${label} up to ${seen.size} than this file's`, true];
  for (const [position, leaf] of seen.beyond) {
    const name = entryName(charter, seen.party, seen.generation, position);
    const own = feed?.leaves.at(position);
    if (!own) return [`it holds ${name}, the file does not`, false];
    if (!same(own, leaf)) return [`it holds another ${name} than this file's`, true];
  }
  return ["", false];
}

/** Step 7: every checkpoint, its lines, its root and its place. */
export async function checkNotes(
  content: Content, charter: Charter, feeds: Map<string, Feed>, witnesses: Key[], browser: Browser,
): Promise<CheckedNote[]> {
  const checked: CheckedNote[] = [];
  for (const { party, generation, note } of content.notes) {
    const feed = feeds.get(feedKey(party, generation));
    if (!feed) refuse("checkpoint", "it is of a feed that the file does not hold");
    const own = `checkpoint ${feed.label}`;
    const head = await checkCheckpoint(note, charter, party, generation, witnesses, own, browser);
    const { size: held } = feed.tree;
    if (head.size > held && !content.selection)
      refuse(own, `it names ${head.size} entries, the file holds ${held}`);
    if (head.size <= held && !same(feed.tree.root(Number(head.size)), head.root))
      refuse(`${own}: root`, `the ${head.size} entries in this file have another root`);
    const before = checked.at(-1);
    if (before && comesAfter(before, party, generation, head.size))
      refuse(`${own}: order`, "it stands after a larger one");
    checked.push({ ...head, party, generation, label: feed.label });
  }
  return checked;
}

function comesAfter(one: CheckedNote, party: number, generation: number, size: bigint): boolean {
  if (one.party !== party) return one.party > party;
  return one.generation !== generation ? one.generation > generation : one.size > size;
}

/** Under which signed tree (feed, size, root) which positions are proven to stand. */
export type Under = Map<string, Set<number>>;

export const treeKey = (feed: string, size: number | bigint, root: Bytes): string =>
  `${feed}/${size}/${hex(root)}`;

/** Step 8: the proofs that stand in the file. */
export function checkProofs(
  content: Content, charter: Charter, feeds: Map<string, Feed>, notes: CheckedNote[],
): Under {
  for (const { party, generation, first, second, path } of content.consistency) {
    const feed = feeds.get(feedKey(party, generation));
    if (!feed || first < 1 || first >= second || second > feed.tree.size)
      refuse("consistency proof", "it is of sizes that the file does not hold");
    const own = `consistency proof ${feed.label} ${first} to ${second}`;
    checkConsistency(first, second, path, feed.tree.root(first), feed.tree.root(second), own);
  }
  const roots = signedRoots(content, feeds, notes);
  const under: Under = new Map();
  for (const { party, generation, first, second, path } of content.inclusion) {
    const key = feedKey(party, generation);
    const leaf = feeds.get(key)?.leaves.at(first);
    const named = roots.get(`${key}/${second}`);
    if (!leaf || !named)
      refuse("inclusion proof", "it is of an entry or checkpoint that is not here");
    const root = [...named.values()].find((one) => includes(leaf, first, second, path, one));
    if (!root)
      refuse(
        `inclusion proof ${entryName(charter, party, generation, first)}`,
        "it does not lead where it says",
      );
    const tree = treeKey(key, second, root);
    under.set(tree, (under.get(tree) ?? new Set()).add(first));
  }
  return under;
}

/** The roots that somebody signed, by feed and size: of checkpoints, in a selection of `seen`. */
function signedRoots(
  content: Content, feeds: Map<string, Feed>, notes: CheckedNote[],
): Map<string, Map<string, Bytes>> {
  const roots = new Map<string, Map<string, Bytes>>();
  const add = (key: string, root: Bytes): void => {
    roots.set(key, (roots.get(key) ?? new Map<string, Bytes>()).set(hex(root), root));
  };
  for (const note of notes)
    add(`${feedKey(note.party, note.generation)}/${note.size}`, note.root);
  if (content.selection)
    for (const feed of feeds.values())
      for (const { header } of feed.entries)
        for (const seen of header.seen)
          add(`${feedKey(seen.party, seen.generation)}/${seen.size}`, seen.root);
  return roots;
}
