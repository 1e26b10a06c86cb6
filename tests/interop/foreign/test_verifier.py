"""Our notes and proofs under `aics-tlog`, a verifier of these formats that is not ours."""

import base64
from typing import Any

import pytest

from tests.interop.foreign.conftest import NEW, OLD, Feed, Foreign

pytestmark = pytest.mark.filterwarnings("default::UserWarning")
Case = dict[str, Any]


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def note(feed: Feed, data: bytes) -> Case:
    cosigners = [feed.cosigner.vkey()]
    return {"kind": "note", "note": b64(data), "vkey": feed.key.vkey(), "cosigners": cosigners}


def inclusion(feed: Feed, position: int) -> Case:
    return {
        "kind": "inclusion",
        "index": position - 1,
        "size": NEW,
        "leaf": b64(feed.sample.records[position - 1].leaf),
        "root": b64(feed.tree.root()),
        "path": [b64(node) for node in feed.tree.inclusion(position)],
    }


def consistency(feed: Feed, old: int) -> Case:
    return {
        "kind": "consistency",
        "old_size": old,
        "size": NEW,
        "old_root": b64(feed.tree.root(old)),
        "root": b64(feed.tree.root()),
        "path": [b64(node) for node in feed.tree.consistency(old, NEW)],
    }


def each_byte_changed(case: Case, name: str, place: int | None = None) -> list[Case]:
    """The case with one byte of one of its parts changed, for every byte of it."""
    data = base64.b64decode(case[name] if place is None else case[name][place])
    found = []
    for at in range(len(data)):
        text = b64(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        part = text if place is None else [*case[name][:place], text, *case[name][place + 1 :]]
        found.append(case | {name: part})
    return found


def test_every_note_and_proof_of_ours_is_accepted(foreign: Foreign, feed: Feed) -> None:
    notes = [note(feed, record.note) for record in feed.sample.notes]
    included = [inclusion(feed, position) for position in range(1, NEW + 1)]
    extended = [consistency(feed, old) for old in range(1, NEW)]
    cases = [*notes, *included, *extended]
    assert foreign.ask("judge.py", cases) == [True] * (2 + NEW + NEW - 1)


def test_a_note_with_any_byte_changed_is_refused(foreign: Foreign, feed: Feed) -> None:
    case = note(feed, feed.sample.notes[1].note)
    changed = each_byte_changed(case, "note")
    assert len(changed) > 300
    assert foreign.ask("judge.py", [case, *changed]) == [True] + [False] * len(changed)


@pytest.mark.parametrize("kind", ["inclusion", "consistency"])
def test_a_proof_with_any_byte_changed_is_refused(foreign: Foreign, feed: Feed, kind: str) -> None:
    case = inclusion(feed, OLD) if kind == "inclusion" else consistency(feed, OLD)
    names = ("leaf", "root") if kind == "inclusion" else ("old_root", "root")
    changed = [one for name in names for one in each_byte_changed(case, name)]
    for place in range(len(case["path"])):
        changed += each_byte_changed(case, "path", place)
    changed.append(case | {"path": case["path"][1:]})
    assert len(case["path"]) > 3
    assert foreign.ask("judge.py", [case, *changed]) == [True] + [False] * len(changed)
