// Small helps for forms; each of them works without this file.

import { all } from "./dom.js";

/** Mark what was typed into, refuse pasting where a person must re-enter, stop a double release. */
export function guardForms() {
  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-keep]") : null;
    if (form instanceof HTMLElement) form.dataset.dirty = "1";
  });
  for (const name of ["paste", "drop"]) {
    document.addEventListener(name, (event) => {
      const field = event.target instanceof Element ? event.target.closest("[data-retype] input, [data-retype] textarea") : null;
      if (!field) return;
      event.preventDefault();
      document.body.dataset.pasteRefused = "1";
    });
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    if ("stay" in form.dataset) {
      // Silencing must not take the officer from what is being written; the stream shows the rest.
      event.preventDefault();
      const fields = new URLSearchParams();
      for (const [name, value] of new FormData(form)) fields.append(name, String(value));
      void fetch(form.action, { method: "POST", body: fields, redirect: "manual" });
      return;
    }
    delete form.dataset.dirty;
    if (form.dataset.sent) event.preventDefault();
    else if (form.method === "post") form.dataset.sent = "1";
  });
  globalThis.addEventListener("pageshow", () => {
    for (const form of all("form[data-sent]")) delete form.dataset.sent;
  });
}
