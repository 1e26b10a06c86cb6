"""One station of a measurement, as a process of its own: line, store, writer thread, TLS bearers.

Everything of the product's station but the officers' side.  It is told what to do in lines of JSON
on its standard input and answers in lines of JSON; instants are `time.monotonic_ns`, which all
processes of one machine share.
"""

import asyncio
import json
import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.floor import FloorSigner, FloorSuite
from directline.bearers.sockets import Address
from directline.bearers.tls import Peer, TlsBearers
from directline.line import Line
from directline.line.effects import Draft, Notice
from directline.line.ports import EntryRecord, Signer
from directline.station.clock import StationClock, SystemEntropy
from directline.station.runtime import SWITCH_INTERVAL_S, LineRuntime
from directline.store.sqlite import SqliteStore
from directline.store.writer import GroupWriter
from directline.wire.body import Body, encode_body
from directline.wire.charter import SignedCharter
from directline.wire.entry import Header
from directline.wire.frame import FrameType
from directline.wire.suite import REAL_SUITE
from directline.wire.values import Kind, Precedence

FORM = "Q1"
BODY = encode_body(Body(FORM, 1, ("activity", "x" * 140, None)))
BODY_BYTES = len(BODY)
AHEAD_MAX = 512
"""Releases that may wait for the disk at once: the sender is saturated, not unbounded."""


class RealSigner:
    """The station's identity key."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()


class Station:
    """What a measurement drives: it is the bearers' events and the runtime's listener at once."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.own: int = options["own"]
        self.home = Path(options["home"])
        self.options = options
        self.links: set[str] = set()
        self.empty: asyncio.Event | None = None
        self.held_count = 0
        self.released_count = 0
        self.receipts: dict[int, asyncio.Future[int]] = {}
        self.peer_entries = 0
        self.frames: list[int] = []
        self.counting = False

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        charter = SignedCharter.decode(bytes.fromhex(self.options["charter"]))
        keys = {name: bytes.fromhex(value) for name, value in self.options["keys"].items()}
        floor = self.options["mode"] == "floor"
        parties = charter.verify().parties
        self.store = SqliteStore(
            self.home / "line.db", own_party=self.own, anchor_path=self.home / "anchor",
            reserve_path=self.home / "reserve",
        )  # fmt: skip
        signer: Signer = (
            FloorSigner(parties[self.own].identity) if floor else RealSigner(keys["identity"])
        )
        line = Line(
            charter, self.own, signer=signer, clock=StationClock(), entropy=SystemEntropy(),
            archive=self.store, roots=bytes.fromhex(self.options["roots"]), anchor=None, fresh=True,
            now_ns=time.monotonic_ns(), suite=FloorSuite() if floor else REAL_SUITE,
        )  # fmt: skip
        self.writer = GroupWriter(self.store, post=loop.call_soon_threadsafe)
        self.runtime = LineRuntime(
            line,
            self.own,
            writer=self.writer,
            roots=lambda _: None,
            now_ns=time.monotonic_ns,
            listener=self,
        )
        self.keys, self.parties, self.line_id = keys, parties, charter.verify().line_id

    async def open(self, listen: list[Any], dial: list[Any]) -> list[Any]:
        peers = [
            Peer(i, p.tls, tuple(self._address(a) for a in dial))
            for i, p in enumerate(self.parties) if i != self.own
        ]  # fmt: skip
        self.bearers = TlsBearers(
            line=self.line_id, own_party=self.own, private_key=self.keys["tls"], peers=peers,
            listen=[self._address(a) for a in listen], events=self,
        )  # fmt: skip
        await self.bearers.start()
        return [[a.host, a.port] for a in self.bearers.addresses]

    @staticmethod
    def _address(pair: list[Any]) -> Any:
        return Address(pair[0], pair[1])

    # --- bearers' events -------------------------------------------------------------------------

    def on_up(self, link: Any) -> None:
        self.links.add(link.id)
        self.runtime.link_up(_Counted(link, self))

    def on_unit(self, link: Any, unit: bytes) -> None:
        self.runtime.unit(link.id, unit)

    def on_down(self, link: Any, _reason: str) -> None:
        self.links.discard(link.id)
        self.runtime.link_down(link.id)

    def on_dial_error(self, *_: Any) -> None:
        return None

    def on_refused(self, *_: Any) -> None:
        return None

    # --- the runtime's listener ---------------------------------------------------------------

    def stored(self, _serial: int, record: EntryRecord, _missing: tuple[int, ...]) -> None:
        if record.party == self.own:
            return
        self.peer_entries += 1
        if not self.receipts:
            return
        now = time.monotonic_ns()
        for seen in Header.parse(record.header).seen:
            if seen.party == self.own:
                early = {position for position, _ in seen.beyond}
                for position in [p for p in self.receipts if p <= seen.size or p in early]:
                    self.receipts.pop(position).set_result(now)

    def not_stored(self, *_: Any) -> None:
        return None

    def store_full(self, _holds: bool) -> None:
        return None

    def store_broken(self, reason: str) -> None:
        print(json.dumps({"store_broken": reason}), file=sys.stderr, flush=True)

    def books(self, *_: Any) -> None:
        return None

    def sent(self, *_: Any) -> None:
        return None

    def held(self, *_: Any) -> None:
        self.held_count += 1
        if self.empty is not None and self.held_count >= self.released_count:
            self.empty.set()

    def notice(self, _notice: Notice) -> None:
        return None

    def evidence(self, *_: Any) -> None:
        return None

    def note(self, *_: Any) -> None:
        return None

    def broke_rule(self, _peer: int, rule: str, message: str) -> None:
        print(json.dumps({"broke_rule": rule, "message": message}), file=sys.stderr, flush=True)

    # --- what a measurement asks ----------------------------------------------------------------

    async def flash(self, precedence: Precedence = Precedence.FLASH) -> tuple[int, int]:
        """Release one; (released, receipted) in ns: durable on both sides and signed for."""
        begun = time.monotonic_ns()
        waiting: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        ticket = self.runtime.line.release(self.draft(precedence), begun)
        self.receipts[ticket.position] = waiting
        self.runtime.flush()
        return begun, await waiting

    def draft(self, precedence: int) -> Draft:
        self.released_count += 1
        return Draft(Kind.MESSAGE, BODY, precedence)

    async def fill(self, count: int) -> float:
        """Release `count` ROUTINE messages, durable here; messages a second."""
        begun = time.monotonic()
        gate = asyncio.Semaphore(AHEAD_MAX)

        async def one() -> None:
            try:
                await self.runtime.release(self.draft(Precedence.ROUTINE))
            finally:
                gate.release()

        tasks = []
        for _ in range(count):
            await gate.acquire()
            tasks.append(asyncio.ensure_future(one()))
        await asyncio.gather(*tasks)
        return count / (time.monotonic() - begun)

    def waiting(self) -> int:
        return self.runtime.status().peers[0].waiting

    async def drained(self) -> None:
        """Everything released here is durable at the other side."""
        if self.held_count < self.released_count:
            self.empty = asyncio.Event()
            await self.empty.wait()
            self.empty = None

    async def stop(self) -> None:
        if hasattr(self, "bearers"):
            await self.bearers.stop()
        self.runtime.stop()
        self.writer.stop(5)
        self.store.close()


class _Counted:
    """A link that lets the frames that leave be measured."""

    def __init__(self, link: Any, station: Station) -> None:
        self._link, self._station = link, station
        self.id, self.peer, self.kind, self.urgent = link.id, link.peer, link.kind, link.urgent

    def send(self, units: Sequence[bytes]) -> None:
        if self._station.counting:
            self._station.frames += [
                len(u) + 2 for u in units if u[0] >> 4 == FrameType.ENTRY_IMPLIED
            ]
        self._link.send(units)

    def pause(self) -> None:
        self._link.pause()

    def resume(self) -> None:
        self._link.resume()

    def close(self, reason: str) -> None:
        self._link.close(reason)


async def main() -> None:
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    reader = asyncio.StreamReader(limit=1 << 20)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    station = Station(json.loads(await reader.readline()))
    await station.start()
    _say({"ready": True})
    while line := await reader.readline():
        order = json.loads(line)
        _say(await ORDERS[order["do"]](station, order))
        if order["do"] == "stop":
            return


Order = dict[str, Any]


async def _open(station: Station, order: Order) -> Order:
    return {"addresses": await station.open(order["listen"], order["dial"])}


async def _flash(station: Station, order: Order) -> Order:
    samples = []
    for _ in range(order["count"]):
        samples.append(list(await station.flash()))
        await asyncio.sleep(order["pause_s"])
    return {"samples": samples, "waiting": station.waiting()}


async def _fill(station: Station, order: Order) -> Order:
    return {"msg_per_s": await station.fill(order["count"]), "waiting": station.waiting()}


async def _saturate(station: Station, order: Order) -> Order:
    begun = time.monotonic()
    await station.fill(order["count"])
    await station.drained()
    return {"msg_per_s": order["count"] / (time.monotonic() - begun)}


async def _status(station: Station, _order: Order) -> Order:
    status = station.runtime.status()
    return {
        "ready": status.ready,
        "links": len(station.links),
        "hears": status.peers[0].heard_ns is not None,
    }


async def _overhead(station: Station, _order: Order) -> Order:
    station.counting = True
    station.frames.clear()
    await station.flash()
    station.counting = False
    return {"frame_bytes": station.frames[0], "body_bytes": BODY_BYTES}


async def _stop(station: Station, _order: Order) -> Order:
    await station.stop()
    return {"stopped": True}


ORDERS = {
    "open": _open,
    "flash": _flash,
    "fill": _fill,
    "saturate": _saturate,
    "status": _status,
    "overhead": _overhead,
    "stop": _stop,
}


def _say(value: dict[str, Any]) -> None:
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
