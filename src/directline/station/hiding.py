"""Which fields an officer asks to black out of an evidence copy, and what a copy has blacked out.

A field is named as `ALPHA 12:position`: the message, or a receipt on it, and the field by its
name in the form or by its number, counted from 1.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from directline.catalogue import Catalogue
from directline.errors import FieldError
from directline.line.ladder import Key
from directline.line.ports import EntryRecord
from directline.station.facts import key_named, plain_number
from directline.transcript.facts import entry_name
from directline.transcript.select import subject_of
from directline.transcript.unbundle import decode_bundle
from directline.wire.body import Body, decode_body
from directline.wire.charter import Charter

HIDE = "hide"
HIDDEN_MAX = 1_024
"""Fields that one copy is asked to hide: every field of sixteen of the longest forms."""
_SHOWN_CHARS = 60
_REMEDY = "write MESSAGE:FIELD, such as ALPHA 12:position"


class Asked(NamedTuple):
    """One field to hide, as it was asked for."""

    text: str
    place: Key
    field: str


def asked_of(charter: Charter, hide: Sequence[str]) -> tuple[Asked, ...]:
    """Read what is asked to be hidden.

    Raises:
        FieldError: One of it names no field, or no entry of this line.
    """
    if len(hide) > HIDDEN_MAX:
        raise _wrong(f"{len(hide)} fields where {HIDDEN_MAX} can be hidden", "", "hide fewer")
    found = []
    for text in dict.fromkeys(hide):
        message, _, field = text.rpartition(":")
        if not message or not field.strip():
            raise _wrong(f"{text[:_SHOWN_CHARS]!r} names no field", text, _REMEDY)
        place = key_named(charter, message)
        if place is None:
            raise _wrong(f"there is no message {message[:_SHOWN_CHARS]!r}", text, _REMEDY)
        found.append(Asked(text, place, field.strip()))
    return tuple(found)


def fields_of(
    asked: Sequence[Asked],
    chosen: Collection[Key],
    entry_at: Callable[[int, int, int], EntryRecord | None],
    catalogue: Catalogue,
) -> dict[Key, set[int]]:
    """The fields to hide of each entry, counted from 0.

    Raises:
        FieldError: An entry is not in the copy or has no words, or its form has no such field.
    """
    found: dict[Key, set[int]] = {}
    for one in asked:
        record = entry_at(*one.place)
        name = one.text.rpartition(":")[0][:_SHOWN_CHARS].strip()
        about = one.place if record is None or one.place in chosen else subject_of(record.body)
        if record is None or about not in chosen:
            remedy = "hide fields of the messages that you chose, or of receipts on them"
            raise _wrong(f"{name} is not in this copy", one.text, remedy)
        if record.body is None:
            remedy = "leave it out: there is nothing left to hide"
            raise _wrong(f"the words of {name} are forgotten", one.text, remedy)
        body = decode_body(record.body)
        names = names_of(catalogue, body)
        if one.field in names:
            found.setdefault(one.place, set()).add(names.index(one.field))
        elif plain_number(one.field) and int(one.field) <= len(names):
            found.setdefault(one.place, set()).add(int(one.field) - 1)
        else:
            raise _wrong(
                f"{name} ({body.code}) has no field {one.field[:_SHOWN_CHARS]!r}",
                one.text,
                f"its fields are {', '.join(names)}, or 1 to {len(names)}",
            )
    return found


def names_of(catalogue: Catalogue, body: Body) -> list[str]:
    """What a body's fields are called; by number where the form is not known here."""
    form = catalogue.find(body.code, body.version)
    known = [field.name for field in form.fields] if form is not None else []
    return [
        known[index] if index < len(known) else str(index + 1) for index in range(len(body.fields))
    ]


def hidden_in(data: bytes, charter: Charter, catalogue: Catalogue) -> str:
    """What a copy of our own making hides, as the log names it; empty: nothing."""
    rows = []
    for redacted in decode_bundle(data)[0].redacted:
        code, version, *fields = redacted.shown
        assert code is not None
        assert version is not None
        form = decode_body(b"\x83" + code.value + version.value + b"\x80")
        names = names_of(catalogue, replace(form, fields=(None,) * len(fields)))
        hidden = [name for name, one in zip(names, fields, strict=True) if one is None]
        place = (redacted.party, redacted.generation, redacted.position)
        rows.append(f"{entry_name(charter, *place)}: {', '.join(hidden)}")
    return "; ".join(rows)


def _wrong(message: str, value: str, remedy: str) -> FieldError:
    return FieldError(message, field=HIDE, value=value[:_SHOWN_CHARS], remedy=remedy)
