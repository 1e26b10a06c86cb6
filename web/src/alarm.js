// The desk's voice: pulses by WebAudio, started at load where the browser lets it, and the
// page's own word to the station whether it is visible and may sound.
//
// The station decides what sounds; this module only plays it.  `beat` is driven by the event
// stream once a second, because a hidden page's timers are slowed down and its stream is not.

import { byId, post, tabName } from "./dom.js";

const PRESENCE_MS = 10_000;
const MEDIUM_EVERY_MS = 30_000;
const HIGH_EVERY_S = 4.6;

/** @typedef {"" | "low" | "medium" | "high"} Level */

/** Start of each pulse in seconds, and its pitch; high is two groups of five. */
const PATTERNS = {
  high: [0, 0.22, 0.44, 0.78, 1.0, 1.9, 2.12, 2.34, 2.68, 2.9],
  medium: [0, 0.3, 0.6],
  low: [0],
};
const PITCH_HZ = { high: 880, medium: 660, low: 523 };

/** @type {AudioContext | null} */
let context = null;
/** @type {boolean | null} */
let heard = null;
let playing = /** @type {Level} */ ("");
let nextHigh_s = 0;
let played = 0;
let leaving = false;
/** @type {Set<OscillatorNode>} */
const voices = new Set();

/**
 * Schedule one pattern on the audio clock; a pulse counts when it has really ended there.
 * @param {"high" | "medium" | "low"} level
 */
function pulses(level) {
  if (!context || context.state !== "running") return;
  const start = context.currentTime + 0.05;
  for (const at of PATTERNS[level]) {
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.type = "triangle";
    tone.frequency.value = PITCH_HZ[level];
    const begin = start + at;
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(0.5, begin + 0.02);
    gain.gain.setValueAtTime(0.5, begin + 0.13);
    gain.gain.linearRampToValueAtTime(0, begin + 0.17);
    tone.connect(gain).connect(context.destination);
    tone.onended = () => {
      if (voices.delete(tone)) document.body.dataset.pulses = String(++played);
    };
    voices.add(tone);
    tone.start(begin);
    tone.stop(begin + 0.18);
  }
}

function hush() {
  const stopping = [...voices];
  voices.clear();
  for (const tone of stopping) tone.stop();
}

/**
 * Play what must be heard now; called at least once a second.
 * @param {Level} level the highest level that sounds
 * @param {string} [lows] names of the low alarms: a new one gives one pulse
 */
export function beat(level, lows = "") {
  document.body.dataset.sound = level;
  if (level !== playing) hush();
  const changed = level !== playing;
  playing = level;
  if (!context || context.state !== "running") return;
  if (level === "high") {
    if (changed || context.currentTime >= nextHigh_s) {
      nextHigh_s = context.currentTime + HIGH_EVERY_S;
      pulses("high");
    }
  } else if (level === "medium") {
    // Kept across pages of this tab, so that walking through pages does not repeat it.
    const last_ms = Number(sessionStorage.getItem("medium-at") ?? 0);
    if (Date.now() - last_ms >= MEDIUM_EVERY_MS) {
      sessionStorage.setItem("medium-at", String(Date.now()));
      pulses("medium");
    }
  } else {
    sessionStorage.removeItem("medium-at");
  }
  const before = sessionStorage.getItem("lows");
  const known = new Set((before ?? "").split(" "));
  const fresh = before !== null && lows.split(" ").some((low) => low && !known.has(low));
  sessionStorage.setItem("lows", lows);
  if (fresh && level !== "high" && level !== "medium") pulses("low");
}

function audible() {
  return context?.state === "running";
}

function tell() {
  if (leaving) return; // logged out: this page's word would be nobody's
  const visible = document.visibilityState === "visible";
  void post("/presence", { desk: tabName(), visible, audible: audible(), heard });
}

function show() {
  const state = context ? context.state : "unsupported";
  const changed = document.body.dataset.audioState !== state;
  document.body.dataset.audioState = state;
  if (changed) tell();
  if (changed && state === "running") beat(playing);
}

async function keepAwake() {
  if (document.visibilityState !== "visible" || !navigator.wakeLock) return;
  try {
    await navigator.wakeLock.request("screen");
  } catch {
    // Refused on low battery: the screen may sleep, and the station sees the desk hidden.
  }
}

/** @param {boolean} answer */
function answered(answer) {
  heard = answer;
  document.body.dataset.heard = answer ? "yes" : "no";
  tell();
}

/** Start sound if the browser lets the page, else wait for the officer's click. */
export function arm() {
  document.body.dataset.pulses = "0";
  document.body.dataset.heard = "";
  const board = byId("top")?.dataset.desk;
  if (!board) return;
  try {
    context = new AudioContext();
    context.onstatechange = show;
    void context.resume().catch(() => undefined);
  } catch {
    context = null;
  }
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-sound-act]") : null;
    if (!(button instanceof HTMLElement)) return;
    const act = button.dataset.soundAct;
    if (act === "arm") {
      document.body.dataset.heard = "asked";
      void context?.resume().then(() => {
        show();
        pulses("medium");
      });
    } else {
      answered(act === "heard");
    }
  });
  // After a reload a browser without the kiosk flag waits for a gesture: any one will do.
  for (const gesture of ["click", "keydown"]) {
    document.addEventListener(gesture, () => {
      if (context?.state === "suspended") void context.resume().then(show);
    });
  }
  document.addEventListener("visibilitychange", () => {
    tell();
    void keepAwake();
  });
  document.addEventListener("submit", (event) => {
    leaving = event.target instanceof HTMLFormElement && event.target.action.endsWith("/logout");
  });
  setInterval(tell, PRESENCE_MS);
  setInterval(show, 1000);
  show();
  void keepAwake();
}
