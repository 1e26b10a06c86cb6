"""Drafts: messages that nobody has released yet.  Kept over a restart; nothing typed is lost.

drafts = Drafts(db)
drafts.add(StoredDraft(id="", form="N4", ...)) -> StoredDraft with its id ("D12")
drafts.change(draft) ; drafts.get(id) ; drafts.all(line) ; drafts.discard(id) -> bool
"""

import json
from dataclasses import dataclass, field, replace

from directline.errors import LocalProtocolError, StoreError
from directline.station.localdb import LocalDb, blob, number, words
from directline.station.watchlog import texts
from directline.store.connection import SqlValue

DRAFTS_MAX = 500
"""A party's own system with a token cannot bury the desk."""
INPUTS_CHARS_MAX = 65_536
"""A body has at most 16 kB; what a person types for it is a little longer."""
_COLUMNS = (
    "id, line, form, inputs, body, precedence, drill, drafter, drafter_name, changed_ms, source,"
    " refers_to, read, raised_by"
)


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """One draft as it is kept.

    `drafter` is an officer's number, 0 for a token; `drafter_name` the officer's name or token's.
    `read` are (party, generation, position): the highest the drafter had opened at `changed_ms`.
    """

    id: str
    line: str
    form: str
    inputs: dict[str, str]
    body: bytes | None
    precedence: int
    drill: bool
    drafter: int
    drafter_name: str
    changed_ms: int
    source: str
    refers_to: str = ""
    read: tuple[tuple[int, int, int], ...] = field(default=())
    raised_by: str = ""


class Drafts:
    """The drafts in `desk.db`."""

    def __init__(self, db: LocalDb) -> None:
        self._db = db

    def add(self, draft: StoredDraft) -> StoredDraft:
        """Keep a new draft and give it its id.

        Raises:
            LocalProtocolError: there are too many, or it is too long.
        """
        values = _values(draft)
        with self._db.transaction():
            if number(self._db.run("SELECT count(*) FROM drafts")[0][0]) >= DRAFTS_MAX:
                raise LocalProtocolError(
                    f"there are {DRAFTS_MAX} drafts already", remedy="release or discard some"
                )
            serial = self._db.insert(
                f"INSERT INTO drafts ({_COLUMNS}) VALUES"  # noqa: S608
                " (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
        return replace(draft, id=f"D{serial}")

    def change(self, draft: StoredDraft) -> None:
        """Replace a draft.

        Raises:
            LocalProtocolError: it is no longer there, or too long.
        """
        values = _values(draft)
        with self._db.transaction():
            if self.get(draft.id) is None:
                raise LocalProtocolError(
                    f"there is no draft {draft.id[:20]}", remedy="it was released or discarded"
                )
            self._db.run(
                "UPDATE drafts SET line = ?, form = ?, inputs = ?, body = ?, precedence = ?,"
                " drill = ?, drafter = ?, drafter_name = ?, changed_ms = ?, source = ?,"
                " refers_to = ?, read = ?, raised_by = ? WHERE id = ?",
                (*values, _serial(draft.id)),
            )

    def get(self, draft_id: str) -> StoredDraft | None:
        """One draft, or None."""
        rows = self._db.run(
            f"SELECT {_COLUMNS} FROM drafts WHERE id = ?",  # noqa: S608
            (_serial(draft_id),),
        )
        return _draft(rows[0]) if rows else None

    def all(self, line: str) -> tuple[StoredDraft, ...]:
        """All drafts of a line, newest change first."""
        rows = self._db.run(
            f"SELECT {_COLUMNS} FROM drafts WHERE line = ?"  # noqa: S608
            " ORDER BY changed_ms DESC, id DESC",
            (line,),
        )
        return tuple(_draft(row) for row in rows)

    def discard(self, draft_id: str) -> bool:
        """Throw a draft away; False when it was not there."""
        with self._db.transaction():
            found = self.get(draft_id) is not None
            self._db.run("DELETE FROM drafts WHERE id = ?", (_serial(draft_id),))
        return found


def _serial(draft_id: str) -> int:
    digits = draft_id.strip().upper().removeprefix("D")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 15 else 0


def _values(draft: StoredDraft) -> tuple[SqlValue, ...]:
    inputs = json.dumps(draft.inputs, ensure_ascii=False)
    if len(inputs) > INPUTS_CHARS_MAX:
        raise LocalProtocolError(
            "the draft is too long", remedy="messages have a few thousand characters"
        )
    return (
        draft.line, draft.form, inputs, draft.body, draft.precedence, int(draft.drill),
        draft.drafter, draft.drafter_name, draft.changed_ms, draft.source, draft.refers_to,
        json.dumps(draft.read), draft.raised_by,
    )  # fmt: skip


def _draft(row: tuple[SqlValue, ...]) -> StoredDraft:
    (
        serial, line, form, inputs, body, precedence, drill, drafter, drafter_name, changed_ms,
        source, refers_to, read, raised_by,
    ) = row  # fmt: skip
    return StoredDraft(
        id=f"D{number(serial)}",
        line=words(line),
        form=words(form),
        inputs=texts(inputs),
        body=None if body is None else blob(body),
        precedence=number(precedence),
        drill=bool(number(drill)),
        drafter=number(drafter),
        drafter_name=words(drafter_name),
        changed_ms=number(changed_ms),
        source=words(source),
        refers_to=words(refers_to),
        read=_marks(read),
        raised_by=words(raised_by),
    )


def _marks(value: SqlValue) -> tuple[tuple[int, int, int], ...]:
    try:
        return tuple((int(p), int(g), int(n)) for p, g, n in json.loads(words(value)))
    except (ValueError, TypeError, RecursionError) as error:
        raise StoreError(
            "desk.db holds a value of the wrong kind", remedy="restore desk.db"
        ) from error
