/** What was found, as elements: text is only ever set as text. */
import { type Catalogue, type Wording, directionOf } from "./catalogue.js";
import type { Section } from "./report.js";
import type { Outcome } from "./verify.js";

const MESSAGES_AT_ONCE = 100;
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
    if (kind === "message") addMessages(block, sections, outcome.catalogue);
    else block.append(listOf(sections, kind === "not-proven" ? 1 : 0));
    parts.push(block);
  }
  put(into, ...parts);
}

function listOf(sections: Section[], skip: number): HTMLElement {
  return el("ul", {}, ...sections.flatMap((section) => section.lines.slice(skip).map(row)));
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
  if (said.length > 1) box.append(el("ul", {}, ...said.slice(1).map(row)));
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

function addMessages(block: HTMLElement, sections: Section[], words: Catalogue | null): void {
  const rest = sections.slice(MESSAGES_AT_ONCE);
  block.append(...sections.slice(0, MESSAGES_AT_ONCE).map((section) => article(section, words)));
  if (!rest.length) return;
  const more = el("button", { type: "button" }, `Show more (${rest.length} left)`);
  more.addEventListener("click", () => {
    more.remove();
    addMessages(block, rest, words);
  });
  block.append(more);
}

function article({ lines, message }: Section, words: Catalogue | null): HTMLElement {
  const block = el("article", {}, el("h4", {}, el("bdi", {}, lines[0]!)));
  block.append(el("ul", {}, ...lines.slice(1).map((line) => row(line.slice(2)))));
  const body = message?.entry.body;
  if (body && words) {
    const said = el("div", { class: "wordings" }, ...words.wordings(body).map(wording));
    block.append(
      el("details", {}, el("summary", {}, `What ${message.entry.name} says`), said),
    );
  }
  return block;
}

/** A message in one language, each text in the direction of its own. */
function wording({ language, title, rows }: Wording): HTMLElement {
  const list = el("dl", {});
  for (const { label, text, language: own } of rows)
    list.append(el("dt", {}, label), el("dd", {}, el("bdi", tongue(own), text)));
  return el("section", tongue(language), el("h5", {}, title), list);
}

function tongue(language: string): Attributes {
  if (!language) return { dir: "ltr" };
  if (!LANGUAGE.test(language)) return { dir: "auto" };
  return { lang: language, dir: directionOf(language) };
}
