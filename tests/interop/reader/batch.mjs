// node batch.mjs FILE [FINGERPRINT]: many bundles, each with its length before it, in one process.
// A signature that was checked once is not checked again: mutations share nearly all of them.
import fs from "node:fs";
import process from "node:process";
import { verifyBundle } from "../../../spec/reader/bundle.mjs";
import { Refused, holds } from "../../../spec/reader/values.mjs";

const good = new Set();

function check(key, signature, message) {
  const name = Buffer.concat([key, signature, message]).toString("latin1");
  if (!good.has(name)) {
    if (!holds(key, signature, message)) return false;
    good.add(name);
  }
  return true;
}

function answer(bundle) {
  try {
    return verifyBundle(bundle, { check, fingerprint: process.argv[3] ?? null }).verified
      ? "verified"
      : "contradiction";
  } catch (error) {
    return error instanceof Refused ? error.name : `fault: ${error.stack}`;
  }
}

const given = fs.readFileSync(process.argv[2]);
for (let at = 0; at < given.length; ) {
  const length = given.readUInt32BE(at);
  console.log(JSON.stringify(answer(given.subarray(at + 4, (at += 4 + length)))));
}
