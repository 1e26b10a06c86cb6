"""The line event by which a party leaves a line for good, and what of it counts.

    body = Ending(successor=heir.digest, why="the agreement ends").body()
    ending_of(header, body, parties) -> Ending | None

`successor` is the digest of the charter that founds a line in this one's place; empty: none.
"""

from dataclasses import dataclass

from directline.errors import LocalProtocolError
from directline.wire.body import Body
from directline.wire.charter import fingerprint
from directline.wire.entry import Header
from directline.wire.limits import HASH_BYTES, TEXT_CHARS_MAX
from directline.wire.values import Kind

CODE = "E-END"


@dataclass(frozen=True, slots=True)
class Ending:
    """What a party says when it leaves."""

    successor: bytes = b""
    why: str = ""

    def body(self) -> Body:
        """The body of the line event.

        Raises:
            LocalProtocolError: the reason or the successor's digest cannot stand in it.
        """
        if len(self.why) > TEXT_CHARS_MAX or not self.why.isprintable():
            raise LocalProtocolError(
                "the reason is too long or holds characters that cannot be printed",
                remedy=f"one line of at most {TEXT_CHARS_MAX} characters",
            )
        if len(self.successor) not in (0, HASH_BYTES):
            raise LocalProtocolError(
                f"the digest of the successor's charter has {HASH_BYTES} bytes",
                remedy="`directline charter show` prints it",
            )
        return Body(CODE, 1, (self.successor, self.why))

    @property
    def fingerprint(self) -> str:
        """The successor's charter as two people read it to one another; empty: none."""
        return fingerprint(self.successor) if self.successor else ""


def ending_of(header: Header, body: Body | None, parties: int) -> Ending | None:
    """What an entry says of leaving; None where it says nothing that counts.

    Args:
        header: the entry's header.
        body: its body, where it is shown.
        parties: how many parties the charter names.
    """
    if header.kind is not Kind.EVENT or body is None:
        return None
    if header.addressees != ((1 << parties) - 1) & ~(1 << header.party):
        return None
    match body:
        case Body(code="E-END", version=1, fields=(bytes(successor), str(why))):
            fits = len(successor) in (0, HASH_BYTES) and len(why) <= TEXT_CHARS_MAX
            return Ending(successor, why) if fits else None
        case _:
            return None
