/** The page: a fingerprint, a file, and what the file proves. */
import type { Bytes } from "./bytes.js";
import { Malformed } from "./bytes.js";
import { type Browser, Unable, tryBrowser } from "./crypto.js";
import { ED25519, type Key, readKeyText } from "./note.js";
import { show, showFailure } from "./show.js";
import { FILE_BYTES_MAX, type Tell } from "./structure.js";
import { type Options, type Outcome, verify } from "./verify.js";

const BREATH_MS = 40;
const PATIENCE_MS = 300;

/** The reader has stopped a check, or begun another. */
class Stopped extends Error {}

function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

const fingerprint = byId<HTMLInputElement>("fingerprint");
const witnesses = byId<HTMLTextAreaElement>("witnesses");
const chosen = byId<HTMLInputElement>("file");
const again = byId<HTMLButtonElement>("again");
const progress = byId<HTMLDivElement>("progress");
const result = byId<HTMLElement>("result");

let browser: Browser | null = null;
let file: File | null = null;
let run = 0;

/** Tells the reader how far it is, and lets the page answer meanwhile. */
function telling(own: number): Tell {
  const began = performance.now();
  let breathed = began;
  return async (what, done, total) => {
    if (own !== run) throw new Stopped();
    const now = performance.now();
    if (now - breathed < BREATH_MS) return;
    if (now - began > PATIENCE_MS) {
      progress.hidden = false;
      byId("doing").textContent = `Checking: ${what}${total ? `, ${done} of ${total}` : ""}`;
      const bar = byId<HTMLProgressElement>("bar");
      if (total) [bar.max, bar.value] = [total, done];
      else bar.removeAttribute("value");
    }
    await new Promise((resolve) => setTimeout(resolve));
    breathed = performance.now();
    if (own !== run) throw new Stopped();
  };
}

/** The witnesses' keys that were given, one a line. */
function readWitnesses(): Key[] {
  const problem = byId("witness-problem");
  problem.textContent = "";
  witnesses.removeAttribute("aria-invalid");
  try {
    return witnesses.value.split("\n").map((row) => row.trim()).filter(Boolean).map((row) => {
      const key = readKeyText(row);
      if (key.kind === ED25519) throw new Malformed("a log's key, not one that cosigns");
      return key;
    });
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    problem.textContent = `A witness's key cannot be read: ${error.message}.`;
    witnesses.setAttribute("aria-invalid", "true");
    witnesses.focus();
    throw new Stopped();
  }
}

/** Check one file; one that is over the bound is not even read into memory. */
async function check(chosenFile: File, by: Browser, options: Options): Promise<Outcome> {
  if (chosenFile.size > FILE_BYTES_MAX) return tooLarge();
  return verify(new Uint8Array(await chosenFile.arrayBuffer()), by, options);
}

async function start(): Promise<void> {
  if (!browser || !file) return;
  const own = ++run;
  result.replaceChildren();
  again.hidden = false;
  const options: Options = { fingerprint: fingerprint.value, tell: telling(own) };
  try {
    options.witnesses = readWitnesses();
    const { name } = file;
    const outcome = await check(file, browser, options);
    if (own === run) show(result, outcome, name);
  } catch (error) {
    if (own === run && !(error instanceof Stopped)) showFailure(result, String(error));
  } finally {
    if (own === run) progress.hidden = true;
  }
}

function tooLarge(): Outcome {
  return {
    verdict: "refused", part: "structure", why: "the file is too large", fingerprint: "",
    comparison: "not compared", sections: [], catalogue: null,
  };
}

function take(files: FileList | null): void {
  if (!files?.length) return;
  file = files[0]!;
  byId("chosen").textContent = `${file.name}, ${file.size} bytes`;
  void start();
}

chosen.addEventListener("change", () => take(chosen.files));
chosen.addEventListener("click", () => {
  chosen.value = ""; // so that the same file can be chosen anew
});
again.addEventListener("click", () => void start());
byId("stop").addEventListener("click", () => {
  run++;
  progress.hidden = true;
  byId("chosen").textContent = "Stopped: nothing was checked.";
});
byId("inputs").addEventListener("submit", (event) => {
  event.preventDefault();
  void start();
});
window.addEventListener("dragover", (event) => event.preventDefault());
window.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer?.files.length && browser) take(event.dataTransfer.files);
});

tryBrowser().then(
  (found) => {
    browser = found;
    byId("lacks").hidden = found.mldsa44 !== null;
    chosen.disabled = false;
    fingerprint.focus(); // it is asked for first
    // For whoever checks many files, as the tests do: the same checks, without the page.
    const many = (data: Bytes, options?: Options): Promise<Outcome> => verify(data, found, options);
    Object.assign(globalThis, { directline: Object.freeze({ verify: many, readKey: readKeyText }) });
  },
  (error: unknown) => {
    const why = error instanceof Unable ? error.message : String(error);
    showFailure(result, `this browser cannot check transcripts: ${why}`);
  },
);
