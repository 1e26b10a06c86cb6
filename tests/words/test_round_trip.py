"""What one language says and another says again is the same: read from what is seen."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from directline.catalogue import LANGUAGES, instants, load
from directline.catalogue import render as rendering
from directline.catalogue.positions import minutes
from directline.catalogue.types_parts import raw_code, raw_text
from directline.wire.body import Body, encode_body
from tests.unit.catalogue.samples import SAMPLES
from tests.unit.console.client import officer_at
from tests.unit.console.standin import StandInDesk, message
from tests.words.reader import Nested, Reader, roles
from tests.words.round_trip import passes
from tests.words.values import Drawn
from tests.words.visible import readings_of

VALUES = 150
"""Of each form; `make words` draws 10,000."""


@pytest.mark.parametrize("code", load().forms)
def test_values_come_back_from_what_is_seen_in_every_language(code: str, request: Any) -> None:
    passes(load().form(code), VALUES, request.config.getoption("--hypothesis-seed") or 1)


async def test_each_reading_on_the_whole_page_says_the_same() -> None:
    desk, values = StandInDesk(), {}
    for number, form in enumerate(load().forms.values(), 1):
        drawn = Drawn(Random(form.code)).values(form)
        body = encode_body(Body(form.code, form.version, drawn))
        added = desk.add(replace(message(number, "I1", SAMPLES["I1"]), form=form.code, body=body))
        values[added.id] = (form, drawn)
    client = await officer_at(desk, profiles=frozenset(f.profile for f in load().forms.values()))
    for found, (form, drawn) in values.items():
        page = (await client.get(f"/messages/{found.replace(' ', '_')}")).text
        readings = readings_of(page)
        assert sorted(reading.language for reading in readings) == sorted(LANGUAGES)
        for reading in readings:
            read = Reader(reading.language, ("ALPHA", "BRAVO")).values(form, reading.rows)
            assert read == drawn, (form.code, reading.language)


def _rounded(point: tuple[int, int]) -> str:
    lat, lon = (part // 10_000 * 10_000 for part in point)
    return minutes((lat, lon))


def _to_the_minute(instant_ms: int) -> str:
    return f"{instants.dtg(instant_ms)} ({instants.iso_instant(instant_ms // 60_000 * 60_000)})"


LOSSES: dict[str, tuple[str, str, Any]] = {
    "the end of a position": ("A1", "minutes", _rounded),
    "the datum": ("I4", "altitude_text", lambda _: "0 … 100 m"),
    "the seconds": ("L3", "instant", _to_the_minute),
    "where a text of a correction ends": ("L6", "GOES_ON", ""),
    "what is a text in a receipt": ("L4", "raw_text", raw_code),
    "whose number a reference is": ("L5", "reference", lambda value, _: f"ALPHA {value[2]}"),
}


@pytest.mark.parametrize("what", LOSSES)
def test_a_loss_is_noticed(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code, name, instead = LOSSES[what]
    monkeypatch.setattr(rendering, name, instead)
    with pytest.raises((AssertionError, ValueError, KeyError)):
        passes(load().form(code), VALUES, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_roles_and_no_two_kinds_of_datum_read_alike(language: str) -> None:
    assert roles(language)
    said = [load().word(f"datum-{datum}", language) for datum in ("AMSL", "AGL", "FL")]
    assert len(set(said)) == len(said)


def test_nested_values_are_read_as_they_were_written() -> None:
    value = ((1, ("a, (b)", 'x"\\n\n\u202e', -5, None, b"\x00\xff" * 200)), True, ())
    assert Nested(raw_text(value)).value() == value
