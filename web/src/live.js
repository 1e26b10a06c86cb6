// One event stream a tab: it says that something changed; the page is rendered again by the
// station and every element marked `data-live` is replaced by the new one of the same id.
//
// The worst desk is one that has silently stopped, so the age of the stream is always shown,
// and the frame of the whole page turns when it is old.

import { beat } from "./alarm.js";
import { all, byId, parse } from "./dom.js";

const STALE_MS = 3_500;
const GONE_MS = 8_000;
const RECONNECT_MS = 1_000;
const GATHER_MS = 40;
const LEAVING_MS = 30_000;

/** @typedef {{now_ms: number, serial: number, sound: import("./alarm.js").Level, lows: string, heard: Record<string, number | null>}} Tick */

let heard_ms = Date.now();
let offset_ms = 0;
let serial = 0;
let refreshing = false;
let again = false;
/** When the officer last sent a form of this page. */
let sent_ms = -LEAVING_MS;
/** @type {EventSource | null} */
let source = null;
/** @type {Tick | null} */
let last = null;
/** What the station rendered last, by element id: equal text is not replaced (nor read out again). */
const rendered = new Map();

/** @param {number} ms @returns {string} */
function span(ms) {
  const total = Math.max(0, Math.floor(ms / 1000));
  const units = (document.documentElement.dataset.units ?? "s|min|h|d").split("|");
  if (total < 60) return `${total} ${units[0]}`;
  if (total < 3600) return `${Math.floor(total / 60)} ${units[1]} ${total % 60} ${units[0]}`;
  if (total < 86400) return `${Math.floor(total / 3600)} ${units[2]} ${Math.floor((total % 3600) / 60)} ${units[1]}`;
  return `${Math.floor(total / 86400)} ${units[3]} ${Math.floor((total % 86400) / 3600)} ${units[2]}`;
}

/** Move every age, countdown and clock on by the station's clock. */
function clocks() {
  const now = Date.now() + offset_ms;
  for (const node of all("[data-since]")) node.textContent = span(now - Number(node.dataset.since));
  for (const node of all("[data-until]")) {
    const left = Number(node.dataset.until) - now;
    node.textContent = (left < 0 ? "+" : "\u2212") + span(Math.abs(left));
    node.classList.toggle("overdue", left < 0);
  }
  const clock = byId("utc");
  if (clock) clock.textContent = new Date(now).toISOString().slice(11, 19) + "Z";
}

/** Show how old the stream is; say so loudly when it has stopped. */
function age() {
  const silent_ms = Date.now() - heard_ms;
  const root = document.documentElement;
  const state = silent_ms > GONE_MS ? "gone" : silent_ms > STALE_MS ? "stale" : last ? "live" : "connecting";
  if (root.dataset.stream !== state) root.dataset.stream = state;
  for (const node of all("[data-stream-age]")) node.textContent = (silent_ms / 1000).toFixed(1);
  if (state === "gone") beat(last?.sound === "high" ? "high" : "medium");
}

/** @param {Element} node @returns {string} its markup without what the clocks move */
function still(node) {
  const copy = /** @type {Element} */ (node.cloneNode(true));
  for (const moving of all("[data-since],[data-until],#utc,[data-stream-age]", copy)) moving.textContent = "";
  for (const due of all(".overdue[data-until]", copy)) due.classList.remove("overdue");
  return copy.outerHTML;
}

/** @param {Document} page */
function replace(page) {
  for (const fresh of all("[data-live]", page)) {
    const old = byId(fresh.id);
    const text = still(fresh);
    // What an officer is typing is never taken away; the clocks in it move on all the same.
    if (!old || rendered.get(fresh.id) === text || old.querySelector("form[data-dirty]")) continue;
    rendered.set(fresh.id, text);
    const focus = old.contains(document.activeElement) ? document.activeElement?.id : "";
    const open = all("details[open]", old).map((node) => node.id);
    old.replaceWith(document.adoptNode(fresh));
    for (const id of open) byId(id)?.setAttribute("open", "");
    if (focus) byId(focus)?.focus();
  }
  clocks();
}

async function refresh() {
  if (refreshing) {
    again = true;
    return;
  }
  refreshing = true;
  try {
    const path = document.documentElement.dataset.refresh || location.pathname + location.search;
    const response = await fetch(path, { headers: { "x-directline-live": "1" }, redirect: "manual" });
    if (response.ok) replace(parse(await response.text()));
    else if (response.type === "opaqueredirect" || response.status === 401) ended();
    else if (response.status === 404 || response.status === 409) gone();
  } catch {
    again = true;
  }
  refreshing = false;
  if (again) {
    again = false;
    setTimeout(() => void refresh(), 500);
  }
}

addEventListener("submit", (event) => {
  if (!event.defaultPrevented) sent_ms = performance.now();
});

/** What this page showed is gone (a draft was released): say so, and keep the frame true. */
function gone() {
  if (performance.now() - sent_ms < LEAVING_MS) {
    // It went by what was sent from here: a reload would cut off the way to the result of that.
    again = true;
  } else if (all("form[data-dirty]").length > 0) {
    document.documentElement.dataset.refresh = "/frame";
    again = true;
  } else {
    location.reload();
  }
}

/** The session is over: go to the board that still rings, unless something typed would be lost. */
function ended() {
  const typed = all("form[data-dirty]").length > 0;
  if (typed) document.documentElement.dataset.stream = "ended";
  else location.assign("/login");
}

let gathering = false;
function changed() {
  if (gathering) return;
  gathering = true;
  setTimeout(() => {
    gathering = false;
    void refresh();
  }, GATHER_MS);
}

function connect() {
  source?.close();
  const stream = new EventSource(`/live?after=${serial}`);
  source = stream;
  const alive = (/** @type {MessageEvent} */ event) => {
    heard_ms = Date.now();
    if (event.lastEventId) serial = Math.max(serial, Number(event.lastEventId));
  };
  stream.addEventListener("tick", (event) => {
    alive(event);
    last = /** @type {Tick} */ (JSON.parse(event.data));
    offset_ms = last.now_ms - Date.now();
    beat(last.sound, last.lows);
    for (const [party, at_ms] of Object.entries(last.heard)) {
      const node = document.querySelector(`[data-heard="${party}"] [data-since]`);
      if (node instanceof HTMLElement && at_ms !== null) node.dataset.since = String(at_ms);
    }
    age();
  });
  for (const name of ["hello", "entry", "state"]) {
    stream.addEventListener(name, (event) => {
      alive(event);
      changed();
    });
  }
  stream.addEventListener("ended", () => {
    stream.close();
    ended();
  });
  stream.onerror = () => {
    if (source !== stream) return;
    stream.close();
    setTimeout(connect, RECONNECT_MS);
  };
}

/** Keep this page true. */
export function live() {
  const root = document.documentElement;
  serial = Number(root.dataset.serial ?? 0);
  offset_ms = Number(root.dataset.now ?? Date.now()) - Date.now();
  if (!byId("top")?.dataset.desk) return;
  for (const node of all("[data-live]")) rendered.set(node.id, still(node));
  root.dataset.stream = "connecting";
  connect();
  setInterval(clocks, 500);
  setInterval(age, 200);
}
