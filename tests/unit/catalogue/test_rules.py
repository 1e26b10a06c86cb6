"""The rules of a form over several fields, lists of codes, and what the failures ask of forms."""

import pytest

from directline.catalogue import LANGUAGES, FormErrors, load
from directline.catalogue.forms import parse_form
from directline.catalogue.limits import CODES_MAX
from directline.catalogue.registry import field_inputs, legal, parse_field
from directline.catalogue.structure import form_problems
from directline.errors import ConfigError, RemoteProtocolError
from directline.wire.body import Body
from directline.wire.codec import Value
from directline.wire.values import Precedence
from tests.unit.catalogue.samples import CTX, SAMPLES, values_of

PHRASES = (
    "IR1 IR2 IR3 IR4 JH1 MH1 NB1 PJ1 PJ2 PJ3 PP8 QV2 QV3 RT2 RT3 RT4 RT5 RT6 RT7 RT8 RT9".split()
)
NOBODY_PROMISES = ("H1", "H2", "H7")


def refused(code: str, change: dict[str, str]) -> set[str]:
    """The fields that a sample with some inputs changed is refused for."""
    with pytest.raises(FormErrors) as caught:
        load().parse(load().form(code), SAMPLES[code] | change, ctx=CTX)
    assert all(error.message and error.remedy for error in caught.value.errors)
    return {error.field for error in caught.value.errors}


def named(code: str, change: dict[str, str]) -> dict[str, Value]:
    """The values of a sample with some inputs changed, by field."""
    form = load().form(code)
    values = load().parse(form, SAMPLES[code] | change, ctx=CTX)
    load().check(form, values)
    return {field.name: value for field, value in zip(form.fields, values, strict=True)}


def outside(code: str, name: str, value: Value) -> str:
    """The rule that a body from outside with one value changed breaks."""
    form, values = load().form(code), list(values_of(code))
    values[form.by_name[name]] = value
    with pytest.raises(RemoteProtocolError) as caught:
        load().check(form, tuple(values))
    return caught.value.rule


def test_the_end_of_a_pause_is_said_or_said_to_be_open() -> None:
    assert refused("H6", {"end_kind": ""}) == {"end_kind"}
    assert refused("H6", {"end_kind": "unknown"}) == {"end_kind"}
    assert refused("H6", {"ends_at": ""}) == {"ends_at"}
    assert refused("H6", {"end_kind": "open"}) == {"ends_at"}
    assert refused("H6", {"ends_at": "2026-12-24T06:00Z"}) == {"ends_at"}
    assert named("H6", {"end_kind": "open", "ends_at": ""})["ends_at"] is None
    assert refused("H6", {"extent": "circle"}) == {"circle"}
    assert refused("H6", {"exceptions_text": ""}) == {"exceptions_text"}
    assert refused("H6", {"stops_unmanned": "unknown"}) == {"stops_unmanned"}
    assert load().form("H6").all_answers == ("STANDBY", "ACCEPT", "OBJECT")


@pytest.mark.spec("FORM-7")
def test_bodies_from_outside_keep_the_rules_too() -> None:
    assert outside("H6", "end_kind", "open") == "FORM-7"
    assert outside("H6", "ends_at", 1_700_000_000_000) == "FORM-7"
    assert outside("H10", "entry_count", 4) == "FORM-7"
    assert outside("I2", "response", "keep-clear") == "FORM-7"
    assert outside("I2", "response", None) == "FORM-7"
    assert outside("X1", "reply_wanted", "none") == "FORM-7"


def test_a_coded_phrase_has_its_required_response() -> None:
    wanted = dict.fromkeys(PHRASES, "understood")
    wanted |= {"MH1": "do-not-cross", "PP8": "keep-clear", "QV2": "keep-clear"}
    wanted["RT6"] = "keep-clear"
    blanks = {"phrase_number": "3", "phrase_direction": "270"}
    form = load().form("I2")
    assert list(form.field("phrase").choices) == PHRASES
    for phrase, response in wanted.items():
        assert named("I2", blanks | {"phrase": phrase})["response"] == response
    assert refused("I2", {"response": "keep-clear"}) == {"response"}
    assert refused("I2", {"phrase": "RT9", "phrase_number": ""}) == {"phrase_number"}
    assert refused("I2", {"phrase": "PP8", "phrase_direction": ""}) == {"phrase_direction"}
    assert form.field("checked").choices == ("not-checked",)
    for language in LANGUAGES:
        for phrase in PHRASES:
            said = load().word(f"choice-phrase-{phrase}", language)
            blank = "n" if phrase in ("IR2", "RT7", "RT8", "RT9") else ""
            blank = "b" if phrase in ("NB1", "PP8", "RT6") else blank
            assert said.startswith(f"YV1 {phrase} ({blank}): " if blank else f"YV1 {phrase}: ")


@pytest.mark.parametrize("code", ["I2", "I12"])
def test_a_relay_names_place_frequency_and_call_sign(code: str) -> None:
    called = "station_called" if code == "I2" else "civil_flight"
    for empty in ("", "unknown"):
        change = {"frequency": empty, called: empty, "position.lat_lon": empty}
        missed = refused(code, change | {"position.mgrs": ""})
        assert missed == {"frequency", called, "position"}
    assert {"TRANSMITTED", "NOT-TRANSMITTED", "ANSWERED"} <= set(load().form(code).answers)
    shown = load().render(Body(code, 1, values_of(code)), "en")
    rows = {row.name: row.text for row in shown.rows}
    words = rows["phrase" if code == "I2" else "transmit"]
    assert words.startswith(("YV1 RT7", "TURN TO COURSE"))
    assert rows["frequency"]
    assert rows["response"]


def test_a_warning_says_what_its_words_leave_open() -> None:
    assert refused("I12", {"new_course": ""}) == {"new_course"}
    assert refused("I12", {"transmit": "descend"}) == {"new_level"}
    assert refused("I12", {"transmit": "change-frequency"}) == {"new_frequency"}
    assert named("I12", {"transmit": "identify"})["response"] == "gives-call-sign"


def test_a_notified_object_under_attack_has_three_answers_and_an_outcome() -> None:
    form = load().form("H5")
    assert form.precedence is Precedence.FLASH
    assert form.all_answers == ("CHECKING", "WILCO", "UNABLE")
    assert form.outcome_due_ms == 600_000
    assert refused("H5", {"ref": ""}) == {"ref"}


@pytest.mark.parametrize("code", NOBODY_PROMISES)
def test_a_notice_says_that_it_protects_nobody(code: str) -> None:
    shown = load().render(Body(code, 1, values_of(code)), "en")
    effect = next(row.text for row in shown.rows if row.name == "effect")
    assert effect.startswith("gives no protection or permission")
    assert outside(code, "effect", "unknown") == "FORM-6"
    assert outside(code, "effect", None) == "FORM-6"


def test_an_inquiry_says_request_time_and_own_part() -> None:
    for name in ("cyber_request", "reply_wanted", "will_do", "confidentiality"):
        for empty in ("", "unknown"):
            assert name in refused("X1", {name: empty})
    none = named("X1", {"reply_wanted": "none", "reply_by": "", "cyber_request": "none"})
    assert (none["reply_by"], none["cyber_request"]) == (None, "none")


def test_a_list_counts_its_entries_and_names_nobody() -> None:
    assert named("H10", {})["entries"] == ("A-0101", "A-0102", "A-0107")
    assert refused("H10", {"entry_count": "4"}) == {"entry_count"}
    assert refused("H10", {"dispute": ""}) == {"dispute"}
    for code in ("H9", "H10"):
        assert not [f.name for f in load().form(code).fields if f.type in ("txt", "str")]


@pytest.mark.parametrize(
    "typed",
    ["A-1,A-1", "Имя", "-A", "A" * 25, ",", " ".join(f"A-{n}" for n in range(CODES_MAX + 1))],
)
def test_what_is_no_list_of_codes_is_refused(typed: str) -> None:
    assert refused("H12", {"difference_entries": typed}) == {"difference_entries"}


def test_a_list_of_codes_comes_back_as_it_was() -> None:
    field = load().form("H12").field("difference_entries")
    typed = " ".join(f"A-{n}" for n in range(CODES_MAX))
    value = parse_field(field, {field.name: typed}, CTX)
    assert parse_field(field, field_inputs(field, value, CTX), CTX) == value
    assert legal(field, value)
    for wrong in ((), ("A", "A"), ("A B",), ("A", 1), "A", ("",)):
        assert not legal(field, wrong)


def test_protests_and_leaders_keep_out_of_the_safety_queue() -> None:
    for code in ("Q3", "Q4", "Q5", "Q6", "Q7", "I8", "X1"):
        assert not load().form(code).safety, code
    assert load().form("Q6").precedence < Precedence.IMMEDIATE


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('kind = "order"\nfields = ["since", "position"]', "an order of t, pos"),
        ('kind = "as-many"\nfields = ["hit", "position"]', "as many enum as pos"),
        ('kind = "pair"\nfields = ["says"]\nwhen = "hit"\npairs = {civilians = "x"}', "pair of x"),
    ],
)
def test_a_rule_that_cannot_hold_is_found(rule: str, said: str) -> None:
    text = load().files["forms/i1.toml"]
    broken = parse_form(f"{text}\n[[rule]]\n{rule}\n", "i1.toml")
    assert [problem for problem in form_problems(broken) if said in problem]
    with pytest.raises(ConfigError):
        parse_form(f"{text}\n[[rule]]\nkind = 'odd'\nfields = []", "x")


def test_no_choice_promises_blames_or_threatens() -> None:
    roots = {
        "en": "guarantee safe-passage hostil deliberate retaliat punish aggress ultimat".split(),
        "ru": "гарант умышл возмезд агресс враждеб ультимат".split(),
        "uk": "гарант умисн відплат агрес ворож ультимат".split(),
        "ar": "ضمان متعمد انتقام عدوان إنذار-نهائي".split(),
        "zh": "保证 蓄意 报复 惩罚 侵略 敌意 敌对 最后通牒".split(),
        "fr": "garanti sauf-conduit hostil délibéré représaill puni agress ultimat".split(),
    }
    for language, forbidden in roots.items():
        for form in load().forms.values():
            keys = [form.name_key, *(f"answer-{a.lower()}" for a in form.all_answers)]
            keys += [f"choice-{f.vocabulary}-{c}" for f in form.fields for c in f.choices]
            said = " ".join(load().word(key, language).casefold() for key in keys)
            assert not [root for root in forbidden if root.replace("-", " ") in said], form.code
