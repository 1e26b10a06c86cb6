"""The catalogue that a charter names, version by version."""

from dataclasses import replace

import pytest

from directline.catalogue import OWN, load, of_charter
from directline.catalogue.loader import newest
from directline.wire.agreedforms import form_digest
from directline.wire.body import Body
from directline.wire.charter import Charter
from tests.support.ownforms import FILES, FILES_2, INPUTS
from tests.unit.wire.test_chain import FIRST, following

AREA = ((353_000_000, 400_000_000), (353_000_000, 403_000_000), (351_000_000, 401_500_000))


def with_files(charter: Charter, files: dict[str, str]) -> Charter:
    named = tuple((name, form_digest(text)) for name, text in sorted(files.items()))
    return replace(charter, form_files=named)


def chained(*versions: Charter) -> Charter:
    """The last of these versions, as a station holds it."""
    texts = tuple({**FILES, **FILES_2}.values())
    held = tuple(replace(version, texts=texts) for version in versions)
    return replace(held[-1], versions=held)


@pytest.mark.spec("FORM-50")
def test_the_core_is_on_and_what_the_charter_turns_on_beside_it() -> None:
    core = of_charter(FIRST)
    assert core.forms == load(frozenset()).forms
    assert core.find("X4") is None
    more = of_charter(replace(FIRST, profiles=("space",)))
    assert set(more.forms) == {*core.forms, "X4"}
    assert more.digest == core.digest == load().digest
    assert of_charter(replace(FIRST, profiles=("no-such-profile",))).forms == core.forms


@pytest.mark.spec("FORM-50")
def test_an_entry_is_read_by_what_was_on_under_its_own_version() -> None:
    second = following(FIRST, profiles=("space",))
    third = following(second, profiles=())
    held = of_charter(chained(FIRST, second, third))
    assert [held.form_at(v, "X4", 1) is not None for v in (1, 2, 3)] == [False, True, False]
    assert held.find("X4") is None
    assert of_charter(replace(chained(FIRST, second), version=2)).find("X4")
    assert ("X4", 1) in held.ever()
    assert held.under(9) is held, "of a version that is not held nothing else is known"


@pytest.mark.spec("FORM-54")
def test_both_versions_of_a_form_are_read_each_in_its_own_words() -> None:
    first = with_files(FIRST, FILES)
    second = with_files(following(first), FILES_2)
    held = of_charter(chained(first, second))
    assert (held.form("P-NETS").version, held.form("P-NETS").profile) == (2, OWN)
    assert held.parse(held.form("P-NETS"), INPUTS | {"gear": "trawl"})[0] == "trawl"
    old, new = (Body("P-NETS", version, ("set", AREA, 3, None)) for version in (1, 2))
    for language, titles in {
        "en": ("Nets are set: steer clear", "Nets or a trawl: steer clear"),
        "ru": ("Поставлены сети: обходить", "Сети или трал: обходить"),
    }.items():
        shown = [held.under(2).render(body, language) for body in (old, new)]
        assert tuple(one.title for one in shown) == titles
        assert not any(one.unknown for one in shown)
    under_first = held.under(1)
    assert not under_first.render(old, "en").unknown
    early = under_first.render(new, "en")
    assert early.unknown, "under the first version nobody had agreed to it"
    assert "P-NETS/2" in early.code_line
    assert held.render(Body("P-NETS", 3, ("set",)), "en").unknown


@pytest.mark.spec("FORM-54")
def test_the_catalogue_itself_keeps_every_version_with_its_own_words() -> None:
    one = load().form("I1")
    two = replace(one, version=2, name_key="form-I1-2", fields=one.fields[:1])
    known = replace(load(), forms=newest([two, one]), every={("I1", 1): one, ("I1", 2): two})
    assert known.form("I1") is two
    assert (known.find("I1", 1), known.find("I1", 2), known.find("I1", 3)) == (one, two, None)
    assert known.render(Body("I1", 2, ("DUTY-OFFICER",)), "en").title == "⟨form-I1-2⟩"
    assert known.render(Body("I1", 1, (None,) * 6), "en").title == load().word("form-I1", "en")


def test_a_file_that_is_no_form_is_left_out_and_stops_nothing() -> None:
    bad = FILES | {"forms/p-bad.toml": "code = 3"}
    charter = with_files(FIRST, bad)
    held = of_charter(replace(charter, texts=tuple(bad.values())))
    assert set(held.forms) == {*of_charter(FIRST).forms, "P-NETS"}
    assert set(of_charter(charter).forms) == set(of_charter(FIRST).forms), "no text, no form"
