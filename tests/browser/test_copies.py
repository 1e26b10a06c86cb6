"""The reading copy in a real Chromium: silent, readable by all, digest and code on each page."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
from playwright.sync_api import Browser, expect

from directline.cli.client import slug
from directline.copies import html_copy, reading_copy
from tests.browser.support.seats import Seat, World
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


def test_an_officers_evidence_copy_verifies_in_the_page_and_its_reading_copy_names_it(
    world: World, sit: Callable[..., Seat], chromium: Browser, tmp_path: Path
) -> None:
    name = world.flash()
    seat = sit(world.alpha, 1, "ru")
    seat.go(f"/messages/{slug(name)}")
    seat.page.fill("#recipient", "A commission")
    seat.page.click("#hide summary")
    seat.page.locator("#hide input[type=checkbox]").last.check()
    with seat.page.expect_download() as waiting:
        seat.page.click("#act-evidence")
    archive = zipfile.ZipFile(waiting.value.path())
    files = {name.rpartition(".")[2]: name for name in archive.namelist()}
    assert set(files) == {"bundle", "html", "pdf"}
    archive.extractall(tmp_path)
    data = archive.read(files["bundle"])
    digest = hashlib.sha256(data).hexdigest()
    assert digest in pypdf.PdfReader(tmp_path / files["pdf"]).pages[0].extract_text()
    view = Verifier(chromium, tmp_path / files["html"])
    expect(view.page.locator("html")).to_have_attribute("lang", "ru")
    expect(view.page.locator("header")).to_contain_text(digest)
    expect(view.page.locator("article").first).to_contain_text(name)
    expect(view.page.locator(".bar")).to_have_count(1)
    view.close()
    page = Verifier(chromium).ready()
    verdict, _, lines = page.one(data)
    assert verdict == "verified"
    assert any(line.startswith("  REDACTED: 1 of its ") for line in lines)
    page.close()
