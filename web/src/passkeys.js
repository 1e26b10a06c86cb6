// Passkeys: asks the station for a challenge, the browser for an answer, and posts it with the form.
//
// A form says which: data-passkey is "create" or "get", data-begin where the challenge comes from.

/** @param {HTMLFormElement} form @param {string} text */
function say(form, text) {
  const place = form.querySelector("[data-passkey-error]");
  if (!(place instanceof HTMLElement)) return;
  place.textContent = text;
  place.hidden = !text;
}

/**
 * @param {HTMLFormElement} form
 * @returns {URLSearchParams}
 */
function fieldsOf(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) fields.append(name, String(value));
  return fields;
}

/**
 * The browser's answer to the station's challenge.
 * @param {string} act
 * @param {any} options
 * @returns {Promise<Credential | null>}
 */
async function asked(act, options) {
  if (act === "create") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

/** @param {HTMLFormElement} form */
async function submit(form) {
  say(form, "");
  const { passkey, begin, failed, unsupported } = form.dataset;
  if (typeof PublicKeyCredential === "undefined" || !PublicKeyCredential.parseCreationOptionsFromJSON) {
    say(form, unsupported ?? "");
    return;
  }
  const response = await fetch(begin ?? "", { method: "POST", body: fieldsOf(form) });
  const told = await response.json();
  if (!response.ok) {
    say(form, told.error ?? failed);
    return;
  }
  const credential = await asked(passkey ?? "", told);
  const answer = form.elements.namedItem("answer");
  if (!(credential instanceof PublicKeyCredential) || !(answer instanceof HTMLInputElement)) {
    say(form, failed ?? "");
    return;
  }
  answer.value = JSON.stringify(credential);
  const passphrase = form.elements.namedItem("passphrase");
  if (passphrase instanceof HTMLInputElement) passphrase.value = "";
  dispatchEvent(new Event("submit")); // form.submit() tells nobody, and live.js wants to know
  form.submit();
}

/** Forms that want a passkey wait for it; without this file the station says that one is needed. */
export function askPasskeys() {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || !form.dataset.passkey) return;
      event.preventDefault();
      event.stopPropagation();
      if (form.dataset.asking) return;
      form.dataset.asking = "1";
      submit(form)
        .catch(() => say(form, form.dataset.failed ?? ""))
        .finally(() => delete form.dataset.asking);
    },
    true,
  );
}
