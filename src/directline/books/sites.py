"""Humanitarian sites as the messages tell: verified or not, withdrawn when, which units hold them.

A notice of a site gives no protection and no permission; nothing here says that it does.
Which units hold a site is what each addressee signed: the units that it says it told, and when.
"""

from typing import NamedTuple

from directline.books.books import Books
from directline.books.messages import Message
from directline.books.order import Key
from directline.books.reading import is_number, plain, value_of
from directline.books.rows import entry_key
from directline.catalogue import UNIT_ANSWERS
from directline.line.ladder import PASSED
from directline.wire.codec import Value

SITE_CODE, CHANGE_CODE = "H1", "H2"


class Holder(NamedTuple):
    """A unit that an addressee says it told."""

    party: int
    unit: str
    at_ms: int
    """By the addressee's clock."""
    entry: Key


class Site(NamedTuple):
    """One site."""

    key: Key
    party: int
    drill: bool
    function: str
    verified_by: str
    """Empty: not said."""
    withdrawn_by: Key | None
    withdrawn_ms: int | None
    """From when on, as its author says."""
    holders: tuple[Holder, ...]


def sites(books: Books) -> list[Site]:
    """The sites of a line, in the order of their notices."""
    changes: dict[Key, list[tuple[Key, Message]]] = {}
    for key, message in books.messages.rows.items():
        if message.code == CHANGE_CODE and message.refers is not None:
            changes.setdefault(message.refers, []).append((entry_key(key), message))
    return [
        _site(books, entry_key(key), message, changes.get(entry_key(key), []))
        for key, message in books.messages.rows.items()
        if message.code == SITE_CODE
    ]


def _site(books: Books, key: Key, message: Message, changes: list[tuple[Key, Message]]) -> Site:
    verified, withdrawn, from_ms = _said(books, key, "verified_by"), None, None
    if message.cancelled_by is not None:
        withdrawn, from_ms = message.cancelled_by, message.cancelled_ms
    for entry, change in changes:
        if entry[0] != key[0] or change.cancelled_by is not None:
            continue
        what = _said(books, entry, "site_change")
        if what == "verified":
            verified = _said(books, entry, "verified_by")
        elif what == "withdrawn" and withdrawn is None:
            at = _value(books, entry, "effective_at")
            at = at[0] if isinstance(at, tuple) and at else at
            withdrawn, from_ms = entry, at if is_number(at) else change.instant_ms
    return Site(
        key, key[0], message.drill, _said(books, key, "site_function"), verified, withdrawn,
        from_ms, _holders(message),
    )  # fmt: skip


def _holders(message: Message) -> tuple[Holder, ...]:
    return tuple(
        Holder(side.party, step.unit, step.at_ms, step.entry)
        for side in message.sides
        for step in side.steps
        if step.unit and (step.level == PASSED or step.answer in UNIT_ANSWERS)
    )


def _said(books: Books, key: Key, name: str) -> str:
    return plain(_value(books, key, name))


def _value(books: Books, key: Key, name: str) -> Value:
    read = books.reading(key)
    if read.body is None:
        return None
    form = books.rules.form(read.body.code, read.body.version, read.header.charter_version)
    return value_of(form, read.body.fields, name)
