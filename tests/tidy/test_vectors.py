"""Every rule of spec/ is shown: by a vector where bytes can show it, else by a table or a test."""

import subprocess
import sys

from spec.vectors import index
from tests.tidy import house


def test_every_rule_is_shown_by_a_vector_a_transition_or_a_test() -> None:
    assert not index.unshown(), "write a vector, or say in spec/vectors/index.py why none can be"


def test_no_vector_names_a_rule_that_there_is_not() -> None:
    known = index.rules().keys()
    unknown = {place: names for place, names in index.vectors().items() if set(names) - known}
    assert not unknown


def test_every_vector_names_a_rule_or_is_good() -> None:
    # What is refused shows a rule; what is right may show that a whole layout is taken.
    silent = [place for place, names in index.vectors().items() if not names]
    refused = [
        place
        for place in silent
        if b"\nexpect: ok\n" not in b"\n" + (index.HERE / place).read_bytes()
    ]
    assert not refused


def test_no_excuse_is_left_for_a_rule_that_has_a_vector() -> None:
    shown = index.rules()
    assert not [name for name in index.BY_TEST if name not in shown or shown[name].vectors]


def test_the_list_of_rules_is_current() -> None:
    assert index.README.read_text() == index.page(), "run spec/vectors/index.py"


def test_the_list_can_be_written_as_its_head_says() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from spec.vectors import index; print(len(index.rules()))"],
        cwd=house.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) == len(index.rules())
