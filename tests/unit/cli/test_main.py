"""The command: its groups, exit codes, errors, and text that cannot command a terminal."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from directline.cli import main, texts
from directline.cli.options import pairs
from directline.cli.output import plain
from directline.errors import (
    CustodyError,
    DirectlineError,
    FieldError,
    RemoteProtocolError,
    VerificationError,
)
from directline.station.config import Config, config_values

DOCS = Path(__file__).resolve().parents[3] / "docs"


def test_every_group_adds_the_commands_it_is_named_for() -> None:
    for module, commands in main.GROUPS.items():
        for command in commands:
            app = main.build(command)
            found = {info.name for info in app.registered_commands}
            found |= {info.name for info in app.registered_groups}
            assert found == set(commands), module


def commands() -> dict[str, Callable[..., Any]]:
    """Every command by its whole name, and what it calls."""
    app = main.build()
    found = {info.name or "": info.callback for info in app.registered_commands}
    for group in app.registered_groups:
        assert group.typer_instance is not None
        for info in group.typer_instance.registered_commands:
            found[f"{group.name} {info.name}"] = info.callback
    return {name: callback for name, callback in found.items() if callback is not None}


def test_every_command_explains_itself() -> None:
    for name, callback in commands().items():
        first = (callback.__doc__ or "").strip().split("\n")[0]
        assert first.endswith((".", ":")), name


def test_every_command_speaks_json() -> None:
    for name, callback in commands().items():
        assert "as_json" in callback.__annotations__, name


def test_no_command_takes_a_passphrase_as_an_argument() -> None:
    for name, callback in commands().items():
        for option in callback.__annotations__:
            assert "passphrase" not in option or option.endswith("_fd"), name


def test_every_command_is_documented() -> None:
    text = (DOCS / "cli.md").read_text()
    for name in commands():
        if name != "charter accept":
            assert f"`directline {name}" in text, (
                f"docs/cli.md does not explain `directline {name}`"
            )


def test_every_setting_is_documented() -> None:
    text = (DOCS / "operators.md").read_text()
    for section, keys in config_values(Config(peers={"BRAVO": ()})).items():
        assert f"`[{section}]`" in text
        for key in keys if section != "peers" else ():
            assert f"`{key}`" in text, f"docs/operators.md does not explain {section}.{key}"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (CustodyError("wrong", remedy="again"), {"code": "custody", "remedy": "again"}),
        (FieldError("bad", field="place", value="x"), {"code": "field", "field": "place"}),
        (VerificationError("no", part="entry ALPHA 3"), {"part": "entry ALPHA 3"}),
        (RemoteProtocolError("no", rule="CHARTER-2"), {"rule": "CHARTER-2"}),
    ],
)
def test_a_refusal_is_one_object_and_exit_1(
    error: DirectlineError,
    expected: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(_: str) -> Any:
        raise error

    monkeypatch.setattr(main, "build", refuse)
    assert main.run(["status", "--json"]) == 1
    out, err = capsys.readouterr()
    found = json.loads(out)["error"]
    assert found["message"] == error.message
    assert expected.items() <= found.items()
    assert err == ""
    assert main.run(["status"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"directline: {error.message}")


def test_called_wrongly_is_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["nosuch"], ["open"], ["silence", "x"], ["--nosuch"]):
        assert main.run(arguments) == 2
        assert "directline" in capsys.readouterr().err
        assert main.run([*arguments, "--json"]) == 2
        assert json.loads(capsys.readouterr().out)["error"]["code"] == "usage"


def test_the_version_and_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("directline ")
    assert main.run(["--help"]) == 0
    shown = capsys.readouterr().out
    for commands in main.GROUPS.values():
        for command in commands:
            assert f"  {command} " in shown


def test_pairs_are_read_strictly() -> None:
    assert pairs(["a=b=c", "d="], "x") == {"a": "b=c", "d": ""}
    for wrong in (["a"], ["=b"], ["a=b", "a=c"]):
        with pytest.raises(typer.BadParameter):
            pairs(wrong, "field=value")


def test_text_from_elsewhere_commands_no_terminal() -> None:
    assert plain("a\x1b[2Jb\r\n\u202ec\x07") == "a\ufffd[2Jb\ufffd\ufffd\ufffdc\ufffd"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2**48) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def keyed(*names: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, JSON))


@given(st.text(max_size=60), st.integers(0, 3), st.booleans())
def test_no_answer_writes_control_characters(text: str, precedence: int, drill: bool) -> None:
    rendered = {
        "title": text,
        "rows": [{"label": text, "text": text, "detail": text}],
        "review_note": text,
    }
    step = {"step": text, "party": text, "role": text, "their_ms": 1, "our_ms": None}
    message = {
        "id": text,
        "precedence": precedence,
        "drill": drill,
        "form": text,
        "rendered": rendered,
        "steps": [step],
        "answers": [text],
        "crossed": [text],
        "gap": [text],
        "due_ms": 5,
        "due_what": text,
        "answer": text,
        "level": 3,
    }
    peer = {"party": text, "silence": text, "bearers": [{"name": text}], "withheld": [text]}
    alarm = {"id": 1, "level": text, "kind": text, "args": {text: text}}
    lines = [
        *texts.message_lines(message),
        *texts.draft_lines({**message, "errors": [{"field": text, "message": text}]}),
        *texts.status_lines({"party": text, "peers": [peer], "alarms": [alarm]}),
        *texts.log_lines({"lines": [{"what": text, "args": {text: text}}]}),
    ]
    said = "".join(lines)
    assert all(c.isprintable() or unicodedata.category(c) == "Zs" for c in said)


def test_a_message_in_lines_keeps_spaces_and_ends_and_lets_no_text_pass_for_ours() -> None:
    rows = [
        {
            "label": "Objet\u00a0",
            "text": "un\u3000deux\n– UNKNOWN\nB: x",
            "detail": "\u2068fr\u2069",
        },
        {"label": "B", "text": "", "detail": ""},
    ]
    assert texts.message_lines({"id": "ALPHA 1", "rendered": {"rows": rows}})[1:] == [
        "  Objet\u00a0: un\u3000deux", "    │ – UNKNOWN", "    │ B: x", "    – fr", "  B:",
    ]  # fmt: skip


def test_a_step_that_was_not_reached_says_so() -> None:
    lines = texts.message_lines({"id": "ALPHA 1", "steps": [{"step": "opened", "party": "BRAVO"}]})
    assert "  opened: not reached" in lines


def test_a_machines_step_is_shown_as_a_machines() -> None:
    step = {"step": "delivered", "party": "BRAVO", "by_machine": True, "their_ms": 0, "our_ms": 0}
    assert "BRAVO (machine)" in texts.message_lines({"steps": [step]})[1]
