"""The reading copy in a real Chromium: silent, readable by all, digest and code on each page."""

import io
from pathlib import Path

import pypdf
from playwright.sync_api import Browser

from directline.copies import html_copy, reading_copy
from tests.browser.support.verifier import Verifier
from tests.unit.transcript.sample import Sample
from tools.env import ROOT

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


def test_each_printed_page_bears_the_digest_and_the_code(chromium: Browser, tmp_path: Path) -> None:
    sample = Sample("long")
    for _ in range(20):
        sample.message(0)
    copy = reading_copy(sample.export(0), language="ar")
    path = tmp_path / "copy.html"
    path.write_bytes(html_copy(copy))
    view = Verifier(chromium, path)
    view.page.evaluate(AXE.read_text("utf-8"))
    found = view.page.evaluate("axe.run(document)")
    assert not [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
    printed = view.page.pdf(prefer_css_page_size=True)
    view.close()
    pages = pypdf.PdfReader(io.BytesIO(printed)).pages
    assert len(pages) > 2
    for page in pages:
        assert copy.digest in page.extract_text()
        drawn = page.get_contents()
        assert drawn is not None
        assert drawn.get_data().count(b" l\n") > 200, "the code is drawn"
