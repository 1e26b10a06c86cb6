"""Typed values know their traps: instants, positions, texts, roles, altitudes, references."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directline.catalogue import LANGUAGES, FormErrors, ParseContext, instants, load, text
from directline.catalogue.forms import Field
from directline.catalogue.limits import INSTANT_MAX_MS, INSTANT_MIN_MS
from directline.catalogue.positions import decimal, minutes, parse_lat_lon
from directline.catalogue.problems import ValueProblem
from directline.catalogue.registry import REGISTRY, field_inputs, legal, parse_field
from tests.unit.catalogue.samples import CTX, SAMPLES

INSTANT = st.integers(INSTANT_MIN_MS, INSTANT_MAX_MS)


def refusal(code: str, _ctx: ParseContext = CTX, /, **change: str) -> dict[str, tuple[str, str]]:
    """Field to (message, remedy) of a sample with some inputs changed (`__` for the dot)."""
    inputs = SAMPLES[code] | {k.replace("__", "."): v for k, v in change.items()}
    with pytest.raises(FormErrors) as caught:
        load().parse(load().form(code), inputs, ctx=_ctx)
    return {e.field: (e.message, e.remedy) for e in caught.value.errors}


@given(INSTANT)
def test_an_instant_has_one_reading(instant_ms: int) -> None:
    at = dt.datetime.fromtimestamp(instant_ms // 1000, dt.UTC)
    iso = instants.iso_instant(instant_ms)
    assert iso.startswith(at.strftime("%Y-%m-%dT%H:%M"))
    assert instants.parse_instant(iso) == instant_ms
    assert instants.parse_instant(instants.dtg(instant_ms)) == instant_ms // 60_000 * 60_000
    assert instants.dtg(instant_ms) == at.strftime("%d%H%MZ%b%y").upper()


@pytest.mark.spec("FORM-11")
@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("02:30", "instant-no-date"),
        ("0230Z", "instant-no-date"),
        ("tomorrow 0800", "instant-form"),
        ("2026-11-21T22:30", "instant-no-zone"),
        ("2026-11-21T22:30+03:00", "instant-offset"),
        ("2026-11-21T22:30+0000", "instant-offset"),
        ("2026-11-21T22:30-05:00", "instant-offset"),
        ("2026-11-21 22:30 MSK", "instant-offset"),
        ("212230CNOV26", "instant-form"),
        ("2026-02-29T00:00Z", "date-impossible"),
        ("2026-11-21T24:00Z", "date-impossible"),
        ("2026-11-21T23:59:60Z", "date-impossible"),
        ("312230ZNOV26", "date-impossible"),
        ("012230ZXYZ26", "date-impossible"),
        ("1999-12-31T23:59Z", "instant-range"),
        ("2100-01-01T00:00Z", "instant-range"),
        ("٢٠٢٦-11-21T22:30Z", "instant-form"),
    ],
)
def test_only_utc_is_taken(typed: str, key: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        instants.parse_instant(typed)
    assert caught.value.key == key
    said = load().word(f"error-{key}.remedy", "en")
    assert "UTC" in said or "Check" in said


@pytest.mark.parametrize("typed", ["212230ZNOV26", "21 2230Z NOV 26", "2026-11-21 22:30Z"])
def test_the_spellings_of_an_instant(typed: str) -> None:
    try:
        assert instants.iso_instant(instants.parse_instant(typed)) == "2026-11-21T22:30Z"
    except ValueProblem:
        assert typed == "21 2230Z NOV 26"


def test_local_time_always_has_its_offset() -> None:
    at = instants.parse_instant("2026-11-21T22:30Z")
    assert instants.local(at, 180) == "2026-11-22 01:30 +03:00"
    assert instants.local(at, -210) == "2026-11-21 19:00 -03:30"


POINT = (352850000, 401200000)


@pytest.mark.parametrize(
    "typed",
    [
        "35.285 40.12",
        "35.285, 40.12",
        "+35.285 +40.12",
        "35.285N 40.12E",
        "N35.285 E40.12",
        "35 17.1 N 040 07.2 E",
        "35°17.1'N 040°07.2'E",
        "35°17'06\"N, 40°07'12\"E",
        "351706N0400712E",
        "3517.1N04007.2E",
        "N 35 17 06 E 40 07 12",
    ],
)
def test_the_spellings_of_a_position(typed: str) -> None:
    assert parse_lat_lon(typed) == POINT


@pytest.mark.spec("FORM-13")
@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("35,285 40,12", "position-comma"),
        ("35 17.1 040 07.2", "position-hemisphere"),
        ("35 17.1 N 040 07.2 N", "position-hemisphere"),
        ("40 07.2 E 35 17.1 N", "position-hemisphere"),
        ("35 60.0 N 040 07.2 E", "position-minutes"),
        ("35 17.1 N -040 07.2 E", "position-form"),
        ("35.2 17.1 N 040 07.2 E", "position-form"),
        ("95 0", "position-range"),
        ("35N 181E", "position-range"),
        ("somewhere", "position-form"),
        ("", "position-hemisphere"),
        ("35N", "position-hemisphere"),
        ("35171N040071E", "position-form"),
    ],
)
def test_a_doubtful_position_is_refused(typed: str, key: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        parse_lat_lon(typed)
    assert caught.value.key == key


@given(st.integers(-900_000_000, 900_000_000), st.integers(-1_800_000_000, 1_800_000_000))
def test_a_position_survives_its_spelling(lat: int, lon: int) -> None:
    assert parse_lat_lon(decimal((lat, lon))) == (lat, lon)
    near = parse_lat_lon(minutes((lat, lon)))
    assert abs(near[0] - lat) <= 84  # half a thousandth of a minute
    assert abs(near[1] - lon) <= 84


@given(st.text(max_size=40))
def test_any_text_is_a_position_or_refused(typed: str) -> None:
    try:
        lat, lon = parse_lat_lon(typed)
    except ValueProblem:
        return
    assert abs(lat) <= 900_000_000
    assert abs(lon) <= 1_800_000_000


@pytest.mark.spec("FORM-12")
def test_two_notations_that_disagree_are_refused_with_the_distance() -> None:
    said = refusal("I1", position__lat_lon="35.34 40.14")["position"]
    assert said[0] == "The two notations are 6.4 km apart."
    assert "100 m" in said[1]
    metres = refusal("I1", position__lat_lon="35.2865 40.12")["position"]
    assert metres[0] == "The two notations are 166 m apart."
    assert "position" in refusal("I1", position__mgrs="")
    assert "position" in refusal("I1", position__lat_lon="")


def test_the_stated_accuracy_decides_what_agrees() -> None:
    form, inputs = load().form("I1"), SAMPLES["I1"] | {"position.lat_lon": "35.2865 40.12"}
    values = load().parse(form, inputs | {"position.accuracy_m": "200"}, ctx=CTX)
    assert values[1] == (352865000, 401200000, 200)
    wide = ParseContext(position_tolerance_m=250)
    assert load().parse(form, inputs, ctx=wide)[1] == (352865000, 401200000, None)


@pytest.mark.spec("FORM-14")
@pytest.mark.parametrize("typed", ["Colonel Nobody", "J. Doe", "Іван", "DUTY-OFFICER-BOB"])
def test_an_addressee_is_a_role(typed: str) -> None:
    said = refusal("I1", addressee=typed)["addressee"]
    assert "person" in said[0]
    assert "DUTY-OFFICER" in said[1]


def test_a_charters_own_role_is_taken() -> None:
    form, inputs = load().form("I1"), SAMPLES["I1"] | {"addressee": "strait cell"}
    ctx = ParseContext(roles=("STRAIT-CELL",))
    assert load().parse(form, inputs, ctx=ctx)[0] == "STRAIT-CELL"


@pytest.mark.spec("FORM-10")
@pytest.mark.parametrize(
    "bad", ["\u202a", "\u202e", "\u2066", "\u2069", "\u200b", "\u200f", "\ufeff", "\x07", "\ue000"]
)
def test_hidden_characters_are_refused_and_named(bad: str) -> None:
    said = refusal("I1", remark=f"a{bad}b")["remark"]
    assert f"U+{ord(bad):04X}" in said[0]
    field = load().form("I1").field("remark")
    assert not legal(field, ("en", f"a{bad}b"))


def test_text_is_composed_and_keeps_its_language() -> None:
    form = load().form("I1")
    inputs = SAMPLES["I1"] | {"remark": " e\u0301tat\r\nok ", "remark.lang": "fr"}
    assert load().parse(form, inputs, ctx=CTX)[5] == ("fr", "état\nok")
    field = form.field("remark")
    assert not legal(field, ("fr", "e\u0301tat"))
    assert not legal(field, ("fr", " x"))
    assert not legal(field, ("french language", "x"))
    assert text.direction("ar-SY") == "rtl"
    assert text.direction("uk") == "ltr"


def test_unknown_is_a_legal_answer_everywhere() -> None:
    for form in load().forms.values():
        for field in form.fields:
            if field.type == "str":
                continue
            assert legal(field, "unknown") == field.unknown_ok
            if field.unknown_ok and field.type != "raw":
                for word in ("unknown", "?", "UNKNOWN"):
                    assert parse_field(field, {field.name: word}, CTX) == "unknown"
                assert parse_field(field, field_inputs(field, "unknown", CTX), CTX) == "unknown"


@pytest.mark.parametrize(
    "change",
    [
        {"altitude__datum": "AMSL"},
        {"altitude__unit": "km"},
        {"altitude__low": "300"},
        {"altitude__high": "2500"},
        {"altitude__high": "high"},
    ],
)
def test_an_altitude_needs_unit_datum_and_order(change: dict[str, str]) -> None:
    assert "altitude" in refusal("A6", **change)


def test_unlimited_and_surface() -> None:
    change = {"altitude.high": "UNL", "altitude.unit": "ft", "altitude.datum": "agl"}
    values = load().parse(load().form("A6"), SAMPLES["A6"] | change, ctx=CTX)
    assert values[2] == (0, None, "ft", "AGL")


@pytest.mark.parametrize(
    "area",
    [
        "45 30\n44 31",
        "45 30\n45 30\n44 31",
        "45 30\n44 31\n45 31\n44 30",
        "\n".join(["45 30"] * 60),
        "45 30\nhere\n44 31",
    ],
)
def test_a_bad_boundary_is_refused(area: str) -> None:
    assert "area" in refusal("A6", area=area)


def test_a_boundary_over_the_date_line_is_no_crossing() -> None:
    inputs = SAMPLES["A6"] | {"area": "10 179\n10 -179\n8 -179\n8 179\n10 179"}
    boundary = load().parse(load().form("A6"), inputs, ctx=CTX)[1]
    assert isinstance(boundary, tuple)
    assert len(boundary) == 4


def test_references_name_a_party_of_the_line() -> None:
    assert "DELTA" in refusal("L5", ref="DELTA 7")["ref"][0]
    assert "ref" in refusal("L5", ref="ALPHA")
    assert "ref" in refusal("L5", ref="ALPHA 0")
    assert "ref" in refusal("L5", ref="unknown")


def test_everything_wrong_is_said_at_once_and_nothing_leaks_a_foreign_error() -> None:
    said = refusal("I1", since="02:30", hit="", position__mgrs="x", target="y")
    assert set(said) == {"since", "hit", "position", "target"}


@pytest.mark.parametrize("language", ["ru", "uk", "ar", "zh", "fr"])
def test_errors_speak_the_authors_language(language: str) -> None:
    ctx = ParseContext(language=language)
    message, remedy = refusal("I1", ctx, since="02:30")["since"]
    assert message == load().word("error-instant-no-date", language)
    assert message != load().word("error-instant-no-date", "en")
    assert "2026-11-21T02:30Z" in remedy


@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_may_be_typed_in_the_authors_words(language: str) -> None:
    word = load().word("choice-unknown", language)
    ctx = ParseContext(language=language)
    form = load().form("I1")
    for typed in (word.upper(), "unknown", "?"):
        values = load().parse(form, SAMPLES["I1"] | {"since": typed, "hit": typed}, ctx=ctx)
        assert values[form.by_name["since"]] == values[form.by_name["hit"]] == "unknown"
    other = "fr" if language != "fr" else "ru"
    said = refusal("I1", ParseContext(language=other), since=word) if language != "en" else None
    assert said is None or "since" in said
    text = load().parse(form, SAMPLES["I1"] | {"remark": word}, ctx=ctx)[form.by_name["remark"]]
    assert text == ("unknown" if language == "en" else (language, word))


FIELDS = [field for form in load().forms.values() for field in form.fields]


@given(st.sampled_from(FIELDS), st.dictionaries(st.sampled_from(["", "x"]), st.text(max_size=60)))
def test_any_input_is_a_legal_value_or_a_problem(field: Field, given_parts: dict[str, str]) -> None:
    kind = REGISTRY[field.type]
    raw = given_parts.get("", "")
    inputs = {f"{field.name}.{part}" if part else field.name: raw for part in kind.parts}
    problem = None
    value: Any = None
    try:
        value = parse_field(field, inputs, CTX)
    except ValueProblem as caught:
        problem = caught
    if problem is None:
        assert legal(field, value) or value is None
    else:
        args = problem.said(lambda key, **named: load().words.word(key, "en", named), "en")
        assert load().words.find(f"error-{problem.key}", "en", args)
        assert load().words.find(f"error-{problem.key}.remedy", "en", args)
