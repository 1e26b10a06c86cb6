"""Files of chosen messages, for the vectors: one that holds, and each with one thing wrong."""

from collections.abc import Iterator
from dataclasses import replace

from directline.transcript.bundle import Content, Selection
from directline.transcript.unbundle import decode_bundle
from tests.unit.transcript.chosen import busy, selected
from tests.unit.transcript.forgery import resign


def selections() -> Iterator[tuple[str, str, str, bytes]]:
    """(file, what a verifier answers, what it is, the bytes)."""
    sample, message = busy()
    some = selected(sample, message)
    yield "bundle_selection", "verified", "one message and its receipts", some
    content, _ = decode_bundle(some)
    first, *rest = content.inclusion
    turned = (replace(first, path=first.path[::-1]), *rest)
    for name, part, changed in (
        ("proof", "inclusion proof ALPHA 8", replace(content, inclusion=turned)),
        ("called_whole", "checkpoint ALPHA", replace(content, selection=None)),
        ("for_nobody", "structure", replace(content, selection=Selection(" ", 1))),
        ("copy_nought", "structure", replace(content, selection=Selection("A commission", 0))),
    ):

        def change(_: Content, changed: Content = changed) -> Content:
            return changed

        note = f"a selection, {name.replace('_', ' ')}"
        yield f"bundle_selection_{name}", part, note, resign(sample, some, change)
