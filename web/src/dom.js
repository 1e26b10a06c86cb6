// What several modules need of the page; the only place that turns text into nodes.

// One policy, and it passes only what our own station rendered: nothing of a message
// reaches it except escaped by the templates, and a parsed document runs no script.
const policy = window.trustedTypes?.createPolicy("desk", { createHTML: (text) => text });

/**
 * @param {string} text a page of our own station
 * @returns {Document}
 */
export function parse(text) {
  const trusted = /** @type {string} */ (/** @type {unknown} */ (policy ? policy.createHTML(text) : text));
  return new DOMParser().parseFromString(trusted, "text/html");
}

/**
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement[]}
 */
export function all(selector, root = document) {
  return [...root.querySelectorAll(selector)].filter((node) => node instanceof HTMLElement);
}

/**
 * @param {string} id
 * @returns {HTMLElement | null}
 */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * @param {string} path
 * @param {unknown} value
 * @returns {Promise<boolean>} whether the station took it
 */
export async function post(path, value) {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(value),
      keepalive: true,
    });
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * A name of this tab that survives a reload, so that the station counts it once.
 * @returns {string}
 */
export function tabName() {
  const kept = sessionStorage.getItem("tab");
  if (kept) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const name = "tab-" + [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  sessionStorage.setItem("tab", name);
  return name;
}
