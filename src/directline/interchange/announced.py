"""What the exports say of one notice, taken from the book of notices; and that it is a copy."""

from dataclasses import dataclass

from directline.books import Books
from directline.books.notices import NoticeView
from directline.books.order import Key
from directline.books.reading import value_of
from directline.books.shapes import Band, Shape, band_of, shapes_of
from directline.catalogue import iso_instant

NO_PROTECTION = "It claims no protection and grants none."


@dataclass(frozen=True, slots=True)
class Copy:
    """Of which line an export is a copy, who holds it, and when it was made."""

    line: str
    line_id: str
    """In hex: names of exports hold it, and no amendment changes it."""
    holder: str
    made_ms: int

    def words(self, what: str = "") -> str:
        """What every export says of itself."""
        of = f"{what} on the line {self.line}" if what else f"the line {self.line}"
        made = stamp(self.made_ms)
        return f"Unsigned copy of {of}, as {self.holder} holds it, made {made}. {NO_PROTECTION}"


@dataclass(frozen=True, slots=True)
class Announced:
    """One notice as exports need it."""

    key: Key
    name: str
    """`ALPHA 12`."""
    code: str
    title: str
    party: str
    drill: bool
    state: str
    released_ms: int
    changes: tuple[int, ...]
    """When it was corrected or cancelled, in that order."""
    cancelled: bool
    from_ms: int | None
    to_ms: int | None
    places: tuple[Shape, ...]
    band: Band | None
    nature: str

    @property
    def sequence(self) -> int:
        """How often it was corrected or cancelled."""
        return len(self.changes)

    @property
    def changed_ms(self) -> int:
        """When it was last corrected or cancelled, else when it was released."""
        return self.changes[-1] if self.changes else self.released_ms


def announced(books: Books, at_ms: int) -> list[Announced]:
    """All notices of a book at an instant."""
    return [_announced(books, view) for view in books.notices.view(at_ms)]


def _announced(books: Books, view: NoticeView) -> Announced:
    notice = view.notice
    form = books.notices.form(view.key, notice)
    cancelled = notice.cancelled_by is not None
    changes = [one.at_ms for one in notice.corrections]
    changes += [notice.cancelled_ms] if cancelled else []
    nature = value_of(form, notice.values, "nature")
    return Announced(
        key=view.key,
        name=books.rules.name(view.key),
        code=notice.code,
        title=notice.code if form is None else books.rules.catalogue.word(form.name_key, "en"),
        party=books.rules.party(notice.party),
        drill=notice.drill,
        state=view.state,
        released_ms=notice.released_ms,
        changes=tuple(changes),
        cancelled=cancelled,
        from_ms=notice.from_ms,
        to_ms=notice.to_ms,
        places=shapes_of(form, notice.values),
        band=band_of(form, notice.values),
        nature=nature if isinstance(nature, str) else "",
    )


def stamp(ms: int | None) -> str:
    """An instant in UTC, or what stands where there is none that a calendar holds."""
    if ms is None:
        return ""
    try:
        return iso_instant(ms)
    except (ValueError, OverflowError, OSError):
        return f"{ms} ms"
