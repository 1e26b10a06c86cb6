"""Our notes and proofs under `metamorphic-log`, an independent verifier (Rust), as an oracle."""

import warnings
from types import ModuleType

import pytest

from directline.transcript.checkpoint import log_key, origin
from directline.transcript.tree import leaf_hash
from tests.unit.transcript.sample import Sample

ENTRIES = 40


def oracle() -> ModuleType:
    try:
        import metamorphic_log
    except ImportError:
        notice = "metamorphic-log is not installed: an independent verifier was NOT run"
        warnings.warn(notice, UserWarning, stacklevel=2)
        pytest.skip(notice)
    return metamorphic_log  # type: ignore[no-any-return]


@pytest.fixture
def sample() -> Sample:
    made = Sample()
    for _ in range(ENTRIES // 2):
        made.message(0)
    made.checkpoint(0)
    for _ in range(ENTRIES // 2):
        made.message(0)
    made.checkpoint(0, (1,))
    return made


@pytest.mark.filterwarnings("default::UserWarning")
def test_our_checkpoints_and_proofs_are_accepted(sample: Sample) -> None:
    theirs = oracle()
    line = sample.charter.line_id
    vkey = log_key(origin(line, "ALPHA", 1), sample.key(0, "checkpoint").public()).vkey()
    tree = sample.trees[(0, 1)]
    older, newer = (record.note.decode() for record in sample.notes)
    assert theirs.verify_signed_note(newer, [vkey]) == 1
    head = theirs.checkpoint_verify(newer, [vkey])
    assert head.size == ENTRIES
    path = list(tree.consistency(ENTRIES // 2, ENTRIES))
    theirs.checkpoint_verify_consistency(older, newer, [vkey], path)
    for position in range(1, ENTRIES + 1):
        leaf = leaf_hash(sample.records[position - 1].leaf)
        path = list(tree.inclusion(position))
        theirs.checkpoint_verify_inclusion(newer, [vkey], position - 1, leaf, path)
        with pytest.raises(theirs.VerifyError):
            theirs.checkpoint_verify_inclusion(newer, [vkey], position % ENTRIES, leaf, path)


@pytest.mark.filterwarnings("default::UserWarning")
def test_what_we_refuse_is_refused(sample: Sample) -> None:
    theirs = oracle()
    line = sample.charter.line_id
    vkey = log_key(origin(line, "ALPHA", 1), sample.key(0, "checkpoint").public()).vkey()
    stranger = log_key(origin(line, "ALPHA", 1), sample.key(1, "checkpoint").public()).vkey()
    note = sample.notes[-1].note.decode()
    with pytest.raises(theirs.VerifyError):
        theirs.checkpoint_verify(note.replace(f"\n{ENTRIES}\n", f"\n{ENTRIES - 1}\n"), [vkey])
    with pytest.raises(theirs.VerifyError):
        theirs.checkpoint_verify(note, [stranger])
