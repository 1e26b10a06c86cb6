"""The transition tables of spec/tables, driven through the real line: a table cannot rot."""

import pytest

from tests.unit.line.tables.model import ImpossibleError, Model
from tests.unit.line.tables.models import MODELS
from tools import diagrams
from tools.diagrams import Table, Transition

TABLES = {table.name: table for table in diagrams.tables()}
LISTED = [
    pytest.param(table, source, step, id=f"{table.name}-{source}-{step.event}")
    for table in TABLES.values()
    for step in table.transitions
    for source in step.sources
]
UNLISTED = [
    pytest.param(table, state, event, id=f"{table.name}-{state}-{event}")
    for table in TABLES.values()
    for state in table.states
    for event in table.events
    if table.find(state, event) is None
]
IMPOSSIBLE_SHARE_MAX = 0.4
"""Of all pairs of state and event that a table does not list: more would mean that little is
tried."""


def brought_to(table: Table, state: str) -> Model:
    """A real world in this state, by the table's own shortest way; each step is checked."""
    model = MODELS[table.name]()
    here = table.initial
    assert model.state == here
    for event in table.path(state):
        step = table.find(here, event)
        assert step is not None
        model.do(event)
        here = step.target
        assert model.state == here, f"after {event}"
    return model


@pytest.mark.parametrize(("table", "source", "step"), LISTED)
def test_a_transition_leads_where_the_table_says(
    table: Table, source: str, step: Transition
) -> None:
    model = brought_to(table, source)
    model.do(step.event)
    assert model.state == step.target
    assert set(step.emits) <= model.emitted()


@pytest.mark.parametrize(("table", "state", "event"), UNLISTED)
def test_what_a_table_does_not_list_changes_nothing(table: Table, state: str, event: str) -> None:
    model = brought_to(table, state)
    try:
        model.do(event)
    except ImpossibleError:
        return
    assert model.state == state


def test_little_of_what_is_not_listed_is_impossible() -> None:
    tried = impossible = 0
    for param in UNLISTED:
        table, state, event = param.values
        assert isinstance(table, Table)
        if table.name in {"supervision", "ladder"}:
            continue  # Everything can happen there.
        tried += 1
        try:
            brought_to(table, str(state)).do(str(event))
        except ImpossibleError:
            impossible += 1
    assert impossible <= IMPOSSIBLE_SHARE_MAX * tried, (impossible, tried)


def test_every_table_has_a_model_and_every_state_a_way() -> None:
    assert TABLES.keys() == MODELS.keys()
    assert {path.stem for path in diagrams.TABLES.glob("*.toml")} == TABLES.keys()
    for table in TABLES.values():
        for state in table.states:
            table.path(state)


def test_the_page_and_the_pictures_are_those_of_the_tables() -> None:
    for path, text in diagrams.files().items():
        assert path.read_text() == text, "run `python -m tools.diagrams`"
    assert {path.name for path in diagrams.PICTURES.iterdir()} == {f"{n}.svg" for n in TABLES}
