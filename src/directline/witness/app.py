"""The witness's door: C2SP tlog-witness over HTTP, and nothing else.

POST /add-checkpoint                              200, 400, 403, 404, 409, 413, 422
GET  /<hex SHA-256 of the origin>/checkpoint      for monitors
"""

import asyncio

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from directline.transcript.submission import REQUEST_BYTES_MAX, SIZE_TYPE
from directline.transcript.witness import CONFLICT
from directline.witness.keeper import Keeper

BODY_S_MAX = 20.0
"""A request is a few KB: a client that needs longer is in nobody's interest."""
PLAIN = "text/plain; charset=utf-8"
TOO_LARGE, TOO_SLOW = 413, 408


def create_app(keeper: Keeper) -> Starlette:
    """The door of one witness."""

    async def add_checkpoint(request: Request) -> Response:
        try:
            async with asyncio.timeout(BODY_S_MAX):
                data = await _body(request)
        except TimeoutError:
            return Response("too slow\n", TOO_SLOW, media_type=PLAIN)
        except ClientDisconnect:
            return Response(status_code=400)
        if data is None:
            return Response(f"at most {REQUEST_BYTES_MAX} bytes\n", TOO_LARGE, media_type=PLAIN)
        answer = await keeper.answer(data)
        kind = SIZE_TYPE if answer.status == CONFLICT else PLAIN
        return Response(answer.body, answer.status, headers={"content-type": kind})

    async def checkpoint(request: Request) -> Response:
        note = keeper.checkpoint(request.path_params["digest"])
        if note is None:
            return Response("no head of this log is signed\n", 404, media_type=PLAIN)
        return Response(note, headers={"content-type": PLAIN, "cache-control": "no-store"})

    return Starlette(
        routes=[
            Route("/add-checkpoint", add_checkpoint, methods=["POST"]),
            Route("/{digest:str}/checkpoint", checkpoint, methods=["GET"]),
        ]
    )


async def _body(request: Request) -> bytes | None:
    """The body; None when it is too long, whatever the length header said."""
    parts, taken = [], 0
    async for part in request.stream():
        taken += len(part)
        if taken > REQUEST_BYTES_MAX:
            return None
        parts.append(part)
    return b"".join(parts)
