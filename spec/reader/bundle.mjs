// The evidence bundle and its verification: evidence.md.
import { catalogueDigest } from "./catalogue.mjs";
import { fingerprint, readSignedCharter, sameFingerprint } from "./charter.mjs";
import { checkConsistency, checkInclusion, cosignerKey, logKey, mldsaKey, openCheckpoint, readNote,
  rootOf } from "./transcript.mjs";
import { array, bytes, decode, holds, integer, items, naming, refuse, same, sha256, text }
  from "./values.mjs";
import { POSITION_MAX, commitment, leafOf, readBody, readEntry, readForm, treeOf } from "./entry.mjs";

const MAGIC = Buffer.from("directline transcript v1\n");
const ORDER = ["head", "charter", "catalogue", "feed", "redacted", "note", "consistency", "inclusion",
  "evidence", "seal"];
const RULE = "TRANS-10";
const key = (party, generation) =>
  `${integer(party, 0, 15, RULE)}/${integer(generation, 1, 2 ** 32 - 1, RULE)}`;
const within = (value, low, high) => integer(value, low, high, RULE);
const blob = (value, high, low = 0) => bytes(value, low, high, RULE);

/** Section 1: the parts of a file, bounds checked, nothing verified. */
function readStructure(data) {
  const bad = (why) => refuse(RULE, why);
  if (data.length > 2 ** 30 || !same(data.subarray(0, MAGIC.length), MAGIC)) bad("not such a file");
  const parts = [];
  const end = data.length - 32;
  let at = MAGIC.length;
  while (at < end) {
    const begin = parts.length ? at : 0;
    const length = at + 4 <= data.length ? data.readUInt32BE(at) : bad("cut short");
    if (length > 2 ** 24 || at + 4 + length > end) bad("a part's length");
    const value = items(decode(data.subarray(at + 4, at + 4 + length), 2 ** 24, RULE), 8, RULE);
    at += 4 + length;
    parts.push({ name: value[0], value: value.slice(1), begin, end: at });
    if (!ORDER.includes(value[0]) || parts.length > 65_536) bad("unknown or too many parts");
  }
  if (at !== end) bad("cut short");
  const rank = (part) => ORDER.indexOf(part.name);
  if (parts.some((part, n) => n && rank(part) < rank(parts[n - 1]))) bad("parts out of order");
  const all = (name, count) =>
    parts.filter((p) => p.name === name).map((p) => array(p.value, count, RULE));
  const once = (name, count) => {
    const found = all(name, count);
    return found.length === 1 ? found[0] : bad(`${name} once`);
  };
  const rows = (name, most) => {
    const found = all(name, 1).flatMap(([list]) =>
      items(list, 256, RULE).length ? list : bad(`an empty ${name}`));
    return items(found, most, RULE).map((row) => array(row, 5, RULE));
  };
  const heads = parts.filter((p) => p.name === "head");
  if (heads.length !== 1 || ![4, 5].includes(heads[0].value.length)) bad("a head of its length");
  const [exporter, exported, quality, table, chosen] = heads[0].value;
  const [digests, note] = once("seal", 2);
  const file = { data, parts, selection: chosen === undefined ? null : readSelection(chosen),
    exporter: within(exporter, 0, 15),
    exported: within(exported, 0, POSITION_MAX), quality: within(quality, 0, 255),
    charter: blob(once("charter", 1)[0], 1_048_576),
    catalogue: blob(once("catalogue", 1)[0], 2 ** 23), feeds: readFeeds(table, all("feed", 3)),
    redacted: rows("redacted", 4096).map(readRedacted),
    notes: items(all("note", 3), 1024, RULE).map(([p, g, n]) =>
      ({ key: key(p, g), party: p, generation: g, note: blob(n, 2 ** 18) })),
    consistency: rows("consistency", 16_384).map(readProof),
    inclusion: rows("inclusion", 1024).map(readProof),
    evidence: rows("evidence", 1024).map(([a, signA, b, signB, noted]) => ({
      a: blob(a, 20_000), signA: blob(signA, 64, 64), b: blob(b, 20_000), signB: blob(signB, 64, 64),
      noted: within(noted, 0, POSITION_MAX) })),
    digests: blob(digests, 65_536 * 32), note: blob(note, 2 ** 18) };
  if (file.digests.length !== 32 * (parts.length - 1)) bad("a digest for each part");
  if (file.redacted.length && !file.selection) bad("a whole transcript hides no field");
  if (file.redacted.some((row, n) => n && !isBefore(file.redacted[n - 1], row)))
    bad("redacted bodies out of order");
  return file;
}

function readSelection(value) {
  const [recipient, copy] = array(value, 2, RULE);
  if (!/[^ ]/u.test(text(recipient, 100, RULE)) || /[\x00-\x1f\x7f-\x9f]/.test(recipient))
    refuse(RULE, "for whom a selection is");
  return { recipient, copy: within(copy, 1, 2 ** 32 - 1) };
}

const isBefore = (a, b) =>
  (a.party - b.party || a.generation - b.generation || a.position - b.position) < 0;

function readRedacted([party, generation, position, leaves, shown]) {
  const cells = items(shown, 66, RULE).map((cell) => {
    if (cell === null) return null;
    const [value, salt] = array(cell, 2, RULE);
    return { value: blob(value, 16_384), salt: blob(salt, 16, 16) };
  });
  const joined = blob(leaves, 32 * cells.length, 32 * cells.length);
  const long = cells.reduce((sum, cell) => sum + (cell?.value.length ?? 0), 0);
  if (cells.length < 3 || !cells[0] || !cells[1] || !cells.includes(null) || long > 16_384)
    refuse(RULE, "a redacted body shows its form and hides a field");
  return { key: key(party, generation), party, generation, position: within(position, 1, POSITION_MAX),
    leaves: cells.map((_, n) => joined.subarray(32 * n, 32 * n + 32)), cells };
}

function readProof([party, generation, first, second, path]) {
  if (blob(path, 64 * 32).length % 32) refuse(RULE, "a proof is a row of hashes");
  const hashes = Array.from({ length: path.length / 32 }, (_, n) => path.subarray(32 * n, 32 * n + 32));
  return { key: key(party, generation), party, generation, first: within(first, 0, POSITION_MAX),
    second: within(second, 0, POSITION_MAX), path: hashes };
}

function readFeeds(table, parts) {
  const feeds = [];
  for (const [party, generation, rows] of parts) {
    const own = key(party, generation);
    if (feeds.at(-1)?.key !== own) feeds.push({ key: own, party, generation, items: [] });
    if (items(rows, 256, RULE).length === 0) refuse(RULE, "an empty part of a feed");
    feeds.at(-1).items.push(...rows.map(readItem));
  }
  items(table, 1024, RULE).forEach((row, n) => {
    const [party, generation, gaps] = array(row, 3, RULE);
    if (feeds[n]?.key !== key(party, generation)) refuse(RULE, "the head names other feeds");
    feeds[n].gaps = items(gaps, 1024, RULE).map((gap) => {
      const [first, last] = array(gap, 2, RULE);
      return [within(first, 1, POSITION_MAX), within(last, first, POSITION_MAX)];
    });
  });
  const rising = (a, b) => a.party < b.party || (a.party === b.party && a.generation < b.generation);
  if (feeds.length !== table.length || feeds.some((feed, n) => n && !rising(feeds[n - 1], feed)))
    refuse(RULE, "the feeds are not those of the head, in order");
  return feeds;
}

function readItem(row) {
  const position = within(items(row, 8, RULE)[0], 1, POSITION_MAX);
  if (row.length === 2) return { position, leaf: blob(row[1], 32, 32) };
  const [, header, signature, body, salt, stored, quality, bearer] = array(row, 8, RULE);
  within(quality, 0, 255);
  if (!/^[\x20-\x7e]*$/.test(text(bearer, 16, RULE))) refuse(RULE, "a bearer's kind");
  return { position, header: blob(header, 20_000), signature: blob(signature, 64, 64),
    body: body === null ? null : blob(body, 16_384), salt: salt === null ? null : blob(salt, 16, 16),
    stored: within(stored, 0, POSITION_MAX), leaf: sha256(header) };
}

/** Section 2: the checks, in this order.  Gives the verdict and what is shown with it. */
export function verifyBundle(data, { fingerprint = null, check = holds } = {}) {
  const file = naming("structure", () => readStructure(data));
  const charter = naming("charter", () => readSignedCharter(file.charter));
  const known = charter.versions.map((one) => one.fingerprint);
  if (fingerprint !== null && !known.some((print) => sameFingerprint(fingerprint, print)))
    refuse("charter fingerprint", "this file's charter is not the one that you compare with");
  if (file.exporter >= charter.parties.length) refuse("head", "the exporter is no party");
  const feeds = new Map();
  for (const feed of file.feeds) {
    if (feed.party >= charter.parties.length) refuse(`feed of party ${feed.party}`, "no such party");
    checkPlaces(feed, charter);
    checkEntries(feed, charter, check);
    const prefix = feed.items.findIndex((item, n) => item.position !== n + 1);
    feed.leaves = feed.items.slice(0, prefix < 0 ? undefined : prefix).map((item) => item.leaf);
    feed.roots = new Map();
    feeds.set(feed.key, feed);
  }
  file.redacted.forEach((row) => checkRedacted(row, feeds.get(row.key), charter));
  const forked = checkEvidence(file.evidence, charter, check);
  const contradictions = [...checkVersions(feeds, charter), ...checkLeft(feeds, charter),
    ...checkSeen(feeds, charter, file, forked)];
  const notes = checkNotes(file, charter, feeds, check);
  checkProofs(file, charter, feeds, notes);
  if (!same(catalogueDigest(file.catalogue), charter.catalogue))
    refuse("catalogue", "not the one pinned");
  checkSeal(file, charter, check);
  return { verified: contradictions.length === 0, contradictions, charter, feeds, notes,
    compared: fingerprint !== null, selection: file.selection, made: file.exported,
    exporter: charter.parties[file.exporter].id };
}

/** Section 4: who says to hold whose key event; of each party and version the first. */
export function keyEventLines({ charter, feeds }) {
  const found = new Map();
  for (const feed of feeds.values())
    for (const { entry, body, position } of feed.items.filter((item) => item.entry && item.body)) {
      const others = (2 ** charter.parties.length - 1) & ~(1 << feed.party);
      const told = entry.kind === 2 && entry.addressees === others && readTold(readBody(body), charter);
      const own = told && `${feed.party}/${told.party}/${told.version}`;
      if (own && !found.has(own)) found.set(own, { ...told, feed, entry, position });
    }
  return [...found.values()].flatMap(({ party, version, digest, made, claimed, why, feed, entry,
    position }) => {
    const [own, of] = [charter.parties[feed.party].id, charter.parties[party].id];
    const quality = QUALITIES[entry.quality] ?? QUALITIES[0];
    return [`${own} says with ${placeOf(charter, feed, position)}, signed at `
      + `${when(BigInt(entry.instant), own)} (${quality}), that it holds ${of}'s key event `
      + `${fingerprint(digest)}: ${of}'s identity and TLS keys of charter version ${version} and `
      + `before are lost: ${clean(why) || "no reason"}.`,
    `  Made at ${when(BigInt(made), of)}; lost since, as ${of} claims: `
      + `${claimed < 0 ? "not said" : when(BigInt(claimed), of)}. It acts forward only: what ${own} `
      + "held before stands, and the claim stands beside."];
  });
}

const QUALITIES = ["quality unknown", "running free", "synchronised", "disciplined"];

function readTold({ code, version: form, fields }, charter) {
  if (code !== "E-KEY" || form !== 1 || fields.length !== 6) return null;
  const [party, version, digest, made, claimed, why] = fields;
  const whole = (value, low, high) => typeof value === "number" && value >= low && value <= high;
  const fits = whole(party, 0, charter.parties.length - 1) && whole(made, 0, POSITION_MAX)
    && whole(claimed, -1, POSITION_MAX) && Buffer.isBuffer(digest) && digest.length === 32
    && typeof why === "string" && [...why].length <= 200
    && charter.versions.some((one) => one.version === version);
  return fits ? { party, version, digest, made, claimed, why } : null;
}

const clean = (words) => [...words].map((letter) => (/ |[^\p{C}\p{Z}]/u.test(letter)
  ? letter : `\\u${letter.codePointAt(0).toString(16).padStart(4, "0")}`)).join("");

/** Section 4: what a feed's gap, and what a checkpoint lacks, with its age. */
export function gapLines(found, feed) {
  return feed.gaps.map(([first, last]) =>
    `Not held, not even their digest: ${first} to ${last}${storedAfter(found, feed, last)}.`);
}

export function absenceLines({ charter, feeds, notes, exporter, made }, note) {
  const of = (one, id) => one.cosignatures.filter((c) => c.name.split("/").pop() === id);
  const feed = feeds.get(note.key);
  return charter.parties
    .filter(({ id }, n) => n !== feed.party && of(note, id).length === 0)
    .map(({ id }) => {
      const signed = notes.filter((one) => one.key === note.key).reverse()
        .flatMap((one) => of(one, id).map(({ seconds }) => ({ size: one.size, seconds })));
      const [top] = signed;
      if (!top) return `Not cosigned by ${id}: this file holds no cosignature of ${id} on this feed`
        + `${storedAfter({ charter, exporter, made }, feed, 0)}.`;
      const last = signed.filter((one) => one.size === top.size)
        .reduce((latest, { seconds }) => (seconds > latest ? seconds : latest), 0n);
      return `Not cosigned by ${id}: ${id} last cosigned this feed at ${top.size}, at `
        + `${when(last * 1000n, id)}${age(last * 1000n, made, exporter)}.`;
    });
}

function storedAfter({ charter, exporter, made }, feed, position) {
  const item = feed.items.find((one) => one.entry && one.position > position);
  if (!item) return "";
  const stored = BigInt(item.stored);
  return `; ${placeOf(charter, feed, item.position)} was stored at ${when(stored, exporter)}`
    + age(stored, made, exporter);
}

function when(ms, owner) {
  const text = ms <= 253_402_300_799_999n
    ? new Date(Number(ms)).toISOString().replace("T", " ").replace("Z", " UTC") : `${ms} ms after 1970`;
  return `${text} by ${owner}'s clock`;
}

/** An age has its two largest units that are not empty at the front, cut off, not rounded. */
function age(ms, made, exporter) {
  const end = `this file was made by ${exporter}'s clock`;
  if (ms > BigInt(made)) return `, which is later than ${end}`;
  let [rest, ...larger] = [(BigInt(made) - ms) / 1000n, 60n, 60n, 24n];
  const counts = larger.map((many) => {
    const count = rest % many;
    rest /= many;
    return count;
  });
  const all = [...counts, rest];
  const at = Math.max(0, all.findLastIndex((count) => count > 0n));
  const shown = [at, at - 1].filter((n) => n >= 0).map((n) => `${all[n]} ${["s", "min", "h", "d"][n]}`);
  return `, ${shown.join(" ")} before ${end}`;
}

const nameOf = (charter, { party, generation }) =>
  (charter.parties[party]?.id ?? `party ${party}`) + (generation === 1 ? "" : ` generation ${generation}`);
const placeOf = (charter, { party, generation }, position) =>
  `${charter.parties[party]?.id ?? `party ${party}`} ${generation === 1 ? "" : `${generation}/`}${position}`;

function checkPlaces(feed, charter) {
  feed.items.forEach((item, n) => {
    if (n && item.position <= feed.items[n - 1].position)
      refuse(`entry ${placeOf(charter, feed, item.position)}: order`, "after a later one");
  });
  const gaps = [...feed.gaps];
  let before = 0;
  for (const { position } of feed.items) {
    if (position > before + 1) {
      const at = gaps.findIndex(([first, last]) => first === before + 1 && last === position - 1);
      if (at < 0) refuse(`entry ${placeOf(charter, feed, before + 1)}`, "missing and not said to be");
      gaps.splice(at, 1);
    }
    before = position;
  }
  if (gaps.length) refuse(`feed ${nameOf(charter, feed)}: gaps`, "a gap that it does not have");
}

function checkEntries(feed, charter, check) {
  for (let at = 0; at < feed.items.length; at += 256) {
    const some = feed.items.slice(at, at + 256).filter((item) => item.header);
    for (const item of some) {
      const part = `entry ${placeOf(charter, feed, item.position)}`;
      const e = (item.entry = naming(`${part}: header`, () => readEntry(item.header)));
      if (!same(e.line, charter.line)) refuse(`${part}: line`, "of another line");
      item.under = charter.versions.find((one) => one.version === e.version);
      if (!item.under) refuse(`${part}: charter version`, "of another charter");
      if (e.party !== feed.party || e.generation !== feed.generation || e.position !== item.position)
        refuse(`${part}: position`, "signed for another place");
      if (e.signer !== 0) refuse(`${part}: signer`, "an unknown key");
      if (item.body !== null) {
        const body = naming(`${part}: body`, () => readBody(item.body));
        if (item.salt === null || !same(commitment(body, item.salt), e.commitment))
          refuse(`${part}: body`, "not the one that was signed");
      } else if (item.salt !== null) refuse(`${part}: salt`, "without its body");
    }
    for (const item of some)
      if (!check(item.under.parties[feed.party].identity, item.signature, item.header))
        refuse(`entry ${placeOf(charter, feed, item.position)}: signature`, "it does not hold");
  }
}

/** The leaves against the signed commitment, then each value that is shown against its leaf. */
function checkRedacted({ position, leaves, cells }, feed, charter) {
  const item = feed?.items.find((one) => one.position === position && one.entry);
  if (!item) refuse("redacted body", "of an entry that is not here");
  const part = `entry ${placeOf(charter, feed, position)}`;
  if (item.body !== null) refuse(`${part}: body`, "shown whole beside");
  if (!same(treeOf(leaves), item.entry.commitment)) refuse(`${part}: body`, "not the one signed");
  const name = (n) => (n < 2 ? `${part}: form` : `${part}: field ${n - 1}`);
  const values = cells.map((cell, n) => {
    if (cell === null) return null;
    if (!same(leafOf(cell.value, cell.salt), leaves[n])) refuse(name(n), "not what was signed");
    return naming(name(n), () => decode(cell.value, 16_384, "VALUE-1"));
  });
  naming(`${part}: form`, () => readForm(values[0], values[1]));
  item.hidden = cells.flatMap((cell, n) => (cell ? [] : [n - 1]));
}

function checkEvidence(pairs, charter, check) {
  const forked = new Map();
  pairs.forEach((pair, n) => {
    const part = `evidence ${n + 1}`;
    const [a, b] = naming(part, () => [readEntry(pair.a), readEntry(pair.b)]);
    const place = `${a.party}/${a.generation}/${a.position}`;
    if (same(pair.a, pair.b)) refuse(part, "one entry twice");
    if (place !== `${b.party}/${b.generation}/${b.position}`) refuse(part, "two places");
    if (!same(a.line, charter.line) || !same(b.line, charter.line)) refuse(part, "of another line");
    const party = charter.parties[a.party];
    if (!party || a.signer || b.signer) refuse(part, "an unknown key");
    const [first, second] = [a, b].map((e) => charter.versions.find((c) => c.version === e.version)
      ?? refuse(part, "signed under another charter")).map((c) => c.parties[a.party].identity);
    if (!check(first, pair.signA, pair.a)) refuse(`${part}: signature 1`, "it does not hold");
    if (!check(second, pair.signB, pair.b)) refuse(`${part}: signature 2`, "it does not hold");
    const feed = `${a.party}/${a.generation}`;
    forked.set(feed, Math.min(a.position, forked.get(feed) ?? a.position));
  });
  return forked;
}

/** Along all of a party's entries the version of the charter never falls. */
function checkVersions(feeds, charter) {
  const newest = charter.parties.map(() => 0);
  const found = [];
  for (const feed of feeds.values())
    for (const { entry, position } of feed.items.filter((item) => item.entry)) {
      if (entry.version < newest[feed.party])
        found.push(`entry ${placeOf(charter, feed, position)}: charter version: a later one was in use`);
      else newest[feed.party] = entry.version;
    }
  return found;
}

/** Nobody signs a message after the event by which it left the line (charter.md, section 6). */
function checkLeft(feeds, charter) {
  const left = new Set();
  const found = [];
  for (const feed of feeds.values())
    for (const { entry, body, position } of feed.items.filter((item) => item.entry)) {
      if (left.has(feed.party) && entry.kind === 0)
        found.push(`entry ${placeOf(charter, feed, position)}: after E-END: its author had left`);
      const others = (2 ** charter.parties.length - 1) & ~(1 << feed.party);
      if (entry.kind === 2 && entry.addressees === others && body !== null && isEnd(readBody(body)))
        left.add(feed.party);
    }
  return found;
}

const isEnd = ({ code, version, fields: [heir, why, ...more] }) =>
  code === "E-END" && version === 1 && more.length === 0
  && Buffer.isBuffer(heir) && [0, 32].includes(heir.length)
  && typeof why === "string" && [...why].length <= 200;

/** Each `seen` against the rebuilt trees: what contradicts, and what proves nothing. */
function checkSeen(feeds, charter, { exporter, selection }, forked) {
  const found = [];
  for (const feed of feeds.values())
    for (const { entry, position } of feed.items.filter((item) => item.entry))
      for (const seen of entry.seen) {
        const where = `${seen.party}/${seen.generation}`;
        const [problem, other] = compareSeen(seen, feeds.get(where), charter);
        const mine = exporter === seen.party || exporter === entry.party;
        const explained = seen.party !== exporter && (forked.get(where) ?? Infinity) <= seen.size;
        if (problem && (other ? !explained : mine && !selection))
          found.push(`entry ${placeOf(charter, feed, position)}: seen: ${problem}`);
      }
  return found;
}

function compareSeen(seen, feed, charter) {
  if (seen.party >= charter.parties.length) return ["a party that the charter does not name", true];
  const leaves = feed?.leaves ?? [];
  if (seen.size > leaves.length) return ["more than the file holds", false];
  if (!same(rootAt(feed, seen.size), seen.root)) return ["another history than this file's", true];
  for (const [position, leaf] of seen.beyond) {
    const held = feed?.items.find((item) => item.position === position);
    if (!held) return ["an entry that the file does not hold", false];
    if (!same(held.leaf, leaf)) return ["another entry than this file's", true];
  }
  return ["", false];
}

function rootAt(feed, size) {
  if (!feed) return rootOf([]);
  if (!feed.roots.has(size)) feed.roots.set(size, rootOf(feed.leaves.slice(0, size)));
  return feed.roots.get(size);
}

function checkNotes({ notes, selection }, charter, feeds, check) {
  const base = `directline/${charter.line.toString("hex")}`;
  const cosigners = charter.parties.flatMap((p) => [cosignerKey(`${base}/${p.id}`, p.cosigner),
    ...(p.mldsa.length === 1312 ? [mldsaKey(`${base}/${p.id}`, p.mldsa)] : [])]);
  let before = null;
  return notes.map((note) => {
    const feed = feeds.get(note.key) ?? refuse("checkpoint", "of a feed that is not here");
    const part = `checkpoint ${nameOf(charter, feed)}`;
    const party = charter.parties[note.party];
    const log = logKey(`${base}/${party.id}/g${note.generation}`, party.checkpoint);
    let opened;
    try {
      opened = openCheckpoint(note.note, log, cosigners, part, check);
    } catch (error) {
      throw error.name?.startsWith("TRANS-") ? naming(part, () => { throw error; }) : error;
    }
    const held = opened.size <= feed.leaves.length;
    if (!held && !selection) refuse(part, "more than the file holds");
    const size = Number(opened.size);
    if (held && !same(rootAt(feed, size), opened.root)) refuse(`${part}: root`, "another root");
    const after = [note.party, note.generation, size];
    const fall = before && after.findIndex((number, n) => number !== before[n]);
    if (before && fall >= 0 && after[fall] < before[fall]) refuse(`${part}: order`, "after a larger one");
    before = after;
    return { ...opened, size, key: note.key, label: nameOf(charter, feed) };
  });
}

function checkProofs(file, charter, feeds, notes) {
  for (const { key: own, first, second, path } of file.consistency) {
    const feed = feeds.get(own);
    if (!feed || !(first > 0 && first < second && second <= feed.leaves.length))
      refuse("consistency proof", "of sizes that the file does not hold");
    const part = `consistency proof ${nameOf(charter, feed)} ${first} to ${second}`;
    checkConsistency(first, second, path, rootAt(feed, first), rootAt(feed, second), part);
  }
  for (const { key: own, first, second, path } of file.inclusion) {
    const feed = feeds.get(own);
    const roots = signedRoots(file, feeds, notes, own, second);
    const item = feed?.items.find((i) => i.position === first);
    if (!roots.length || !item) refuse("inclusion proof", "of an entry or checkpoint that is not here");
    const part = `inclusion proof ${placeOf(charter, feed, first)}`;
    const wrong = roots.map((root) => {
      try {
        return checkInclusion(item.leaf, first, second, path, root, part), null;
      } catch (error) {
        return error;
      }
    });
    if (wrong.every(Boolean)) throw wrong[0];
  }
}

/** The roots of a feed at a size that somebody signed: a checkpoint, in a selection also a `seen`. */
function signedRoots(file, feeds, notes, own, size) {
  const found = notes.filter((n) => n.key === own && n.size === size).map((n) => n.root);
  if (file.selection)
    for (const feed of feeds.values())
      for (const { entry } of feed.items.filter((item) => item.entry))
        for (const seen of entry.seen)
          if (`${seen.party}/${seen.generation}` === own && seen.size === size) found.push(seen.root);
  return found;
}

function checkSeal(file, charter, check) {
  const part = "export signature";
  const party = charter.parties[file.exporter];
  const line = charter.line.toString("hex");
  const own = logKey(`directline/${line}/${party.id}/export`, party.checkpoint);
  const note = naming(part, () => readNote(file.note));
  const [only, ...more] = note.lines;
  if (more.length || only.name !== own.name || !same(only.id, own.id)) refuse(part, "not its one line");
  const seal = file.parts.at(-1);
  const digest = sha256(file.data.subarray(0, seal.begin)).toString("base64");
  if (note.text !== `directline export v1\n${line}\n${party.id}\n${digest}\n`) refuse(part, "another file");
  if (!check(own.key, only.payload, Buffer.from(note.text))) refuse(part, "it does not hold");
  file.parts.slice(0, -1).forEach((p, n) => {
    if (!same(sha256(file.data.subarray(p.begin, p.end)), file.digests.subarray(32 * n, 32 * n + 32)))
      refuse(`checksum of part ${n + 1} (${p.name})`, "it is not that of the part");
  });
  if (!same(sha256(file.data.subarray(0, -32)), file.data.subarray(-32)))
    refuse("checksum of the file", "it is not that of the file");
}
