// node spec/reader/verify.mjs BUNDLE [--charter FINGERPRINT]
// Verifies an evidence bundle: exit 0 where it holds, 1 where it does not.
import fs from "node:fs";
import process from "node:process";
import { absenceLines, gapLines, keyEventLines, verifyBundle } from "./bundle.mjs";
import { Refused } from "./values.mjs";

const [path, option, fingerprint] = process.argv.slice(2);
if (!path || (option !== undefined && (option !== "--charter" || !fingerprint))) {
  console.error("usage: node verify.mjs BUNDLE [--charter FINGERPRINT]");
  process.exit(2);
}
try {
  const found = verifyBundle(fs.readFileSync(path), { fingerprint: fingerprint ?? null });
  console.log(`charter ${found.charter.fingerprint} (${found.compared ? "compared" : "NOT compared"})`);
  console.log(`line ${found.charter.name}, exported by ${found.exporter}`);
  if (found.selection)
    console.log(`a SELECTION for ${found.selection.recipient}, copy ${found.selection.copy}`);
  for (const line of keyEventLines(found)) console.log(line);
  for (const feed of found.feeds.values()) {
    const shown = feed.items.filter((item) => item.entry).length;
    console.log(`feed ${charterName(found.charter, feed)}: ${feed.items.length} places, ${shown} entries`);
    if (!found.selection) for (const line of gapLines(found, feed)) console.log(`  ${line}`);
    for (const { position, hidden } of feed.items.filter((item) => item.hidden))
      console.log(`  ${position}: REDACTED, without its fields ${hidden.join(", ")}`);
  }
  for (const note of found.notes) {
    const by = note.cosignatures.map((c) => c.name.split("/").pop()).join(", ");
    console.log(`checkpoint ${note.label} at ${note.size}, cosigned by ${by || "nobody"}`);
    for (const line of absenceLines(found, note)) console.log(`  ${line}`);
  }
  for (const text of found.contradictions) console.log(`CONTRADICTION ${text}`);
  console.log(found.verified ? "verified" : "NOT verified: signed statements contradict one another");
  process.exitCode = found.verified ? 0 : 1;
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.log(`NOT verified: ${error.message}`);
  process.exitCode = 1;
}

function charterName(charter, feed) {
  return `${charter.parties[feed.party].id} generation ${feed.generation}`;
}
