"""The digest of the catalogue, and the part of it that a file carries."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directline.catalogue import load
from directline.catalogue.pinned import (
    carried,
    carried_digest,
    carried_units,
    digest_of,
    form_named,
    units_of,
)
from directline.errors import RemoteProtocolError

USED = frozenset({("I1", 1), ("L4", 1)})
TEXTS = st.dictionaries(st.text("abc/", min_size=1, max_size=4), st.text(max_size=5), min_size=1)


@pytest.mark.spec("FORM-40")
@settings(max_examples=40)
@given(TEXTS, st.data())
def test_any_part_shows_that_it_is_of_the_whole(texts: dict[str, str], data: st.DataObject) -> None:
    units = dict(sorted(texts.items()))
    wanted = data.draw(st.sets(st.sampled_from(list(units))))
    part = carried(units, wanted)
    assert carried_digest(part) == digest_of(units)
    assert carried_units(part) == {name: units[name] for name in units if name in wanted}


@pytest.mark.spec("FORM-40")
def test_no_bit_of_a_part_can_change() -> None:
    units = {f"words/w{n}/en": f"w{n} = {n}\n" for n in range(5)}
    part = carried(units, {"words/w2/en"})
    pin = digest_of(units)
    for at in range(len(part) * 8):
        changed = bytearray(part)
        changed[at // 8] ^= 1 << at % 8
        try:
            found = carried_digest(bytes(changed))
        except RemoteProtocolError:
            continue
        assert found != pin


@pytest.mark.spec("FORM-40")
def test_what_is_left_over_and_names_that_do_not_rise_are_refused() -> None:
    part = carried({"a": "1", "b": "2"}, {"a", "b"})
    assert carried_units(part) == {"a": "1", "b": "2"}
    turned = carried({"b": "2", "a": "1"}, {"a", "b"})
    twice = turned.replace(b"\x01b", b"\x01a")
    for bad in (part + b"\0", part[:-1], turned, twice):
        with pytest.raises(RemoteProtocolError):
            carried_digest(bad)


@pytest.mark.spec("FORM-40")
def test_a_bundle_carries_the_forms_and_words_that_it_uses_and_no_others() -> None:
    known = load()
    part = known.carried(USED, ("uk",))
    assert carried_digest(part) == known.digest
    units = carried_units(part)
    assert {form_named(text) for name, text in units.items() if name.startswith("forms/")} == USED
    words = {tuple(name.split("/")[1:]) for name in units if name.startswith("words/")}
    assert {language for _, language in words} == {"en", "uk"}
    for key in ("form-I1", "field-hit", "choice-hit-hospital", "role-DUTY-OFFICER", "answer-wilco"):
        assert {(key, "en"), (key, "uk")} <= words
    assert ("form-A6", "en") not in words
    assert ".help =" in units["words/field-hit/uk"]
    assert len(part) < len(known.canonical()) // 10


def test_what_is_covered_is_every_word_of_every_form_once() -> None:
    known = load()
    units = units_of(known.files)
    assert list(units) == sorted(units)
    for language in known.languages:
        held = {name.split("/")[1] for name in units if name.endswith(f"/{language}")}
        for form in known.every.values():
            assert {form.name_key, *(f"field-{field.word}" for field in form.fields)} <= held
    assert not [name for name in units if "/ui-" in name], "the desk's own words are its own matter"
