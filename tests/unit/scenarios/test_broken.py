"""Each scenario can fail: with the feature that it plays taken out, it does."""

from collections.abc import Callable
from typing import Any

import pytest

from directline.books import asking, deadlines, notices, sites
from directline.catalogue.catalogue import Catalogue
from directline.catalogue.forms import Form
from directline.line.ladder import Ladder
from directline.scenarios.play import run
from directline.scenarios.registry import SCENARIOS
from directline.station import deskdoor, drafting, index, release_rules
from directline.station.alarms import AlarmBook
from directline.station.amending import Standing
from directline.station.deskdoor import Peers
from directline.station.drafting import DraftDoor
from directline.station.links import LinkBook
from directline.station.messages import MessageViews
from directline.station.subjects import Subjects
from directline.station.views import Silence
from directline.station.watch import Watch

_render = Catalogue.render


def gives(value: object) -> Callable[..., Any]:
    """Whatever it is asked, this."""
    return lambda *_args, **_named: value


def without_local_time(self: Catalogue, body: Any, lang: str, **named: Any) -> Any:
    return _render(self, body, lang, **(named | {"local_offset": None}))


BREAKS: dict[str, tuple[object, str, object]] = {
    "F01": (MessageViews, "_crossed", gives(())),
    "F02": (AlarmBook, "escalate", gives(None)),
    "F03": (Catalogue, "compare_read_back", gives([])),
    "F04": (index, "too_wide", gives(False)),
    "F05": (notices, "late", gives("")),
    "F06": (asking, "_receipts", gives(())),
    "F07": (deadlines, "_silence", gives("none")),
    "F08": (Subjects, "suspended_by", gives(())),
    "F09": (drafting, "judge", gives(release_rules.Ruling(second_pending=False))),
    "F10": (Watch, "anomaly", gives(None)),
    "F11": (drafting, "not_agreed", gives(())),
    "F12": (MessageViews, "_impossible", gives(False)),
    "F13": (Catalogue, "render", without_local_time),
    "F14": (LinkBook, "views", gives(())),
    "F15": (sites, "_holders", gives(())),
    "F16": (sites, "_value", gives(None)),
    "F17": (DraftDoor, "_check_unit", gives(None)),
    "F18": (release_rules, "NEVER_FLASH", frozenset()),
    "F19": (deskdoor, "_who", gives("")),
    "F20": (Peers, "_silence", gives(Silence.NONE)),
    "F21": (MessageViews, "_body", gives(b"")),
    "F22": (Ladder, "_cancel", gives(())),
    "F23": (Form, "all_answers", property(lambda form: (*form.answers, "ROGER"))),
    "F24": (Standing, "in_force", property(gives(1))),
}
"""Code to what is broken: where, its name, and what stands there instead."""


@pytest.mark.parametrize("code", SCENARIOS)
def test_a_scenario_fails_without_what_it_plays(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, name, instead = BREAKS[code]
    monkeypatch.setattr(where, name, instead)
    result = run(SCENARIOS[code])
    assert result.state == "failed"
