"""Runs on the foreign packages' own Python: brings heads to a witness with `aics-witness`'s client.

Reads the witness's address and key and a JSON array of heads; prints what came of each.
"""

import base64
import json
import sys
from typing import Any

from aics_tlog import (  # type: ignore[import-not-found]
    parse_note,
    parse_vkey,
    verify_checkpoint,
)
from aics_witness import (  # type: ignore[import-not-found]
    BadWitnessResponse,
    WitnessAhead,
    WitnessClient,
    WitnessRejected,
    merge_cosignatures,
)


def bring(client: Any, head: dict[str, Any], log: str, witness: str) -> str:
    """Bring one head from the size that it names; a word for what came back."""
    note, old = base64.b64decode(head["note"]), head["old_size"]
    path = [base64.b64decode(node) for node in head["path"]]
    try:
        lines = client.submit(note, (old, path), old_size=old)
    except BadWitnessResponse as error:
        return f"answer refused: {error}"
    except WitnessAhead as error:
        return f"ahead: {error}"
    except WitnessRejected as error:
        return f"rejected: {error}"
    whole = parse_note(merge_cosignatures(note, lines))
    found = verify_checkpoint(whole, parse_vkey(log), [parse_vkey(witness)], 1)
    return f"cosigned: {found.size} by {' '.join(found.witnesses)}" if found.ok else "no quorum"


def main() -> None:
    """Bring every head in turn, by one client."""
    asked = json.load(sys.stdin)
    with WitnessClient(asked["url"], asked["witness"], timeout=30) as client:
        answers = [bring(client, head, asked["log"], asked["witness"]) for head in asked["heads"]]
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
