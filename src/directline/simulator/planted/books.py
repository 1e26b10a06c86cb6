"""Sabotages of the books and of their comparison."""

from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any

from directline.books import order
from directline.books.books import Books
from directline.books.comparing import Comparison
from directline.books.kept import Kept


def folded_as_it_came() -> Any:
    """Entries stand as they came, whatever instants their authors gave them."""

    def make(real: Any) -> Any:
        came = count()

        def place_after(last: bytes, _instant_ms: int, key: Any) -> bytes:
            place: bytes = real(last, next(came), key)
            return place

        return place_after

    return order, "place_after", make


def cut_left_out() -> Any:
    """The digests are of all that is held, and not of the cut."""

    def make(_real: Any) -> Any:
        @contextmanager
        def within(self: Books, _cut: Any) -> Any:
            yield self

        return within

    return Books, "within", make


def forgetting_unsaid() -> Any:
    """What the other has forgotten is not folded as forgotten here."""

    def make(real: Any) -> Any:
        def hear(self: Kept, keys: Any, *, found: bool = False) -> bool:
            return bool(real(self, keys, found=True)) if found else True

        return hear

    return Kept, "hear", make


def bit_in_a_book() -> Any:
    """One value of one row is another at one side, now and then."""

    def make(real: Any) -> Any:
        def add(self: Kept, records: Any) -> None:
            real(self, records)
            table = self.books.messages.rows
            key = next(iter(table._rows), None)
            row = None if key is None else table.get(key)
            if self.own and key is not None and row is not None and len(table) % 20 == 0:
                table._rows[key] = row._replace(instant_ms=row.instant_ms ^ 1)
                table._dirty.add(key)

        return add

    return Kept, "add", make


def never_answered() -> Any:
    """Offers are taken and nothing is said."""

    def make(_real: Any) -> Any:
        def answer(self: Comparison, _now_ns: int) -> None:
            self._waiting = None
            self.outcome = replace(self.outcome)

        return answer

    return Comparison, "_answer", make
