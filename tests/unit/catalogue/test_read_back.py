"""Understood means re-entered: equal within the stated accuracy, or the mismatch is named."""

import pytest

from directline.catalogue import load
from directline.catalogue.mgrs import format_mgrs
from tests.unit.catalogue.samples import CTX, SAMPLES, values_of


def compare(code: str, **change: str) -> dict[str, tuple[str, int | None, str]]:
    inputs = SAMPLES[code] | {k.replace("__", "."): v for k, v in change.items()}
    found = load().compare_read_back(load().form(code), values_of(code), inputs, ctx=CTX)
    return {m.field: (m.got_text, m.distance_m, m.reason) for m in found}


@pytest.mark.spec("FORM-20")
@pytest.mark.parametrize("code", SAMPLES)
def test_the_critical_fields_are_asked_and_the_truth_is_understood(code: str) -> None:
    form, values = load().form(code), values_of(code)
    asked = load().read_back_fields(form, values)
    given = {f.name for f, v in zip(form.fields, values, strict=True) if v is not None}
    assert {f.name for f in asked} == {f.name for f in form.fields if f.critical} & given
    assert not any(f.two_notations or f.default for f in asked)
    assert all(f.required for f in asked)
    assert compare(code) == {}


@pytest.mark.parametrize("code", ["I0", "I1", "I4", "I5", "A6", "A1", "H3", "H11"])
def test_every_place_time_altitude_and_count_of_a_safety_form_is_critical(code: str) -> None:
    named = {"launched_from"}
    for field in load().form(code).fields:
        if field.type in {"pos", "circ", "poly", "route", "t", "win", "alt", "n"}:
            assert field.critical or field.name in named, field.name


@pytest.mark.spec("FORM-21")
def test_one_notation_is_enough() -> None:
    assert compare("I1", position__lat_lon="") == {}
    assert compare("I1", position__mgrs="") == {}
    near = format_mgrs(352855000, 401200000)  # 55 m north
    assert compare("I1", position__lat_lon="", position__mgrs=near) == {}


def test_a_position_off_is_named_with_its_distance() -> None:
    found = compare("I1", position__lat_lon="35.34 40.14", position__mgrs="")
    got, distance_m, reason = found["position"]
    assert got == "35°20.400'N 040°08.400'E"
    assert distance_m == pytest.approx(6369, abs=30)
    assert reason == "6.4 km apart."


def test_within_the_stated_accuracy_is_understood() -> None:
    off = "55.2040 19.5"  # 445 m north; stated 500 m
    assert compare("I0", position__lat_lon=off, position__mgrs="") == {}
    assert "position" in compare("I0", position__lat_lon="55.2050 19.5", position__mgrs="")


@pytest.mark.parametrize(
    ("code", "field", "change"),
    [
        ("I1", "since", {"since": "171456ZSEP16"}),
        ("I1", "since", {"since": "14:55"}),
        ("I1", "since", {"since": ""}),
        ("I1", "hit", {"hit": "hospital"}),
        ("I1", "position", {"position__lat_lon": "unknown", "position__mgrs": ""}),
        ("H11", "persons", {"persons": "66"}),
        ("H11", "route", {"route": "55.75 37.6\n50.7 36.6"}),
        ("H11", "route", {"route": "55.75 37.6\n50.6 36.6\n50.5 36.6"}),
        ("H3", "route", {"route": "31.50 34.47\n31.35 34.31"}),
        ("H11", "stand_down", {"stand_down__radius": "61"}),
        ("H11", "stand_down", {"stand_down__radius_unit": "nm"}),
        ("A6", "altitude", {"altitude__high": "210"}),
        ("A6", "window", {"window__to": "221900ZNOV26"}),
        ("A6", "area", {"area": "45 30\n45 31\n44.6 31"}),
        ("S1", "launch_date", {"launch_date": "2026-12-06"}),
        ("I5", "impact_at", {"impact_at": "2026-03-09T13:20Z"}),
    ],
)
def test_a_difference_is_found(code: str, field: str, change: dict[str, str]) -> None:
    assert list(compare(code, **change)) == [field]


def test_unknown_is_read_back_as_unknown() -> None:
    assert compare("I5", impact_at="?") == {}


def test_the_receipt_carries_what_was_entered() -> None:
    form, values = load().form("I1"), values_of("I1")
    entered = load().read_back_values(form, values, SAMPLES["I1"] | {"since": "x"}, ctx=CTX)
    assert entered == ((1, (352850000, 401200000, None)), (2, "own-forces"), (3, None))
    receipt = (1, 1, 12, 4, "duty", "ALPHA-1", None, None, None, entered, None)
    load().check(load().form("L4"), receipt)


def test_mismatches_speak_the_readers_language() -> None:
    form, values = load().form("I1"), values_of("I1")
    found = load().compare_read_back(form, values, {}, ctx=CTX, lang="uk")
    assert {m.reason for m in found} == {"Не введено."}


def test_a_value_from_outside_that_is_not_legal_is_never_understood() -> None:
    form = load().form("I1")
    values = ("DUTY-OFFICER", (999, "x", None), "own-forces", "soon", "own-command", None)
    found = load().compare_read_back(form, values, SAMPLES["I1"], ctx=CTX)
    assert {m.field for m in found} == {"position", "since"}
