"""Bugs planted one at a time: the machine of two lines must find each, or it proves nothing.

Those that take it long are left to the simulator and to the examples beside this file.
"""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from directline.line.feeds import Feed
from directline.line.outbox import Outbox
from directline.line.secrecy import Channel

SEARCH = settings(
    max_examples=300,
    stateful_step_count=30,
    phases=[Phase.generate],
    database=None,
    deadline=None,
    print_blob=False,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
Plant = Callable[[pytest.MonkeyPatch], None]


def machine() -> type[RuleBasedStateMachine]:
    path = Path(__file__).with_name("test_machine.py")
    spec = importlib.util.spec_from_file_location("two_lines", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: type[RuleBasedStateMachine] = module.TwoLines
    return found


def repeats_an_incarnation(patch: pytest.MonkeyPatch) -> None:
    init = Channel.__init__

    def same(self: Channel, roots: Any, line: bytes, own: int, _fresh: bytes, suite: Any) -> None:
        init(self, roots, line, own, b"always the same.", suite)

    patch.setattr(Channel, "__init__", same)


def never_sends_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Outbox, "requeue", lambda _self, _item: None)


def grows_over_a_gap(patch: pytest.MonkeyPatch) -> None:
    def hold(self: Feed, position: int, leaf: bytes, now_ns: int) -> None:
        if not self.durable(position):
            self.pending.pop(position, None)
            self.leaves.append(leaf)
            self.tree.append(leaf)
            self.know(position, now_ns)

    patch.setattr(Feed, "hold", hold)


PLANTED: list[Plant] = [
    repeats_an_incarnation,
    never_sends_again,
    grows_over_a_gap,
]


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_the_machine_finds(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    search = seed(20160917)(machine())
    with pytest.raises(BaseException):  # noqa: B017 - whichever check sees it first
        run_state_machine_as_test(search, settings=SEARCH)
