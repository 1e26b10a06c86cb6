/** Step 4 of evidence.md section 2: bodies of which some fields are hidden. */
import { type Bytes, naming, refuse, same } from "./bytes.js";
import { Cursor, type Value } from "./cbor.js";
import { type Charter, entryName } from "./charter.js";
import { type Entry, type Feed, feedKey } from "./checks.js";
import { leafOf, readCode, readVersion, rootOver } from "./entry.js";
import type { Content, Redacted } from "./structure.js";

/** Check each against what its author signed, and let its entry show what it shows. */
export function checkRedacted(content: Content, charter: Charter, feeds: Map<string, Feed>): void {
  const shown = new Map<string, Entry>();
  const names = new Set(content.redacted.map(placeOf));
  for (const feed of content.redacted.length ? feeds.values() : [])
    for (const entry of feed.entries)
      if (names.has(placeOf(entry.header))) shown.set(placeOf(entry.header), entry);
  for (const row of content.redacted) {
    const entry = shown.get(placeOf(row));
    if (!entry) refuse("redacted body", "it is of an entry that is not here");
    checkOne(row, entry, `entry ${entryName(charter, row.party, row.generation, row.position)}`);
  }
}

function placeOf(at: { party: number; generation: number; position: number }): string {
  return `${feedKey(at.party, at.generation)}/${at.position}`;
}

function checkOne({ leaves, shown }: Redacted, entry: Entry, own: string): void {
  if (entry.body) refuse(`${own}: body`, "the body is shown whole beside");
  if (!same(rootOver(leaves), entry.header.commitment))
    refuse(`${own}: body`, "the leaves are not those of the body that was signed");
  const name = (n: number): string => (n < 2 ? `${own}: form` : `${own}: field ${n - 1}`);
  const fields = shown.map((one, n): Value => {
    if (!one) return null;
    if (!same(leafOf(one.value, one.salt), leaves[n]!))
      refuse(name(n), "it is not what was signed there");
    return naming(name(n), () => whole(one.value, (at) => at.value(0)));
  });
  const [code, version] = naming(`${own}: form`, () => [
    whole(shown[0]!.value, readCode),
    whole(shown[1]!.value, readVersion),
  ] as const);
  shown.forEach((one, n) => one || entry.hidden.add(n - 2));
  entry.body = { code, version, fields: fields.slice(2), parts: [] };
}

/** What bytes spell, to their end. */
function whole<T>(data: Bytes, read: (at: Cursor) => T): T {
  const at = new Cursor(data);
  const found = read(at);
  at.end();
  return found;
}
