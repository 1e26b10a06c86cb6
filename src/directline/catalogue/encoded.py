"""Bodies as they are kept, in bytes, for a room that knows the catalogue and not the wire.

Everything here is total: bytes that are no body are shown as what they are and flagged.
"""

from collections.abc import Callable
from typing import TypeVar

from directline.catalogue.catalogue import Catalogue
from directline.catalogue.context import ParseContext
from directline.catalogue.forms import Field, Form
from directline.catalogue.render import LocalOffset, Rendered
from directline.errors import RemoteProtocolError
from directline.wire.body import Body, decode_body

Result = TypeVar("Result")

SHOWN_BYTES_MAX = 256
"""How much of unreadable bytes a person is shown, in hex."""


def _decoded(data: bytes) -> Body | None:
    try:
        return decode_body(data)
    except RemoteProtocolError:
        return None


def render_encoded(
    catalogue: Catalogue,
    data: bytes,
    lang: str,
    *,
    local_offset: LocalOffset = None,
    parties: tuple[str, ...] = (),
) -> Rendered:
    """What a person reads of an encoded body.  Never fails."""
    body = _decoded(data)
    if body is not None:
        return catalogue.render(body, lang, local_offset=local_offset, parties=parties)
    return Rendered(
        title=catalogue.word("shown-unknown-form", lang),
        code_line=f"h'{data[:SHOWN_BYTES_MAX].hex()}'",
        rows=(),
        unknown=True,
        review_note="",
    )


def read_back_of(catalogue: Catalogue, data: bytes) -> list[Field]:
    """The fields that a receiver re-enters; none where form and values are not known."""
    found = _known(catalogue, data, catalogue.read_back_fields)
    return found if found is not None else []


def inputs_of(catalogue: Catalogue, data: bytes, ctx: ParseContext | None = None) -> dict[str, str]:
    """The inputs that make the same values; none where form and values are not known."""
    found = _known(catalogue, data, lambda form, values: catalogue.inputs(form, values, ctx=ctx))
    return found if found is not None else {}


def _known(catalogue: Catalogue, data: bytes, use: Callable[..., Result]) -> Result | None:
    body = _decoded(data)
    form: Form | None = catalogue.find(body.code, body.version) if body is not None else None
    if body is None or form is None:
        return None
    try:
        catalogue.check(form, body.fields)
    except RemoteProtocolError:
        return None
    return use(form, body.fields)
