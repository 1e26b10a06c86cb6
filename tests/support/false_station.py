"""A hostile station: real TLS and real sealing under its party's own keys, and any bytes inside.

Most of it is the real line, so that the victim takes the connection for a good one: heartbeats,
acknowledgements and receipts go as they should.  Beside that it says whatever a test wants:

    with FalseStation(home, passphrase) as liar:
        liar.release("Q1", fields)                    as an honest station would
        liar.send(liar.entry(body, position=7))       any header, signed by any key
        liar.frame(FrameType.EPOCH, 3, content)       any content under a valid seal
        liar.unit(b"...")                             any bytes on the connection

`signer` signs entries in place of the party's key; `receipts=False` withholds every receipt of
the machine; `certificate` is shown in place of the party's own.
"""

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from directline.bearers.link import Link
from directline.bearers.sockets import Address, DialError
from directline.bearers.tls import Peer, TlsBearers
from directline.errors import DirectlineError, RemoteProtocolError
from directline.line import Line
from directline.line.effects import (
    CloseLink,
    Draft,
    Effect,
    Persist,
    PersistRoots,
    Stored,
    Transmit,
)
from directline.line.ports import EntryRecord, Signer
from directline.station.clock import StationClock, SystemEntropy
from directline.station.custody import KeySigner
from directline.station.home import Home
from directline.store.memory import MemoryStore
from directline.wire.body import Body, commitment, decode_body, encode_body
from directline.wire.entry import Entry, Header, Read, Seen
from directline.wire.frame import FrameType, encode_explicit, split
from directline.wire.suite import REAL_SUITE
from directline.wire.values import ClockQuality, Kind, Precedence
from tests.support.background import Background

TRAFFIC_MAX = 20_000
UP_S = 20.0


class FalseStation:
    """One party of a two-party line, run by somebody who means no good."""

    def __init__(
        self,
        home: Path,
        passphrase: str,
        *,
        signer: Signer | None = None,
        certificate: bytes | None = None,
        tls_key: bytes | None = None,
        receipts: bool = True,
    ) -> None:
        opened = Home.open(home)
        self.keys = opened.unseal(passphrase)
        directory = opened.line()
        self.charter = directory.charter()
        self.own = directory.own(opened.party)
        self.peer = 1 - self.own
        self.signer = signer or self.keys.identity
        self.receipts = receipts
        self.clock = StationClock()
        self.store = MemoryStore(own_party=self.own)
        self.sent: deque[tuple[str, bytes]] = deque(maxlen=TRAFFIC_MAX)
        """(bulk or urgent, unit) of everything that the honest part sent."""
        self.got: list[EntryRecord] = []
        """Entries of the victim, in the order in which they came."""
        self.refused = 0
        self.ups = 0
        self.downs: list[str] = []
        self._links: dict[str, Link] = {}
        self._signed = directory.signed()
        self._roots = directory.roots(self.keys).read()
        self._config = opened.config()
        self._certificate = certificate
        self._tls_key = tls_key or self.keys.tls.private_key().private_bytes_raw()
        self._background = Background()
        self._timer: Any = None
        self._flushing = False

    # --- life ----------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        self._background.__enter__()
        self._background.do(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._background.do(self._stop())
        self._background.__exit__()

    async def _start(self) -> None:
        self.line = Line(
            self._signed, self.own, signer=self.signer, clock=self.clock, entropy=SystemEntropy(),
            archive=self.store, roots=self._roots, anchor=None, fresh=True, now_ns=_now(),
        )  # fmt: skip
        await self._come()

    async def _come(self) -> None:
        victim = self.charter.parties[self.peer]
        self.bearers = TlsBearers(
            line=self.charter.line_id,
            own_party=self.own,
            private_key=self._tls_key,
            peers=[Peer(self.peer, victim.tls, _addresses(self._config.peers.get(victim.id, ())))],
            listen=_addresses(self._config.listen),
            events=self,
            certificate=self._certificate,
        )
        await self.bearers.start()
        self._flush()

    def leave(self) -> None:
        """Close both connections and neither dial nor listen."""
        self._background.do(self.bearers.stop())

    def come_back(self) -> None:
        """Dial and listen again."""
        self._background.do(self._come())

    async def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        await self.bearers.stop()

    def wait_up(self, timeout_s: float = UP_S) -> None:
        """Wait until the victim has taken both connections and heard us."""
        end = time.monotonic() + timeout_s
        while not (len(self._links) == 2 and self._known()):
            assert time.monotonic() < end, f"no line within {timeout_s} s; {self.downs[-3:]}"
            time.sleep(0.02)

    def _known(self) -> bool:
        links = self.line._peers[self.peer].outbox.links.values()
        return all(link.greeted for link in list(links))

    # --- what is said ----------------------------------------------------------------------------

    def release(
        self, code: str, fields: tuple[Any, ...], precedence: int = 0, *,
        kind: Kind = Kind.MESSAGE, drill: bool = False,
    ) -> tuple[int, int, int]:  # fmt: skip
        """Release as an honest station does; (party, generation, position)."""
        draft = Draft(kind, encode_body(Body(code, 1, fields)), precedence, drill=drill)

        def go() -> tuple[int, int, int]:
            ticket = self.line.release(draft, _now())
            self._flush()
            return self.own, ticket.generation, ticket.position

        return self._background.call(go)

    def next_position(self) -> int:
        """The position that an honest release would get now."""

        def read() -> int:
            self.line._releases.resume()
            return self.line._releases.next

        return self._background.call(read)

    def entry(
        self, body: Body | bytes | None, *, signer: Signer | None = None, line: bytes | None = None,
        salt: bytes | None = None, **header: Any,
    ) -> Entry:  # fmt: skip
        """An entry with any header; what is not given is what an honest station would write."""
        position = header.pop("position", None) or self.next_position()
        generation = header.pop("generation", 1)
        party = header.pop("party", self.own)
        raw = encode_body(body) if isinstance(body, Body) else body
        used = salt or self._salt(party, generation, position)
        made = self._background.call(self._seen)
        head = Header(
            line=line or self.charter.line_id,
            charter_version=header.pop("charter_version", self.charter.version),
            party=party,
            generation=generation,
            position=position,
            addressees=header.pop("addressees", 1 << self.peer),
            instant_ms=header.pop("instant_ms", self.clock.now_ms()),
            quality=ClockQuality.SYNCED,
            precedence=Precedence(header.pop("precedence", 0)),
            drill=header.pop("drill", False),
            kind=Kind(header.pop("kind", Kind.MESSAGE)),
            signer=header.pop("signer_number", 0),
            seen=header.pop("seen", made),
            read=header.pop("read", (Read(self.peer, 1, 0),)),
            commitment=header.pop("commitment", None) or _commitment(raw, used),
        )
        assert not header, f"no such part of a header: {sorted(header)}"
        return Entry(head, (signer or self.signer).sign(head.signed), raw, used)

    def _salt(self, party: int, generation: int, position: int) -> bytes:
        salt = self.line._ctx.salt(party, generation, position)
        assert salt is not None
        return salt

    def _seen(self) -> tuple[Seen, ...]:
        return self.line._releases._seen(0, None)

    def send(
        self, entry: Entry, *, lane: int | None = None, link: str = "bulk", keep: bool = False
    ) -> None:
        """Send an entry in the explicit form.

        `keep` makes it part of our own feed, so that the honest part goes on behind it.
        """
        lane = int(entry.header.precedence) if lane is None else lane
        content = encode_explicit(entry, with_salt=False)
        if keep:
            self._background.call(self._keep, entry)
        self.frame(FrameType.ENTRY_EXPLICIT, lane, content, link=link)

    def _keep(self, entry: Entry) -> None:
        h = entry.header
        self.store.commit(
            [
                EntryRecord(
                    h.party, h.generation, h.position, entry.leaf(), h.signed, entry.signature,
                    entry.body, entry.salt, h.instant_ms, h.quality, "",
                )
            ],
            reserve=True,
        )  # fmt: skip
        self.line._ctx.feeds.get(h.party, h.generation).hold(h.position, entry.leaf(), _now())
        self.line._releases.resume()

    def keep(self, *entries: Entry) -> None:
        """Make entries part of our own feed, so that the honest part goes on behind them."""
        for entry in entries:
            self._background.call(self._keep, entry)

    def frame(
        self, kind: FrameType, lane: int, content: bytes, *, link: str = "bulk",
        recovery: bool = False,
    ) -> list[bytes]:  # fmt: skip
        """Send any content under a seal that opens; gives the units that went."""

        def go() -> list[bytes]:
            channel = self.line._peers[self.peer].channel
            sealed = channel.seal(kind, lane, content, recovery=recovery)
            units = split(sealed.wire(channel.incarnation), 4096)
            self._link(link).send(units)
            return units

        return self._background.call(go)

    def unit(self, *units: bytes, link: str = "bulk") -> None:
        """Send any bytes, 1 to 4096 each."""
        self._background.call(lambda: self._link(link).send(units))

    def _link(self, name: str) -> Link:
        for link in self._links.values():
            if link.urgent == (name == "urgent"):
                return link
        raise AssertionError(f"no {name} link is up")

    def receipts_for(self, key: tuple[int, int, int]) -> list[tuple[int, str]]:
        """(level, role) of every receipt of the victim that names this entry of ours."""
        found = []
        for record in list(self.got):
            body = decode_body(record.body) if record.body is not None else None
            if body is not None and body.code == "L4" and body.fields[:3] == key:
                level, role = body.fields[3], body.fields[4]
                assert isinstance(level, int)
                found.append((level, str(role)))
        return found

    def held_by_victim(self) -> int:
        """How much of our feed the victim has signed to hold: the newest `seen`."""
        sizes = [
            seen.size
            for record in list(self.got)
            for seen in Header.parse(record.header).seen
            if seen.party == self.own and seen.generation == 1
        ]
        return max(sizes, default=0)

    # --- the honest part -------------------------------------------------------------------------

    def on_up(self, link: Link) -> None:
        self._links[link.id] = link
        self.ups += 1
        self.line.link_up(
            link.id, link.peer, kind=link.kind, urgent=link.urgent, unit_bytes_max=4096,
            now_ns=_now(),
        )  # fmt: skip
        self._flush()

    def on_unit(self, link: Link, unit: bytes) -> None:
        try:
            self.line.receive(link.id, unit, _now())
        except RemoteProtocolError:
            self.refused += 1
        self._flush()

    def on_down(self, link: Link, reason: str) -> None:
        self._links.pop(link.id, None)
        self.downs.append(reason)
        self.line.link_down(link.id, _now())
        self._flush()

    def on_dial_error(self, peer: int, address: Address, error: DialError) -> None:
        self.downs.append(f"{peer} {address} {error}")

    def on_refused(self, address: str, reason: str, count: int) -> None:
        self.downs.append(f"{address} {reason} {count}")

    def _flush(self) -> None:
        if self._flushing:
            return
        self._flushing = True
        try:
            self._forget()
            while effects := self.line.effects(_now()):
                for effect in effects:
                    self._perform(effect)
                self._forget()
        finally:
            self._flushing = False
        if self._timer is not None:
            self._timer.cancel()
        delay_s = max(0, min(self.line.next_deadline() - _now(), 10**9)) / 1e9
        self._timer = self._background.loop.call_later(delay_s, self._tick)

    def _forget(self) -> None:
        """Let the line below take no step of its own over what this one says by hand."""
        if not self.receipts:
            self.line._peers[self.peer].inbox.receipts.dues.clear()
        self.line._ctx.given_back = False

    def _tick(self) -> None:
        self.line.tick(_now())
        self._flush()

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Transmit(name, units):
                link = self._links.get(name)
                if link is not None:
                    self.sent.extend(("urgent" if link.urgent else "bulk", u) for u in units)
                    link.send(units)
            case Persist(token, records, reserve):
                try:
                    self.store.commit(records, reserve=reserve)
                except DirectlineError as error:
                    self.line.refuse(token, full=True, reason=str(error), now_ns=_now())
                else:
                    self.line.confirm(token, _now())
            case PersistRoots(token, sealed):
                self._roots = sealed
                self.line.confirm(token, _now())
            case Stored(record, _) if record.party == self.peer:
                self.got.append(record)
            case CloseLink(name, reason):
                if name in self._links:
                    self._links[name].close(reason)
            case _:
                pass


def stranger() -> KeySigner:
    """A key that no charter names."""
    return KeySigner.make()


def with_header(entry: Entry, **changes: Any) -> Entry:
    """The same signature over another header: what a forger without the key can make."""
    return replace(entry, header=replace(entry.header, **changes))


def _commitment(raw: bytes | None, salt: bytes) -> bytes:
    return bytes(32) if raw is None else commitment(decode_body(raw), salt, REAL_SUITE)


def _addresses(found: Sequence[object]) -> tuple[Address, ...]:
    return tuple(Address.parse(str(address)) for address in found)


def _now() -> int:
    return time.monotonic_ns()
