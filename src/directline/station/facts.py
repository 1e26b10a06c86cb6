"""Facts of a form's values that the station sorts by: places, references, starts.  Pure, total."""

from collections.abc import Iterator

from directline.books.notices import narrowed, window_of
from directline.catalogue.forms import Form
from directline.line.ladder import CANCEL_CODE, DELIVERED, RECEIPT_CODE, Key
from directline.station.subjects import Word, is_number
from directline.wire.body import Body
from directline.wire.charter import Charter
from directline.wire.codec import Value

DAY_MS = 86_400_000
LEVEL_AT = 3
"""Where a receipt carries its level."""
PLACE_CELL_1E7 = 100_000
"""A hundredth of a degree, about a kilometre: nearer is the same place to the alarm."""


def named(form: Form | None, body: Body) -> dict[str, Value]:
    """The values of a body under the names of its form's fields."""
    if form is None:
        return {}
    return dict(zip((f.name for f in form.fields), body.fields, strict=False))


def is_person(body: Body) -> bool:
    """Whether a receipt is a person's step; the machine's own is `delivered`."""
    level = body.fields[LEVEL_AT] if len(body.fields) > LEVEL_AT else None
    return body.code == RECEIPT_CODE and is_number(level) and level > DELIVERED


def activity(form: Form | None, body: Body | None) -> tuple[int | None, int | None]:
    """When what a notice announces begins and ends; a date is its whole day, UTC."""
    if form is None or body is None or not form.starts:
        return None, None
    return window_of(form, body.fields)


def corrected(
    form: Form | None, body: Body, original: Form | None
) -> tuple[int | None, int | None] | None:
    """The window that a correction sets for a notice; None where it sets none."""
    if original is None or not original.starts or body.code != CANCEL_CODE:
        return None
    values = named(form, body)
    return narrowed(original, values.get("changes")) if values.get("action") == "correct" else None


def reference(form: Form | None, body: Body | None) -> Key | None:
    """The entry that a message refers to first."""
    if form is None or body is None:
        return None
    for at, value in zip(form.fields, body.fields, strict=False):
        if at.type == "ref" and isinstance(value, tuple):
            numbers = [part for part in value if is_number(part)]
            if len(numbers) == len(value) == 3:
                return numbers[0], numbers[1], numbers[2]
    return None


def place_of(form: Form | None, body: Body | None) -> str:
    """The place of a message, coarsely: what tells a repeat from a new alarm."""
    if form is None or body is None:
        return ""
    for at, value in zip(form.fields, body.fields, strict=False):
        if at.type in ("pos", "circ", "poly", "route"):
            numbers = list(_numbers(value))[:2]
            return " ".join(str(number // PLACE_CELL_1E7) for number in numbers)
    found = reference(form, body)
    return "" if found is None else f"{found[0]}/{found[1]}/{found[2]}"


def suspension_word(key: Key, form: Form | None, body: Body) -> Word | None:
    """What an L8 says; None when it cannot be read."""
    values = named(form, body)
    subject, action = values.get("subject"), values.get("suspension")
    if not isinstance(subject, str) or action not in ("suspend", "resume"):
        return None
    day = values.get("effective_date")
    return Word(key, subject, action == "suspend", day * DAY_MS if is_number(day) else 0)


def _numbers(value: Value) -> Iterator[int]:
    if is_number(value):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _numbers(part)


def key_named(charter: Charter, name: str) -> Key | None:
    """The place that people name so, as `ALPHA 12` or `ALPHA 2/12`; None: no place is."""
    party_id, _, place = name.strip().rpartition(" ")
    generation, _, position = place.rpartition("/")
    party = next((i for i, p in enumerate(charter.parties) if p.id == party_id.upper()), None)
    numbers = [text for text in (generation or "1", position) if plain_number(text)]
    if party is None or len(numbers) != 2:
        return None
    return party, int(numbers[0]), int(numbers[1])


def plain_number(text: str) -> bool:
    """Whether a text is a positive number that fits a position."""
    return text.isascii() and text.isdigit() and len(text) <= 15 and int(text) > 0
