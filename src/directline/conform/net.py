"""The kit's connections: dials and accepts, keeps one of each class, does what is due by time."""

import contextlib
import secrets
import selectors
import socket
import time
from typing import TYPE_CHECKING

from directline.bearers.certificates import client_context, server_context
from directline.bearers.hello import Choice
from directline.bearers.sockets import Address
from directline.conform.limits import REDIAL_S, SET_UP_S, TICK_S
from directline.conform.party import KitParty
from directline.conform.wires import Side, Wire
from directline.errors import ConfigError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

YOUNG_S = 2.0
"""The senior lets nothing that the other side dialled replace what is younger than this."""


class Net:
    """Two connections to the tested station, one urgent and one bulk.

    Args:
        party: The kit's party.
        target: Where to dial; None only listens.
        listen: Where to accept; None only dials.
    """

    def __init__(self, party: KitParty, target: Address | None, listen: Address | None) -> None:
        own, other = party.own, party.other
        self.party = party
        self.target = target
        self.tls_key = party.keys["tls"].private_bytes_raw()
        self.their_key = party.charter.parties[other].tls
        self.context = client_context(self.tls_key, self.their_key)
        self.senior = own < other
        self.side = Side(party.charter.line_id, own, other, self._choose if self.senior else None)
        self.seats: dict[bool, Wire | None] = {False: None, True: None}
        self.setting_up: list[Wire] = []
        self.beside: list[Wire] = []
        """Connections that a check holds beside the line's own."""
        self.refusing = False
        """Close what the tested station dials."""
        self.dialling = True
        """Dial whatever class is missing."""
        self.ticking = True
        """Show life on quiet connections."""
        self.accepted_at: list[float] = []
        """When the tested station's dials came, since the start."""
        self.closed: list[tuple[float, bool, str]] = []
        """(when, urgent, why) of every connection that was up and has ended."""
        self.longest = 0
        """The longest unit that came."""
        self.on_up: Callable[[Wire], None] = lambda _wire: None
        self.on_unit: Callable[[Wire, bytes], None] = lambda _wire, _unit: None
        self._run = secrets.token_bytes(8)
        self._number = 0
        self._next_dial = {False: 0.0, True: 0.0}
        self._listener: socket.socket | None = None
        self._server: ssl.SSLContext | None = None
        if listen is not None:
            self._open(listen)

    def _open(self, listen: Address) -> None:
        self._server = server_context(self.tls_key, [self.their_key])
        try:
            self._listener = socket.create_server((listen.host, listen.port))
        except OSError as error:
            raise ConfigError(f"cannot listen at {listen}: {error.strerror}") from error
        self._listener.setblocking(False)

    @property
    def listening(self) -> bool:
        """Whether the tested station may dial us."""
        return self._listener is not None

    def now(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    def up(self, *, urgent: bool | None = None) -> list[Wire]:
        """The connections that carry units."""
        found = [wire for wire in self.seats.values() if wire is not None and wire.up]
        return [wire for wire in found if urgent is None or wire.urgent == urgent]

    def both_up(self) -> bool:
        """Whether both classes are there."""
        return len(self.up()) == 2

    def pump(self, timeout: float) -> None:
        """Wait a moment for whatever comes, and handle it."""
        self._dial()
        live = [
            *self.setting_up,
            *self.beside,
            *(wire for wire in self.seats.values() if wire is not None),
        ]
        with selectors.DefaultSelector() as selector:
            for wire in live:
                if not wire.closed:
                    wants = selectors.EVENT_WRITE if wire.waiting else 0
                    wants |= selectors.EVENT_READ if wire.reading else 0
                    if wants:
                        selector.register(wire.tls, wants, wire)
            if self._listener is not None:
                selector.register(self._listener, selectors.EVENT_READ, None)
            found = selector.select(timeout) if selector.get_map() else []
            if not selector.get_map():
                time.sleep(timeout)
        for key, _ in found:
            if key.data is None:
                self._accept()
            else:
                key.data.work(self.now())
        for wire in live:
            if wire.reading and not wire.closed and wire.tls.pending():
                wire.work(self.now())
        self._settle()

    def drop(self, *, urgent: bool | None = None) -> None:
        """Close our connections, or those of one class."""
        for wire in self.up(urgent=urgent):
            wire.close("dropped by the kit")
        self._settle()

    def stop(self) -> None:
        """Close everything."""
        for wire in [*self.setting_up, *self.up()]:
            wire.close("the kit stops")
        if self._listener is not None:
            self._listener.close()

    def next_choice(self, *, step: int = 1) -> Choice:
        """Our next choice, as the senior."""
        self._number += step
        return Choice(self._run, self._number)

    def last_choice(self) -> Choice:
        """The choice that we made last."""
        return Choice(self._run, self._number)

    def _choose(self) -> Choice:
        return self.next_choice()

    def _dial(self) -> None:
        now = self.now()
        if self.target is None or not self.dialling:
            return
        for urgent in (True, False):
            busy = [w for w in self.setting_up if w.dialled and w.urgent == urgent]
            if self.seats[urgent] is not None or busy or now < self._next_dial[urgent]:
                continue
            self._next_dial[urgent] = now + REDIAL_S
            host, port = self.target.host, self.target.port
            with contextlib.suppress(OSError):
                wire = Wire.dial(host, port, self.context, self.side, urgent=urgent, now=now)
                self.setting_up.append(wire)

    def _accept(self) -> None:
        assert self._listener is not None
        assert self._server is not None
        with contextlib.suppress(OSError):
            plain, _ = self._listener.accept()
            self.accepted_at.append(self.now())
            if self.refusing:
                plain.close()
                return
            self.setting_up.append(Wire.accepted(plain, self._server, self.side, self.now()))

    def _settle(self) -> None:
        """Seat what is up, drop what has ended, hand over what came."""
        now = self.now()
        for wire in list(self.setting_up):
            if wire.up:
                self.setting_up.remove(wire)
                self._seat(wire, now)
            elif wire.closed or now - wire.begun > SET_UP_S:
                wire.close("not set up in time")
                self.setting_up.remove(wire)
        for urgent, held in list(self.seats.items()):
            if held is None:
                continue
            self.longest = max(self.longest, held.longest)
            while held.units:
                self.on_unit(held, held.units.popleft())
            if held.closed:
                self.closed.append((now, urgent, held.reason))
                if self.seats[urgent] is held:
                    self.seats[urgent] = None
            elif self.ticking and now - held.sent > TICK_S:
                held.tick(now)

    def _seat(self, wire: Wire, now: float) -> None:
        held = self.seats[wire.urgent]
        if held is not None:
            young = now - held.up_at < YOUNG_S and held.dialled != wire.dialled
            if self.senior and young and held.up:
                wire.close("a younger one is there")
                return
            if not self.senior and _older(wire.choice, held.choice):
                wire.close("an older choice")
                return
            held.close("replaced")
        self.seats[wire.urgent] = wire
        self.on_up(wire)


def _older(choice: Choice | None, held: Choice | None) -> bool:
    if choice is None or held is None:
        return False
    return choice.run == held.run and choice.number <= held.number
