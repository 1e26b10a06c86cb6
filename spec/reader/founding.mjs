// Party files, shares and the secret's check: founding.md.
import { USES, base32, mended, readParty } from "./charter.mjs";
import { array, bytes, decode, encode, hmac, holds, join, refuse, same, sha256 } from "./values.mjs";

const SHARE_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A party's introduction of itself, which all its keys have signed. */
export function readPartyFile(data) {
  const v = array(decode(data, 16_384, "PARTY-1"), 3, "PARTY-1");
  if (v[0] !== "directline/party/v1") refuse("PARTY-1", "another format");
  const party = readParty(v[1]);
  const uses = party.mldsa.length ? [...USES, "mldsa"] : USES;
  const signatures = array(v[2], uses.length, "PARTY-1").map((s, n) =>
    bytes(s, n < 5 ? 64 : 2420, n < 5 ? 64 : 2420, "PARTY-1"));
  const message = join("directline/party/v1\n", encode(v[1]));
  uses.forEach((use, n) => {
    if (!holds(party[use], signatures[n], message))
      refuse(`${use === "mldsa" ? "ML-DSA" : use} key of ${party.id}`, "it has not signed");
  });
  return party;
}

/** Whether a line's number and ten characters add up to nothing in GF(32), plain and weighed. */
const lineHolds = (number, row) => {
  const values = [number, ...[...row].map((c) => SHARE_DIGITS.indexOf(c))];
  const double = (v) => (v & 16 ? (v << 1) ^ 37 : v << 1);
  const weighed = values.reduceRight((sum, v) => double(sum) ^ v, 0);
  return weighed === 0 && values.reduce((sum, v) => sum ^ v, 0) === 0;
};

/** The 40 bytes of a share as typed: eight lines. */
export function readShare(typed) {
  const printed = typed.split("\n").filter((row) => !row.startsWith("#"));
  const rows = printed.map((row) => mended(row.replace(/^\s*[1-8]\s*:/, ""))).filter((row) => row);
  if (rows.length !== 8) refuse("SHARE-1", "eight lines");
  const parts = rows.map((row, n) => {
    if (!/^[0-9A-HJKMNP-TV-Z]{10}$/.test(row)) refuse("SHARE-1", `line ${n + 1}`);
    const bits = [...row.slice(0, 8)].map((c) => SHARE_DIGITS.indexOf(c).toString(2).padStart(5, "0"));
    const five = Buffer.from(bits.join("").match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    return lineHolds(n + 1, row) ? five : refuse("SHARE-1", `line ${n + 1}`);
  });
  const share = join(...parts);
  if (share[0] !== 0x10 && share[0] !== 0x11) refuse("SHARE-3", "its version");
  const sum = sha256("directline/share/v1\n", "whole\n", share.subarray(0, 36)).subarray(0, 4);
  if (!same(sum, share.subarray(36))) refuse("SHARE-3", "its sum");
  return share;
}

/** The secret of two shares. */
export function joinShares(one, other) {
  if (one[0] === other[0]) refuse("SHARE-3", "the same letter twice");
  if (!same(one.subarray(1, 4), other.subarray(1, 4))) refuse("SHARE-3", "different marks");
  return one.subarray(4, 36).map((byte, n) => byte ^ other[4 + n]);
}

export const secretCheck = (secret, digest) =>
  base32(hmac(secret, "directline/secret-check/v1\n", digest).subarray(0, 5)).match(/.{4}/g).join("-");
