// Single-key shortcuts, by the key's place on the keyboard so that they work in every script.
// They can be switched off (WCAG 2.1.4) and never act while something is typed.

import { all, byId } from "./dom.js";

const OFF = "keys-off";

/** @returns {boolean} */
function typing() {
  const at = document.activeElement;
  return at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement
    || (at instanceof HTMLInputElement && !["checkbox", "radio", "submit", "button"].includes(at.type));
}

/** @param {number} step */
function walk(step) {
  const rows = all("a[data-row]");
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + step))]?.focus();
}

/** Lift the guard of STEP BACK and stand on the button under it; nothing is sent. */
function liftGuard() {
  byId("guard")?.setAttribute("open", "");
  byId("step-back")?.focus();
}

/** @param {string} id */
function press(id) {
  const node = byId(id);
  if (node instanceof HTMLDetailsElement) {
    node.open = !node.open;
    if (node.open) node.querySelector("summary")?.focus();
  } else {
    node?.click();
  }
}

/** @param {KeyboardEvent} event */
function act(event) {
  if (event.code === "KeyS" && event.shiftKey) return liftGuard();
  if (event.key === "?") return press("help");
  if (event.shiftKey) return undefined;
  switch (event.code) {
    case "KeyJ": return walk(1);
    case "KeyK": return walk(-1);
    case "KeyD": return press("go-desk");
    case "KeyN": return press("go-compose");
    case "KeyW": return press("go-watch");
    case "KeyS": return press("silence");
    case "KeyA": return press("acknowledge");
    case "KeyF": return press("first-urgent");
    default: return undefined;
  }
}

/** Listen for the shortcuts that the help panel lists. */
export function listenKeys() {
  const toggle = byId("keys-on");
  if (toggle instanceof HTMLInputElement) {
    toggle.checked = localStorage.getItem(OFF) === null;
    toggle.disabled = false;
    toggle.addEventListener("change", () => {
      if (toggle.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") byId("guard")?.removeAttribute("open");
    if (event.ctrlKey || event.altKey || event.metaKey || typing() || localStorage.getItem(OFF)) return;
    act(event);
  });
}
