/** A file's bytes to a report, or to a refusal that names the part (evidence.md section 2). */
import { type Bytes, Refused, naming, refuse, same } from "./bytes.js";
import { Catalogue } from "./catalogue.js";
import { type Charter, checkCharter, normalFingerprint, peekCharter } from "./charter.js";
import { checkEvidence, checkFeeds, checkNotes, checkProofs, checkSeen } from "./checks.js";
import { type Facts, claimsOf } from "./claims.js";
import type { Browser } from "./crypto.js";
import { type Key, checkExportNote } from "./note.js";
import { checkRedacted } from "./redaction.js";
import { type Section, sectionsOf } from "./report.js";
import { type Content, type Tell, readStructure } from "./structure.js";
import { carriedDigest } from "./units.js";

export interface Options {
  /** The charter's fingerprint as the reader typed it; empty: none to compare with. */
  fingerprint?: string;
  /** Keys of neutrals that the reader trusts. */
  witnesses?: Key[];
  tell?: Tell;
}

export interface Outcome {
  /** `refused`: a part does not hold.  `unchecked`: this browser could not check all of it. */
  verdict: "verified" | "contradiction" | "unchecked" | "refused";
  /** The part that does not hold, or empty. */
  part: string;
  why: string;
  /** The charter's fingerprint in the file, where it could be read. */
  fingerprint: string;
  comparison: "compared" | "not compared" | "different";
  sections: Section[];
  catalogue: Catalogue | null;
}

const quiet: Tell = async () => {};

/** Check a file.  Nothing but a report or a refusal comes back, whatever the bytes are. */
export async function verify(
  data: Bytes, browser: Browser, options: Options = {},
): Promise<Outcome> {
  const typed = normalFingerprint(options.fingerprint ?? "");
  const outcome: Outcome = {
    verdict: "refused", part: "", why: "", fingerprint: "", sections: [], catalogue: null,
    comparison: "not compared",
  };
  try {
    const content = await readStructure(data, options.tell ?? quiet).catch((error: unknown) =>
      naming("structure", (): never => {
        throw error;
      }),
    );
    const peeked = peekCharter(content.charter);
    outcome.fingerprint = peeked.fingerprint;
    if (typed) outcome.comparison = isOneOf(peeked, typed) ? "compared" : "different";
    const facts = await check(content, browser, typed, options);
    const catalogue = new Catalogue(content.catalogue, facts.charter);
    const known = (code: string, version: number): boolean => catalogue.isKnown(code, version);
    const title = (code: string, version: number): string => catalogue.titleOf(code, version);
    outcome.sections = sectionsOf(facts, claimsOf(facts, known), title, (body, n) =>
      catalogue.labelOf(body, n),
    );
    outcome.catalogue = catalogue;
    const unchecked = facts.notes.some((note) => note.unchecked.length);
    outcome.verdict = facts.receipts.contradictions.length
      ? "contradiction"
      : unchecked ? "unchecked" : "verified";
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    [outcome.part, outcome.why] = [error.part, error.why];
  }
  return outcome;
}

/** Whether a fingerprint is that of any version: each names the keys that signed the next. */
function isOneOf(charter: Charter, typed: string): boolean {
  return charter.versions.some((one) => one.fingerprint === typed);
}

async function check(
  content: Content, browser: Browser, typed: string, options: Options,
): Promise<Facts> {
  const tell = options.tell ?? quiet;
  const witnesses = options.witnesses ?? [];
  const charter = await checkCharter(content.charter, browser);
  if (typed && !isOneOf(charter, typed))
    refuse("charter fingerprint", `this file's charter is ${charter.fingerprint}, not the one given`);
  if (content.exporter >= charter.parties.length)
    refuse("head", "the exporter is no party of the charter");
  const feeds = await checkFeeds(content, charter, browser, tell);
  checkRedacted(content, charter, feeds);
  const { names, forked } = await checkEvidence(content, charter, browser);
  const receipts = await checkSeen(content, charter, feeds, forked, tell);
  await tell("checkpoints and proofs", 0, 0);
  const notes = await checkNotes(content, charter, feeds, witnesses, browser);
  const under = checkProofs(content, charter, feeds, notes);
  await tell("checksums", 0, 0);
  if (!same(naming("catalogue", () => carriedDigest(content.catalogue)), charter.catalogue))
    refuse("catalogue", "it is not the one that the charter pins");
  const { data, parts } = content;
  const sealed = await browser.digest(data.subarray(0, parts.at(-1)!.begin));
  await checkExportNote(content.sealNote, charter, content.exporter, sealed, browser);
  await checkSums(content, browser);
  return {
    content, charter, compared: typed !== "", feeds, forks: names, receipts, notes, under,
    witnesses: new Set(witnesses.map((key) => key.name)),
  };
}

async function checkSums({ data, parts, digests }: Content, browser: Browser): Promise<void> {
  for (const [n, { name, begin, end }] of parts.slice(0, -1).entries()) {
    const found = await browser.digest(data.subarray(begin, end));
    if (!same(found, digests.subarray(32 * n, 32 * n + 32)))
      refuse(`checksum of part ${n + 1} (${name})`, "it is not that of the part");
  }
  const end = parts.at(-1)!.end;
  if (!same(await browser.digest(data.subarray(0, end)), data.subarray(end)))
    refuse("checksum of the file", "it is not that of the file");
}
