"""What scenarios look up: stages of a message, a party's books, words that no output may hold."""

import json
from collections.abc import Iterable

from directline.books import Books, Rules
from directline.scenarios.house import PartyHere
from directline.station.views import MessageView, StepView
from directline.wire.body import decode_body

NEVER_SAID = (
    "ignored", "refused", "lied", "guilty", "violat", "at fault", "to blame", "deliberate",
    "intention", "hostile",
)  # fmt: skip
"""Verdicts and motives."""


def stages_of(message: MessageView) -> dict[str, StepView]:
    """The stages of a message by name; the last of each."""
    return {step.step: step for step in message.steps}


def books_of(party: PartyHere) -> Books:
    """All books of a line as this party's store has them."""
    station = party.station
    books = Books(Rules(station.charter, station.catalogue), frozenset({party.number}))
    books.add(record for _, record in station.store.entries())
    return books


def page_of(party: PartyHere, message: MessageView, language: str = "en") -> str:
    """What a person reads of a message, as one text."""
    catalogue = party.station.catalogue
    parties = tuple(one.id for one in party.station.charter.parties)
    shown = catalogue.render(decode_body(message.body), language, parties=parties)
    rows = [f"{row.label}: {row.text}" for row in shown.rows]
    return "\n".join((shown.title, shown.code_line, *rows))


def judges(texts: Iterable[object]) -> list[str]:
    """Words of verdict or motive in what the program says."""
    said = " ".join(
        text if isinstance(text, str) else json.dumps(text, default=str) for text in texts
    ).lower()
    return [word for word in NEVER_SAID if word in said]
