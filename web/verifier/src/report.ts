/** Claims in plain words, with the same sentences as `directline verify` prints. */
import type { Bytes } from "./bytes.js";
import { type Charter, PRINTABLE, fingerprintOf, versionOf } from "./charter.js";
import { type Absence, type CheckpointClaim, type Claims, type Facts, LEVELS, type Message,
  type Past, type Receipt, pastOf } from "./claims.js";
import type { Value } from "./cbor.js";
import type { Entry } from "./checks.js";
import type { Body } from "./entry.js";
import { type Told, keyEvents, leavings } from "./events.js";

/** Lines that belong together; `message` where they are about one. */
export interface Section {
  kind: "head" | "alarm" | "feed" | "checkpoint" | "message" | "remark" | "not-proven" | "verdict";
  lines: string[];
  message?: Message;
}

const QUALITIES = ["quality unknown", "running free", "synchronised", "disciplined"];
const PRECEDENCES = ["ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"];
const PRINTED_MS_MAX = 253_402_300_799_999;
const TEXT_CHARACTERS_MAX = 400;

/** A text from outside that cannot reverse a line, hide a part of it or fill the page. */
export function clean(text: string): string {
  const letters = [...text.slice(0, 2 * TEXT_CHARACTERS_MAX + 2)];
  const shown = letters.slice(0, TEXT_CHARACTERS_MAX).map((letter) =>
    PRINTABLE.test(letter) ? letter : `\\u${letter.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );
  return shown.join("") + (letters.length > TEXT_CHARACTERS_MAX ? "..." : "");
}

/** An instant in UTC with its owner. */
export function when(ms: number | bigint, owner: string, quality?: number): string {
  const text =
    ms <= PRINTED_MS_MAX
      ? new Date(Number(ms)).toISOString().replace("T", " ").replace("Z", " UTC")
      : `${ms} ms after 1970`;
  const known = quality === undefined ? "" : ` (${QUALITIES[quality] ?? QUALITIES[0]})`;
  return `${text} by ${clean(owner)}'s clock${known}`;
}

function stored({ item }: Entry, exporter: string): string {
  const by = item.bearer ? `, brought by ${clean(item.bearer)}` : "";
  const at = when(item.storedMs, exporter, item.storedQuality);
  return `Stored at ${exporter} at ${at}${by} (${exporter}'s own statement, as exporter).`;
}

function receiptLine(receipt: Receipt): string {
  const { level, entry } = receipt;
  const step = level === 6 ? (receipt.reason ? "declined" : "answered") : LEVELS[level];
  const person = [receipt.role, receipt.callSign].map(clean).filter(Boolean).join(" ");
  const who = level <= 2 ? "its machine" : person || "a person";
  const details = (["answer", "unit", "reason", "remark"] as const)
    .filter((label) => receipt[label])
    .map((label) => `${label} ${clean(receipt[label])}`);
  const tail = details.length ? ` (${details.join(", ")})` : "";
  const at = when(entry.header.instantMs, receipt.party, entry.header.quality);
  return `${entry.name}: ${receipt.party} signed at ${at} that ${who} took the step ${step}${tail}.`;
}

export type LabelOf = (body: Body, index: number) => string;

/** Each field of a redacted body: its value as it was signed, or that it is not shown. */
function fieldLines({ body, hidden }: Entry, labelOf: LabelOf, only: boolean): string[] {
  if (!body || !hidden.size) return [];
  return body.fields.flatMap((value, n) => {
    if (only && !hidden.has(n)) return [];
    const label = labelOf(body, n);
    const text = hidden.has(n)
      ? "not shown by who made this copy; what is signed of it stands."
      : clean(value === null ? "not given" : raw(value));
    return [`Field ${n + 1}${label && `, ${clean(label)}`}: ${text}`];
  });
}

function raw(value: Value): string {
  if (Array.isArray(value)) return `(${value.map(raw).join(", ")})`;
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return value === null ? "-" : String(value);
}

/** One message, line by line; `title` in English, empty where the file's words have none. */
function messageLines(
  message: Message, title: string, exporter: string, labelOf: LabelOf,
): string[] {
  const { entry, author } = message;
  const { header, body } = entry;
  const form = body ? clean(body.code) + (title ? ` ${clean(title)}` : "") : "body not in this file";
  const lines = [
    `${header.drill ? "EXERCISE " : ""}${entry.name}: ${PRECEDENCES[header.precedence]} ${form}, ` +
      `to ${message.addressees.join(", ") || "nobody"}.`,
    `  Signed by ${author} at ${when(header.instantMs, author, header.quality)}.`,
    `  ${stored(entry, exporter)}`,
  ];
  if (body && entry.hidden.size) {
    lines.push(`  REDACTED: ${entry.hidden.size} of its ${body.fields.length} fields are not shown.`);
    lines.push(...fieldLines(entry, labelOf, false).map((line) => `  ${line}`));
  }
  for (const { party, entry: by } of message.held)
    lines.push(
      `  Durable at ${party}'s station: ${by.name}, signed by ${party} at ` +
        `${when(by.header.instantMs, party, by.header.quality)}.`,
    );
  for (const receipt of message.receipts)
    lines.push(
      `  ${receiptLine(receipt)}`,
      `    ${stored(receipt.entry, exporter)}`,
      ...fieldLines(receipt.entry, labelOf, true).map((line) => `    ${line}`),
    );
  if (message.cancelledBy) lines.push(`  Cancelled by ${message.cancelledBy}.`);
  if (message.coveredBy) lines.push(`  In the tree of ${message.coveredBy}.`);
  if (message.absent.length) lines.push(`  No receipt here for: ${message.absent.join("; ")}.`);
  return lines;
}

/** How long before the file was made, in one unit or two, nothing rounded up. */
function before(ms: bigint, madeMs: bigint, exporter: string): string {
  const clock = `this file was made by ${exporter}'s clock`;
  if (ms > madeMs) return `, which is later than ${clock}`;
  const seconds = (madeMs - ms) / 1000n;
  const [minutes, hours, days] = [seconds / 60n, seconds / 3600n, seconds / 86_400n];
  const age = days
    ? `${days} d ${hours % 24n} h`
    : hours
      ? `${hours} h ${minutes % 60n} min`
      : minutes
        ? `${minutes} min ${seconds % 60n} s`
        : `${seconds} s`;
  return `, ${age} before ${clock}`;
}

function pastText({ name, ms }: Past, madeMs: number, exporter: string): string {
  const at = when(ms, exporter);
  return `; ${name} was stored at ${at}${before(BigInt(ms), BigInt(madeMs), exporter)}`;
}

function absenceLine({ party, last, first }: Absence, madeMs: number, exporter: string): string {
  if (last) {
    const ms = last.seconds * 1000n;
    const known = `${party} last cosigned this feed at ${last.size}, at ${when(ms, party)}`;
    return `Not cosigned by ${party}: ${known}${before(ms, BigInt(madeMs), exporter)}.`;
  }
  const since = first ? pastText(first, madeMs, exporter) : "";
  return `Not cosigned by ${party}: this file holds no cosignature of ${party} on this feed${since}.`;
}

function checkpointLines(head: CheckpointClaim, madeMs: number, exporter: string): string[] {
  const lines = [`Checkpoint ${head.label} at ${head.size}: signed by the feed's own key.`];
  for (const [party, seconds] of head.cosigned)
    lines.push(`  Cosigned by ${clean(party)} at ${when(seconds * 1000n, party)}.`);
  for (const [party, seconds] of head.quantum)
    lines.push(
      `  Signed with ML-DSA-44 (post-quantum) by ${clean(party)} at ` +
        `${when(seconds * 1000n, party)}.`,
    );
  for (const [name, seconds] of head.witnessed)
    lines.push(
      `  The witness ${clean(name)} saw it at the latest at ${when(seconds * 1000n, name)}.`,
    );
  for (const absence of head.notCosigned)
    lines.push(`  ${absenceLine(absence, madeMs, exporter)}`);
  for (const name of head.unknown)
    lines.push(`  Also bears a line of ${clean(name)}, which was not checked.`);
  return lines;
}

function headLines({ content, charter, compared }: Facts, messages: number): string[] {
  const exporter = charter.parties[content.exporter]!.id;
  const line = Array.from(charter.line, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const parties = charter.parties.map((party) => party.id).join(", ");
  const lines = [
    `Charter fingerprint: ${charter.fingerprint} (${compared ? "compared" : "not compared"})`,
    `Line ${clean(charter.name)} (${line}) between ${parties}; all have signed.`,
    `Exported by ${exporter} at ${when(content.exportedMs, exporter, content.exportedQuality)}.`,
  ];
  const { selection } = content;
  if (selection)
    lines.push(
      `A SELECTION of ${messages} messages, copy ${selection.copy}, made for ` +
        `${clean(selection.recipient)}.`,
    );
  return lines;
}

/** What this line succeeds, who has left it, and whether it has ended. */
function endingLines({ charter, feeds }: Facts): string[] {
  const lines: string[] = [];
  const before = versionOf(charter, 1)?.previous;
  if (before?.length)
    lines.push(
      `It succeeds the line of charter ${fingerprintOf(before)}, says its own charter.`,
    );
  const [left] = leavings(charter, feeds);
  for (const { name, header, body } of left) {
    const party = charter.parties[header.party]!.id;
    const [heir, why] = body!.fields as [Bytes, string];
    const next = heir.length ? ` It names charter ${fingerprintOf(heir)} as what succeeds.` : "";
    lines.push(
      `${party} left the line with ${name}, signed at ` +
        `${when(header.instantMs, party, header.quality)}: ${clean(why) || "no reason"}.${next}`,
    );
  }
  if (left.length === charter.parties.length)
    lines.push("All parties have left: the line has ended.");
  for (const told of keyEvents(charter, feeds)) lines.push(...lostLines(told, charter));
  return lines;
}

function lostLines(told: Told, charter: Charter): string[] {
  const { name, header } = told.entry;
  const [party, of] = [charter.parties[header.party]!.id, charter.parties[told.party]!.id];
  const claim = told.claimedMs < 0 ? "not said" : when(told.claimedMs, of);
  return [
    `${party} says with ${name}, signed at ${when(header.instantMs, party, header.quality)}, ` +
      `that it holds ${of}'s key event ${fingerprintOf(told.digest)}: ${of}'s identity and TLS ` +
      `keys of charter version ${told.version} and before are lost: ` +
      `${clean(told.why) || "no reason"}.`,
    `  Made at ${when(told.madeMs, of)}; lost since, as ${of} claims: ${claim}. ` +
      `It acts forward only: what ${party} held before stands, and the claim stands beside.`,
  ];
}

function feedLines({ content, charter, feeds }: Facts): string[] {
  const exporter = charter.parties[content.exporter]!.id;
  const lines: string[] = [];
  for (const feed of feeds.values()) {
    const { label, leaves, entries, gaps, tree } = feed;
    const highest = leaves.positions.at(-1);
    if (content.selection) {
      const left = gaps.reduce((sum, [first, last]) => sum + last - first + 1, 0);
      lines.push(`Feed ${label}: ${left} entries before ${highest} are left out.`);
      continue;
    }
    lines.push(`Feed ${label}: entries 1 to ${tree.size} in unbroken order.`);
    for (const [first, last] of gaps) {
      const past = pastOf(feed, last + 1);
      const since = past ? pastText(past, content.exportedMs, exporter) : "";
      lines.push(`  Not held, not even their digest: ${first} to ${last}${since}.`);
    }
    if (gaps.length) lines.push(`  The last place of which anything is shown is ${highest}.`);
    const withheld = leaves.positions.length - entries.length;
    if (withheld) lines.push(`  ${withheld} of them show their digest only.`);
  }
  return lines;
}

/** The whole report, the charter's fingerprint first and the verdict last. */
export function sectionsOf(
  facts: Facts, claims: Claims, titleOf: (code: string, version: number) => string,
  labelOf: LabelOf,
): Section[] {
  const exporter = facts.charter.parties[facts.content.exporter]!.id;
  const head = [...headLines(facts, claims.messages.length), ...endingLines(facts)];
  const sections: Section[] = [{ kind: "head", lines: head }];
  for (const { part, text } of facts.receipts.contradictions)
    sections.push({ kind: "alarm", lines: [`CONTRADICTION ${part}: ${text}.`] });
  for (const entry of facts.forks)
    sections.push({
      kind: "alarm",
      lines: [
        `TWO HISTORIES: ${entry.split(" ")[0]}'s key signed two different entries ${entry}. ` +
          "The proof is in this file; it names no cause.",
      ],
    });
  sections.push({ kind: "feed", lines: feedLines(facts) });
  for (const head of claims.checkpoints)
    sections.push({ kind: "checkpoint", lines: checkpointLines(head, facts.content.exportedMs, exporter) });
  for (const message of claims.messages) {
    const { body } = message.entry;
    const title = body ? titleOf(body.code, body.version) : "";
    const lines = messageLines(message, title, exporter, labelOf);
    sections.push({ kind: "message", lines, message });
  }
  for (const { part, text } of claims.remarks)
    sections.push({ kind: "remark", lines: [`Note on ${part}: ${text}.`] });
  sections.push({
    kind: "not-proven",
    lines: ["Not proven:", ...claims.notProven.map((text) => `  - ${text}`)],
  });
  const unchecked = facts.notes.flatMap((note) => note.unchecked);
  const verdict = facts.receipts.contradictions.length
    ? ["NOT VERIFIED: signed statements contradict one another."]
    : unchecked.length
      ? [
          "NOT FULLY CHECKED: all else holds, but this browser cannot check ML-DSA-44 signatures.",
          ...unchecked.map((row) => `  Not checked: ${row}.`),
        ]
      : ["VERIFIED."];
  sections.push({ kind: "verdict", lines: verdict });
  return sections;
}
