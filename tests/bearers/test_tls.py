"""TLS bearers on loopback: up, units both ways, both dialling, strangers, replacement."""

import asyncio
import contextlib
import socket
import ssl
from datetime import UTC, datetime

import pytest

from directline.bearers import Address, DialError
from directline.bearers.certificates import client_context, own_certificate
from directline.bearers.framing import frame_units
from directline.bearers.hello import Hello
from directline.errors import ConfigError, LocalProtocolError
from tests.bearers.conftest import LINE, End, Opening, private, public, until


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def at(port: int) -> Address:
    return Address("127.0.0.1", port)


async def pair(open_end: Opening) -> tuple[End, End]:
    """Both sides dial and listen."""
    one, two = free_port(), free_port()
    alpha = await open_end(0, {1: [at(two)]}, listen=[at(one)])
    bravo = await open_end(1, {0: [at(one)]}, listen=[at(two)])
    await until(lambda: alpha.both_up(1) and bravo.both_up(0))
    return alpha, bravo


def same_connections(alpha: End, bravo: End) -> bool:
    """Whether both sides hold the same two connections, told by their ports."""
    for urgent in (True, False):
        one, two = alpha.link(1, urgent=urgent), bravo.link(0, urgent=urgent)
        if one is None or two is None:
            return False
        here = one._channel.tls
        there = two._channel.tls
        if here.getsockname() != there.getpeername() or here.getpeername() != there.getsockname():
            return False
    return True


async def test_units_go_both_ways_in_order_on_both_classes(open_end: Opening) -> None:
    alpha, bravo = await pair(open_end)
    units = [bytes([n % 256]) * (1 + n * 37 % 4096) for n in range(300)]
    for urgent in (True, False):
        for here, there in ((alpha, bravo), (bravo, alpha)):
            link = here.link(there.party, urgent=urgent)
            assert link is not None
            there.units.clear()
            link.send(units[:150])
            for unit in units[150:]:
                link.send([unit])
            await until(lambda there=there: len(there.units) == 300)  # type: ignore[misc]
            assert [unit for _, unit in there.units] == units
            assert {name for name, _ in there.units} == {
                peer.id for peer in there.bearers.links() if peer.urgent == urgent
            }


@pytest.mark.parametrize("dialler", [0, 1])
async def test_one_side_that_dials_is_enough(open_end: Opening, dialler: int) -> None:
    answerer = 1 - dialler
    one = await open_end(answerer, {dialler: []})
    two = await open_end(dialler, {answerer: [at(one.port)]}, listen=[])
    await until(lambda: one.both_up(dialler) and two.both_up(answerer))
    assert len(one.up) == len(two.up) == 2
    for link in (*one.up, *two.up):
        assert (link.kind, link.up, link.buffered_bytes) == ("tls", True, 0)
        assert link.address.startswith("127.0.0.1:")


@pytest.mark.spec("TLS-14", "TLS-17")
async def test_dialling_towards_each_other_ends_with_the_same_two_connections(
    open_end: Opening,
) -> None:
    for _ in range(8):
        alpha, bravo = await pair(open_end)
        await until(lambda: same_connections(alpha, bravo))  # noqa: B023
        chosen = {link.id for link in alpha.bearers.links()}
        await asyncio.sleep(0.3)
        assert same_connections(alpha, bravo)
        assert {link.id for link in alpha.bearers.links()} == chosen
        assert max(len(alpha.up), len(bravo.up)) <= 3
        await alpha.bearers.stop()
        await bravo.bearers.stop()


async def test_three_parties_hold_a_link_for_each_pair(open_end: Opening) -> None:
    ports = [free_port() for _ in range(3)]
    ends = [
        await open_end(
            party,
            {other: [at(ports[other])] for other in range(3) if other != party},
            listen=[at(ports[party])],
        )
        for party in range(3)
    ]
    await until(
        lambda: all(end.both_up(other) for end in ends for other in range(3) if other != end.party)
    )


async def test_a_certificate_out_of_date_connects(open_end: Opening) -> None:
    old = own_certificate(
        private(1),
        valid_from=datetime(1970, 1, 1, tzinfo=UTC),
        valid_until=datetime(1971, 1, 1, tzinfo=UTC),
    )
    coming = own_certificate(
        private(0),
        valid_from=datetime(2200, 1, 1, tzinfo=UTC),
        valid_until=datetime(2201, 1, 1, tzinfo=UTC),
    )
    alpha = await open_end(0, {1: []}, certificate=coming)
    bravo = await open_end(1, {0: [at(alpha.port)]}, certificate=old)
    await until(lambda: alpha.both_up(1) and bravo.both_up(0))


async def test_a_dialler_with_another_key_is_refused_and_told(open_end: Opening) -> None:
    alpha = await open_end(0, {1: []})
    mallory = await open_end(1, {0: [at(alpha.port)]}, key=b"m" * 32)
    await until(lambda: alpha.refused and mallory.errors, 5)
    assert mallory.errors[0] == (0, at(alpha.port), DialError.TLS)
    assert "TLS failed (CERTIFICATE_VERIFY_FAILED)" in alpha.refused[0][1]
    assert not alpha.up
    assert not mallory.up


async def test_an_answerer_with_another_key_is_refused_and_told(open_end: Opening) -> None:
    mallory = await open_end(1, {0: []}, key=b"m" * 32)
    alpha = await open_end(0, {1: [at(mallory.port)]})
    await until(lambda: alpha.errors)
    assert alpha.errors == [(1, at(mallory.port), DialError.TLS)]
    assert not alpha.up
    assert not mallory.up


@pytest.mark.spec("TLS-13")
async def test_another_line_is_refused(open_end: Opening) -> None:
    alpha = await open_end(0, {1: []})
    bravo = await open_end(1, {0: [at(alpha.port)]}, line=bytes(16))
    await until(lambda: alpha.refused and bravo.errors, 5)
    assert alpha.refused[0][1] == "the hello is for another line"
    assert not alpha.up


@pytest.mark.spec("TLS-13")
async def test_a_hello_in_another_partys_name_is_refused(open_end: Opening) -> None:
    alpha = await open_end(0, {1: [], 2: []})
    # CHARLIE's place in the charter, BRAVO's key: known, but not as what it says it is.
    await open_end(2, {0: [at(alpha.port)]}, key=private(1))
    await until(lambda: alpha.refused, 5)
    assert alpha.refused[0][1] == "the hello names another party than the key"
    assert not alpha.up


@pytest.mark.parametrize(
    "first",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        frame_units([b"x" * 24]),
        frame_units([Hello(LINE, 1, urgent=False).encode()[:-1]]),
        frame_units([Hello(LINE, 1, urgent=False).encode()]).replace(b"DH\x01", b"DH\x02"),
        b"\xff\xff" + bytes(100),
    ],
)
async def test_a_peer_that_begins_with_something_else_is_refused(
    open_end: Opening, first: bytes
) -> None:
    alpha = await open_end(0, {1: []})
    context = client_context(private(1), public(0))
    _, writer = await asyncio.open_connection(
        "127.0.0.1", alpha.port, ssl=context, server_hostname=""
    )
    writer.write(first)
    await until(lambda: alpha.refused, 5)
    assert not alpha.up
    writer.close()
    with contextlib.suppress(OSError, ssl.SSLError):
        await writer.wait_closed()


@pytest.mark.spec("TLS-20")
@pytest.mark.parametrize("says", [b"", frame_units([Hello(LINE, 1, urgent=False).encode()])])
async def test_a_peer_with_a_good_key_that_stops_half_way_is_let_go_in_time(
    open_end: Opening, says: bytes
) -> None:
    charlie = await open_end(2, {1: []})  # BRAVO is the senior here, so CHARLIE awaits its choice.
    context = client_context(private(1), public(2))
    _, writer = await asyncio.open_connection(
        "127.0.0.1", charlie.port, ssl=context, server_hostname=""
    )
    writer.write(says)
    await until(lambda: charlie.refused, 5)
    assert charlie.refused[0][1] == "no handshake in time"
    assert not charlie.up
    assert charlie.bearers.guard.running == 0
    writer.close()
    with contextlib.suppress(OSError, ssl.SSLError):
        await writer.wait_closed()


@pytest.mark.spec("TLS-9")
async def test_a_unit_that_is_too_long_ends_the_link(open_end: Opening) -> None:
    alpha, bravo = await pair(open_end)
    link = alpha.link(1, urgent=False)
    assert link is not None
    with pytest.raises(LocalProtocolError):
        link.send([bytes(4097)])
    with pytest.raises(LocalProtocolError):
        link.send([b""])
    name = bravo.link(0, urgent=False)
    link._channel.send(b"\x10\x01" + bytes(4097))
    await until(lambda: bravo.down)
    assert name is not None
    assert bravo.down == [(name.id, "broke a rule (TLS-9)")]


@pytest.mark.spec("TLS-16")
async def test_a_new_station_takes_the_place_of_the_one_that_vanished(open_end: Opening) -> None:
    """The old connection is half open: nobody closed it, so only the newer one can tell."""
    alpha = await open_end(0, {1: []})
    first = await open_end(1, {0: [at(alpha.port)]})
    await until(lambda: alpha.both_up(1))
    old = {link.id for link in alpha.bearers.links()}
    for link in first.bearers.links():
        link.pause()  # It neither reads nor closes any more.
    second = await open_end(1, {0: [at(alpha.port)]})
    await until(lambda: second.both_up(0) and alpha.both_up(1))
    await until(lambda: old <= {name for name, _ in alpha.down})
    assert {why for name, why in alpha.down if name in old} == {"replaced by a newer connection"}


async def test_down_is_said_once_and_the_link_comes_back(open_end: Opening) -> None:
    alpha, bravo = await pair(open_end)
    link = alpha.link(1, urgent=True)
    assert link is not None
    link.close("asked")
    assert not alpha.down  # Never from inside the call.
    await until(lambda: alpha.down)
    link.close("again")
    link.send([b"lost"])
    took = await until(lambda: alpha.both_up(1) and bravo.both_up(0))
    assert took < 1.0
    assert [entry for entry in alpha.down if entry[0] == link.id] == [(link.id, "asked")]
    assert b"lost" not in [unit for _, unit in bravo.units]


@pytest.mark.spec("TLS-22")
async def test_a_side_that_does_not_read_ends_the_link_and_memory_stays_bounded(
    open_end: Opening,
) -> None:
    alpha, bravo = await pair(open_end)
    link, deaf = alpha.link(1, urgent=False), bravo.link(0, urgent=False)
    assert link is not None
    assert deaf is not None
    deaf.pause()
    unit = bytes(4096)
    most = 0
    for _ in range(20_000):
        link.send([unit])
        most = max(most, link.buffered_bytes)
        if not link.up:
            break
    assert not link.up
    assert most < 1_100_000
    await until(lambda: alpha.down)
    assert alpha.down[0] == (link.id, "the other side does not read")


async def test_pausing_keeps_what_is_coming_and_resuming_gives_it(open_end: Opening) -> None:
    alpha, bravo = await pair(open_end)
    link, slow = alpha.link(1, urgent=False), bravo.link(0, urgent=False)
    assert link is not None
    assert slow is not None
    slow.pause()
    link.send([b"one", b"two"])
    await asyncio.sleep(0.1)
    assert not bravo.units
    slow.resume()
    await until(lambda: len(bravo.units) == 2)


async def test_quiet_links_stay_up(open_end: Opening) -> None:
    alpha, bravo = await pair(open_end)
    await asyncio.sleep(2.5)  # More than twice the time after which silence is suspect.
    assert not alpha.down
    assert not bravo.down
    assert (len(alpha.up), len(bravo.up)) == (2, 2) or max(len(alpha.up), len(bravo.up)) <= 3


async def test_errors_of_dialling_are_told_once_by_class(open_end: Opening) -> None:
    dead = free_port()
    alpha = await open_end(0, {1: [at(dead)]}, listen=[])
    await asyncio.sleep(1.5)
    assert alpha.errors == [(1, at(dead), DialError.REFUSED)]


async def test_an_address_in_use_is_refused_with_a_remedy(open_end: Opening) -> None:
    alpha = await open_end(0, {1: []})
    with pytest.raises(ConfigError, match="cannot listen"):
        await open_end(0, {1: []}, listen=[at(alpha.port)])


async def test_stop_says_down_for_each_link_and_frees_everything(open_end: Opening) -> None:
    alpha, bravo = await pair(open_end)
    names = {link.id for link in alpha.bearers.links()}
    await alpha.bearers.stop()
    assert {name for name, reason in alpha.down if reason == "stopped"} == names
    assert not alpha.bearers.links()
    await bravo.bearers.stop()
    others = {task for task in asyncio.all_tasks() if task is not asyncio.current_task()}
    assert not others


async def test_ipv6(open_end: Opening) -> None:
    try:
        with socket.socket(socket.AF_INET6) as sock:
            sock.bind(("::1", 0))
    except OSError:
        pytest.skip("no IPv6 here")
    alpha = await open_end(0, {1: []}, listen=[Address("::1", 0)])
    bravo = await open_end(1, {0: [Address("::1", alpha.port)]}, listen=[])
    await until(lambda: alpha.both_up(1) and bravo.both_up(0))
    assert bravo.up[0].address == f"[::1]:{alpha.port}"
