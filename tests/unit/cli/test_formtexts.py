"""`directline forms`: the whole catalogue as a table or a list, without any station."""

import json

import pytest

from directline.catalogue import CORE, load
from directline.cli import main
from directline.cli.formtexts import form_table, form_value


def test_the_list_has_every_form_with_what_a_program_needs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main.run(["forms", "--json", "--lang", "ru"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [form["code"] for form in listed] == list(load().forms)
    for form in listed:
        found = load().form(form["code"], form["version"])
        assert form["title"] == load().word(found.name_key, "ru")
        assert form["precedence"] == found.precedence.name
        assert form["life_saving"] is found.life_saving
        assert form["profile"] == found.profile
        assert set(form["languages"]) == set(load().languages)
        assert form["reviews"] == {lang: {"state": "drafted"} for lang in load().languages}


def test_one_form_is_shown_with_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["forms", "h11", "--json"]) == 0
    (form,) = json.loads(capsys.readouterr().out)
    fields = {field["name"]: field for field in form["fields"]}
    assert list(fields) == [field.name for field in load().form("H11").fields]
    assert fields["persons"]["read_back"]
    assert fields["mode"]["choices"] == ["air", "road", "rail", "sea"]
    assert main.run(["forms", "H11"]) == 0
    text = capsys.readouterr().out
    assert "AIR-DEFENCE-TOLD" in text
    assert "due, lead: 1440 min (proposed)" in text


def test_the_table_is_in_columns_and_counts_what_is_off() -> None:
    forms = [form_value(f, load(), "en", whole=False) for f in load().forms.values()]
    off = {**forms[0], "code": "Z1", "profile": "a-profile", "title": "Something"}
    head, *rows, empty, total, words = form_table([*forms, off])
    assert (
        words == f"words in en: drafted, not reviewed ({len(forms) + 1} of {len(forms) + 1} forms)"
    )
    assert not empty
    assert all(row.startswith(form["code"]) for row, form in zip(rows, [*forms, off], strict=True))
    place = head.index("profile")
    assert {row[place:].split()[0] for row in rows} == {f["profile"] for f in [*forms, off]}
    others = sum(form["profile"] != CORE for form in forms)
    assert total.startswith(f"{len(forms) + 1} forms, {others + 1} of them")


def test_a_form_or_language_that_is_not_known_is_a_wrong_call() -> None:
    assert main.run(["forms", "Z9"]) == main.EXIT_USAGE
    assert main.run(["forms", "--lang", "xx"]) == main.EXIT_USAGE
