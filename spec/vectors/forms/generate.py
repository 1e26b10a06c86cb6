r"""Writes the forms' test vectors: one file a case, named for what it shows or for its defect.

Run from the repository's root: `PYTHONPATH=src:. python spec/vectors/forms/generate.py`.

A vector is header lines, `name: value`.  `form` and `expect` come first.  `input` lines are
`field = text`, with LF written `\n`.  `expect: ok` gives `values`, `body` (hex) and `line`;
`expect: refused` gives `field` and `error` in English; `expect: FORM-n` gives a `body` from
outside that breaks that rule; `expect: differs` gives a `body`, the read-back as `input` lines,
and `field`.
"""

from collections.abc import Iterator
from pathlib import Path

from directline.catalogue import FormErrors, load
from directline.wire.body import Body, encode_body
from directline.wire.codec import Value
from tests.unit.catalogue.samples import CTX, SAMPLES, place, values_of

HERE = Path(__file__).parent

REFUSED: dict[str, tuple[str, dict[str, str], str]] = {
    "position_two_notations_apart": ("I1", {"position.lat_lon": "35.34 40.14"}, "position"),
    "position_one_notation": ("I1", {"position.mgrs": ""}, "position"),
    "position_decimal_comma": ("I1", {"position.lat_lon": "35,285 40,12"}, "position"),
    "position_without_hemisphere": ("I1", {"position.lat_lon": "35 17.1 040 07.2"}, "position"),
    "position_sixty_minutes": ("I1", {"position.lat_lon": "35 60.0 N 040 07.2 E"}, "position"),
    "position_off_the_globe": ("I1", {"position.lat_lon": "95.0 40.12"}, "position"),
    "mgrs_too_coarse": ("I1", {"position.mgrs": "37S FV 01 05"}, "position"),
    "mgrs_no_such_square": ("I1", {"position.mgrs": "37S AA 01848 05224"}, "position"),
    "time_alone": ("I1", {"since": "02:30"}, "since"),
    "time_in_words": ("I1", {"since": "tomorrow 0800"}, "since"),
    "time_with_offset": ("I1", {"since": "2026-11-21T22:30+03:00"}, "since"),
    "time_without_zone": ("I1", {"since": "2026-11-21T22:30"}, "since"),
    "time_impossible": ("I1", {"since": "312230ZNOV26"}, "since"),
    "choice_not_listed": ("I1", {"hit": "target"}, "hit"),
    "required_empty": ("I1", {"hit": ""}, "hit"),
    "addressee_is_a_person": ("I1", {"addressee": "Colonel Nobody"}, "addressee"),
    "text_right_to_left_override": ("I1", {"remark": "safe \u202etxet"}, "remark"),
    "text_zero_width_space": ("I1", {"remark": "a\u200bb"}, "remark"),
    "text_too_long_for_flash": ("I1", {"remark": "x" * 121}, "remark"),
    "no_such_field": ("I1", {"target": "bridge"}, "target"),
    "window_reversed": ("A6", {"window.to": "2026-11-22T05:00Z"}, "window"),
    "area_crosses_itself": ("A6", {"area": "45 30\n44 31\n45 31\n44 30"}, "area"),
    "altitude_without_datum": (
        "A6",
        {"altitude.unit": "ft", "altitude.datum": "", "altitude.high": "20000"},
        "altitude",
    ),
    "neither_area_nor_circle": ("A1", {"area": ""}, "area"),
    "marking_not_answered": ("H3", {"roof_marking": ""}, "roof_marking"),
    "count_not_whole": ("H11", {"persons": "6.5"}, "persons"),
    "air_without_altitude": (
        "H11",
        {"altitude.low": "", "altitude.high": ""},
        "altitude",
    ),
    "correction_without_changes": ("L6", {"changes": ""}, "changes"),
    "outage_planned_for_no_time": ("L3", {"window.from": "", "window.to": ""}, "window"),
    "say_again_with_a_doubt": ("L7", {"query": "say-again", "doubt": ""}, "doubted_field"),
    "work_ended_on_no_day": ("S13", {"stage": "end"}, "end_date"),
    "launch_nowhere": ("S3", {"launch_place": ""}, "launch_place"),
    "reference_to_no_party": ("L5", {"ref": "DELTA 7"}, "ref"),
    "pause_open_with_an_end": ("H6", {"end_kind": "open"}, "ends_at"),
    "pause_without_its_end": ("H6", {"ends_at": ""}, "ends_at"),
    "pause_ends_before_it_begins": ("H6", {"ends_at": "2026-12-24T05:00Z"}, "ends_at"),
    "list_counts_otherwise": ("H10", {"entry_count": "4"}, "entry_count"),
    "list_entry_twice": ("H10", {"entries": "A-0101 A-0101 A-0107"}, "entries"),
    "list_entry_is_a_name": ("H10", {"entries": "Имя A-0102 A-0107"}, "entries"),
    "phrase_with_another_response": ("I2", {"response": "keep-clear"}, "response"),
    "phrase_without_its_number": ("I2", {"phrase_number": ""}, "phrase_number"),
    "relay_without_frequency": ("I12", {"frequency": ""}, "frequency"),
}

DIFFERS: dict[str, tuple[str, dict[str, str], str]] = {
    "read_back_position_off": ("I1", {"position.lat_lon": "35.34 40.14"}, "position"),
    "read_back_minute_off": ("I1", {"since": "171456ZSEP16"}, "since"),
    "read_back_other_choice": ("I1", {"hit": "hospital"}, "hit"),
    "read_back_left_out": ("I1", {"since": ""}, "since"),
    "read_back_count_off": ("H11", {"persons": "56"}, "persons"),
    "read_back_other_datum": ("A6", {"altitude.unit": "ft", "altitude.datum": "AMSL"}, "altitude"),
}


RULES = {
    "position_two_notations_apart": "FORM-12",
    "position_one_notation": "FORM-12",
    "mgrs": "FORM-12",
    "position": "FORM-13",
    "time": "FORM-11",
    "choice": "FORM-6",
    "required": "FORM-6",
    "addressee": "FORM-14",
    "text_too_long": "FORM-4",
    "text": "FORM-10",
    "no_such": "FORM-5",
    "neither": "FORM-7",
    "marking": "FORM-7",
    "air_without": "FORM-7",
    "correction": "FORM-7",
    "outage": "FORM-7",
    "say_again": "FORM-7",
    "work": "FORM-7",
    "pause": "FORM-7",
    "list_counts": "FORM-7",
    "phrase": "FORM-7",
    "launch": "FORM-7",
    "read_back_left_out": "FORM-20",
    "read_back": "FORM-21",
}
"""The rule that a case shows, by how its name begins; else FORM-6: the value is not legal."""


def rule_of(name: str) -> str:
    """The rule that this case shows."""
    found = next((rule for begin, rule in RULES.items() if name.startswith(begin)), "FORM-6")
    return f"rules: {found}\n"


def with_value(code: str, name: str, value: Value) -> tuple[Value, ...]:
    """The sample's values with one replaced."""
    values = list(values_of(code))
    values[load().form(code).by_name[name]] = value
    return tuple(values)


def foreign() -> Iterator[tuple[str, str, str, tuple[Value, ...]]]:
    """Bodies from outside: (name, rule, form, values)."""
    yield "body_field_missing", "FORM-5", "I1", values_of("I1")[:-1]
    yield "body_field_too_many", "FORM-5", "I1", (*values_of("I1"), None)
    yield "body_required_none", "FORM-6", "I1", with_value("I1", "hit", None)
    yield "body_unknown_reference", "FORM-6", "L5", with_value("L5", "ref", "unknown")
    yield "body_latitude_over_90", "FORM-6", "I1", with_value("I1", "position", (900000001, 0, 1))
    yield "body_instant_in_seconds", "FORM-6", "I1", with_value("I1", "since", 1474124100)
    yield "body_true_for_a_count", "FORM-6", "H11", with_value("H11", "persons", True)
    yield "body_choice_not_listed", "FORM-6", "I1", with_value("I1", "hit", "target")
    yield "body_window_reversed", "FORM-6", "A6", with_value("A6", "window", (2**41, 2**40))
    decomposed = with_value("I1", "remark", ("en", "e\u0301"))
    yield "body_text_not_nfc", "FORM-6", "I1", decomposed
    yield "body_text_bidi", "FORM-6", "I1", with_value("I1", "remark", ("en", "\u2067x"))
    yield "body_no_area", "FORM-7", "A1", with_value("A1", "area", None)
    changes = ((2, "target"),)
    yield "body_change_not_legal", "FORM-8", "L6", with_value("L6", "changes", changes)
    twice = ((2, "hospital"), (2, "vessel"))
    yield "body_change_twice", "FORM-8", "L6", with_value("L6", "changes", twice)


def lines(inputs: dict[str, str]) -> str:
    """Inputs as header lines."""
    shown = {name: text.replace("\n", "\\n") for name, text in inputs.items()}
    return "".join(f"input: {name} = {text}\n" for name, text in shown.items())


def vectors() -> Iterator[tuple[str, str]]:
    """Every vector by its file's name."""
    catalogue = load()
    rights = {f"ok_{code.lower()}": (code, inputs) for code, inputs in SAMPLES.items()}
    unknown = SAMPLES["I1"] | {"position.lat_lon": "unknown", "position.mgrs": "", "since": "?"}
    rights["ok_unknown"] = ("I1", unknown)
    polar = SAMPLES["I1"] | place("position", 88.5, -120.25)
    rights["ok_polar_position"] = ("I1", polar)
    minutes = {"position.lat_lon": "35°17'06\"N 040°07'12\"E"}
    rights["ok_degrees_minutes_seconds"] = ("I1", SAMPLES["I1"] | minutes)
    for name, (code, inputs) in rights.items():
        form = catalogue.form(code)
        values = catalogue.parse(form, inputs, ctx=CTX)
        body = Body(code, form.version, values)
        shown = catalogue.render(body, "en").code_line
        head = f"form: {code}\nexpect: ok\n{lines(inputs)}"
        tail = f"values: {values!r}\nbody: {encode_body(body).hex()}\nline: {shown}\n"
        yield name, head + tail
    for name, (code, change, field) in REFUSED.items():
        inputs = SAMPLES[code] | change
        try:
            catalogue.parse(catalogue.form(code), inputs, ctx=CTX)
        except FormErrors as errors:
            error = next(e for e in errors.errors if e.field == field)
            head = f"form: {code}\nexpect: refused\n{rule_of(name)}{lines(inputs)}"
            yield f"refused_{name}", f"{head}field: {field}\nerror: {error.message}\n"
    for name, rule, code, values in foreign():
        hexed = encode_body(Body(code, 1, values)).hex()
        more = "rules: FORM-6 FORM-10\n" if name.startswith("body_text") else ""
        yield name, f"form: {code}\nexpect: {rule}\n{more}body: {hexed}\n"
    strange = encode_body(Body("Z9", 7, ("what", 1, None, (b"\x00", -1)))).hex()
    yield "body_of_an_unknown_form", f"form: Z9\nexpect: unknown\nrules: FORM-9\nbody: {strange}\n"
    for name, (code, change, field) in DIFFERS.items():
        hexed = encode_body(Body(code, 1, values_of(code))).hex()
        inputs = SAMPLES[code] | change
        head = f"form: {code}\nexpect: differs\n{rule_of(name)}body: {hexed}\n"
        yield name, f"{head}{lines(inputs)}field: {field}\n"


if __name__ == "__main__":
    for name, text in vectors():
        (HERE / name).write_text(text, encoding="utf-8")
