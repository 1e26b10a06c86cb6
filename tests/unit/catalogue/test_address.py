"""Forms of address in free text: found as words of their own, in every language."""

import pytest

from directline.catalogue import load
from directline.catalogue.address import AGREED, LOOKED_FOR, forms_of, free_texts, not_agreed
from directline.catalogue.words import LANGUAGES
from tests.unit.catalogue.samples import SAMPLES, values_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_both_lists_and_they_share_nothing(language: str) -> None:
    lists = [load().words.find(key, language) or "" for key in (AGREED, LOOKED_FOR)]
    agreed, looked_for = ({w.strip().casefold() for w in words.split("|")} for words in lists)
    assert agreed
    assert looked_for
    assert not agreed & looked_for


@pytest.mark.parametrize("word", forms_of(load(), LOOKED_FOR))
def test_every_word_is_found_by_itself_alone(word: str) -> None:
    assert word in not_agreed(load(), [f"1. {word.upper()}, which flight?"])
    if word.isascii():
        assert not_agreed(load(), [f"x{word}x"]) == ()


def test_agreed_ones_and_plain_texts_pass() -> None:
    assert not_agreed(load(), forms_of(load(), AGREED)) == ()
    assert not_agreed(load(), ["Deer on the runway; the brotherhood; a bossy wind."]) == ()


@pytest.mark.parametrize("code", SAMPLES)
def test_no_sample_of_a_form_is_stopped(code: str) -> None:
    form = load().form(code)
    assert not_agreed(load(), free_texts(form, values_of(code))) == ()


def test_only_free_text_is_searched() -> None:
    form = load().form("Q1")
    assert free_texts(form, values_of("Q1")) == [
        "Columns seen moving west", "1. Which units? 2. Until when?",
    ]  # fmt: skip
