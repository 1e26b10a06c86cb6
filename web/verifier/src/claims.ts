/** From checked facts to claims (evidence.md section 4): for each message, what proves what. */
import { same } from "./bytes.js";
import type { Value } from "./cbor.js";
import type { Charter } from "./charter.js";
import { type CheckedNote, type Entry, type Feed, type Finding, type Receipts, type Under, feedKey,
  treeKey } from "./checks.js";
import { MESSAGE, RECEIPT, type Seen } from "./entry.js";
import { MLDSA_COSIGNATURE } from "./note.js";
import type { Content } from "./structure.js";

/** All that was checked. */
export interface Facts {
  content: Content;
  charter: Charter;
  compared: boolean;
  feeds: Map<string, Feed>;
  forks: string[];
  receipts: Receipts;
  notes: CheckedNote[];
  under: Under;
  /** Names of the neutrals whose keys the reader gave. */
  witnesses: Set<string>;
}

export interface Receipt {
  party: string;
  entry: Entry;
  level: number;
  role: string;
  callSign: string;
  unit: string;
  answer: string;
  remark: string;
  reason: string;
}

export interface Message {
  entry: Entry;
  author: string;
  addressees: string[];
  /** The entry by which each addressee's station shows that it holds the message. */
  held: { party: string; entry: Entry }[];
  receipts: Receipt[];
  absent: string[];
  cancelledBy: string;
  coveredBy: string;
}

/** An entry that shows by when the exporter knew of a place, by the exporter's clock. */
export interface Past {
  name: string;
  ms: number;
}

/** A party whose cosignature a checkpoint lacks: what it cosigned last, or the feed's first entry. */
export interface Absence {
  party: string;
  last: { size: bigint; seconds: bigint } | null;
  first: Past | null;
}

export interface CheckpointClaim {
  label: string;
  size: bigint;
  cosigned: [name: string, seconds: bigint][];
  quantum: [name: string, seconds: bigint][];
  witnessed: [name: string, seconds: bigint][];
  notCosigned: Absence[];
  unknown: string[];
}

export interface Claims {
  messages: Message[];
  checkpoints: CheckpointClaim[];
  remarks: Finding[];
  notProven: string[];
}

export const LEVELS: Record<number, string> = {
  1: "stored by a relay",
  2: "delivered",
  3: "opened",
  4: "understood (read back)",
  5: "passed on",
  6: "answered or declined",
};
const MACHINE_LEVEL_MAX = 2;

/** What entries say about other entries; a place is `party/generation/position`. */
interface Ledger {
  /** `witness/feed`: rising sizes, each with the first entry that names it. */
  sights: Map<string, [size: number, entry: Entry][]>;
  /** `witness/place`: the first entry that names this leaf past a gap. */
  beyond: Map<string, Entry>;
  receipts: Map<string, Receipt[]>;
  cancelled: Map<string, string>;
  remarks: Finding[];
}

const feedOf = ({ header }: Entry): string => feedKey(header.party, header.generation);
const placeOf = (entry: Entry): string => `${feedOf(entry)}/${entry.header.position}`;
const idOf = (charter: Charter, party: number): string =>
  charter.parties[party]?.id ?? `party ${party}`;

function* entriesOf(facts: Facts): Generator<Entry> {
  for (const feed of facts.feeds.values()) yield* feed.entries;
}

/** Every claim by itself, in the order of the feeds. */
export function claimsOf(
  facts: Facts, isKnown: (code: string, version: number) => boolean,
): Claims {
  const ledger: Ledger = {
    sights: new Map(), beyond: new Map(), receipts: new Map(), cancelled: new Map(), remarks: [],
  };
  for (const entry of entriesOf(facts)) {
    for (const seen of entry.header.seen) noteSight(facts, ledger, entry, seen);
    noteReference(facts, ledger, entry);
  }
  for (const { part, text } of facts.receipts.unheld)
    ledger.remarks.push({ part, text: `${text}; it was not checked` });
  const messages: Message[] = [];
  for (const entry of entriesOf(facts))
    if (entry.header.kind === MESSAGE) messages.push(messageOf(facts, ledger, entry, isKnown));
  noteClocks(facts, ledger);
  return {
    messages,
    checkpoints: facts.notes.map((note) => checkpointOf(facts, note)),
    remarks: ledger.remarks,
    notProven: [...notProven(facts)],
  };
}

function noteSight(facts: Facts, ledger: Ledger, entry: Entry, seen: Seen): void {
  const feed = feedKey(seen.party, seen.generation);
  const own = `${entry.header.party}/${feed}`;
  const first = (position: number): void => {
    if (!ledger.beyond.has(`${own}/${position}`)) ledger.beyond.set(`${own}/${position}`, entry);
  };
  if (facts.receipts.unsound.has(`${entry.name}, ${feed}`)) {
    if (!facts.content.selection) return;
    facts.under.get(treeKey(feed, seen.size, seen.root))?.forEach(first);
    const leaves = facts.feeds.get(feed)?.leaves;
    for (const [position, leaf] of seen.beyond) {
      const held = leaves?.at(position);
      if (held && same(held, leaf)) first(position);
    }
    return;
  }
  const sights = ledger.sights.get(own) ?? [];
  ledger.sights.set(own, sights);
  if (seen.size > (sights.at(-1)?.[0] ?? -1)) sights.push([seen.size, entry]);
  for (const [position] of seen.beyond) first(position);
}

/** A place that three integers name, and the party it is of. */
function readPlace(value: Value | undefined): { party: string; place: string } | null {
  if (!Array.isArray(value) || value.length !== 3) return null;
  const whole = value.every((one) => typeof one === "number" || typeof one === "bigint");
  return whole ? { party: String(value[0]), place: value.join("/") } : null;
}

const textOf = (value: Value | undefined): string => (typeof value === "string" ? value : "");

/** Take in a receipt or a cancellation; what cannot be read as one is remarked on. */
function noteReference({ charter }: Facts, ledger: Ledger, entry: Entry): void {
  const { body, header, name } = entry;
  if (!body) return;
  const author = String(header.party);
  const { fields } = body;
  if (header.kind === RECEIPT && body.code === "L4") {
    const about = readPlace(fields.slice(0, 3));
    const level = fields.length >= 11 ? fields[3] : null;
    const remark = (text: string): number => ledger.remarks.push({ part: `entry ${name}`, text });
    if (!about || typeof level !== "number" || !(level in LEVELS)) {
      remark("a receipt that cannot be read");
    } else if (about.party === author) {
      remark("a receipt for its own author's message proves nothing");
    } else {
      const [role, callSign, unit, answer, said, , reason] = fields.slice(4, 11).map(textOf);
      const known = ledger.receipts.get(about.place) ?? [];
      ledger.receipts.set(about.place, known);
      known.push({
        party: idOf(charter, header.party), entry, level, role: role!, callSign: callSign!,
        unit: unit!, answer: answer!, remark: said!, reason: reason!,
      });
    }
  } else if (body.code === "L6" && fields[1] === "cancel") {
    const about = readPlace(fields[0]);
    if (about?.party === author && !ledger.cancelled.has(about.place))
      ledger.cancelled.set(about.place, name);
  }
}

/** The witness's first entry that names a tree, or a leaf past a gap, that holds the message. */
function heldBy(ledger: Ledger, witness: number, entry: Entry): Entry | null {
  const sights = ledger.sights.get(`${witness}/${feedOf(entry)}`) ?? [];
  let [low, high] = [0, sights.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sights[middle]![0] < entry.header.position) low = middle + 1;
    else high = middle;
  }
  const within = sights[low]?.[1];
  const early = ledger.beyond.get(`${witness}/${placeOf(entry)}`);
  if (!within || !early) return within ?? early ?? null;
  const [a, b] = [within.header, early.header];
  const later = a.generation - b.generation || a.position - b.position;
  return later <= 0 ? within : early;
}

function messageOf(
  facts: Facts, ledger: Ledger, entry: Entry, isKnown: (code: string, version: number) => boolean,
): Message {
  const { header, body } = entry;
  const { charter } = facts;
  const addressees = charter.parties
    .map((_, index) => index)
    .filter((index) => (header.addressees >> index) & 1 && index !== header.party);
  const receipts = ledger.receipts.get(placeOf(entry)) ?? [];
  const held: Message["held"] = [];
  const absent: string[] = [];
  for (const index of addressees) {
    const party = idOf(charter, index);
    const own = receipts.filter((one) => one.party === party).map((one) => one.level);
    const witness = heldBy(ledger, index, entry);
    if (witness) {
      held.push({ party, entry: witness });
      own.push(MACHINE_LEVEL_MAX);
      noteOrder(facts, ledger, entry, witness);
    }
    const reached = own.reduce((most, level) => Math.max(most, level), 1);
    const lacking = Object.entries(LEVELS).filter(([rung]) => Number(rung) > reached);
    if (lacking.length) absent.push(`${party}: ${lacking.map(([, text]) => text).join(", ")}`);
  }
  if (body && !isKnown(body.code, body.version))
    ledger.remarks.push({
      part: `entry ${entry.name}`,
      text: `form ${body.code} version ${body.version} is not known here; its fields are raw`,
    });
  return {
    entry, author: idOf(charter, header.party), held, receipts, absent,
    addressees: addressees.map((index) => idOf(charter, index)),
    cancelledBy: ledger.cancelled.get(placeOf(entry)) ?? "",
    coveredBy: covering(facts, entry),
  };
}

/** The smallest checkpoint that covers a message. */
function covering({ content, notes, under }: Facts, entry: Entry): string {
  const { party, generation, position } = entry.header;
  const found = notes.find(
    (note) =>
      note.party === party &&
      note.generation === generation &&
      (content.selection
        ? under.get(treeKey(feedOf(entry), note.size, note.root))?.has(position)
        : note.size >= position),
  );
  return found ? `checkpoint ${found.label} at ${found.size}` : "";
}

/** The first entry at or after a position that is shown of a feed. */
export function pastOf({ entries }: Feed, position: number): Past | null {
  const entry = entries.find(({ header }) => header.position >= position);
  return entry ? { name: entry.name, ms: entry.item.storedMs } : null;
}

function absenceOf({ notes, witnesses, feeds }: Facts, note: CheckedNote, party: string): Absence {
  let last: Absence["last"] = null;
  for (const one of notes) {
    if (one.party !== note.party || one.generation !== note.generation) continue;
    for (const { name, seconds } of one.cosigned) {
      if (witnesses.has(name) || name.slice(name.lastIndexOf("/") + 1) !== party) continue;
      const later = !last || one.size > last.size;
      if (later || (one.size === last!.size && seconds > last!.seconds))
        last = { size: one.size, seconds };
    }
  }
  const feed = feeds.get(feedKey(note.party, note.generation))!;
  return { party, last, first: last ? null : pastOf(feed, 1) };
}

function checkpointOf(facts: Facts, note: CheckedNote): CheckpointClaim {
  const { charter, witnesses } = facts;
  const cosigned = new Map<string, bigint>();
  const quantum = new Map<string, bigint>();
  const witnessed = new Map<string, bigint>();
  for (const { name, seconds, kind } of note.cosigned) {
    if (witnesses.has(name)) {
      // Its two keys sign at one instant; where they differ the earlier one binds.
      const known = witnessed.get(name);
      witnessed.set(name, known !== undefined && known < seconds ? known : seconds);
    } else {
      const party = name.slice(name.lastIndexOf("/") + 1);
      (kind === MLDSA_COSIGNATURE ? quantum : cosigned).set(party, seconds);
    }
  }
  const sorted = (found: Map<string, bigint>): [string, bigint][] =>
    [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    label: note.label, size: note.size, cosigned: sorted(cosigned), quantum: sorted(quantum),
    witnessed: sorted(witnessed),
    notCosigned: charter.parties
      .filter(({ id }, index) => index !== note.party && !cosigned.has(id) && !quantum.has(id))
      .map(({ id }) => absenceOf(facts, note, id)),
    unknown: note.unknown.filter((name) => !witnesses.has(name)),
  };
}

/** Remark on orders that both clocks cannot be right about; neither is taken as right. */
function noteClocks(facts: Facts, ledger: Ledger): void {
  const { exporter } = facts.content;
  for (const entry of entriesOf(facts)) {
    const aheadMs = entry.header.instantMs - entry.item.storedMs;
    if (entry.header.party === exporter || aheadMs <= facts.charter.clockOffsetMaxMs) continue;
    const [owner, reader] = [idOf(facts.charter, entry.header.party), idOf(facts.charter, exporter)];
    ledger.remarks.push({
      part: `entry ${entry.name}`,
      text:
        `${owner}'s clock reads ${aheadMs} ms later than ${reader}'s did when it stored the ` +
        "entry: the clocks differ, and neither is taken as right",
    });
  }
}

function noteOrder(facts: Facts, ledger: Ledger, entry: Entry, witness: Entry): void {
  const behindMs = entry.header.instantMs - witness.header.instantMs;
  if (behindMs <= facts.charter.clockOffsetMaxMs) return;
  ledger.remarks.push({
    part: `entry ${witness.name}`,
    text:
      `it holds ${entry.name}, yet bears an instant ${behindMs} ms earlier: the clocks differ, ` +
      "and neither is taken as right",
  });
}

function* notProven(facts: Facts): Generator<string> {
  const { content, charter, witnesses } = facts;
  const exporter = idOf(charter, content.exporter);
  if (content.selection)
    yield `what else was said: ${exporter} chose these messages, and what it left out may change ` +
      "what they mean; a receipt that is not here may exist";
  if (!facts.compared)
    yield "whose keys these are: compare the charter's fingerprint with one that you have from " +
      "another source";
  if (facts.notes.some((note) => note.cosigned.some(({ name }) => witnesses.has(name))))
    yield "when anything existed that no witnessed checkpoint covers, by a neutral clock: there " +
      "each time is the statement of the party whose clock is named";
  else
    yield "when anything existed, by a neutral clock: no witness has cosigned; each time is the " +
      "statement of the party whose clock is named";
  yield "that a message was not received: a receipt that is absent is only absent from this file";
  yield `that the feeds end here: ${exporter} may hold entries that nobody here has receipted`;
  yield "which person took a step: officers' steps are their party's signed statement, by role";
  yield `when ${exporter} stored an entry, and by which bearer: its own statement, signed by it`;
  const feeds = [...facts.feeds.values()];
  if (feeds.some((feed) => feed.leaves.positions.length > feed.entries.length))
    yield "what the entries say that show their digest only";
  if (feeds.some((feed) => feed.entries.some((entry) => !entry.body)))
    yield "what the entries say whose body is not in this file (forgotten, or not for here)";
  if (content.redacted.length)
    yield `what stands in the fields that are not shown: ${exporter} chose to hide them`;
  if (feeds.some((feed) => feed.gaps.length))
    yield `what stands in the gaps: ${exporter} did not hold it`;
}
