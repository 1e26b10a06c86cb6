// The catalogue of a bundle, or as much of it as its messages need: forms.md section 7.
import { join, naming, refuse, sha256, textOf } from "./values.mjs";

const CONTEXT = Buffer.from("directline/catalogue/v2\n");

/** The digest that a charter must pin for the bytes of this part. */
export function catalogueDigest(data) {
  if (!data.subarray(0, CONTEXT.length).equals(CONTEXT)) return sha256(data);
  return naming("catalogue", () => pinOf(data));
}

function pinOf(data) {
  const bad = (why) => refuse("catalogue", why);
  let at = CONTEXT.length;
  let last = Buffer.alloc(0);
  const take = (size) => {
    if (at + size > data.length) bad("cut short");
    return data.subarray(at, (at += size));
  };
  const number = () => take(4).readUInt32BE();
  function node(count) {
    const kind = data[at];
    if (kind === 0 && at + 5 <= data.length && data.readUInt32BE(at + 1) === count) {
      at += 5;
      return take(32);
    }
    if (count > 1) {
      const left = 2 ** (31 - Math.clz32(count - 1));
      const first = node(left);
      return sha256(Buffer.from([1]), first, node(count - left));
    }
    if (kind !== 1) bad("neither a unit nor the hash of as many");
    at += 1;
    const start = at;
    const [name, text] = [take(number()), take(number())];
    if (Buffer.compare(last, name) >= 0) bad("out of order");
    last = name;
    textOf(name, "catalogue");
    textOf(text, "catalogue");
    return sha256(Buffer.from([0]), data.subarray(start, at));
  }
  const count = number();
  if (count < 1 || count > 2 ** 20) bad("so many units");
  const root = node(count);
  if (at !== data.length) bad("bytes are left over");
  const size = Buffer.alloc(4);
  size.writeUInt32BE(count);
  return sha256(join(CONTEXT, size, root));
}
