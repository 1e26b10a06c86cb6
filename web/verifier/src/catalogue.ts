/** The words that the charter pins: forms and their texts in each language (forms.md). */
import { type Bytes, Malformed } from "./bytes.js";
import type { Value } from "./cbor.js";
import type { Charter } from "./charter.js";
import type { Body } from "./entry.js";
import { clean } from "./report.js";
import { carriedUnits } from "./units.js";

interface Field {
  type: string;
  label: string;
  vocabulary: string;
}

interface Form {
  title: string;
  fields: Field[];
}

/** A message in one language; free text keeps its author's language. */
export interface Wording {
  language: string;
  title: string;
  rows: { label: string; text: string; language: string; hidden?: boolean }[];
}

/** As many as a charter may name. */
const LANGUAGES_MAX = 16;
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ks|ps|sd|syr|ug|ur|yi)\b/i;

export const directionOf = (language: string): "rtl" | "ltr" =>
  RIGHT_TO_LEFT.test(language) ? "rtl" : "ltr";

/** Words of the parties' own are called so, and no others are taken from their files. */
const OWN_WORD = /^(?:form-P-[A-Z0-9]{1,12}(?:-[1-9][0-9]{0,4})?|(?:field|choice|quantity)-p-[A-Za-z0-9][A-Za-z0-9_-]{0,79})$/;
const OWN_CODE = /^P-[A-Z0-9]{1,12}$/;

/** What a file's catalogue says; empty where it is none that this page can read. */
export class Catalogue {
  readonly #forms = new Map<string, Form>();
  readonly #words = new Map<string, Map<string, string>>();
  readonly #on: Set<string>;

  constructor(data: Bytes, charter: Charter) {
    this.#on = new Set(["core", ...charter.versions.flatMap((one) => one.profiles)]);
    try {
      for (const [name, text] of carriedUnits(data)) this.#add(name, text);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.#forms.clear();
      this.#words.clear();
      return;
    }
    for (const version of charter.versions)
      for (const [name, digest] of version.formFiles) this.#addOwn(name, charter.texts.get(digest)!);
  }

  /** A form's file, all words of a language, or one word in one. */
  #add(name: string, text: string): void {
    const [kind, first, last] = name.split("/");
    if (kind === "forms") this.#addForm(text, (code) => !OWN_CODE.test(code));
    else if (last?.endsWith(".ftl")) this.#addWords(first!, text);
    else if (last) this.#addWords(last, text);
  }

  #addOwn(name: string, text: string): void {
    const [kind, language] = name.split("/");
    if (kind === "forms") this.#addForm(text, (code) => OWN_CODE.test(code), "core");
    else this.#addWords(language!, text, (key) => OWN_WORD.test(key));
  }

  #addForm(toml: string, fits: (code: string) => boolean, profile?: string): void {
    const [top, ...tables] = toml.split(/^\[\[/m);
    const given = (text: string, key: string): string => {
      const found = new RegExp(`^${key} = (?:"([^"\n]*)"|(\\w+))`, "m").exec(text);
      return found?.[1] ?? found?.[2] ?? "";
    };
    const fields = tables
      .filter((table) => table.startsWith("field]]"))
      .map((table) => ({
        type: given(table, "type"),
        label: `field-${given(table, "word") || given(table, "name")}`,
        vocabulary: given(table, "vocabulary") || given(table, "name"),
      }));
    const code = given(top!, "code");
    const version = Number(given(top!, "version"));
    const title = version === 1 ? `form-${code}` : `form-${code}-${version}`;
    const known = this.#forms.has(`${code}/${version}`);
    if (!known && fits(code) && this.#on.has(profile ?? (given(top!, "profile") || "core")))
      this.#forms.set(`${code}/${version}`, { title, fields });
  }

  #addWords(language: string, fluent: string, fits = (_key: string): boolean => true): void {
    const words = this.#words.get(language) ?? new Map<string, string>();
    this.#words.set(language, words);
    for (const [, key, text] of fluent.matchAll(/^([a-z][A-Za-z0-9_-]*) = (.*(?:\n +[^ .\n}].*)*)/gm))
      if (fits(key!)) words.set(key!, text!.replace(/\n +/g, " "));
  }

  /** Whether a form is among these; of a catalogue that cannot be read nothing is said. */
  isKnown(code: string, version: number): boolean {
    return !this.#forms.size || this.#forms.has(`${code}/${version}`);
  }

  titleOf(code: string, version: number): string {
    const form = this.#forms.get(`${code}/${version}`);
    return form ? this.#words.get("en")?.get(form.title) ?? "" : "";
  }

  /** A field's English label; empty where its form is not among these. */
  labelOf(body: Body, index: number): string {
    const field = this.#forms.get(`${body.code}/${body.version}`)?.fields[index];
    return field ? this.#words.get("en")?.get(field.label) ?? "" : "";
  }

  /** A message in each language that the catalogue has. */
  wordings(body: Body, hidden: Set<number>): Wording[] {
    const form = this.#forms.get(`${body.code}/${body.version}`);
    const fields = form?.fields ?? [];
    const languages = fields.length ? [...this.#words.keys()].sort(englishFirst) : ["en"];
    return languages.slice(0, LANGUAGES_MAX).map((language) => {
      const word = (key: string): string =>
        this.#words.get(language)?.get(key) ?? this.#words.get("en")?.get(key) ?? "";
      const rows = body.fields.flatMap((value, n) => {
        if (value === null && !hidden.has(n)) return [];
        const field = fields[n];
        const label = field ? word(field.label) || field.label : `field ${n + 1}`;
        if (hidden.has(n)) return [{ label, text: "not shown in this copy", language: "en", hidden: true }];
        return [{ label, ...shown(value, field, language, word) }];
      });
      return { language, title: form ? word(form.title) : body.code, rows };
    });
  }
}

const englishFirst = (a: string, b: string): number =>
  Number(b === "en") - Number(a === "en") || (a < b ? -1 : 1);

/** A value as text, and the language it is in: "" for what is the same in every language. */
function shown(
  value: Value, field: Field | undefined, language: string, word: (key: string) => string,
): { text: string; language: string } {
  if (value === "unknown") return { text: word("choice-unknown") || value, language };
  const type = field?.type;
  if (type === "txt" && Array.isArray(value)) {
    const [tongue, text] = value;
    if (typeof tongue === "string" && typeof text === "string") return { text, language: tongue };
  }
  if ((type === "enum" || type === "ynu") && typeof value === "string") {
    const words = word(`choice-${type === "ynu" ? "ynu" : field!.vocabulary}-${value}`);
    return words ? { text: words, language } : { text: value, language: "" };
  }
  if (type === "t" && typeof value === "number") return { text: instant(value), language: "" };
  if (type === "d" && typeof value === "number")
    return { text: instant(value * 86_400_000).slice(0, 10), language: "" };
  if (type === "win" && Array.isArray(value))
    return { text: value.map((one) => instant(one)).join(" \u2013 "), language: "" };
  if ((type === "pos" || type === "circ") && Array.isArray(value)) {
    const [latitude, longitude, ...rest] = value;
    const more = rest.filter((one) => one !== null).map(plain);
    const place = [degrees(latitude, "NS"), degrees(longitude, "EW"), ...more];
    return { text: place.join(" "), language: "" };
  }
  return { text: plain(value), language: "" };
}

function instant(value: Value | undefined): string {
  return typeof value === "number" && Math.abs(value) < 8e15
    ? new Date(value).toISOString()
    : plain(value);
}

function degrees(value: Value | undefined, hemispheres: string): string {
  if (typeof value !== "number") return plain(value);
  return `${(Math.abs(value) / 1e7).toFixed(7)}${value < 0 ? hemispheres[1] : hemispheres[0]}`;
}

/** Any value, as it stands. */
function plain(value: Value | undefined): string {
  if (value === null || value === undefined) return "-";
  if (Array.isArray(value)) return `(${value.map(plain).join(", ")})`;
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return clean(String(value));
}
