"""The list of forms: the urgent first, then chapters; found by code or words, without a script."""

import re
from dataclasses import replace

import pytest

from directline.catalogue import LANGUAGES, OWN, Form, load
from directline.console.composing import chapters, is_urgent, matching
from directline.wire.values import Precedence
from tests.unit.console.client import officer_at
from tests.unit.console.standin import busy_desk

FORMS = [form for form in load().forms.values() if form.composable]


def english(form: Form) -> str:
    return load().word(form.name_key, "en")


def test_what_rings_and_what_saves_lives_stands_first_and_every_form_once() -> None:
    own = replace(load().form("Q1"), code="P-NETS", profile=OWN)
    found = chapters([*FORMS, own])
    assert [chapter.id for chapter in found] == ["urgent", *"ILASHQUX", "own"]
    first = found[0].forms
    assert all(form.life_saving or form.precedence is Precedence.FLASH for form in first)
    assert {"I0", "I9"} <= {form.code for form in first}
    assert "L1" not in {form.code for form in first}, "a line test is released alone, and waits"
    assert [form.precedence for form in first] == sorted(
        (form.precedence for form in first), reverse=True
    )
    listed = [form.code for chapter in found for form in chapter.forms]
    assert sorted(listed) == sorted([*(form.code for form in FORMS), "P-NETS"])
    assert not [form for chapter in found[1:] for form in chapter.forms if is_urgent(form)]
    assert [form.code for form in found[-1].forms] == ["P-NETS"]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("i0", ["I0"]),
        ("step back", ["I0"]),
        ("BACK  step", ["I0"]),
        ("I1", ["I1"]),
        ("no such words", []),
    ],
)
def test_a_form_is_found_by_its_code_or_its_words(asked: str, codes: list[str]) -> None:
    assert [form.code for form in matching(FORMS, asked, english)] == codes


def test_accents_and_vowel_marks_need_not_be_typed() -> None:
    form = FORMS[0]
    assert matching([form], "déjà", lambda _: "deja vu")
    assert matching([form], "اولا", lambda _: "أولًا")
    assert matching(FORMS, "", english) == FORMS


async def test_the_list_is_in_chapters_and_one_match_opens_at_once() -> None:
    client = await officer_at(busy_desk(), profiles=frozenset({"space"}))
    page = (await client.get("/compose")).text
    assert re.findall(r'<h2 id="chapter-([^"]+)"', page) == ["urgent", *"ILASHQX"]
    assert page.index('href="/compose/I0"') < page.index('href="/compose/L2"')
    assert page.count('<option value="I0 ') == 1
    hit = await client.get("/compose", params={"q": "space object"})
    assert (hit.status_code, hit.headers["location"]) == (303, "/compose/X4")
    option = await client.get("/compose", params={"q": f"X4 {english(load().form('X4'))}"})
    assert option.headers["location"] == "/compose/X4"
    some = await client.get("/compose", params={"q": "notice"})
    assert 1 < some.text.count("data-row href=") < page.count("data-row href=")
    none = await client.get("/compose", params={"q": '"><script>'})
    assert none.status_code == 200
    assert load().word("ui-form-none", "en") in none.text
    assert "<script>" not in none.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_chapters_and_search_have_words(language: str) -> None:
    client = await officer_at(busy_desk())
    await client.post("/language", data={"language": language, "next": "/"})
    for question in ("", "?q=qqqq"):
        page = (await client.get(f"/compose{question}")).text
        assert "⟨" not in page
        assert "[en]" not in page
    for key in ("U", "own"):
        assert load().words.find(f"ui-chapter-{key}", language)
