"""Files with fields blacked out, for the vectors: some that hold, each other with one defect."""

from collections.abc import Iterator
from dataclasses import replace

from directline.transcript.bundle import Content, Opening
from directline.wire.body import field_leaf, field_salt, root_of
from directline.wire.codec import encode
from tests.unit.transcript.chosen import place
from tests.unit.transcript.forgery import Change, edit_entry, resign
from tests.unit.transcript.redacted import (
    FIELDS,
    edited,
    edited_leaf,
    edited_shown,
    one_redacted,
    put,
    redacted,
)
from tests.unit.transcript.sample import Sample


def _whole(content: Content) -> Content:
    return replace(content, selection=None)


def _turned(content: Content) -> Content:
    return replace(content, redacted=content.redacted[::-1])


def _twice(content: Content) -> Content:
    return replace(content, redacted=(content.redacted[0], *content.redacted))


def _one_leaf_more(content: Content) -> Content:
    first = content.redacted[0]
    return edited(0, leaves=(*first.leaves, bytes(32)))(content)


def _one_field_less(content: Content) -> Content:
    first = content.redacted[0]
    return edited(0, leaves=first.leaves[:-1], shown=first.shown[:-1])(content)


def _two_long_values(content: Content) -> Content:
    first = edited_shown(0, 2, value=bytes(8_200))(content)
    return edited_shown(0, 6, value=bytes(8_200))(first)


def _exchanged(content: Content) -> Content:
    first = content.redacted[0].shown
    return edited(0, shown=(*first[:2], first[6], *first[3:6], first[2], *first[7:]))(content)


DEFECTS: tuple[tuple[str, Change, str, str], ...] = (
    ("leaf_hidden", edited_leaf(0, 3), "entry ALPHA 1: body", "TRANS-27"),
    ("leaf_shown", edited_leaf(0, 2), "entry ALPHA 1: body", "TRANS-27"),
    ("field_less", _one_field_less, "entry ALPHA 1: body", "TRANS-27"),
    ("value", edited_shown(0, 2, value=encode("Yours?")), "entry ALPHA 1: field 1", "TRANS-27"),
    ("value_unknown", put(0, 3, Opening(encode("unknown"), bytes(16))),
     "entry ALPHA 1: field 2", "TRANS-27"),
    ("salt", edited_shown(0, 6, salt=bytes(16)), "entry ALPHA 1: field 5", "TRANS-27"),
    ("fields_exchanged", _exchanged, "entry ALPHA 1: field 1", "TRANS-27"),
    ("of_a_receipt", edited_shown(2, 5, value=encode(5)), "entry BRAVO 3: field 4", "TRANS-27"),
    ("form", edited_shown(0, 0, value=encode("Q2")), "entry ALPHA 1: form", "TRANS-27"),
    ("form_version", edited_shown(0, 1, value=encode(2)), "entry ALPHA 1: form", "TRANS-27"),
    ("form_hidden", put(0, 0, None), "structure", "TRANS-25"),
    ("hides_nothing", lambda c: replace(c, redacted=tuple(
        replace(one, shown=tuple(cell or Opening(b"\xf6", bytes(16)) for cell in one.shown))
        for one in c.redacted)), "structure", "TRANS-25"),
    ("leaf_more", _one_leaf_more, "structure", "TRANS-25"),
    ("called_whole", _whole, "structure", "TRANS-25"),
    ("out_of_order", _turned, "structure", "TRANS-10"),
    ("twice", _twice, "structure", "TRANS-10"),
    ("salt_short", edited_shown(0, 2, salt=bytes(15)), "structure", "TRANS-10"),
    ("value_too_long", edited_shown(0, 2, value=bytes(16_385)), "structure", "TRANS-10"),
    ("values_too_long_together", _two_long_values, "structure", "TRANS-10"),
    ("of_no_entry", edited(3, position=9), "redacted body", "TRANS-27"),
    ("of_another", edited(0, position=2), "structure", "TRANS-10"),
    ("left_out", lambda c: replace(c, redacted=c.redacted[:1]), "verified", "TRANS-25"),
)  # fmt: skip


def redactions() -> Iterator[tuple[str, str, str, str, bytes]]:
    """(file, what a verifier answers, what it is, the rules that it shows, the bytes)."""
    sample, asking, data = one_redacted()
    what = "two fields of a message, and what repeats them"
    yield "bundle_redacted", "verified", what, "TRANS-25 TRANS-26 TRANS-27", data
    every = redacted(sample, asking, hide={place(asking): range(6)})
    what = "every field of a message"
    yield "bundle_redacted_all_fields", "verified", what, "TRANS-25", every
    answer = next(record for record in sample.records if (record.party, record.position) == (1, 4))
    step = redacted(sample, asking, hide={place(answer): {3}})
    what = "a receipt without its level, which counts for nothing"
    yield "bundle_redacted_level", "verified", what, "TRANS-27", step
    both = edit_entry(0, 1, body=asking.body, salt=asking.salt)
    for name, change, expect, rules in (
        *DEFECTS,
        ("body_beside", both, "entry ALPHA 1: body", "TRANS-27"),
    ):
        note = f"a redacted body, {name.replace('_', ' ')}"
        yield f"bundle_redacted_{name}", expect, note, rules, resign(sample, data, change)
    yield from _not_values()


def _not_values() -> Iterator[tuple[str, str, str, str, bytes]]:
    """What an author signed that is no value, or no form: where it is shown it is refused."""
    for name, parts, part in (
        ("value_in_another_spelling", {2: b"\x18\x01"}, "entry ALPHA 1: field 1"),
        ("value_of_no_bytes", {7: b""}, "entry ALPHA 1: field 6"),
        ("form_that_is_no_text", {0: encode(7)}, "entry ALPHA 1: form"),
        ("form_version_nought", {1: encode(0)}, "entry ALPHA 1: form"),
    ):
        note = f"a redacted body, {name.replace('_', ' ')}"
        yield f"bundle_redacted_{name}", part, note, "TRANS-27", _signed_so(parts)


def _signed_so(changed: dict[int, bytes]) -> bytes:
    """A file whose author signed other bytes in the place of some parts of a body."""
    sample, salt = Sample("no value"), bytes(range(16))
    whole = [encode(one) for one in ("Q1", 1, *FIELDS)]
    parts = [changed.get(index, one) for index, one in enumerate(whole)]
    salts = [field_salt(salt, index) for index in range(len(parts))]
    leaves = tuple(map(field_leaf, parts, salts))
    message = sample.message(0, "Q1", *FIELDS, commitment=root_of(list(leaves)))
    shown = [Opening(one, own) for one, own in zip(parts, salts, strict=True)]
    data = redacted(sample, message, hide={place(message): {1}})
    return resign(sample, data, edited(0, leaves=leaves, shown=(*shown[:3], None, *shown[4:])))
