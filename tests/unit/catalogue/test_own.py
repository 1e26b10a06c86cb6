"""Forms of the parties' own: what they may be, what makes them whole, and what they never reach."""

import pytest

from directline.catalogue import load
from directline.catalogue.own import own_form, own_words, readable, words_of
from directline.catalogue.owncheck import own_problems
from directline.errors import ConfigError
from tests.support.ownforms import FILES, FILES_2, NETS, WORDS

LANGUAGES = ("en", "ru")
NAME = "forms/p-nets.toml"


def wrong(files: dict[str, str], languages: tuple[str, ...] = LANGUAGES) -> str:
    return "\n".join(own_problems(files, languages, load()))


@pytest.mark.spec("FORM-53")
def test_whole_forms_have_no_problem() -> None:
    assert wrong(FILES) == ""
    assert wrong(FILES_2) == ""


@pytest.mark.spec("FORM-51", "FORM-52")
@pytest.mark.parametrize(
    ("was", "instead", "said"),
    [
        ('code = "P-NETS"', 'code = "I1"', "is not one that parties may use"),
        ('code = "P-NETS"', 'code = "P-nets"', "is not one that parties may use"),
        ('code = "P-NETS"', 'code = "E-END"', "is not one that parties may use"),
        ('"PRIORITY"', '"FLASH"', "FLASH is the catalogue's alone"),
        ("version = 1", "version = 0", "version is a number from 1"),
        ("version = 1", 'version = 1\nprofile = "space"', "a profile is the catalogue's"),
        ("version = 1", "version = 1\ncomposable = false", "nobody may write"),
        ('type = "poly"', 'type = "raw"', "the type raw is the catalogue's alone"),
        ('name = "gear"', 'name = "Gear!"', "its name is not plain"),
        ('"drift", "set"', '"drift", "a/b"', "a word or choice that is not plain"),
        ('source = "proposed"', 'source = "us"', "has no source"),
        ("ms = 3_600_000", "ms = 0", "the deadline 'answer' is none"),
        ('choices = ["drift", "set"]\n', "", "has no choices"),
        ('quantity = "p-nets"', "", "a count without a definition"),
        ("version = 1", 'version = 1\nstarts = "nowhere"', "no field nowhere"),
        ("version = 1", "version = '1'", "another type"),
        ("version = 1", "version = 1\nlife_saving = 1", "another type"),
        ("maximum = 100", 'maximum = "100"', "another type"),
        ("version = 1", "version = 1\nodd = 1", "is not right"),
        ("[[deadline]]", "[[rule]]\nkind = 'pair'\nfields = ['gear']\npairs = 3\n[[deadline]]", ""),
        *(
            ("version = 1", f"version = 1\n{flag} = true", f"{flag} is the catalogue's alone")
            for flag in (
                "life_saving",
                "life_saving_by_reference",
                "precedence_of_reference",
                "survives_suspension",
            )
        ),
    ],
)
def test_what_no_form_of_the_parties_may_be(was: str, instead: str, said: str) -> None:
    assert was in NETS
    text = NETS.replace(was, instead)
    with pytest.raises(ConfigError) as refused:
        own_form(text, NAME)
    assert said in str(refused.value)
    assert NAME in str(refused.value)
    assert list(readable({NAME: text})) == []


def test_a_form_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(ConfigError):
        own_form("a = " + "[" * 60_000, NAME)


@pytest.mark.spec("FORM-53")
@pytest.mark.parametrize(
    ("name", "was", "instead", "said"),
    [
        (
            "words/ru/p-nets.ftl", "    .help = Что стоит в воде\n", "",
            f"{NAME}: field gear: no field-p-gear.help in ru; write .help = ... under field-p-gear",
        ),
        (
            "words/ru/p-nets.ftl", "form-P-NETS = ", "field-p-other = ",
            f"{NAME}: no title in ru; write form-P-NETS = ... in words/ru/",
        ),
        (
            "words/en/p-nets.ftl", "choice-p-gear-set = set nets\n", "",
            f"{NAME}: field gear: no choice-p-gear-set in en",
        ),
        (
            "words/en/p-nets.ftl", "form-P-NETS", "field-p-more = more\nform-P-NETS",
            "words/en/: field-p-more is used by no form; leave it out",
        ),
        (
            "words/en/p-nets.ftl", "form-P-NETS", "field-position = Speed\nform-P-NETS",
            "words/en/p-nets.ftl: field-position is a word of the catalogue",
        ),
        (
            "words/en/p-nets.ftl", "form-P-NETS", "form-I1-7 = Go on\nform-P-NETS",
            "words/en/p-nets.ftl: form-I1-7 may not stand here",
        ),
        (
            "words/en/p-nets.ftl", "= Gear", "= { $x }",
            "words/en/p-nets.ftl: field-p-gear may not stand here",
        ),
        (
            "words/en/p-nets.ftl", "form-P-NETS", "field-p-gear = Gear\nform-P-NETS",
            "words/en/: field-p-gear stands 2 times; leave one",
        ),
        (NAME, '"ROGER"', '"MAYBE"', f"{NAME}: the answer MAYBE is none"),
        (NAME, "version = 1", 'version = 1\nsubject = "fish"', "the subject fish is none of"),
        (NAME, "version = 1", 'version = 1\nreply_forms = ["I99"]', "the reply form I99 is none"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_with_file_field_and_remedy(
    name: str, was: str, instead: str, said: str
) -> None:
    assert was in FILES[name]
    assert said in wrong(FILES | {name: FILES[name].replace(was, instead, 1)})


@pytest.mark.spec("FORM-53")
def test_every_language_of_the_charter_is_asked_for_and_no_other() -> None:
    assert "no title in uk" in wrong(FILES, ("en", "ru", "uk"))
    assert "ru is not a language of this charter" in wrong(FILES, ("en",))
    alone = {name: text for name, text in FILES.items() if "/en/" not in name}
    assert "no title in en" in wrong(alone, ("ru",)), "what another lacks is shown in English"


def test_two_files_of_one_form_are_named() -> None:
    twice = FILES | {"forms/p-other.toml": NETS}
    assert "P-NETS version 1 is in forms/p-nets.toml too" in wrong(twice)


@pytest.mark.spec("FORM-51")
def test_no_file_of_the_parties_says_a_word_of_the_catalogue() -> None:
    hostile = "form-I1 = All is well\nanswer-wilco = No\nfield-p-a = \u202eA\nfield-p-b = { $b }\n"
    assert [key for key, _ in own_words(hostile + "field-p-c = C\n")] == ["field-p-c"]
    taken = words_of({"words/en/a.ftl": hostile, "words/ru/a.ftl": WORDS["ru"]}, "en")
    assert taken == {"~words/en/a.ftl": ""}
