/** A feed's Merkle tree and its proofs (transcript.md section 1; RFC 6962, RFC 9162). */
import { type Bytes, refuse, same } from "./bytes.js";
import { sha256 } from "./sha256.js";
import type { Tell } from "./structure.js";

const ZERO = new Uint8Array([0]);
const ONE = new Uint8Array([1]);

export const EMPTY_ROOT = sha256(new Uint8Array(0));

export function leafHash(leaf: Bytes): Bytes {
  return sha256(ZERO, leaf);
}

export function nodeHash(left: Bytes, right: Bytes): Bytes {
  return sha256(ONE, left, right);
}

/** The hashes of all complete subtrees, level by level, so that any past root is cheap. */
export class Tree {
  private constructor(
    readonly size: number,
    private readonly levels: Bytes[],
  ) {}

  /** Over leaves side by side, 32 bytes each. */
  static async over(leaves: Bytes, tell: Tell): Promise<Tree> {
    const size = leaves.length / 32;
    const levels: Bytes[] = [];
    let level = new Uint8Array(leaves.length);
    for (let n = 0; n < size; n++) {
      if (n % 4096 === 0) await tell("tree", n, size);
      level.set(leafHash(leaves.subarray(32 * n, 32 * n + 32)), 32 * n);
    }
    while (level.length) {
      levels.push(level);
      const above = new Uint8Array(Math.floor(level.length / 64) * 32);
      for (let at = 0; at < above.length; at += 32) {
        if (at % 131_072 === 0) await tell("tree", at, above.length);
        above.set(sha256(ONE, level.subarray(2 * at, 2 * at + 64)), at);
      }
      level = above;
    }
    return new Tree(size, levels);
  }

  /** The root as it was when the tree held so many leaves. */
  root(size: number): Bytes {
    let root: Bytes | null = null;
    for (let height = 0, rest = size; rest > 0; height++, rest = Math.floor(rest / 2)) {
      if (rest % 2 === 0) continue;
      const left = this.levels[height]!.subarray((rest - 1) * 32, rest * 32);
      root = root ? nodeHash(left, root) : left;
    }
    return root ?? EMPTY_ROOT;
  }
}

const odd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);

/** Whether a path of 32-byte hashes leads from a leaf to a root: RFC 9162 section 2.1.3.2. */
export function includes(
  leaf: Bytes, position: number, size: number, path: Bytes[], root: Bytes,
): boolean {
  let index = position - 1;
  let last = size - 1;
  if (index < 0 || index > last) return false;
  let reached = leafHash(leaf);
  for (const hash of path) {
    if (last === 0) return false;
    if (odd(index) || index === last) {
      reached = nodeHash(hash, reached);
      while (!odd(index) && index !== 0) [index, last] = [half(index), half(last)];
    } else {
      reached = nodeHash(reached, hash);
    }
    [index, last] = [half(index), half(last)];
  }
  return last === 0 && same(reached, root);
}

/** That a tree extends another: RFC 9162 section 2.1.4.2. */
export function checkConsistency(
  older: number, newer: number, path: Bytes[], olderRoot: Bytes, newerRoot: Bytes, part: string,
): void {
  const bad = (): never => refuse(part, "it does not lead where it says");
  if (older < 1 || older >= newer || path.length === 0) bad();
  let index = older - 1;
  let last = newer - 1;
  while (odd(index)) [index, last] = [half(index), half(last)];
  const hashes = index === 0 ? [olderRoot, ...path] : path;
  let before = hashes[0]!;
  let after = before;
  for (const hash of hashes.slice(1)) {
    if (last === 0) bad();
    if (odd(index) || index === last) {
      before = nodeHash(hash, before);
      after = nodeHash(hash, after);
      while (!odd(index) && index !== 0) [index, last] = [half(index), half(last)];
    } else {
      after = nodeHash(after, hash);
    }
    [index, last] = [half(index), half(last)];
  }
  if (last !== 0 || !same(before, olderRoot) || !same(after, newerRoot)) bad();
}
