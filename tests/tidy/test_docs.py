"""Every command and form is in the documentation, as the program has it today."""

from tests.tidy import house
from tools import reference


def test_the_generated_pages_are_current() -> None:
    stale = [
        house.name_of(path)
        for path, text in reference.pages().items()
        if not path.exists() or path.read_text() != text
    ]
    assert not stale, f"run `make docs`: {stale}"


def test_every_command_explains_itself_and_its_options() -> None:
    silent = []
    for path, command in reference.leaves(reference.command_tree(), "directline"):
        silent += [path] if not (command.help or "").strip() else []
        silent += [
            f"{path} {row[0]}"
            for row in reference.parameters(command)
            if not row[1].removeprefix("Required.")
        ]
    assert not silent
