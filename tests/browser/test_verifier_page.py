"""The verifier page as a person uses it: fingerprint, file, claims, all without network."""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.support.bundles import full, kinds, witness_keys
from tests.browser.support.verifier import PAGE, Verifier
from tests.unit.transcript.defects import OF_ANYBODY
from tests.unit.transcript.forgery import reseal
from tests.unit.transcript.sample import Sample, small
from tools.env import ROOT

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
KINDS = dict(kinds())
SLOW = """
const verify = crypto.subtle.verify.bind(crypto.subtle);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
globalThis.gate = { calls: -100, open: false };
crypto.subtle.verify = async (...given) => {
  // The charter and the first entries take longer than the page's patience, then all stands still.
  if (gate.calls++ >= 0) await pause(200);
  while (gate.calls > 300 && !gate.open) await pause(20);
  return verify(...given);
};
"""


def lacking(name: str) -> str:
    """A browser that does not know a kind of key."""
    return f"""
for (const act of ["importKey", "generateKey"]) {{
  const real = crypto.subtle[act].bind(crypto.subtle);
  crypto.subtle[act] = (...given) => JSON.stringify(given).includes("{name}")
    ? Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"))
    : real(...given);
}}"""


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Callable[..., Verifier]]:
    """Opens the page; when the test ends, it must have been silent."""
    pages: list[Verifier] = []

    def open_page(init: str = "", **options: Any) -> Verifier:
        pages.append(Verifier(chromium, init=init, **options))
        return pages[-1]

    yield open_page
    for page in pages:
        page.close()


@pytest.fixture
def files(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return write


def test_the_page_may_run_its_own_script_and_nothing_else() -> None:
    text = PAGE.read_text("utf-8")
    script, style = (
        re.search(rf"<{tag}[^>]*>(.*)</{tag.split()[0]}>", text, re.DOTALL)
        for tag in ("script type", "style")
    )
    assert script
    assert style
    hashes = [
        f"sha256-{base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()}"
        for found in (script, style)
    ]
    assert (
        f"default-src 'none'; script-src '{hashes[0]}'; style-src '{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
        "trusted-types 'none'"
    ) in text
    assert not re.search(r"fetch|XMLHttp|WebSocket|Beacon|Storage|cookie|https?:|innerHTML", text)


def test_a_file_is_compared_with_the_fingerprint_that_was_given(
    opened: Callable[..., Verifier], files: Callable[[str, bytes], Path]
) -> None:
    sample = small()
    page = opened().ready().page
    expect(page.locator("#fingerprint")).to_be_focused()
    page.locator("#file").set_input_files(files("line.dlt", sample.export(0)))
    verdict = page.locator(".verdict h2")
    expect(verdict).to_have_text("VERIFIED.")
    expect(verdict).to_be_focused()
    expect(page.locator("#comparison")).to_contain_text("NOT COMPARED")
    expect(page.locator("#result .verdict")).to_contain_text("Whose keys they are is not known")
    page.fill("#fingerprint", sample.charter.fingerprint.lower().replace("-", " "))
    page.press("#fingerprint", "Enter")
    expect(page.locator("#comparison")).to_contain_text("compared: it is the one that you gave")
    expect(page.locator("#result .verdict.good h2")).to_have_text("VERIFIED.")
    page.fill("#fingerprint", small("somebody else").charter.fingerprint)
    page.click("#again")
    expect(page.locator("#part")).to_have_text("charter fingerprint")
    expect(page.locator("#comparison")).to_contain_text("DIFFERENT")
    expect(verdict).to_have_text("NOT VERIFIED.")
    expect(page.locator("article")).to_have_count(0)


def test_a_refusal_names_the_place_and_shows_no_claim(
    opened: Callable[..., Verifier], files: Callable[[str, bytes], Path]
) -> None:
    _, change, part = next(found for found in OF_ANYBODY if found[0] == "the body of an entry")
    page = opened().ready().page
    page.locator("#file").set_input_files(files("bad.dlt", reseal(small().export(0), change)))
    expect(page.locator("#part")).to_have_text(part)
    expect(page.locator(".verdict h2")).to_have_text("NOT VERIFIED.")
    expect(page.locator("#result section")).to_have_count(0)
    page.locator("#file").set_input_files(files("none.dlt", b"no transcript"))
    expect(page.locator("#part")).to_have_text("structure")
    expect(page.locator("#comparison")).to_have_count(0)


def test_a_contradiction_is_not_called_verified(
    opened: Callable[..., Verifier], files: Callable[[str, bytes], Path]
) -> None:
    page = opened().ready().page
    page.locator("#file").set_input_files(files("two.dlt", KINDS["another history"].data))
    expect(page.locator(".verdict.bad h2")).to_contain_text("NOT VERIFIED: signed statements")
    expect(page.locator(".alarm li").first).to_contain_text("CONTRADICTION entry")
    expect(page.locator("article").first).to_be_visible()


def test_the_claims_stand_by_themselves_and_each_text_in_its_own_direction(
    opened: Callable[..., Verifier], files: Callable[[str, bytes], Path]
) -> None:
    kind = KINDS["witnessed"]
    page = opened().ready().page
    page.fill("#fingerprint", kind.fingerprint)
    page.locator("summary", has_text="Keys of witnesses").click()
    page.fill("#witnesses", "\n".join(key.vkey() for key in kind.witnesses))
    page.locator("#file").set_input_files(files("line.dlt", kind.data))
    expect(page.locator(".verdict.good h2")).to_have_text("VERIFIED.")
    checkpoints = page.locator("section.checkpoint")
    expect(checkpoints).to_contain_text("The witness witness/neutral saw it at the latest at")
    expect(checkpoints).to_contain_text("Signed with ML-DSA-44 (post-quantum) by BRAVO")
    expect(checkpoints).to_contain_text("Also bears a line of somebody/else, which was not checked")
    expect(page.locator("section.not-proven li").first).to_be_visible()
    message = page.locator("article", has_text="BRAVO 3: ROUTINE I1")
    message.locator("summary").click()
    wordings = message.locator(".wordings > section")
    expect(wordings).to_have_count(6)
    assert wordings.evaluate_all("all => all.map(one => [one.lang, one.dir])") == [
        ["en", "ltr"], ["ar", "rtl"], ["fr", "ltr"], ["ru", "ltr"], ["uk", "ltr"], ["zh", "ltr"],
    ]  # fmt: skip
    said = message.locator("bdi[lang=ar][dir=rtl]", has_text="أوقفوا النار")
    expect(said).to_have_count(6)
    expect(wordings.nth(0)).to_contain_text("STOP: you are hitting this")
    expect(wordings.nth(0).locator("dd").nth(1)).to_have_text("35.2850000N 40.1200000E")
    expect(wordings.nth(0).locator("dd").nth(2)).to_have_text("unknown")
    page.locator("#file").set_input_files(files("less.dlt", KINDS["redacted, in words"].data))
    less = page.locator("article", has_text="BRAVO 3: ROUTINE I1")
    less.locator("summary").click()
    expect(less).to_contain_text("Field 3, What is being hit: not shown by who made this copy")
    expect(less.locator("dd.hidden")).to_have_text(["not shown in this copy"] * 6)


def test_own_forms_are_read_in_the_words_that_travel_with_the_charter(
    opened: Callable[..., Verifier], files: Callable[[str, bytes], Path]
) -> None:
    page = opened().ready().page
    page.locator("#file").set_input_files(files("own.dlt", KINDS["own forms"].data))
    expect(page.locator(".verdict h2")).to_have_text("VERIFIED.")
    old = page.locator("article", has_text="ALPHA 1: ROUTINE P-NETS Nets are set: steer clear")
    new = page.locator("article", has_text="P-NETS Nets or a trawl: steer clear")
    for article in (old, new):
        article.locator("summary").click()
    for text in ("Nets are set: steer clear", "Поставлены сети: обходить", "ставные сети"):
        expect(old).to_contain_text(text)
    expect(new).to_contain_text("Сети или трал: обходить")


def test_a_key_that_is_no_witness_is_refused_beside_its_field(
    opened: Callable[..., Verifier], files: Callable[[str, bytes], Path]
) -> None:
    page = opened().ready().page
    page.locator("summary", has_text="Keys of witnesses").click()
    page.fill("#witnesses", witness_keys()[0].vkey()[:-4] + "AAAA")
    page.locator("#file").set_input_files(files("line.dlt", small().export(0)))
    expect(page.get_by_role("alert")).to_contain_text("cannot be read")
    expect(page.locator("#witnesses")).to_be_focused()
    expect(page.locator("#result > *")).to_have_count(0)


def test_a_file_can_be_dropped_on_the_page(opened: Callable[..., Verifier]) -> None:
    page = opened().ready().page
    drop = """(data) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const carried = new DataTransfer();
      carried.items.add(new File([bytes], "dropped.dlt"));
      const options = { dataTransfer: carried, bubbles: true, cancelable: true };
      return document.body.dispatchEvent(new DragEvent("drop", options));
    }"""
    kept = page.evaluate(drop, base64.b64encode(small().export(0)).decode())
    assert kept is False, "the browser would have left the page for the file"
    expect(page.locator(".verdict h2")).to_have_text("VERIFIED.")
    expect(page.locator(".verdict")).to_contain_text("dropped.dlt")


def test_everything_is_reached_by_keyboard(opened: Callable[..., Verifier]) -> None:
    page = opened().ready().page
    reached = []
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert reached == ["SUMMARY", "file", "BODY"]


def test_nothing_stands_in_the_way_of_a_reader(
    opened: Callable[..., Verifier], files: Callable[[str, bytes], Path]
) -> None:
    page = opened(color_scheme="light").ready().page
    page.evaluate(AXE.read_text("utf-8"))
    data = KINDS["post-quantum"].data
    for file, part in ((data, ""), (data[:-1] + b"?", "checksum of the file")):
        page.locator("#file").set_input_files(files(f"line{part}.dlt", file))
        expect(page.locator(".verdict h2")).to_be_visible()
        if part:
            expect(page.locator("#part")).to_have_text(part)
        for number, summary in enumerate(page.locator("article summary").all()):
            summary.click()
            expect(page.locator("article").nth(number).locator("dl").first).to_be_visible()
        found = page.evaluate("axe.run(document)")
        assert not [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
    page.emulate_media(color_scheme="dark")
    found = page.evaluate("axe.run(document, { runOnly: ['color-contrast'] })")
    assert not [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_browser_without_ml_dsa_says_what_it_cannot_check(
    opened: Callable[..., Verifier], files: Callable[[str, bytes], Path]
) -> None:
    page = opened(lacking("ML-DSA-44")).ready().page
    expect(page.locator("#lacks")).to_be_visible()
    sample = full()
    page.locator("#file").set_input_files(files("line.dlt", sample.export(0)))
    expect(page.locator(".verdict.bad h2")).to_contain_text("NOT FULLY CHECKED")
    expect(page.locator(".verdict li").first).to_have_text("Not checked: checkpoint ALPHA line 3.")
    assert "VERIFIED." not in page.locator("#result").inner_text()
    page.locator("#file").set_input_files(files("small.dlt", small().export(0)))
    expect(page.locator(".verdict h2")).to_have_text("VERIFIED.")


@pytest.mark.parametrize(
    ("init", "why"),
    [
        (lacking("Ed25519"), "it does not check Ed25519 signatures"),
        ("Object.defineProperty(crypto, 'subtle', { value: undefined });", "no cryptography"),
        (
            "crypto.subtle.verify = () => Promise.resolve(true);",
            "it does not check Ed25519 signatures",
        ),
        (
            "crypto.subtle.digest = () => Promise.resolve(new ArrayBuffer(32));",
            "its SHA-256 differs from ours",
        ),
    ],
    ids=["without Ed25519", "without cryptography", "that holds everything for good", "other hash"],
)
def test_a_browser_that_cannot_check_checks_nothing(
    opened: Callable[..., Verifier], init: str, why: str
) -> None:
    page = opened(init).page
    expect(page.locator(".verdict.bad h2")).to_have_text("Nothing was checked")
    expect(page.locator(".verdict.bad")).to_contain_text(why)
    expect(page.locator("#file")).to_be_disabled()


def test_a_fault_of_the_page_is_no_verdict(
    opened: Callable[..., Verifier], files: Callable[[str, bytes], Path]
) -> None:
    page = opened().ready().page
    fail = "() => { crypto.subtle.verify = () => Promise.reject(new RangeError('no memory')); }"
    page.evaluate(fail)
    page.locator("#file").set_input_files(files("line.dlt", small().export(0)))
    expect(page.locator(".verdict.bad h2")).to_have_text("Nothing was checked")
    expect(page.locator(".verdict.bad")).to_contain_text("no memory")


def test_a_long_check_shows_how_far_it_is_and_can_be_stopped(
    opened: Callable[..., Verifier], files: Callable[[str, bytes], Path]
) -> None:
    sample = Sample("long")
    for _ in range(600):
        sample.message(0)
    file = files("long.dlt", sample.export(0))
    page = opened(SLOW).ready().page
    page.evaluate("gate.calls = 0")
    page.locator("#file").set_input_files(file)
    expect(page.locator("#progress")).to_be_visible()
    expect(page.locator("#doing")).to_contain_text("Checking: ")
    page.click("#stop")
    page.evaluate("gate.open = true")
    expect(page.locator("#chosen")).to_contain_text("Stopped")
    expect(page.locator("#progress")).to_be_hidden()
    expect(page.locator("#result > *")).to_have_count(0)
    page.click("#again")
    expect(page.locator(".verdict h2")).to_have_text("VERIFIED.")
    expect(page.locator("#progress")).to_be_hidden()
    expect(page.locator("article")).to_have_count(100)
    page.get_by_role("button", name="Show more (500 left)").click()
    expect(page.locator("article")).to_have_count(200)


def test_a_file_over_the_bound_is_not_read(opened: Callable[..., Verifier]) -> None:
    page = opened().ready().page
    drop = """() => {
      const carried = { files: [{ name: "huge.dlt", size: 2 ** 30 + 1, arrayBuffer: () => {
        throw new Error("it was read");
      } }] };
      const event = new Event("drop", { cancelable: true });
      Object.assign(event, { dataTransfer: carried });
      window.dispatchEvent(event);
    }"""
    page.evaluate(drop)
    expect(page.locator("#part")).to_have_text("structure")
    expect(page.locator(".verdict")).to_contain_text("too large")
    assert json.loads(page.evaluate("JSON.stringify(Object.keys(directline))")) == [
        "verify", "readKey",
    ]  # fmt: skip
