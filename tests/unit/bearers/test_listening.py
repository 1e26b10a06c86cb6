"""Connections that are accepted in the very turn in which the station stops."""

import asyncio
import socket

import pytest

from directline.bearers.listening import Listener
from directline.bearers.sockets import Address


async def test_one_that_was_accepted_and_not_begun_is_closed_and_gives_its_slot_back() -> None:
    async def answer(sock: socket.socket, _address: Address) -> None:
        sock.close()
        raise AssertionError("it is stopped before")

    listener = Listener(
        [Address("127.0.0.1", 0)], answer=answer, refused=lambda *_: None, known=["127.0.0.1"]
    )
    (place,) = listener.addresses
    with socket.create_connection((place.host, place.port), timeout=30) as client:
        client.settimeout(30)
        listener._accept(listener._sockets[0])
        tasks = listener.close()
        assert len(tasks) == 1
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with pytest.raises(ConnectionResetError):
            client.recv(1)
    assert not listener.guard._running
