"""One entry as a fold reads it, and what the values of forms say.  Total: any bytes will do."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeGuard

from directline.books.order import Key
from directline.catalogue.catalogue import Catalogue
from directline.catalogue.forms import Form
from directline.wire.body import Body
from directline.wire.charter import Charter, Terms
from directline.wire.codec import Value
from directline.wire.entry import Header

DAY_MS = 86_400_000
INSTANT_MIN_MS = 946_684_800_000
"""2000-01-01: smaller numbers inside a value are coordinates or counts, never instants."""


class Reading(NamedTuple):
    """One entry in its turn."""

    key: Key
    leaf: bytes
    header: Header
    body: Body | None
    """None where not all for whom the book is kept may read it, or it is forgotten."""
    sound: list[tuple[int, int, int]]
    """(party, generation, size) of other feeds that it proves to know."""


@dataclass(frozen=True, slots=True)
class Asks:
    """What a form asks of who receives it."""

    answers: frozenset[str]
    replies: bool
    """It is answered by a form of its own."""
    human_ms: int | None
    answer_ms: int | None
    outcome_ms: int | None


NOTHING = Asks(frozenset(), replies=False, human_ms=None, answer_ms=None, outcome_ms=None)


@dataclass(frozen=True)
class Rules:
    """What both sides fold by: the charter and the forms that it names."""

    charter: Charter
    catalogue: Catalogue

    def form(self, code: str, version: int, charter: int) -> Form | None:
        """The form of a body, if it was on under the version of the charter of its entry."""
        return self.catalogue.form_at(charter, code, version)

    def asks(self, code: str, version: int, charter: int) -> Asks:
        """What a form asks; of one that is not known or off, nothing."""
        if self.form(code, version, charter) is None:
            return NOTHING
        return self._asks[code, version]

    def newest(self, code: str) -> Form | None:
        """The newest version of a form that was ever on."""
        versions = [form for (name, _), form in self._ever.items() if name == code]
        return max(versions, key=lambda form: form.version, default=None)

    @cached_property
    def _ever(self) -> dict[tuple[str, int], Form]:
        return self.catalogue.ever()

    @cached_property
    def _asks(self) -> dict[tuple[str, int], Asks]:
        return {
            name: Asks(
                frozenset(form.all_answers), bool(form.reply_forms), form.human_due_ms,
                form.answer_due_ms, form.outcome_due_ms,
            )
            for name, form in self._ever.items()
        }  # fmt: skip

    def terms(self, version: int) -> Terms:
        """The terms under which an entry was signed; those in force where they are not held."""
        return self._terms.get(version, self.charter.terms)

    @cached_property
    def _terms(self) -> dict[int, Terms]:
        return {one.version: one.terms for one in (self.charter, *self.charter.versions)}

    def name(self, key: Key) -> str:
        """How people name an entry: `ALPHA 12`, or `ALPHA 2/12` in a later generation."""
        party, generation, position = key
        who = self.party(party)
        return f"{who} {position}" if generation == 1 else f"{who} {generation}/{position}"

    def party(self, index: int) -> str:
        """A party's name."""
        parties = self.charter.parties
        return parties[index].id if index < len(parties) else f"party {index}"


def is_number(value: Value) -> TypeGuard[int]:
    """An integer, and no yes-or-no."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_key(value: Value) -> TypeGuard[Key]:
    """Whether a value names an entry."""
    if not isinstance(value, tuple) or len(value) != 3:
        return False
    return is_number(value[0]) and is_number(value[1]) and is_number(value[2])


def plain(value: Value) -> str:
    """A text, or the text of a (language, text) pair; empty for anything else."""
    if isinstance(value, tuple) and len(value) == 2:
        value = value[1]
    return value if isinstance(value, str) else ""


def at(fields: tuple[Value, ...], index: int) -> Value:
    """A field, or None where there is none."""
    return fields[index] if index < len(fields) else None


def value_of(form: Form | None, fields: tuple[Value, ...], name: str) -> Value:
    """The value of a field by its name; None where form or field is not known."""
    index = None if form is None else form.by_name.get(name)
    return None if index is None else at(fields, index)


def reference(form: Form | None, body: Body | None) -> Key | None:
    """The entry that a message refers to first."""
    if form is None or body is None:
        return None
    for place, value in zip(form.fields, body.fields, strict=False):
        if place.type == "ref" and is_key(value):
            return value
    return None


def first_instant(value: Value) -> int | None:
    """The first instant inside a value: an instant, a window, a route with times."""
    if is_number(value):
        return value if value >= INSTANT_MIN_MS else None
    if isinstance(value, tuple):
        for part in value:
            found = first_instant(part)
            if found is not None:
                return found
    return None


def last_instant(value: Value) -> int | None:
    """The last instant inside a value."""
    if is_number(value):
        return value if value >= INSTANT_MIN_MS else None
    if isinstance(value, tuple):
        for part in reversed(value):
            found = last_instant(part)
            if found is not None:
                return found
    return None
