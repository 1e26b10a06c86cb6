"""TLS, introduction and strangers: what a connection may do before and after it is chosen."""

import contextlib
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

from directline.bearers.certificates import client_context, own_certificate
from directline.bearers.framing import TICK, frame_units
from directline.bearers.hello import Choice, Hello
from directline.conform.checks.base import Room, Seen, accepted, lives
from directline.conform.checks.stranger import CLOSED_S, Stranger
from directline.conform.net import YOUNG_S
from directline.conform.party import signer
from directline.conform.peer import Peer
from directline.conform.wires import Wire
from directline.wire.control import Request
from directline.wire.frame import FrameType

ROOM = Room()
HANDSHAKE_S = 5.0
SLACK_S = 2.0
FROM, UNTIL = datetime(1970, 1, 2, tzinfo=UTC), datetime(1980, 1, 1, tzinfo=UTC)


def _context(peer: Peer, certificate: bytes | None = None) -> ssl.SSLContext:
    return client_context(peer.net.tls_key, peer.net.their_key, certificate)


def _hello(peer: Peer, *, urgent: bool = False) -> Hello:
    return Hello(peer.charter.line_id, peer.own, urgent)


def _turned_away(peer: Peer, context: ssl.SSLContext, what: str) -> Seen:
    """TLS fails, or the connection is closed before a hello is answered."""
    try:
        with Stranger(peer, context) as stranger:
            stranger.say(frame_units([_hello(peer).encode()]))
            answered = bool(stranger.units(1))
            if answered:
                return Seen(False, f"{what} was answered by a hello")
    except (OSError, ValueError) as error:
        return Seen(
            lives(peer), f"refused: {getattr(error, 'reason', None) or type(error).__name__}"
        )
    return Seen(lives(peer), "closed without a hello")


def _dialled(play: Callable[[Peer], Seen]) -> Callable[[Peer], Seen]:
    def guarded(peer: Peer) -> Seen:
        if peer.net.target is None:
            return Seen(None, "the kit only listens")
        return play(peer)

    guarded.__name__ = play.__name__
    return guarded


@ROOM.check("TLS-1", did="dialled with TLS 1.2", expected="refused")
@_dialled
def an_older_tls_is_refused(peer: Peer) -> Seen:
    """1.3 or later."""
    context = _context(peer)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    return _turned_away(peer, context, "TLS 1.2")


@ROOM.check("TLS-1", did="dialled without a certificate", expected="refused")
@_dialled
def no_certificate_is_refused(peer: Peer) -> Seen:
    """Both sides show one."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return _turned_away(peer, context, "nobody")


@ROOM.check("TLS-3", did="dialled with a key that no charter names", expected="refused")
@_dialled
def an_unknown_key_is_refused(peer: Peer) -> Seen:
    """Its certificate is as good as ours."""
    stranger = Ed25519PrivateKey.generate().private_bytes_raw()
    return _turned_away(peer, client_context(stranger, peer.net.their_key), "an unknown key")


@ROOM.check(
    "TLS-3",
    did="dialled with the tested party's public role: our identity key for TLS",
    expected="refused",
)
@_dialled
def another_key_of_ours_is_refused(peer: Peer) -> Seen:
    """Only the charter's `tls`."""
    other = peer.party.keys["identity"].private_bytes_raw()
    return _turned_away(peer, client_context(other, peer.net.their_key), "the identity key")


def _certificate(peer: Peer, *, issuer: str, by: Ed25519PrivateKey) -> bytes:
    key = signer(peer.net.tls_key)

    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    made = (
        x509.CertificateBuilder()
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(FROM)
        .not_valid_after(datetime(2999, 1, 1, tzinfo=UTC))
        .subject_name(name("directline leaf"))
        .issuer_name(name(issuer))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(by, None)
    )
    return made.public_bytes(serialization.Encoding.DER)


@ROOM.check(
    "TLS-2", did="showed a certificate for our key that another key has signed", expected="refused"
)
@_dialled
def a_certificate_by_another_key_is_refused(peer: Peer) -> Seen:
    """Signed by that same key, or not at all."""
    own = signer(peer.net.tls_key).public_key().public_bytes_raw().hex()
    made = _certificate(peer, issuer=own, by=Ed25519PrivateKey.generate())
    return _turned_away(peer, _context(peer, made), "it")


@ROOM.check(
    "TLS-4", did="showed a certificate that ended in 1980", expected="taken: dates mean nothing"
)
@_dialled
def dates_are_not_looked_at(peer: Peer) -> Seen:
    """An expiry must not cut the line."""
    expired = own_certificate(peer.net.tls_key, valid_from=FROM, valid_until=UNTIL)
    with Stranger(peer, _context(peer, expired)) as stranger:
        stranger.say(frame_units([_hello(peer).encode()]))
        answered = bool(stranger.units(1))
    lives(peer)
    return Seen(answered, "answered by a hello" if answered else "not answered")


def _first_unit(name: str, rule: str, unit: Callable[[Peer], bytes]) -> None:
    @_dialled
    def play(peer: Peer) -> Seen:
        with Stranger(peer, _context(peer)) as stranger:
            stranger.say(unit(peer))
            closed = stranger.closed_within(CLOSED_S)
        alive = lives(peer)
        return Seen(closed and alive, "closed" if closed else f"not closed within {CLOSED_S:.0f} s")

    ROOM.add(
        f"a first unit {name}", rule, did=f"sent a first unit {name}", expected="closed", play=play
    )


_first_unit("that is no hello", "TLS-11", lambda _p: frame_units([b"not a hello"]))
_first_unit("that is a frame", "TLS-11", lambda p: frame_units([p.probe_bytes()]))
_first_unit(
    "of class 2",
    "TLS-11",
    lambda p: frame_units([_hello(p).encode()[:3] + b"\x02" + _hello(p).encode()[4:]]),
)
_first_unit("of version 2", "TLS-12", lambda p: frame_units([b"DH\x02" + _hello(p).encode()[3:]]))
_first_unit(
    "for another line",
    "TLS-13",
    lambda p: frame_units([Hello(bytes(16), p.own, urgent=False).encode()]),
)
_first_unit(
    "of another party",
    "TLS-13",
    lambda p: frame_units([Hello(p.charter.line_id, p.other, urgent=False).encode()]),
)
_first_unit("longer than the bearer takes", "TLS-9", lambda _p: b"\x10\x01" + bytes(100))


@ROOM.check(
    "TLS-9",
    did="announced a unit of 65,535 bytes on a connection that is up",
    expected="that connection is closed; the line goes on",
)
def a_long_unit_closes_its_connection(peer: Peer) -> Seen:
    """And no other."""
    wire = peer.wire()
    if wire is None:
        return Seen(False, "no connection is up")
    wire.raw(b"\xff\xff" + bytes(64), now=peer.net.now())
    closed = peer.wait(lambda: wire.closed, CLOSED_S)
    return Seen(closed and lives(peer), "closed" if closed else "not closed")


@ROOM.check("TLS-8", did="sent fifty empty units between others", expected="ignored")
def empty_units_are_ignored(peer: Peer) -> Seen:
    """They show life and nothing else."""
    wire = peer.wire()
    if wire is None:
        return Seen(False, "no connection is up")
    wire.raw(TICK * 50, now=peer.net.now())
    sent = peer.probe()
    return Seen(peer.wait(lambda: peer.is_acked(sent)), "the unit after them is acknowledged")


@ROOM.check(
    "TLS-10", did="sent a unit byte by byte, and many units in one write", expected="taken alike"
)
def the_stream_counts_and_not_its_pieces(peer: Peer) -> Seen:
    """Records cut nothing."""
    wire = peer.wire()
    if wire is None:
        return Seen(False, "no connection is up")
    probes = [
        peer.seals.seal(FrameType.REQUEST, Request().encode(), 3, attach=not wire.known)
        for _ in range(9)
    ]
    single, *many = probes
    for byte in frame_units([single.frame]):
        wire.raw(bytes([byte]), now=peer.net.now())
        peer.pump(0.0)
    wire.raw(frame_units([sent.frame for sent in many]), now=peer.net.now())
    there = peer.wait(lambda: peer.is_acked(*probes))
    return Seen(there, "all acknowledged" if there else "not all acknowledged")


@ROOM.check(
    "TLS-16",
    did="brought up a newer connection of a class",
    expected="the older one is closed by the tested station",
)
@_dialled
def a_newer_connection_replaces_the_older(peer: Peer) -> Seen:
    """So one that is half open is replaced."""
    old = peer.wire()
    target = peer.net.target
    if old is None or target is None:
        return Seen(False, "no connection is up")
    peer.net.dialling = False
    peer.wait(lambda: peer.net.now() - old.up_at > YOUNG_S + 0.1, YOUNG_S + 1)
    new = Wire.dial(
        target.host,
        target.port,
        peer.net.context,
        peer.net.side,
        urgent=old.urgent,
        now=peer.net.now(),
    )
    peer.net.beside.append(new)
    up = peer.wait(lambda: new.up or new.closed, 3.0) and new.up
    closed = peer.wait(lambda: old.closed, CLOSED_S)
    peer.net.beside.remove(new)
    new.close("the kit has seen enough")
    peer.net.dialling = True
    alive = lives(peer)
    return Seen(
        up and closed and alive,
        f"new {'up' if up else 'not up: ' + new.reason}, "
        f"old {'closed' if closed else 'NOT closed'}",
    )


def _second_unit(name: str, unit: Callable[[Peer], bytes]) -> None:
    @_dialled
    def play(peer: Peer) -> Seen:
        if not peer.net.senior:
            return Seen(None, "in this charter the tested party chooses")
        with Stranger(peer, _context(peer)) as stranger:
            stranger.say(frame_units([_hello(peer).encode()]))
            if not stranger.units(1):
                return Seen(False, "its hello did not come")
            stranger.say(frame_units([unit(peer)]))
            closed = stranger.closed_within(CLOSED_S)
        return Seen(closed and lives(peer), "closed" if closed else "not closed")

    ROOM.add(
        f"a second unit {name}",
        "TLS-15",
        did=f"chose by a second unit {name}",
        expected="closed",
        play=play,
    )


_second_unit("that is no choice", lambda _p: b"DX" + bytes(12))
_second_unit("that is not above the last choice", lambda p: p.net.last_choice().encode())
_second_unit("that is cut short", lambda p: p.net.next_choice().encode()[:-1])


@ROOM.check(
    "TLS-14", did="said hello and chose nothing", expected="no unit comes before the choice"
)
@_dialled
def a_connection_is_up_only_when_chosen(peer: Peer) -> Seen:
    """The junior waits."""
    if not peer.net.senior:
        return _they_choose(peer)
    with Stranger(peer, _context(peer)) as stranger:
        stranger.say(frame_units([_hello(peer, urgent=True).encode()]))
        units = stranger.units(2, 1.5)
    lives(peer)
    return Seen(len(units) == 1, f"{len(units)} units came")


def _they_choose(peer: Peer) -> Seen:
    """The senior says hello and then a choice that grows."""
    numbers: list[Choice] = []
    for _ in range(2):
        peer.net.drop()
        peer.meet()
        numbers += [wire.choice for wire in peer.net.up() if wire.choice is not None]
    grows = all(a.run == b.run for a in numbers for b in numbers) and len(
        {choice.number for choice in numbers}
    ) == len(numbers)
    later = max((c.number for c in numbers[:2]), default=0) < min(
        (c.number for c in numbers[2:]), default=0
    )
    return Seen(
        grows and later, "its choices grow" if grows and later else "its choices do not grow"
    )


@ROOM.check(
    "TLS-19",
    "TLS-20",
    "TLS-21",
    did="opened eight connections and said nothing on them",
    expected="four are held and closed after 5 s, the others at once; meanwhile the line goes on",
)
@_dialled
def strangers_are_bounded_and_do_not_block(peer: Peer) -> Seen:
    """Counted before they cost anything."""
    with contextlib.ExitStack() as held:
        strangers = [held.enter_context(Stranger(peer)) for _ in range(8)]
        peer.spend(0.5)
        at_once = [s for s in strangers if s.closed_within(0.01)]
        begun = peer.net.now()
        good = accepted(peer)
        took = peer.net.now() - begun
        rest = [s for s in strangers if s not in at_once]
        later = all(s.closed_within(HANDSHAKE_S + SLACK_S * peer.patience) for s in rest)
    ok = 4 <= len(at_once) < 8 and good and took < peer.patience and later
    return Seen(
        ok,
        f"{len(at_once)} of 8 closed at once, the rest {'' if later else 'NOT '}"
        f"later; an entry was acknowledged in {took * 1000:.0f} ms",
    )


@ROOM.check(
    "TLS-20",
    did="shook hands, and let a hello drip, one byte a second",
    expected="closed when 5 s are over",
)
@_dialled
def a_slow_handshake_is_cut(peer: Peer) -> Seen:
    """Moving is not enough."""
    with Stranger(peer, _context(peer)) as stranger:
        begun = peer.net.now()
        data = frame_units([_hello(peer).encode()])
        closed = False
        for byte in data[:9]:
            stranger.say(bytes([byte]))
            closed = stranger.closed_within(1.0)
            if closed:
                break
        took = peer.net.now() - begun
    return Seen(closed and lives(peer), f"closed after {took:.1f} s" if closed else "not closed")


@ROOM.check(
    "TLS-18",
    did="closed both connections and did not dial for 3.5 s",
    expected="it dials, no further than a second apart",
)
def it_dials_within_a_second(peer: Peer) -> Seen:
    """However long the peer has been away."""
    if not peer.net.listening:
        return Seen(None, "the kit does not listen: --listen")
    peer.net.dialling, peer.net.refusing = False, True
    count, begun = len(peer.net.accepted_at), peer.net.now()
    peer.net.drop()
    peer.spend(3.5)
    times = [begun, *peer.net.accepted_at[count:], peer.net.now()]
    peer.net.dialling, peer.net.refusing = True, False
    longest = max(b - a for a, b in pairwise(times))
    alive = lives(peer)
    return Seen(
        alive and longest <= 1.0 + 0.3 * peer.patience,
        f"{len(times) - 2} dials, longest pause {longest:.2f} s",
    )


@ROOM.check("TLS-13", "TLS-16", did="let it dial us", expected="its hello holds, the line carries")
def it_can_dial_us(peer: Peer) -> Seen:
    """Both sides dial."""
    if not peer.net.listening:
        return Seen(None, "the kit does not listen: --listen")
    peer.net.dialling = False
    peer.net.drop()
    met = peer.meet(10.0)
    by_them = all(not wire.dialled for wire in peer.net.up())
    good = met and accepted(peer)
    peer.net.dialling = True
    return Seen(good and by_them, "both connections are its own" if good else "it did not come")
