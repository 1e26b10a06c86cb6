"""The forms: what each declares, and the way from inputs to a page and back."""

import time
from collections.abc import Mapping
from importlib.resources import files

import pytest

from directline.catalogue import (
    CORE,
    DECLINE_REASONS,
    LANGUAGES,
    OPEN_ANSWERS,
    PROPOSED,
    Catalogue,
    FormErrors,
    ParseContext,
    load,
)
from directline.catalogue.complete import problems
from directline.catalogue.forms import parse_form
from directline.catalogue.pinned import units_of
from directline.errors import ConfigError, LocalProtocolError
from directline.wire.body import Body, decode_body, encode_body
from directline.wire.values import Precedence
from tests.unit.catalogue.samples import CTX, SAMPLES, values_of

FIRST = "L1 L4 L5 L6 L8 S1 A1 A6 I0 I1 I4 I5 Q1 Q2 H3 H11".split()
CORE_FORMS = (
    "L1 L2 L3 L4 L5 L6 L7 L8 L9 L10 S1 S3 S6 S7 S8 A1 A2 A3 A6 A7 A10 I0 I1 I2 I3 I4 I5 I7 I8 I9 "
    "I10 I12 Q1 Q2 Q3 Q5 Q6 H1 H3 H5 H6 H7 H10 H11 H12"
).split()
ALONE = set("L1 L4 L5 I0 I1 I2 I3 I4 I5 I9 I12 H5".split())
"""The forms that one officer releases alone; no other may ever be."""
BY_REFERENCE = {"L6", "L7"}
"""And these two, when they refer to one of those."""
ALWAYS = {"S7", "S8", "S9", "X2", "X3", "I10", "U1", "U2", "U3"}
"""Nuclear incident, warning, explanation, accident, a dam in danger, people adrift, undertakings:
always sent."""


def test_the_first_forms_are_there_and_each_has_a_sample() -> None:
    assert set(FIRST) <= set(load().forms)
    assert set(load().forms) == {*SAMPLES, "L4"}
    assert load() is load()


def test_forty_five_forms_are_the_core_and_the_rest_are_off() -> None:
    chapters = {"L": 11, "S": 17, "A": 12, "I": 13, "Q": 7, "H": 13, "X": 4, "U": 3}
    every = {f"{c}{n + (c != 'I')}" for c, count in chapters.items() for n in range(count)}
    assert (len(CORE_FORMS), len(every)) == (45, 80)
    forms = load().forms
    assert set(forms) == every
    assert {code for code, form in forms.items() if form.profile == CORE} == {*CORE_FORMS}


def test_a_profile_is_offered_only_where_it_is_turned_on() -> None:
    plain, more = load(frozenset()), load(frozenset({"space"}))
    assert more is load(frozenset({"space"}))
    assert more.digest == plain.digest == load().digest
    core, other = load().form("A1"), load().form("X4")
    assert [plain.offers(core), plain.offers(other)] == [True, False]
    assert [more.offers(core), more.offers(other)] == [True, True]
    assert not more.offers(more.form("L4"))
    assert all(form.profile == CORE for form in map(plain.form, FIRST))
    body = Body("X4", 1, values_of("X4"))
    assert [view.render(body, "en").unknown for view in (plain, more)] == [True, False]


@pytest.mark.spec("FORM-2")
def test_the_catalogue_is_whole() -> None:
    assert problems(load()) == []


def test_one_officer_alone_releases_what_saves_lives() -> None:
    forms = load().forms
    for code, form in forms.items():
        assert form.life_saving == (code in ALONE), code
        for other, referred in forms.items():
            by_reference = code in BY_REFERENCE and other in ALONE
            assert form.one_officer(referred) == (code in ALONE or by_reference), (code, other)


@pytest.mark.spec("FORM-3")
def test_suspension_leaves_the_line_the_lives_and_the_relief() -> None:
    subjects = load().form("L8").field("subject").choices
    for code, form in load().forms.items():
        if code[0] in "LH" or form.life_saving or code in ALWAYS:
            assert form.survives_suspension, code
        else:
            assert form.subject in subjects, code
            assert not form.survives_suspension, code


def test_a_cancel_goes_no_lower_than_its_original() -> None:
    cancel = load().form("L6")
    for precedence in Precedence:
        assert cancel.precedence_for(precedence) == precedence
    assert load().form("I1").precedence_for(Precedence.ROUTINE) is Precedence.FLASH


@pytest.mark.parametrize(
    ("code", "answers", "answer_min", "outcome_min"),
    [
        ("I0", ("STANDBY", "CHECKING", "WILCO", "UNABLE"), 2, 10),
        ("I1", ("STANDBY", "CHECKING", "WILCO", "UNABLE"), 2, 10),
        ("I4", ("STANDBY", "CHECKING", "OURS", "NOT-OURS"), 5, None),
        ("I5", ("STANDBY", "ROGER"), 2, None),
        ("A6", ("WAIT", "NO-CONFLICT", "CONFLICT"), 10, None),
        ("H11", ("STANDBY", "AIR-DEFENCE-TOLD", "UNABLE"), 1440, None),
        ("L4", (), None, None),
    ],
)
def test_answers_and_their_deadlines(
    code: str, answers: tuple[str, ...], answer_min: int | None, outcome_min: int | None
) -> None:
    form = load().form(code)
    assert form.all_answers == answers
    assert not set(form.answers) & OPEN_ANSWERS
    assert form.answer_due_ms == (answer_min and answer_min * 60_000)
    assert form.outcome_due_ms == (outcome_min and outcome_min * 60_000)


def test_a_request_for_clarification_is_answered_by_its_form() -> None:
    assert load().form("Q1").reply_forms == ("Q2",)
    assert load().form("Q1").answers == ("UNABLE",)


def test_doubtful_figures_are_shown_as_proposals() -> None:
    agreed = {
        (form.code, deadline.what)
        for form in load().forms.values()
        for deadline in form.deadlines
        if deadline.source != PROPOSED
    }
    read_in_the_text = {
        "lead": "S1 S4 S6 S16 A1 A4 H3 H8".split(),
        "report": "S10 S11 S14".split(),
        "answer": "S14 H8".split(),
    }
    assert agreed == {(code, what) for what, codes in read_in_the_text.items() for code in codes}


@pytest.mark.spec("FORM-4")
def test_free_text_is_short_where_it_is_urgent() -> None:
    for form in load().forms.values():
        for field in form.fields:
            if field.type == "txt" and form.precedence is Precedence.FLASH:
                assert field.name == "remark"
                assert field.chars_max <= 120
            if field.type == "txt" and field.name == "remark" and form.safety:
                assert field.chars_max <= 400


def test_no_form_is_a_threat() -> None:
    words = " ".join(load().word(form.name_key, "en").lower() for form in load().forms.values())
    assert "threat" not in words
    assert "ultimatum" not in words


@pytest.mark.parametrize("code", list(load().forms))
def test_from_inputs_to_bytes_to_a_page_and_back(code: str) -> None:
    catalogue, form, values = load(), load().form(code), values_of(code)
    catalogue.check(form, values)
    body = decode_body(encode_body(Body(code, form.version, values)))
    assert body.fields == values
    for language in LANGUAGES:
        shown = catalogue.render(body, language, parties=CTX.parties, local_offset=180)
        assert not shown.unknown
        assert shown.review_note
        assert len(shown.rows) == sum(value is not None for value in values)
        assert "⟨" not in shown.title + "".join(r.label + r.text + r.detail for r in shown.rows)
        assert "[en]" not in "".join(r.label + r.text for r in shown.rows)
        assert shown.code_line == catalogue.render(body, "en").code_line
    if code != "L4":
        again = catalogue.inputs(form, values, ctx=CTX)
        assert catalogue.parse(form, again, ctx=CTX) == values


def test_required_fields_are_all_missed_at_once() -> None:
    for form in load().forms.values():
        with pytest.raises(FormErrors) as caught:
            load().parse(form, {}, ctx=CTX)
        missing = {error.field for error in caught.value.errors}
        assert missing >= {f.name for f in form.fields if f.required and not f.default}


def test_line_tests_are_neutral_and_checked_by_voice() -> None:
    catalogue, seen = load(), set()
    for number in range(1, 17):
        inputs = catalogue.line_test(number)
        values = catalogue.parse(catalogue.form("L1"), inputs)
        catalogue.check(catalogue.form("L1"), values)
        assert inputs["checksum"].isdigit()
        assert len(inputs["checksum"]) == 4
        seen.add(values[1])
    assert len(seen) == 8


def test_a_correction_is_read_against_its_form() -> None:
    catalogue, form = load(), load().form("L6")
    shown = catalogue.render(Body("L6", 1, values_of("L6")), "en", parties=CTX.parties)
    row = next(r for r in shown.rows if r.name == "changes")
    assert "What is being hit: hospital" in row.text
    assert "171456ZSEP16" in row.text
    for changes in ("nothing = 1", "hit = target", "since = 02:30", "hit"):
        with pytest.raises(LocalProtocolError):
            catalogue.parse(form, SAMPLES["L6"] | {"changes": changes}, ctx=CTX)


def test_a_form_that_is_not_known_has_a_remedy() -> None:
    with pytest.raises(LocalProtocolError) as caught:
        load().form("X9")
    assert "I0" in caught.value.remedy
    with pytest.raises(LocalProtocolError):
        load().form("I1", 2)


@pytest.mark.parametrize(
    "toml",
    [
        "",
        "code = 1 =",
        'code = "I1"\nversion = 1\nprecedence = "LOUD"',
        'code = "I1"\nversion = 1\nprecedence = "FLASH"\nsurprise = true',
        'code = "I1"\nversion = 1\nprecedence = "FLASH"\n[[field]]\nname = "a"\ntype = "blob"',
    ],
)
def test_a_broken_form_file_is_named(toml: str) -> None:
    with pytest.raises(ConfigError, match=r"x\.toml"):
        parse_form(toml, "x.toml")


@pytest.mark.spec("FORM-1")
def test_the_order_of_published_fields_stands() -> None:
    orders = {form.code: [f.name for f in form.fields] for form in load().forms.values()}
    assert orders["I1"] == ["addressee", "position", "hit", "since", "says", "remark"]
    assert (
        orders["L4"]
        == (
            "ref_party ref_generation ref_position level role call_sign unit answer remark "
            "read_back reason"
        ).split()
    )
    assert orders["L6"] == [
        "ref",
        "action",
        "original_form",
        "changes",
        "correction_reason",
        "remark",
    ]


@pytest.mark.spec("FORM-40")
def test_the_digest_covers_every_word_and_form_but_not_the_desks() -> None:
    catalogue = load()
    names = sorted(catalogue.files)
    forms = len(catalogue.forms)
    words = {n.partition("/")[2] for n in names if n.startswith("words/")}
    assert len([n for n in names if n.startswith("forms/")]) == forms
    assert not [n for n in names if n.endswith("desk.ftl")]
    assert {"en/forms.ftl", "ar/answers.ftl"} <= words
    assert len(names) == forms + len(words)
    english = {n.removeprefix("en/") for n in words if n.startswith("en/")}
    assert words == {f"{language}/{n}" for language in LANGUAGES for n in english}
    turned = dict(reversed(list(catalogue.files.items())))
    windows = {n: t.replace("\n", "\r\n") for n, t in turned.items()}
    assert _digest(turned) == _digest(windows) == catalogue.digest
    for name in names:
        more = turned[name] + "more = x\n"
        assert units_of({name: more}) != units_of({name: turned[name]}), name
    assert _digest(turned | {"forms/i1.toml": ""}) != catalogue.digest
    assert len(catalogue.digest) == 32


def test_no_file_spells_its_lines_another_way() -> None:
    for name, text in load().files.items():
        assert "\r" not in text, name
    assert files("directline.catalogue").joinpath("places.tsv").is_file()


def test_rendering_is_quick() -> None:
    catalogue, body = load(), Body("I0", 1, values_of("I0"))
    for language in LANGUAGES:
        catalogue.render(body, language)
        start = time.perf_counter()
        for _ in range(50):
            catalogue.render(body, language)
        assert (time.perf_counter() - start) / 50 < 0.01


def test_reasons_for_declining_have_words() -> None:
    for language in LANGUAGES:
        for reason in DECLINE_REASONS:
            assert load().words.find(f"decline-{reason}", language)


def test_the_receipt_is_made_by_acts_alone() -> None:
    assert [f.code for f in load().forms.values() if not f.composable] == ["L4"]
    with pytest.raises(LocalProtocolError):
        load().parse(load().form("L4"), {"read_back": "x"}, ctx=ParseContext())


def test_a_receipt_shows_its_codes_in_words() -> None:
    values = (0, 1, 7, 6, "duty", "BRAVO-1", None, "WILCO", None, None, "not-now")
    shown = {r.name: r.text for r in load().render(Body("L4", 1, values), "en").rows}
    assert shown["answer"] == "WILCO: we will do it"
    assert shown["reason"] == "not now"
    odd = load().render(Body("L4", 1, (*values[:7], "MAYBE (1)", *values[8:])), "en")
    assert {r.name: r.text for r in odd.rows}["answer"] == "MAYBE (1)"


def _digest(texts: Mapping[str, str]) -> bytes:
    """The digest of the catalogue as it would be with these files."""
    known = load()
    return Catalogue(known.forms, known.words, known.reviews, texts).digest
