"""The opening of a generation, as a reader follows it."""

from directline.errors import RemoteProtocolError
from directline.line.context import Context
from directline.line.effects import NoticeKind
from directline.line.ports import EntryRecord
from directline.wire.body import decode_body
from directline.wire.codec import integer
from directline.wire.entry import Header

GENERATION_CODE = "E-GENERATION"


def follow(ctx: Context, peer: int, record: EntryRecord, header: Header) -> None:
    """A line event of another party: a new generation closes the one before."""
    if record.body is None:
        return
    body = decode_body(record.body)
    if body.code != GENERATION_CODE or header.generation == 1 or header.position != 1:
        return
    try:
        last = integer(body.fields[1] if len(body.fields) > 1 else None, 0, 2**48, "EVENT-1")
        previous = integer(body.fields[0], 1, header.generation - 1, "EVENT-1")
    except RemoteProtocolError as error:
        ctx.notice(NoticeKind.ANOMALY, peer, error.message)
        return
    ctx.feeds.get(record.party, previous).closed_at = last
    if header.generation > ctx.feeds.current(record.party).generation:
        ctx.feeds.advance(record.party, header.generation)
        ctx.notice(NoticeKind.GENERATION, record.party, generation=header.generation, last=last)
