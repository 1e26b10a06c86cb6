/** The browser's own cryptography, tried out before it is relied on. */
import { type Bytes, fromHex, hex, same, utf8 } from "./bytes.js";
import { sha256 } from "./sha256.js";

/** What this browser can check; `null` where it lacks the kind of signature. */
export interface Browser {
  ed25519(key: Bytes, signature: Bytes, message: Bytes): Promise<boolean>;
  mldsa44: ((key: Bytes, signature: Bytes, message: Bytes) => Promise<boolean>) | null;
  digest(data: Bytes): Promise<Bytes>;
}

/** This browser cannot do what every file needs. */
export class Unable extends Error {}

// RFC 8032 section 7.1, test 1: the signature of the empty message.
const KEY = fromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
const SIGNATURE = fromHex(
  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac" +
    "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
);

/** Keys that were read before: a charter has at most 64 that sign, and the reader adds a few. */
const KEYS_MAX = 256;
const keys = new Map<string, Promise<CryptoKey | null>>();

function keyFor(name: string, form: string, key: Bytes): Promise<CryptoKey | null> {
  const id = `${name} ${hex(key)}`;
  const known = keys.get(id);
  if (known) return known;
  if (keys.size >= KEYS_MAX) keys.clear();
  // Bytes that are no key sign nothing; that the browser knows the kind was tried before.
  const read = crypto.subtle.importKey(form as "raw", key, name, true, ["verify"]).catch(() => null);
  keys.set(id, read);
  return read;
}

async function holds(
  name: string, form: string, key: Bytes, signature: Bytes, message: Bytes,
): Promise<boolean> {
  const read = await keyFor(name, form, key);
  return read !== null && crypto.subtle.verify(name, read, signature, message);
}

async function hasMldsa(): Promise<boolean> {
  try {
    const pair = (await crypto.subtle.generateKey("ML-DSA-44", true, [
      "sign", "verify",
    ])) as CryptoKeyPair;
    const key = new Uint8Array(
      await crypto.subtle.exportKey("raw-public" as "raw", pair.publicKey),
    );
    const text = utf8("directline");
    const signature = new Uint8Array(
      await crypto.subtle.sign("ML-DSA-44", pair.privateKey, text),
    );
    const other = signature.map((byte, n) => (n ? byte : byte ^ 1));
    return (
      (await holds("ML-DSA-44", "raw-public", key, signature, text)) &&
      !(await holds("ML-DSA-44", "raw-public", key, other, text))
    );
  } catch {
    return false;
  }
}

/** Try the browser out.  Throws `Unable` where no file could be checked at all. */
export async function tryBrowser(): Promise<Browser> {
  if (!globalThis.crypto?.subtle) throw new Unable("it gives this page no cryptography");
  const ed25519 = (key: Bytes, signature: Bytes, message: Bytes): Promise<boolean> =>
    holds("Ed25519", "raw", key, signature, message);
  const digest = async (data: Bytes): Promise<Bytes> =>
    new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  const nothing = new Uint8Array(0);
  const other = SIGNATURE.map((byte, n) => (n ? byte : byte ^ 1));
  if (!(await ed25519(KEY, SIGNATURE, nothing)) || (await ed25519(KEY, other, nothing)))
    throw new Unable("it does not check Ed25519 signatures");
  const sample = Uint8Array.from({ length: 4096 }, (_, n) => (n * 31) % 251);
  for (const size of [0, 55, 56, 64, 119, 4096]) {
    const part = sample.slice(0, size);
    if (!same(await digest(part), sha256(part))) throw new Unable("its SHA-256 differs from ours");
  }
  const mldsa44 = (key: Bytes, signature: Bytes, message: Bytes): Promise<boolean> =>
    holds("ML-DSA-44", "raw-public", key, signature, message);
  return { ed25519, mldsa44: (await hasMldsa()) ? mldsa44 : null, digest };
}
