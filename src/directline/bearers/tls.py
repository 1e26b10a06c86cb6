"""TLS over TCP: for each peer two connections, dialled and accepted by both sides."""

import asyncio
import secrets
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field

from directline.bearers.certificates import client_context, peer_key, server_context
from directline.bearers.channel import Channel
from directline.bearers.dialling import Dialler
from directline.bearers.framing import frame_units
from directline.bearers.guard import HandshakeGuard
from directline.bearers.hello import (
    CHOICE_NUMBER_MAX,
    LINE_BYTES,
    RUN_BYTES,
    Choice,
    Hello,
    decode_choice,
    decode_hello,
)
from directline.bearers.limits import (
    ADDRESSES_MAX,
    HANDSHAKE_TIMEOUT_S,
    SILENT_S,
    SUSPECT_S,
    TICK_S,
)
from directline.bearers.link import BearerEvents, Link
from directline.bearers.listening import Listener
from directline.bearers.seat import Seat
from directline.bearers.sockets import Address, DialError, classify, mark_urgent, tune
from directline.errors import ConfigError, DirectlineError, RemoteProtocolError, VerificationError

_WATCH_S = 0.5
"""How often quiet links are looked for."""


class _NotChosenError(Exception):
    """The seat has a better connection; nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One other party: its index, its TLS key from the charter, where to dial it."""

    party: int
    key: bytes
    addresses: tuple[Address, ...] = ()
    others: tuple[bytes, ...] = ()
    """Keys that it may show too, while the line goes from one charter to the next."""

    @property
    def keys(self) -> tuple[bytes, ...]:
        """Every key that it may show."""
        return (self.key, *self.others)


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a link may be quiet, in seconds."""

    tick_s: float = TICK_S
    suspect_s: float = SUSPECT_S
    silent_s: float = SILENT_S
    handshake_s: float = HANDSHAKE_TIMEOUT_S


@dataclass(slots=True)
class _PeerState:
    peer: Peer
    context: ssl.SSLContext
    urgent: Seat
    bulk: Seat
    dialler: Dialler | None = None
    resting: bool = False
    told: dict[Address, DialError] = field(default_factory=dict)

    @property
    def seats(self) -> tuple[Seat, Seat]:
        return self.urgent, self.bulk


class TlsBearers:
    """Keeps two TLS connections to every peer: one for FLASH and bell, one for the rest.

    Args:
        line: The line's identifier, 16 bytes; a connection for another line is refused.
        own_party: Our index in the charter.
        private_key: Our TLS key, 32 bytes (Ed25519); never kept here after construction.
        peers: The other parties.
        listen: Where to accept connections; may be empty behind an address translator.
        events: Who is told.
        timing: How long a link may be quiet.
        certificate: Our certificate in DER; made from the key if not given.

    Raises:
        CustodyError: a key is not an Ed25519 key.
        ConfigError: a peer is named twice, is ourselves, or has too many addresses.
    """

    def __init__(
        self,
        *,
        line: bytes,
        own_party: int,
        private_key: bytes,
        peers: Sequence[Peer],
        listen: Sequence[Address],
        events: BearerEvents,
        timing: Timing | None = None,
        certificate: bytes | None = None,
    ) -> None:
        if len(line) != LINE_BYTES:
            raise ConfigError(f"a line's identifier has {LINE_BYTES} bytes")
        self._line = line
        self._own_party = own_party
        self._events = events
        self._timing = timing or Timing()
        self._listen = tuple(listen)
        self._run = secrets.token_bytes(RUN_BYTES)
        self._choices = 0
        self._links = 0
        self._peers: dict[int, _PeerState] = {}
        for peer in peers:
            if peer.party in self._peers or peer.party == own_party:
                raise ConfigError(f"party {peer.party} is named twice among the bearers' peers")
            if len(peer.addresses) > ADDRESSES_MAX:
                raise ConfigError(f"party {peer.party} has more than {ADDRESSES_MAX} addresses")
            suspect_s = self._timing.suspect_s
            self._peers[peer.party] = _PeerState(
                peer,
                client_context(private_key, peer.key, certificate, peer.others),
                urgent=Seat(peer.party, urgent=True, suspect_s=suspect_s),
                bulk=Seat(peer.party, urgent=False, suspect_s=suspect_s),
            )
        self._by_key = {key: peer.party for peer in peers for key in peer.keys}
        self._context = server_context(private_key, [*self._by_key], certificate)
        self._listener: Listener | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._watch: asyncio.TimerHandle | None = None
        self._watched_at = 0.0
        self._stopped = False

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Where we really listen, with the ports that the system chose."""
        return self._listener.addresses if self._listener else ()

    @property
    def guard(self) -> HandshakeGuard | None:
        """Who counts handshakes; None before the start."""
        return self._listener.guard if self._listener else None

    def links(self) -> list[Link]:
        """The links that are up now."""
        seats = [seat for state in self._peers.values() for seat in state.seats]
        return [seat.link for seat in seats if seat.link is not None]

    async def start(self) -> None:
        """Listens and dials.

        Raises:
            ConfigError: an address to listen at is not ours or in use.
        """
        loop = asyncio.get_running_loop()
        hosts = [a.host for state in self._peers.values() for a in state.peer.addresses]
        self._listener = Listener(
            self._listen, answer=self._answer, refused=self._events.on_refused, known=hosts
        )
        for state in self._peers.values():
            state.dialler = Dialler(
                state.seats, state.peer.addresses, attempt=self._dialled, failed=self._failed
            )
            if state.resting:
                state.dialler.rest()
            self._tasks.add(loop.create_task(state.dialler.run()))
        self._watched_at = loop.time()
        self._watch = loop.call_later(_WATCH_S, self._look_around)

    async def stop(self) -> None:
        """Closes everything; `on_down` is said for each link before this returns."""
        if self._stopped:
            return
        self._stopped = True
        if self._watch is not None:
            self._watch.cancel()
        tasks = set(self._tasks)
        if self._listener is not None:
            tasks |= self._listener.close()
        for state in self._peers.values():
            tasks |= state.urgent.attempts | state.bulk.attempts
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for link in self.links():
            link.close("stopped")
        await asyncio.sleep(0)  # Lets the calls to on_down run, which close() has queued.

    def rest(self, party: int) -> None:
        """This party has left the line: dial it seldom.

        Not never: what was said before may still be owed, and a home that was put back to a
        backup from before learns from the others that it left.  A connection that it dials is
        taken as ever.
        """
        state = self._peers.get(party)
        if state is not None:
            state.resting = True
            if state.dialler is not None:
                state.dialler.rest()

    def nudge(self, party: int) -> None:
        """Something was heard from this party by another way: dial it soon and often."""
        state = self._peers.get(party)
        if state is not None and state.dialler is not None:
            state.dialler.nudge()

    async def _dialled(self, seat: Seat, address: Address, sock: socket.socket) -> None:
        """Sets up one connection that we dialled."""
        state = self._peers[seat.peer]
        channel: Channel | None = None
        up = False
        try:
            async with asyncio.timeout(self._timing.handshake_s):
                channel = Channel(sock, state.context, server_side=False)
                if state.dialler is not None:
                    channel.on_progress = state.dialler.moved
                await channel.handshake()
                if peer_key(channel.tls) not in state.peer.keys:
                    raise VerificationError("another party answered", part="TLS certificate")
                async with seat.hello_lock:
                    if not seat.wanting(self._now()):
                        return
                    choice = await self._ask(seat, channel)
            self._adopt(seat, channel, choice, address, dialled=True)
            up = True
        except _NotChosenError:
            return
        except (OSError, EOFError, DirectlineError) as error:
            self._failed(seat, address, error)
        finally:
            if channel is not None and not up:
                channel.close("not set up")

    async def _answer(self, sock: socket.socket, address: Address) -> None:
        """Sets up one connection that was accepted and has a slot."""
        channel: Channel | None = None
        up = False
        try:
            async with asyncio.timeout(self._timing.handshake_s):
                tune(sock)
                channel = Channel(sock, self._context, server_side=True)
                await channel.handshake()
                party = self._by_key.get(peer_key(channel.tls))
                if party is None:
                    raise VerificationError("not a party's key", part="TLS certificate")
                hello = self._check(await channel.receive(), party)
                state = self._peers[party]
                seat = state.urgent if hello.urgent else state.bulk
                choice = await self._reply(seat, channel)
            self._adopt(seat, channel, choice, address, dialled=False)
            up = True
        except _NotChosenError:
            return
        finally:
            if channel is None:
                sock.close()
            elif not up:
                channel.close("not set up")

    async def _ask(self, seat: Seat, channel: Channel) -> Choice:
        """The dialler's half of the introduction."""
        self._say_hello(seat, channel)
        hello = self._check(await channel.receive(), seat.peer)
        if hello.urgent != seat.urgent:
            raise RemoteProtocolError("the answer names another class", rule="TLS-13")
        return await self._settle(seat, channel, dialled=True)

    async def _reply(self, seat: Seat, channel: Channel) -> Choice:
        """The answerer's half of the introduction."""
        if self._senior(seat) and not seat.yields(dialled=False, now=self._now()):
            raise _NotChosenError
        self._say_hello(seat, channel)
        return await self._settle(seat, channel, dialled=False)

    async def _settle(self, seat: Seat, channel: Channel, *, dialled: bool) -> Choice:
        """The senior chooses this connection, or not; the junior waits for its word."""
        if not self._senior(seat):
            choice = decode_choice(await channel.receive())
            if not seat.follows(choice):
                raise _NotChosenError
            return choice
        if not seat.yields(dialled=dialled, now=self._now()):
            raise _NotChosenError
        self._choices = min(self._choices + 1, CHOICE_NUMBER_MAX)
        choice = Choice(self._run, self._choices)
        channel.send(frame_units([choice.encode()]))
        return choice

    def _say_hello(self, seat: Seat, channel: Channel) -> None:
        hello = Hello(self._line, self._own_party, seat.urgent)
        channel.send(frame_units([hello.encode()]))

    def _check(self, unit: bytes, party: int) -> Hello:
        hello = decode_hello(unit)
        if hello.line != self._line:
            raise RemoteProtocolError("the hello is for another line", rule="TLS-13")
        if hello.party != party:
            raise RemoteProtocolError("the hello names another party than the key", rule="TLS-13")
        return hello

    def _adopt(
        self, seat: Seat, channel: Channel, choice: Choice, address: Address, *, dialled: bool
    ) -> None:
        """Makes this connection the seat's link."""
        if channel.closed:
            raise EOFError
        state = self._peers[seat.peer]
        if seat.urgent:
            mark_urgent(channel.tls)
        self._links += 1
        link = Link(
            channel,
            link_id=f"tls-{seat.peer}-{'urgent' if seat.urgent else 'bulk'}-{self._links}",
            peer=seat.peer,
            urgent=seat.urgent,
            address=str(address),
            dialled=dialled,
        )
        before = seat.take(channel, link, choice, self._now())
        channel.on_progress = None
        state.told.clear()
        current = asyncio.current_task()
        for task in seat.attempts:
            if task is not current:
                task.cancel()
        self._events.on_up(link)
        channel.start(
            lambda unit: self._events.on_unit(link, unit),
            lambda reason: self._ended(seat, channel, link, reason),
        )
        if before is not None:
            before.close("replaced by a newer connection")
        self.nudge(seat.peer)

    def _ended(self, seat: Seat, channel: Channel, link: Link, reason: str) -> None:
        seat.leave(channel)
        self._events.on_down(link, reason)
        if not self._stopped:
            self.nudge(seat.peer)

    def _failed(self, seat: Seat, address: Address, error: BaseException) -> None:
        if self._stopped or not seat.wanting(self._now()):
            return
        state = self._peers[seat.peer]
        kind = classify(error)
        if state.told.get(address) != kind:
            state.told[address] = kind
            self._events.on_dial_error(seat.peer, address, kind)

    def _look_around(self) -> None:
        """Shows life on quiet links and closes silent ones."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        # Our own stall is not the other side's silence: what came meanwhile is still unread.
        stalled_s = max(0.0, now - self._watched_at - 2 * _WATCH_S)
        self._watched_at = now
        for state in self._peers.values():
            for seat in state.seats:
                channel = seat.channel
                if channel is None or channel.closed:
                    continue
                channel.heard_at += stalled_s
                if now - channel.sent_at >= self._timing.tick_s:
                    channel.tick()
                if not channel.paused and now - channel.heard_at > self._timing.silent_s:
                    channel.close("silent")
        self._watch = loop.call_later(_WATCH_S, self._look_around)

    def _senior(self, seat: Seat) -> bool:
        return self._own_party < seat.peer

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
