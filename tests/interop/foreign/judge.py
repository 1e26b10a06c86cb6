"""Runs on the foreign packages' own Python: asks `aics-tlog` about notes and proofs.

Reads a JSON array of cases, and prints for each whether that verifier accepts it.
"""

import base64
import json
import sys
from collections.abc import Callable
from typing import Any

from aics_tlog import (  # type: ignore[import-not-found]
    parse_note,
    parse_vkey,
    verify_checkpoint,
    verify_consistency,
    verify_leaf_inclusion,
)

Case = dict[str, Any]


def bytes_of(text: str) -> bytes:
    """What stands in base64."""
    return base64.b64decode(text, validate=True)


def note(case: Case) -> bool:
    """A checkpoint under the log's key and every cosigner's."""
    cosigners = [parse_vkey(vkey) for vkey in case["cosigners"]]
    found = verify_checkpoint(
        parse_note(bytes_of(case["note"])), parse_vkey(case["vkey"]), cosigners, len(cosigners)
    )
    return bool(found.ok)


def inclusion(case: Case) -> bool:
    """A leaf at its index."""
    path = [bytes_of(node) for node in case["path"]]
    leaf, root = bytes_of(case["leaf"]), bytes_of(case["root"])
    return bool(verify_leaf_inclusion(leaf, case["index"], case["size"], path, root))


def consistency(case: Case) -> bool:
    """A head that extends another."""
    path = [bytes_of(node) for node in case["path"]]
    old, new = bytes_of(case["old_root"]), bytes_of(case["root"])
    return bool(verify_consistency(case["old_size"], case["size"], old, new, path))


KINDS: dict[str, Callable[[Case], bool]] = {
    "note": note,
    "inclusion": inclusion,
    "consistency": consistency,
}


def accepts(case: Case) -> bool:
    """Whether it is accepted; what cannot even be read is not."""
    try:
        return KINDS[case["kind"]](case)
    except ValueError:
        return False


if __name__ == "__main__":
    json.dump([accepts(case) for case in json.load(sys.stdin)], sys.stdout)
