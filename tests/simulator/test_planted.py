"""Every planted bug is found within its number of seeds, by a checker that is meant to find it."""

import pytest

from directline.errors import ConfigError
from directline.simulator.campaign import find
from directline.simulator.checkers import ALL as CHECKERS
from directline.simulator.checkers import BY_THE_WORLD
from directline.simulator.planted import ALL, planted
from tests.tidy import house

NAMES = {kind.name for kind in CHECKERS} | set(BY_THE_WORLD)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.timeout(400)
def test_a_planted_bug_is_found(name: str) -> None:
    found = find(name)
    assert found.checker in ALL[name].checkers, found


def test_every_checker_finds_a_planted_bug() -> None:
    meant = {checker for bug in ALL.values() for checker in bug.checkers}
    assert meant == NAMES


def test_an_unknown_bug_is_refused() -> None:
    with pytest.raises(ConfigError, match="no planted bug"), planted("no-such-bug"):
        pass


def test_nothing_in_the_product_reaches_the_planted_bugs() -> None:
    allowed = {"simulator", "cli"}
    for path in house.python_files(under=house.SOURCE):
        room = path.relative_to(house.SOURCE).parts[0]
        if "simulator" in path.read_text() and room not in allowed:
            assert "directline.simulator" not in path.read_text(), house.name_of(path)
