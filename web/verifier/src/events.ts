/** What parties say of the line itself: who leaves it, and whose keys are lost. */
import type { Bytes } from "./bytes.js";
import type { Value } from "./cbor.js";
import { type Charter, versionOf } from "./charter.js";
import type { Entry, Feed, Finding } from "./checks.js";
import { EVENT, MESSAGE } from "./entry.js";

/** Whether an entry says to all others that its author leaves the line. */
function isEnd({ header, body }: Entry, parties: number): boolean {
  const [heir, why] = body?.fields ?? [];
  const others = ((1 << parties) - 1) & ~(1 << header.party);
  return header.kind === EVENT && header.addressees === others
    && body?.code === "E-END" && body.version === 1 && body.fields.length === 2
    && heir instanceof Uint8Array && heir.length % 32 === 0 && heir.length <= 32
    && typeof why === "string" && [...why].length <= 200;
}

/** What an entry says to all others of a key event that its author holds. */
export interface Told {
  entry: Entry;
  party: number;
  version: number;
  digest: Bytes;
  madeMs: number;
  claimedMs: number;
  why: string;
}

const INSTANT_MAX = 2 ** 48 - 1;

function toldOf(entry: Entry, charter: Charter): Told | null {
  const { header, body } = entry;
  const parties = charter.parties.length;
  const others = ((1 << parties) - 1) & ~(1 << header.party);
  if (header.kind !== EVENT || header.addressees !== others) return null;
  if (body?.code !== "E-KEY" || body.version !== 1 || body.fields.length !== 6) return null;
  const [party, version, digest, madeMs, claimedMs, why] = body.fields;
  const within = (value: Value | undefined, low: number, high: number): value is number =>
    typeof value === "number" && value >= low && value <= high;
  if (!within(party, 0, parties - 1) || !within(version, 1, 65_535)) return null;
  if (!within(madeMs, 0, INSTANT_MAX) || !within(claimedMs, -1, INSTANT_MAX)) return null;
  if (!(digest instanceof Uint8Array) || digest.length !== 32) return null;
  if (typeof why !== "string" || [...why].length > 200 || !versionOf(charter, version)) return null;
  return { entry, party, version, digest, madeMs, claimedMs, why };
}

/** Who says to hold whose key event: of each party and version the first that it says. */
export function keyEvents(charter: Charter, feeds: Map<string, Feed>): Told[] {
  const found = new Map<string, Told>();
  for (const { party, entries } of feeds.values())
    for (const entry of entries) {
      const told = toldOf(entry, charter);
      const own = told && `${party}/${told.party}/${told.version}`;
      if (own && !found.has(own)) found.set(own, told);
    }
  return [...found.values()];
}

/** The first entry of each party by which it left the line, and messages that came after it. */
export function leavings(charter: Charter, feeds: Map<string, Feed>): [Entry[], Finding[]] {
  const found: Finding[] = [];
  const ends = new Map<number, Entry>();
  for (const { party, entries } of feeds.values())
    for (const entry of entries) {
      const end = ends.get(party);
      if (end && entry.header.kind === MESSAGE)
        found.push({
          part: `entry ${entry.name}: after E-END`,
          text: `its author had left the line with ${end.name}`,
        });
      if (!end && isEnd(entry, charter.parties.length)) ends.set(party, entry);
    }
  return [[...ends.values()], found];
}
