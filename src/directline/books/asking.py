"""Was it announced?  What the notices say of one place and time, with the addressees' receipts.

No receipt: not notified.  Who says that a notice was given shows the message and what the
addressee signed about it; where nothing was signed, the answer says so and no more.
"""

from typing import NamedTuple

from directline.books.books import Books
from directline.books.messages import Side
from directline.books.order import Key
from directline.books.rows import entry_key
from directline.books.shapes import Shape, meet, shapes_of
from directline.catalogue.forms import Form
from directline.line.ladder import ANSWERED, OPENED, PASSED, UNDERSTOOD
from directline.wire.codec import Value

NOT_NOTIFIED = "no receipt: not notified"
STEPS = {OPENED: "opened", UNDERSTOOD: "understood", PASSED: "passed", ANSWERED: "answered"}


class Receipt(NamedTuple):
    """One thing that an addressee signed about a notice."""

    what: str
    at_ms: int
    """By the addressee's clock."""
    entry: Key
    says: str


class Told(NamedTuple):
    """What one addressee signed about a notice of this place and time."""

    notice: Key
    code: str
    author: int
    addressee: int
    from_ms: int | None
    to_ms: int | None
    cancelled: bool
    receipts: tuple[Receipt, ...]

    @property
    def word(self) -> str:
        """notified, or that nothing was signed."""
        return "notified" if self.receipts else NOT_NOTIFIED


def asked(
    books: Books, point: tuple[int, int], within_m: int, from_ms: int, to_ms: int
) -> list[Told]:
    """The notices that share this place and time, drills apart; each with its receipts.

    Args:
        books: The books to ask.
        point: Latitude and longitude, in 1e-7 degree.
        within_m: How near to it a notice's place counts.
        from_ms: When the time asked for begins.
        to_ms: When it ends.
    """
    here = Shape((point,), closed=False, radius_m=float(within_m))
    found = []
    for key, notice in books.notices.rows.items():
        message = books.messages.rows.get(key)
        begin, end = notice.from_ms, notice.to_ms
        if message is None or notice.drill or begin is None or end is None:
            continue
        form = books.notices.form(entry_key(key), notice)
        if begin > to_ms or end < from_ms or not _near(form, notice.values, here):
            continue
        found += [
            Told(
                entry_key(key), notice.code, notice.party, side.party, begin, end,
                notice.cancelled_by is not None, _receipts(side),
            )
            for side in message.sides
        ]  # fmt: skip
    return found


def _near(form: Form | None, values: tuple[Value, ...], here: Shape) -> bool:
    return any(meet(shape, here) for shape in shapes_of(form, values))


def _receipts(side: Side) -> tuple[Receipt, ...]:
    found = []
    if side.held is not None:
        found.append(Receipt("received", side.held_ms, side.held, ""))
    found += [
        Receipt(
            STEPS.get(step.level, str(step.level)), step.at_ms, step.entry,
            step.unit or step.answer or step.reason or step.role,
        )
        for step in side.steps
    ]  # fmt: skip
    return tuple(found)
