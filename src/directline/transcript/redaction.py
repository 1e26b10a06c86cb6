"""Bodies of which some fields are blacked out: how one is made, and how one is checked.

What is signed of a body is the root over leaves, one of each field, each with a salt of its own.
A redacted body has all leaves, and of the fields that are shown what opens theirs; a hidden
field's leaf tells nothing of it, not even to who tries every value there is, without its salt.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.transcript.bundle import BundleEntry, Opening, RedactedBody
from directline.transcript.condense import CANCEL_CODE, RECEIPT_CODE, Place
from directline.transcript.facts import CheckedFeed, FeedKey, failed
from directline.wire.body import (
    Body,
    decode_body,
    field_leaf,
    field_leaves,
    field_salt,
    root_of,
)
from directline.wire.codec import Value, decode, encode
from directline.wire.limits import BODY_BYTES_MAX
from directline.wire.suite import REAL_SUITE, Suite

_QUOTING = {RECEIPT_CODE: (8, 9), CANCEL_CODE: (3, 5)}
"""Remark and read-back of a receipt; changes and remark of a correction."""
FORM_LEAVES = 2
"""Code and version of the form stand before its fields, and are never hidden."""


def redact(place: Place, body: Body, salt: bytes, hidden: Collection[int]) -> RedactedBody:
    """Black out fields of a body.

    Args:
        place: Of its entry.
        body: The whole of it.
        salt: The entry's: it opens every field, and so is not in what comes back.
        hidden: Which fields, counted from 0.

    Raises:
        LocalProtocolError: The body has no such field, or none is named.
    """
    if not hidden or not set(hidden) <= set(range(len(body.fields))):
        raise LocalProtocolError(
            "a message is redacted by fields that it has",
            remedy=f"its fields are 1 to {len(body.fields)}",
        )
    shown = [
        Opening(encode(part), field_salt(salt, index))
        for index, part in enumerate((body.code, body.version, *body.fields))
        if index - FORM_LEAVES not in hidden
    ]
    opened = iter(shown)
    return RedactedBody(
        *place,
        tuple(field_leaves(body, salt)),
        tuple(
            None if index - FORM_LEAVES in hidden else next(opened)
            for index in range(FORM_LEAVES + len(body.fields))
        ),
    )


def quoting(entry: BundleEntry) -> frozenset[int]:
    """The fields of a receipt or correction that repeat, or may repeat, what a message says."""
    body = None if entry.body is None else decode_body(entry.body)
    fields = _QUOTING.get(body.code, ()) if body is not None else ()
    return frozenset(
        n for n in fields if body and n < len(body.fields) and body.fields[n] is not None
    )


def black_out(
    shown: Mapping[Place, BundleEntry], hidden: Mapping[Place, Collection[int]]
) -> tuple[dict[Place, BundleEntry], tuple[RedactedBody, ...]]:
    """The entries without the bodies and salts of those to redact, and their redacted bodies.

    Raises:
        LocalProtocolError: An entry is not among them, has no body, or lacks a field.
    """
    left, redacted = dict(shown), []
    for place, fields in sorted(hidden.items()):
        entry = shown.get(place)
        if entry is None or entry.body is None or entry.salt is None:
            raise LocalProtocolError(
                "fields are hidden of an entry whose words are not in the file",
                remedy="hide fields of the chosen messages and their receipts only",
            )
        redacted.append(redact(place, decode_body(entry.body), entry.salt, fields))
        left[place] = replace(entry, body=None, salt=None)
    return left, tuple(redacted)


def check_redacted(
    bodies: Sequence[RedactedBody], feeds: dict[FeedKey, CheckedFeed], suite: Suite = REAL_SUITE
) -> None:
    """Check every redacted body against what its author signed, and add it to its feed.

    Raises:
        VerificationError: The first that does not lead to its entry's commitment; names the field.
    """
    for redacted in bodies:
        feed = feeds.get((redacted.party, redacted.generation))
        entry = feed.entries.get(redacted.position) if feed is not None else None
        if feed is None or entry is None:
            raise failed("redacted body", "it is of an entry that is not here")
        part = f"entry {entry.name}"
        if entry.body is not None:
            raise failed(f"{part}: body", "the body is shown whole beside")
        if root_of(list(redacted.leaves), suite) != entry.header.commitment:
            raise failed(f"{part}: body", "the leaves are not those of the body that was signed")
        hidden = frozenset(at for at, one in enumerate(redacted.shown[FORM_LEAVES:]) if one is None)
        feed.redact(entry, _opened(redacted, part, suite), hidden)
    for key in {(redacted.party, redacted.generation) for redacted in bodies}:
        feeds[key].settle()


def _opened(redacted: RedactedBody, part: str, suite: Suite) -> Body:
    """The body, with nothing where a field is hidden."""
    values: list[Value] = []
    for index, (leaf, one) in enumerate(zip(redacted.leaves, redacted.shown, strict=True)):
        what = f"{part}: field {index - 1}" if index >= FORM_LEAVES else f"{part}: form"
        if one is None:
            values.append(None)
            continue
        if field_leaf(one.value, one.salt, suite) != leaf:
            raise failed(what, "it is not what was signed there")
        try:
            values.append(decode(one.value, bytes_max=BODY_BYTES_MAX, rule="VALUE-1"))
        except RemoteProtocolError as error:
            raise failed(what, error.message) from error
    code, version, *fields = values
    try:
        form = decode_body(encode((code, version, ())))
    except RemoteProtocolError as error:
        raise failed(f"{part}: form", error.message) from error
    return Body(form.code, form.version, tuple(fields))
