"""Words: fallback, plural, direction, review; and nothing looks alike that is not."""

from dataclasses import replace

import pytest

from directline.catalogue import LANGUAGES, direction, load
from directline.catalogue.catalogue import Catalogue
from directline.catalogue.complete import file_problems, needed
from directline.catalogue.loader import word_files
from directline.catalogue.reviews import Review, Reviews, parse_reviews, words_digest
from directline.catalogue.words import Words
from directline.console.context import NAMES
from directline.errors import ConfigError
from directline.station.config import LANGUAGES as DESK_LANGUAGES
from directline.wire.body import Body
from tests.unit.catalogue.samples import values_of


@pytest.mark.spec("FORM-30")
def test_a_missing_word_shows_english_and_says_so_then_the_key() -> None:
    texts = {"en": {"a.ftl": "only = Only English\nboth = Both\n"}, "ru": {"a.ftl": "both = Оба\n"}}
    words = Words(lambda language: texts.get(language, {}))
    assert words.word("both", "ru") == "Оба"
    assert words.word("only", "ru") == "Only English [en]"
    assert words.word("only", "ar") == "\u2068Only English\u2069 [en]"
    assert words.word("nothing", "ru") == "⟨nothing⟩"
    assert words.word("only", "xx") == "Only English [en]"


def test_each_word_is_parsed_alone_and_read_as_in_the_whole_file() -> None:
    text = (
        "### Words\nplain = Plain\nlong =\n    First line\n    second line\n    .help = Help\n"
        "# about the next\nmany = { $count ->\n    [one] one\n   *[other] many\n}\nlast = Last"
    )
    words = Words(lambda language: {"b.ftl": text, "c.ftl": "plain = Later\n"})
    assert words.keys("en") == {"plain", "long", "long.help", "many", "last"}
    assert words.word("last", "en") == "Last"
    assert words.word("plain", "en") == "Plain"
    assert words.word("long", "en") == "First line\nsecond line"
    assert words.word("long.help", "en") == "Help"
    assert [words.word("many", "en", {"count": n}) for n in (1, 2)] == ["one", "many"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a = A\nbroken { line\n", "Fluent cannot read"),
        ("a = A\n-term = T\n", "or a term"),
        ("a = A\nb=B\n", "not cut as Fluent reads it"),
        ("a = A\nb = see { a }\n", "refers to another word"),
    ],
)
def test_a_file_of_words_that_cannot_be_cut_is_found(text: str, wrong: str) -> None:
    assert [found for found in file_problems(text) if wrong in found]
    assert not file_problems("# x\na = A { $count }\n    .help = H\n")


def test_the_desk_offers_every_language_of_the_catalogue_by_its_own_name() -> None:
    assert DESK_LANGUAGES == LANGUAGES == tuple(NAMES)


def test_plurals_follow_the_language() -> None:
    word = load().word
    assert word("shown-points", "en", count=1, shown="1") == "1 point"
    russian = [word("shown-points", "ru", count=n, shown=str(n)) for n in (1, 3, 5, 21)]
    assert russian == ["1 точка", "3 точки", "5 точек", "21 точка"]
    ukrainian = [word("shown-points", "uk", count=n, shown=str(n)) for n in (1, 3, 5, 12)]
    assert ukrainian == ["1 точка", "3 точки", "5 точок", "12 точок"]
    assert word("shown-points", "ar", count=2, shown="2") == "نقطتان"
    french = [word("shown-points", "fr", count=n, shown=str(n)) for n in (0, 1, 2)]
    assert french == ["0 point", "1 point", "2 points"]
    assert [word("shown-points", "zh", count=n, shown=str(n)) for n in (1, 2)] == [
        "1 个点",
        "2 个点",
    ]


def test_slots_are_isolated_in_right_to_left_text_only() -> None:
    assert "\u2068ALPHA\u2069" in load().word("error-reference-party", "ar", party="ALPHA")
    assert "\u2068" not in load().word("error-reference-party", "uk", party="ALPHA")
    assert [language for language in LANGUAGES if direction(language) == "rtl"] == ["ar"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_choices_of_a_field_read_alike(language: str) -> None:
    catalogue = load()
    for form in catalogue.forms.values():
        for field in form.fields:
            shown = [
                catalogue.word(f"choice-{field.vocabulary}-{c}", language) for c in field.choices
            ]
            folded = {" ".join(text.casefold().split()) for text in shown}
            assert len(folded) == len(shown)
        answers = [catalogue.word(f"answer-{a.lower()}", language) for a in form.all_answers]
        assert all(text.isupper() or ":" in text for text in answers)
        assert len(set(answers)) == len(answers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_labels_of_a_form_read_alike(language: str) -> None:
    catalogue = load()
    for form in catalogue.forms.values():
        labels = [catalogue.word(f"field-{f.word}", language).casefold() for f in form.fields]
        assert len(set(labels)) == len(labels), form.code
        for field in form.fields:
            assert (
                catalogue.word(f"field-{field.word}.help", language).rstrip().endswith((".", "。"))
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_differ_and_are_in_their_own_script(language: str) -> None:
    titles = [load().word(form.name_key, language) for form in load().forms.values()]
    assert len(set(titles)) == len(titles)
    if language not in ("en", "fr"):
        assert not any(title.isascii() for title in titles)
    if language != "en":
        assert not {load().word(form.name_key, "en") for form in load().forms.values()} & {*titles}


def test_ukrainian_and_russian_are_not_mixed() -> None:
    for name, text in word_files("uk").items():
        said = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
        assert not set("ыэъё") & set(said.lower()), name
    for name, text in word_files("ru").items():
        assert not set("іїєґ") & set(text.lower()), name


def test_no_word_of_silence_names_a_motive() -> None:
    motives = "ignor refus hostil игнор отказ ігнор відмов تجاهل 无视 拒绝 敌".split()
    for language in LANGUAGES:
        for key in load().words.keys(language):
            if key.startswith(("silence-", "alarm-")):
                said = load().word(key, language).casefold()
                assert not any(motive in said for motive in motives), key


def test_every_desk_word_of_the_station_is_there() -> None:
    kinds = (
        "flash blackout not-heard bearer-lost desk-mute overdue escalation two-histories disk-full "
        "not-stored clock-offset withheld flash-flood"
    )
    silences = (
        "own-cut-off unreachable not-heard nobody-at-desk opened-not-answered declined suspended "
        "none"
    )
    steps = (
        "composed released stored sent delivered opened understood passed answered not-reached "
        "withheld"
    )
    keys = [f"alarm-{k}" for k in kinds.split()] + [f"silence-{k}" for k in silences.split()]
    keys += [f"step-{k}" for k in steps.split()]
    for language in LANGUAGES:
        assert not [key for key in keys if load().words.find(key, language) is None]


@pytest.mark.spec("FORM-31")
def test_what_nobody_reviewed_says_so_until_the_words_change_no_more() -> None:
    catalogue, body = load(), Body("I1", 1, values_of("I1"))
    assert catalogue.render(body, "uk").review_note == catalogue.word("shown-not-reviewed", "uk")
    assert "design language" in catalogue.render(body, "en").review_note
    now = catalogue.reviews.digests["I1", "uk"]
    review = Review("I1", "uk", "reviewed", "linguist", "2026-12-01", now)
    reviewed = Reviews((review,), catalogue.reviews.digests)
    assert reviewed.state("I1", "uk") == "reviewed"
    other = Catalogue(catalogue.forms, catalogue.words, reviewed, catalogue.files)
    assert other.render(body, "uk").review_note == ""
    assert (other.review_note("I1", "uk"), other.review_note("I1", "ru") != "") == ("", True)
    certified = replace(review, state="certified", by="BRAVO", on="2026-12-02")
    both = Reviews((certified, review, replace(review, state="drafted")), reviewed.digests)
    assert both.review("I1", "uk") == certified
    assert both.review("I1", "ru") is None
    assert other.render(body, "ru").review_note != ""
    later = Reviews((review,), {("I1", "uk"): words_digest("changed")})
    assert later.state("I1", "uk") == "drafted"


def test_reviews_are_read_strictly() -> None:
    assert parse_reviews("") == ()
    for toml in ("x =", "[[review]]\nform = 'I1'", "[[review]]\n" + _review("blessed")):
        with pytest.raises(ConfigError):
            parse_reviews(toml)
    assert parse_reviews("[[review]]\n" + _review("certified"))[0].state == "certified"


def _review(state: str) -> str:
    return f"form='I1'\nlanguage='uk'\nstate='{state}'\nby='r'\non='d'\nwords='00'\n"


def test_needed_words_cover_labels_help_and_answers() -> None:
    keys = needed(load())
    assert {"form-I0", "field-halt.help", "choice-halt-fire", "answer-wilco"} <= keys
