"""Every page renders in every language, and says what it must."""

import re

import pytest

from directline.catalogue import load
from tests.unit.console.client import officer_at
from tests.unit.console.standin import busy_desk

LANGUAGES = ("en", "ru", "uk", "ar")

PAGES = (
    "/",
    "/messages",
    "/messages/BRAVO_41",
    "/messages/BRAVO_41/read-back",
    "/messages/ALPHA_39",
    "/compose",
    *(f"/compose/{code}" for code, form in load().forms.items() if form.composable),
    "/step-back",
    "/alarms/7",
    "/watch",
    "/watch/relief",
    "/card",
)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_has_all_its_words(language: str) -> None:
    client = await officer_at(busy_desk())
    await client.post("/language", data={"language": language, "next": "/"})
    for path in PAGES:
        page = await client.get(path)
        assert page.status_code == 200, path
        assert f'<html lang="{language}"' in page.text
        assert not re.findall(r"⟨[^⟩]*⟩", page.text), path
        assert "[en]" not in page.text, (path, re.findall(r"[^>]{0,60}\[en\]", page.text)[:3])
        assert "style=" not in page.text
        assert "<script>" not in page.text
