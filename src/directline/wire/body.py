"""The body of an entry, and the commitment that the signature covers in its place.

The commitment is the root of a small Merkle tree over form code, form version and each field,
every leaf with a salt of its own derived from the entry's salt: a single field can be shown,
the others withheld, and forgetting body and salt leaves a commitment that tells nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.wire.codec import Value, decode_marked, encode, integer, items, text
from directline.wire.limits import BODY_BYTES_MAX, FIELDS_MAX, SALT_BYTES
from directline.wire.suite import REAL_SUITE, Suite

CODE_CHARS_MAX = 16
VERSION_MAX = 65_535
_SALT_CONTEXT = b"directline/field-salt/v1\n"
_SALT_CONTEXTS = tuple(_SALT_CONTEXT + index.to_bytes(2) for index in range(FIELDS_MAX + 2))
"""Of code, version and every field that a form can have."""
_LEAF_CONTEXT = b"\x00directline/field/v1\n"
_NODE_CONTEXT = b"\x01directline/field/v1\n"


@dataclass(frozen=True, slots=True)
class Body:
    """A form's code and version with its values in the form's order, free of any language."""

    code: str
    version: int
    fields: tuple[Value, ...]


def encode_body(body: Body) -> bytes:
    """The bytes of a body: the CBOR array [code, version, [field, ...]].

    Raises:
        LocalProtocolError: longer than BODY_BYTES_MAX, or out of bounds.
    """
    if not 0 < len(body.code) <= CODE_CHARS_MAX or not 0 < body.version <= VERSION_MAX:
        raise LocalProtocolError(f"form {body.code!r} version {body.version} is out of bounds")
    if len(body.fields) > FIELDS_MAX:
        raise LocalProtocolError(f"{len(body.fields)} fields where {FIELDS_MAX} are allowed")
    data = encode((body.code, body.version, body.fields))
    if len(data) > BODY_BYTES_MAX:
        raise LocalProtocolError(
            f"the message has {len(data)} bytes", remedy=f"at most {BODY_BYTES_MAX} can be sent"
        )
    return data


def decode_body(data: bytes) -> Body:
    """The body of bytes from outside.  Says nothing of whether form and fields are known.

    Raises:
        RemoteProtocolError: not a body [FORM-1].
    """
    return read_body(data)[0]


def read_body(data: bytes) -> tuple[Body, list[bytes]]:
    """The body of bytes from outside, and how code, version and each field are spelt there.

    A value has one spelling, so these are what `encode` would make of each.

    Raises:
        RemoteProtocolError: not a body [FORM-1].
    """
    found, marks = decode_marked(data, bytes_max=BODY_BYTES_MAX, rule="BODY-1")
    value = items(found, 3, "BODY-1")
    if len(value) != 3:
        raise RemoteProtocolError("a body has three parts", rule="BODY-1", excerpt=data)
    code = text(value[0], CODE_CHARS_MAX, "BODY-2")
    if not code or not code.isascii() or not code.isprintable():
        raise RemoteProtocolError("a form code is printable ASCII", rule="BODY-2", excerpt=data)
    version = integer(value[1], 1, VERSION_MAX, "BODY-2")
    body = Body(code, version, items(value[2], FIELDS_MAX, "BODY-3"))
    ends = [*marks[2:], len(data)]
    spelt = [data[start:end] for start, end in zip(marks[1:], ends, strict=True)]
    del spelt[2]  # the head of the fields' array
    return body, spelt


def field_leaves(body: Body, salt: bytes, suite: Suite = REAL_SUITE) -> list[bytes]:
    """The leaf digests of code, version and each field, in this order (32 bytes each)."""
    return leaves_of(
        [encode(part) for part in (body.code, body.version, *body.fields)], salt, suite
    )


def leaves_of(spelt: Sequence[bytes], salt: bytes, suite: Suite = REAL_SUITE) -> list[bytes]:
    """The leaf digests of parts as they are spelt in a body."""
    salts = suite.salts(salt, _SALT_CONTEXTS[: len(spelt)])
    return suite.digests(
        [b"%b%.16b%b" % (_LEAF_CONTEXT, own, part) for own, part in zip(salts, spelt, strict=True)]
    )


def field_leaf(value: bytes, own: bytes, suite: Suite = REAL_SUITE) -> bytes:
    """The leaf digest of one part (32 bytes), from its CBOR and the salt of that leaf."""
    (leaf,) = suite.digests([_LEAF_CONTEXT + own + value])
    return leaf


def field_salt(salt: bytes, index: int, suite: Suite = REAL_SUITE) -> bytes:
    """The salt (16 bytes) of one leaf: 0 is the code, 1 the version, 2 the first field."""
    (own,) = suite.salts(salt, _SALT_CONTEXTS[index : index + 1])
    return own[:SALT_BYTES]


def commitment(body: Body, salt: bytes, suite: Suite = REAL_SUITE) -> bytes:
    """The body commitment (32 bytes): what the entry's signature covers of the body."""
    return root_of(field_leaves(body, salt, suite), suite)


def commitment_of(spelt: Sequence[bytes], salt: bytes, suite: Suite = REAL_SUITE) -> bytes:
    """The body commitment of parts as they are spelt in a body."""
    return root_of(leaves_of(spelt, salt, suite), suite)


def root_of(level: list[bytes], suite: Suite = REAL_SUITE) -> bytes:
    """The root over field leaves: pairs from the left, an odd last one goes up unchanged."""
    while len(level) > 1:
        paired = suite.pairs(_NODE_CONTEXT, level)
        if len(level) % 2:
            paired.append(level[-1])
        level = paired
    return level[0]
