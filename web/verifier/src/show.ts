/** What was found, as elements: text is only ever set as text. */
import { type Catalogue, type Wording, directionOf } from "./catalogue.js";
import type { Section } from "./report.js";
import type { Outcome } from "./verify.js";

/** A file may hold a million messages: a page shows so many, and more when it is asked. */
const AT_ONCE = 100;
const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const HEADINGS: Partial<Record<Section["kind"], string>> = {
  head: "The file",
  alarm: "Signed statements that contradict one another",
  feed: "Feeds",
  checkpoint: "Checkpoints, cosignatures and witnesses",
  message: "Messages",
  remark: "Notes",
  "not-proven": "Not proven",
};

type Attributes = Record<string, string>;

function el(tag: string, attributes: Attributes, ...inside: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/** A line of the report, indented as it is printed; a text in it cannot turn its direction. */
function row(line: string): HTMLElement {
  const depth = Math.floor((line.length - line.trimStart().length) / 2);
  return el("li", { class: `depth-${depth}` }, el("bdi", {}, line.trim().replace(/^- /, "")));
}

function put(into: HTMLElement, ...inside: Node[]): void {
  into.replaceChildren(...inside);
  const heading = into.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}

/** The page itself could not go on, and so says nothing of the file. */
export function showFailure(into: HTMLElement, why: string): void {
  const title = el("h2", {}, "Nothing was checked");
  put(into, el("div", { class: "verdict bad" }, title, el("p", {}, el("bdi", {}, why))));
}

export function show(into: HTMLElement, outcome: Outcome, name: string): void {
  const parts: HTMLElement[] = [verdict(outcome, name)];
  const kinds = new Set(outcome.sections.map((section) => section.kind));
  for (const kind of kinds) {
    const heading = HEADINGS[kind];
    const sections = outcome.sections.filter((section) => section.kind === kind);
    if (!heading || !sections.some((section) => section.lines.length)) continue;
    const block = el("section", { class: kind }, el("h3", {}, heading));
    const skip = kind === "not-proven" ? 1 : 0;
    if (kind === "message") fill(block, sections, (one) => article(one, outcome.catalogue));
    else fill(block, sections, (one) => listOf(one.lines.slice(skip)));
    parts.push(block);
  }
  put(into, ...parts);
}

function listOf(lines: string[]): HTMLElement {
  const list = el("ul", {});
  fill(list, lines, row);
  return list;
}

/** Append what belongs into a block, a part at once; a button shows more. */
function fill<T>(block: HTMLElement, items: T[], make: (item: T) => HTMLElement): void {
  block.append(...items.slice(0, AT_ONCE).map(make));
  const rest = items.slice(AT_ONCE);
  if (!rest.length) return;
  const more = el("button", { type: "button" }, `Show more (${rest.length} left)`);
  const at = block.tagName === "UL" ? el("li", {}, more) : more;
  more.addEventListener("click", () => {
    at.remove();
    fill(block, rest, make);
  });
  block.append(at);
}

function verdict(outcome: Outcome, name: string): HTMLElement {
  const { comparison, part, why } = outcome;
  const good = outcome.verdict === "verified";
  const tone = good && comparison === "compared" ? "good" : good ? "open" : "bad";
  const box = el("div", { class: `verdict ${tone}`, "data-verdict": outcome.verdict });
  const said = outcome.sections.at(-1)?.lines ?? ["NOT VERIFIED."];
  box.append(el("h2", {}, said[0]!));
  box.append(el("p", {}, "File: ", el("bdi", {}, name)));
  if (part)
    box.append(
      el("p", { id: "refusal" }, "This part does not hold: ", el("strong", { id: "part" }, part)),
      el("p", {}, el("bdi", {}, `${why}.`)),
    );
  if (said.length > 1) box.append(listOf(said.slice(1)));
  if (outcome.fingerprint) box.append(compared(outcome));
  if (good && comparison !== "compared")
    box.append(
      el("p", {}, "All that these keys signed holds. Whose keys they are is not known: anybody can " +
        "make up parties and sign a whole line between them. Compare the fingerprint."),
    );
  return box;
}

function compared({ comparison, fingerprint }: Outcome): HTMLElement {
  const words = {
    compared: "compared: it is the one that you gave",
    "not compared": "NOT COMPARED",
    different: "DIFFERENT from the one that you gave",
  }[comparison];
  return el("p", { id: "comparison", "data-comparison": comparison },
    "Charter fingerprint: ", el("code", {}, fingerprint), " ", el("strong", {}, `(${words})`));
}

function article({ lines, message }: Section, words: Catalogue | null): HTMLElement {
  const block = el("article", {}, el("h4", {}, el("bdi", {}, lines[0]!)));
  block.append(el("ul", {}, ...lines.slice(1).map((line) => row(line.slice(2)))));
  const body = message?.entry.body;
  if (body && words) {
    const said = el("details", {}, el("summary", {}, `What ${message.entry.name} says`));
    const write = (): void =>
      said.append(el("div", { class: "wordings" }, ...words.wordings(body, message.entry.hidden).map(wording)));
    said.addEventListener("toggle", write, { once: true });
    block.append(said);
  }
  return block;
}

/** A message in one language, each text in the direction of its own. */
function wording({ language, title, rows }: Wording): HTMLElement {
  const list = el("dl", {});
  for (const { label, text, language: own, hidden } of rows) {
    const said = el("bdi", tongue(own), text);
    list.append(el("dt", {}, label), el("dd", hidden ? { class: "hidden" } : {}, said));
  }
  return el("section", tongue(language), el("h5", {}, title), list);
}

function tongue(language: string): Attributes {
  if (!language) return { dir: "ltr" };
  if (!LANGUAGE.test(language)) return { dir: "auto" };
  return { lang: language, dir: directionOf(language) };
}
