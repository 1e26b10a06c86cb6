"""Rendering is total and checking has one error, whatever the other side sends."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directline.catalogue import LANGUAGES, load
from directline.catalogue.encoded import inputs_of, read_back_of, render_encoded
from directline.catalogue.text import forbidden_character
from directline.errors import RemoteProtocolError
from directline.wire.body import Body, encode_body
from tests.unit.catalogue.samples import CTX, values_of

CODES = sorted(load().forms)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.binary(max_size=80)
    | st.text(max_size=40)
    | st.sampled_from(["unknown", "yes", "km", "FL", "AGL", "en", "cancel", "correct", "I1"])
    | st.integers(946_684_800_000, 4_102_444_800_000)
)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=5).map(tuple), max_leaves=20)


@st.composite
def nearly_right(draw: Any) -> tuple[str, tuple]:
    """A form's values with some replaced, one dropped or one added."""
    code = draw(st.sampled_from(CODES))
    values = list(values_of(code))
    for index in draw(st.sets(st.integers(0, len(values) - 1), max_size=3)):
        values[index] = draw(VALUES)
    if draw(st.booleans()):
        values = values[: draw(st.integers(0, len(values)))]
    return code, tuple(values)


@pytest.mark.spec("FORM-9")
@given(nearly_right(), st.sampled_from([*LANGUAGES, "xx", ""]), st.integers(1, 3))
@example(("L6", ((0, 1, 1), "correct", "I1", ((1, ("x",)),), "error", None)), "ar", 1)
@example(("L6", ((0, 1, 1), "correct", "I1", ((7, 1),), "error", None)), "en", 1)
def test_every_body_is_shown(nearly: tuple[str, tuple], language: str, version: int) -> None:
    code, values = nearly
    shown = load().render(Body(code, version, values), language, local_offset=lambda _: -720)
    assert shown.title
    assert shown.code_line
    assert len(shown.rows) == sum(value is not None for value in values)
    for row in shown.rows:
        assert row.label
        assert row.direction in {"ltr", "rtl"}
    assert not forbidden_character(shown.code_line)


@given(st.text(max_size=16), st.lists(VALUES, max_size=6).map(tuple))
def test_every_unknown_form_is_shown_raw(code: str, values: tuple) -> None:
    shown = load().render(Body(code, 9, values), "uk")
    assert shown.unknown
    assert not any(forbidden_character(row.text) for row in shown.rows)


@pytest.mark.spec("FORM-5", "FORM-6", "FORM-7", "FORM-8")
@given(nearly_right())
def test_checking_has_one_error_and_agrees_with_rendering(nearly: tuple[str, tuple]) -> None:
    code, values = nearly
    catalogue, form = load(), load().form(code)
    rule = ""
    try:
        catalogue.check(form, values)
    except RemoteProtocolError as error:
        rule = error.rule
    if rule:
        assert rule in {"FORM-5", "FORM-6", "FORM-7", "FORM-8"}
        return
    assert not catalogue.render(Body(code, 1, values), "en").unknown
    inputs = catalogue.inputs(form, values, ctx=CTX)
    assert isinstance(inputs, dict)


@pytest.mark.parametrize("values", [None, [], "I1", 7, b"", {}, (None,)])
def test_what_is_no_list_of_values_is_refused(values: object) -> None:
    with pytest.raises(RemoteProtocolError):
        load().check(load().form("I1"), values)


@given(st.binary(max_size=200))
@example(encode_body(Body("I1", 1, values_of("I1"))))
@example(encode_body(Body("I1", 1, ())))
def test_bytes_are_shown_too(data: bytes) -> None:
    shown = render_encoded(load(), data, "ar")
    assert shown.title
    assert isinstance(read_back_of(load(), data), list)
    assert isinstance(inputs_of(load(), data), dict)


def test_a_foreign_role_is_not_remembered() -> None:
    before = len(load().words._plain)
    for number in range(50):
        values = (f"ROLE-{number}", *values_of("I1")[1:])
        load().render(Body("I1", 1, values), "en")
    assert len(load().words._plain) <= before + 40


def test_hidden_characters_of_others_are_written_out() -> None:
    values = (*values_of("I1")[:5], ("en", "safe\u202eon"))
    shown = load().render(Body("I1", 1, values), "en")
    assert shown.unknown
    assert "<U+202E>" in shown.rows[-1].text
