"""Reading copies: what a bundle that verifies says, in four languages, as HTML and as PDF."""

import hashlib
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdf
import pytest
import segno

from directline.catalogue import load
from directline.catalogue.reviews import COPY, Review, Reviews, words_digest
from directline.catalogue.words import LANGUAGES
from directline.cli.main import run
from directline.copies import Copy, html_copy, pdf, pdf_copy, reading_copy
from directline.copies.qr import qr_svg
from directline.copies.words import WORDS
from directline.errors import ConfigError, LocalProtocolError, VerificationError
from directline.transcript.bundle import Selection
from tests.browser.support.bundles import FORMS, full, kinds
from tests.unit.transcript.chosen import busy, selected
from tests.unit.transcript.forgery import flip
from tests.unit.transcript.sample import Sample

KINDS = dict(kinds())
EVIDENCE = KINDS["witnessed selection"]
FOREIGN = '<script>alert("x")</script> #panic("x") $x$ *y* \\u{41}'


def copied(language: str = "en", name: str = "witnessed selection") -> Copy:
    kind = KINDS[name]
    return reading_copy(
        kind.data, language=language, fingerprint=kind.fingerprint or None, witnesses=kind.witnesses
    )


class Shown(HTMLParser):
    """The texts of a page with the language and direction that they are in."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def resources(page: Any) -> Any:
    return page["/Resources"]


def pages_of(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word_with_the_same_arguments(language: str) -> None:
    texts = [WORDS.source(tongue)[f"{tongue}.ftl"] for tongue in ("en", language)]
    found = [
        {
            key: set(re.findall(r"\{ \$(\w+) \}", text))
            for key, text in re.findall(r"^([\w-]+) = (.+)$", words, re.MULTILINE)
        }
        for words in texts
    ]
    assert found[0] == found[1]
    assert len(found[0]) > 60


@pytest.mark.parametrize(
    ("name", "language"),
    [*((name, "ar") for name in KINDS), *(("witnessed selection", here) for here in LANGUAGES)],
)
def test_each_kind_of_bundle_can_be_read_in_each_language(name: str, language: str) -> None:
    copy = copied(language, name)
    texts = "\n".join(Shown(html_copy(copy)).texts)
    assert "\u27e8" not in texts, "a word that no language has"
    # Forms of the parties' own have the line's languages alone: another says so.
    lacks = name == "own forms" and language != "ru"
    assert language == "en" or ("[en]" in texts) == lacks
    assert copy.digest in texts
    assert copy.check in texts
    assert len(copy.messages) >= 1


def test_a_copy_says_what_the_command_says(capsys: pytest.CaptureFixture[str]) -> None:
    shown = "\n".join(Shown(html_copy(copied())).texts)
    for said in (
        "Copy 3, made for A commission",
        hashlib.sha256(EVIDENCE.data).hexdigest(),
        f"{EVIDENCE.fingerprint} (compared, when this copy was made",
        "ALPHA 1 · FLASH · To: BRAVO",
        "STOP: you are hitting this",
        "Прекратите немедленно",
        "Durable at BRAVO's station: BRAVO 1",
        "BRAVO 2: BRAVO signed at",
        "Remark: on its way.",
        "No receipt here from ALPHA for: delivered, opened, understood (read back), passed on",
        "The witness witness/neutral saw it at the latest at 2016-09-17 13:04:05.000 UTC",
        "Also bears a line of somebody/else, which was not checked.",
        "a receipt that is absent is only absent from this file",
        "A receipt that is not here may exist.",
    ):
        assert said in shown, said
    assert "whose keys" not in shown.lower()
    assert "Whose keys these are" in "\n".join(Shown(html_copy(copied(name="whole"))).texts)


def sections(language: str, name: str) -> list[str]:
    """What stands under the checkpoints and the rest, sentence by sentence."""
    return [p.text for _, part in copied(language, name).sections for p in part]


def test_a_copy_says_of_what_age_an_absent_cosignature_is() -> None:
    said = sections("en", "withheld")
    assert any(
        "BRAVO last cosigned this feed at 1, at 2016-09-17 13:04:01.000 UTC by BRAVO's clock,"
        " 1 d 1 h before the file was made by ALPHA's clock." in text
        for text in said
    )
    other = sections("en", "withheld, by another clock")
    assert any("which is later than the file was made by CHARLIE's clock." in t for t in other)
    for language in LANGUAGES:
        ages = [text for text in sections(language, "withheld") if "13:04:01.040" in text]
        assert len(ages) == 4, "CHARLIE cosigned none of ALPHA's four heads"
        assert all("1 d 1 h" in text for text in ages) == (language == "en")


def test_each_text_is_in_its_own_language_and_direction() -> None:
    page = Shown(html_copy(copied("ar")))
    assert dict(page.tags)["html"] == {"lang": "ar", "dir": "rtl"}
    spoken = [(a.get("lang"), a.get("dir")) for tag, a in page.tags if tag == "bdi" and a]
    assert ("ru", "ltr") in spoken
    assert ("ar", "rtl") in spoken
    assert (None, "ltr") in spoken, "codes and positions"


def test_a_page_runs_and_loads_nothing_and_what_others_wrote_is_text() -> None:
    sample, message = busy()
    data = selected(sample, message, selection=Selection(FOREIGN, 4))
    copy = reading_copy(data, language="en")
    page = Shown(html_copy(copy))
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "form"}
    assert any(FOREIGN in text for text in page.texts)
    policy = next(a["content"] for tag, a in page.tags if a.get("http-equiv"))
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert FOREIGN in pages_of(pdf_copy(copy))[0].replace("\n", " ")


def test_the_code_names_the_digest() -> None:
    copy = copied()
    assert copy.qr == f"DIRECTLINE SHA-256 {copy.digest.upper()}"
    assert qr_svg(copy.qr) in html_copy(copy).decode()
    assert qr_svg(copy.qr) != qr_svg(copied(name="whole").qr)


def long() -> Copy:
    sample = Sample("long")
    for _ in range(25):
        sample.message(0)
    return reading_copy(sample.export(0), language="ru")


def wanted_modules(text: str) -> set[tuple[int, int]]:
    """Where the code is dark, column and row, with its quiet zone of four."""
    matrix = segno.make(text, error="m", micro=False).matrix
    return {(x + 4, y + 4) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


def dark_modules(drawn: bytes) -> set[tuple[int, int]]:
    """The same, from the strokes on a page of a PDF: each goes along the middle of a row."""
    strokes = re.findall(rb"(\d+) (\d+)\.5 m (\d+) \2\.5 l", drawn)
    return {(x, int(row)) for begin, row, end in strokes for x in range(int(begin), int(end))}


def test_digest_and_code_stand_on_each_page_of_the_pdf() -> None:
    for copy in (copied("en"), long()):
        reader = pypdf.PdfReader(io.BytesIO(pdf_copy(copy)))
        assert len(reader.pages) >= 2
        label = copy.page.replace("<pages>", str(len(reader.pages)))
        for number, page in enumerate(reader.pages, 1):
            text = page.extract_text()
            assert copy.digest in text
            assert label.replace("<page>", str(number)) in text
            assert " ".join(copy.check.split()) in " ".join(text.split())
            drawn = page.get_contents()
            assert drawn is not None
            assert dark_modules(drawn.get_data()) == wanted_modules(copy.qr)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_in_its_language_with_letters_for_its_script(language: str) -> None:
    data = pdf_copy(copied(language))
    reader = pypdf.PdfReader(io.BytesIO(data))
    root: Any = reader.root_object
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in resources(page)["/Font"].values()
    }
    families = {name.partition("-")[0] for name in fonts}
    # The copy holds Arabic words in every language, and Latin codes.
    chinese = {"NotoSansCJKsc"} if language == "zh" else set()
    assert families == {"NotoSans", "Amiri"} | chinese
    assert pdf_copy(copied(language)) == data, "the same copy gives the same bytes"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_says_that_nobody_reviewed_its_words(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = WORDS.word("own-words", language)
    copy = copied(language)
    note = load().word(
        "shown-design-language" if language == "en" else "shown-not-reviewed", language
    )
    assert dict(copy.facts)[label] == note
    assert any(note in message.notes for message in copy.messages)
    digest = words_digest(WORDS.source(language)[f"{language}.ftl"])
    review = Review(COPY, language, "reviewed", "linguist", "2026-12-01", digest)
    monkeypatch.setattr(load(), "reviews", Reviews((review,), load().reviews.digests))
    assert label not in dict(copied(language).facts)


def test_no_copy_is_made_of_what_does_not_hold() -> None:
    with pytest.raises(VerificationError):
        reading_copy(flip(EVIDENCE.data), language="en")
    with pytest.raises(VerificationError):
        reading_copy(EVIDENCE.data, language="en", fingerprint=KINDS["whole"].fingerprint or "0000")
    with pytest.raises(LocalProtocolError):
        reading_copy(EVIDENCE.data, language="tlh")


def test_a_contradiction_stands_first_in_red() -> None:
    copy = copied(name="another history")
    assert "NOT verified" in copy.alarms[0].text
    assert copy.alarms[1].text.startswith("entry CHARLIE 1: seen")
    assert 'class="alarm"' in html_copy(copy).decode()
    assert "NOT verified" in pages_of(pdf_copy(copy))[0]


def test_a_catalogue_that_is_not_here_shows_raw_values() -> None:
    (message,) = [m for m in copied(name="selection").messages if m.heading.startswith("ALPHA 8")]
    assert [row.text for row in message.rows] == ["the chosen words"]
    assert any("raw" in note for note in message.notes)
    everything = full(load().carried(FORMS))
    forgotten = [replace(r, body=None, salt=None) for r in everything.records]
    hidden = reading_copy(everything.export(0, entries=forgotten), language="en").messages[0]
    assert (hidden.rows, hidden.title) == ((), "")
    assert "not in the file" in hidden.notes[0]


def test_the_command_writes_either_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "case.bundle"
    bundle.write_bytes(EVIDENCE.data)
    for name in ("case.html", "case.pdf"):
        assert run(["copy", str(bundle), str(tmp_path / name), "--language", "uk"]) == 0
        assert hashlib.sha256(EVIDENCE.data).hexdigest() in capsys.readouterr().out
    assert (tmp_path / "case.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "case.html").read_bytes().startswith(b"<!doctype html>")
    assert run(["copy", str(bundle), str(tmp_path / "case.html")]) != 0, "it is there already"
    assert run(["copy", str(bundle), str(tmp_path / "case.txt")]) != 0
    other = KINDS["by the other side"].fingerprint
    assert run(["copy", str(bundle), str(tmp_path / "no.html"), "--charter", other]) == 1
    assert not (tmp_path / "no.html").exists()
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    assert run(["copy", str(bundle), str(tmp_path / "again.pdf")]) != 0
    assert "extra `pdf`" in capsys.readouterr().err
    with pytest.raises(ConfigError):
        pdf_copy(copied())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hidden_field_is_a_black_bar_with_its_name(language: str) -> None:
    """Of the first message addressee, position and remark are hidden; of the other what was hit."""
    copy = copied(language, "redacted, in words")
    words = load()
    label = words.word("field-hit", language)
    first, other = copy.messages
    assert [row.hidden for row in first.rows] == [True, True, False, False, False, True]
    assert [row.label for row in other.rows if row.hidden] == [label]
    bar = WORDS.word("blacked-out", language, {})
    assert all(row.text == bar for row in (*first.rows, *other.rows) if row.hidden)
    assert words.word("choice-unknown", language) not in [row.text for row in other.rows]
    page = html_copy(copy).decode()
    assert page.count('<dd class="bar">') == 4
    assert "Прекратите" not in page
    if language == "ru":
        text = "".join("".join(pages_of(pdf_copy(copy))).split())
        assert text.count("".join(bar.split())) == 5, "and of the remark of a receipt"
        assert "Прекратите" not in text


def test_what_is_hidden_of_a_receipt_and_of_an_unknown_form_is_said() -> None:
    copy = copied("en", "redacted")
    said = [paragraph.text for paragraph in copy.messages[0].claims]
    assert sum("10: not shown by who made this copy" in text for text in said) == 1
    assert [row.label for row in copy.messages[0].rows if row.hidden] == ["2", "3"]
    assert "Of 6 fields 2 are blacked out: ALPHA does not show them in this copy." in (
        copy.messages[0].notes
    )
    unproven = dict(copy.sections)[WORDS.word("not-proven", "en", {})]
    assert any("fields that are blacked out: ALPHA chose" in one.text for one in unproven)


def test_a_text_of_nothing_is_no_bar() -> None:
    sample = Sample("nothing")
    message = sample.message(0, "I1", "", None)
    (row,) = reading_copy(selected(sample, message), language="en").messages[0].rows
    assert (row.text, row.hidden) == ("", False)
