"""Each feed as a log that a monitor can follow (C2SP tlog-tiles): heads, hashes and leaves.

No word of any message is in it: a leaf is a digest.  So a party's own system may read it, and an
auditor to whom the party gives a token.
"""

import re

from directline.station.runtime import LineRuntime
from directline.station.views import FeedLogView
from directline.store.sqlite import SqliteStore
from directline.transcript.checkpoint import log_key, origin
from directline.transcript.tiles import log_file
from directline.wire.charter import Charter
from directline.wire.entry import GENERATION_MAX

CHECKPOINT = "checkpoint"
_GENERATION = re.compile(r"g([1-9][0-9]{0,9})", re.ASCII)


class FeedLogs:
    """The feeds of one line, as files by their paths."""

    def __init__(self, charter: Charter, runtime: LineRuntime, store: SqliteStore) -> None:
        """Of a line that this station holds."""
        self._charter = charter
        self._runtime = runtime
        self._store = store

    def views(self) -> tuple[FeedLogView, ...]:
        """Every feed that holds anything."""
        return tuple(
            self._view(party, generation, size)
            for party, generation, size in self._runtime.line.heads()
            if size
        )

    def _view(self, party: int, generation: int, size: int) -> FeedLogView:
        who = self._charter.parties[party]
        name = origin(self._charter.line_id, who.id, generation)
        note = self._store.note(party, generation)
        return FeedLogView(
            party=who.id,
            generation=generation,
            size=size,
            signed_size=0 if note is None or note.size > size else note.size,
            origin=name,
            vkey=log_key(name, who.checkpoint).vkey(),
        )

    def file(self, party_id: str, generation_name: str, path: str) -> bytes | None:
        """A file of one feed's log, by its path; None where there is none."""
        place = self._place(party_id, generation_name)
        if place is None:
            return None
        line = self._runtime.line
        tree = line.tree(*place)
        if path == CHECKPOINT:
            note = self._store.note(*place)
            return None if note is None or note.size > tree.size else note.note

        def leaf(position: int) -> bytes:
            found = line.leaf(*place, position)
            assert found is not None  # every leaf under the tree is held
            return found

        return log_file(tree, leaf, path)

    def _place(self, party_id: str, generation_name: str) -> tuple[int, int] | None:
        """Only a feed that there is: asking for another must not make one."""
        found = _GENERATION.fullmatch(generation_name)
        if found is None or int(found[1]) > GENERATION_MAX:
            return None
        for party, generation, _ in self._runtime.line.heads():
            if (self._charter.parties[party].id, generation) == (party_id, int(found[1])):
                return party, generation
        return None
