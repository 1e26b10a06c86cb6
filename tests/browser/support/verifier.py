"""The verifier page in a Chromium without network, watched for every request and error."""

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from directline.errors import VerificationError
from directline.transcript.note import VerifierKey
from directline.transcript.verify import verify_bundle
from directline.wire.suite import Suite
from tools.env import ROOT

PAGE = ROOT / "src" / "directline" / "cli" / "static" / "verifier.html"

ONE = """async ([data, fingerprint, keys]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const witnesses = keys.map(directline.readKey);
  const found = await directline.verify(bytes, { fingerprint, witnesses });
  return [found.verdict, found.part, found.sections.flatMap((section) => section.lines)];
}"""

MANY = """async ([files, fingerprint]) => {
  const answers = [];
  for (const file of files) {
    const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
    const { verdict, part } = await directline.verify(bytes, { fingerprint });
    answers.push(part || verdict);
  }
  return answers;
}"""

FLIPS = """async ([file, places]) => {
  const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
  const answers = [];
  for (const at of places) {
    bytes[at] ^= 1 << at % 8;
    const { verdict, part } = await directline.verify(bytes);
    answers.push(part || verdict);
    bytes[at] ^= 1 << at % 8;
  }
  return answers;
}"""


def text_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


class Verifier:
    """An open page; what it asked for and complained of is kept."""

    def __init__(self, browser: Browser, path: Path = PAGE, init: str = "", **options: Any) -> None:
        assert path.exists(), "the verifier page is not built: run `make assets`"
        self.address = path.as_uri()
        self.problems: list[str] = []
        self.requests: list[str] = []
        self.context = browser.new_context(offline=True, **options)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: self.problems.append(message.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        if init:
            self.page.add_init_script(init)
        self.page.goto(self.address)

    def ready(self) -> "Verifier":
        """Wait until it has tried the browser's cryptography."""
        self.page.wait_for_function("globalThis.directline")
        return self

    def close(self) -> None:
        """It never spoke to anybody, and nothing went wrong."""
        self.context.close()
        assert not self.problems, self.problems
        assert self.requests == [self.address], self.requests

    def one(
        self, data: bytes, fingerprint: str = "", keys: Sequence[VerifierKey] = ()
    ) -> tuple[str, str, list[str]]:
        """Verdict, part and the whole report."""
        given = [text_of(data), fingerprint, [key.vkey() for key in keys]]
        verdict, part, lines = self.page.evaluate(ONE, given)
        return verdict, part, lines

    def many(self, files: Sequence[bytes], fingerprint: str = "") -> list[str]:
        """Of each its verdict, or the part that is refused."""
        answers: list[str] = self.page.evaluate(MANY, [[text_of(f) for f in files], fingerprint])
        return answers

    def flips(self, data: bytes, places: Sequence[int]) -> list[str]:
        """The same of one file with one bit changed at each of these places."""
        answers: list[str] = self.page.evaluate(FLIPS, [text_of(data), list(places)])
        return answers


def ours(data: bytes, suite: Suite, fingerprint: str = "") -> str:
    """What `directline verify` says to the same."""
    try:
        report = verify_bundle(data, suite=suite, fingerprint=fingerprint or None)
    except VerificationError as error:
        return error.part
    return "verified" if report.ok else "contradiction"
