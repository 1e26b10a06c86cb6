"""Bearers as the desk sees them: our own fault is told apart before anybody else's."""

from directline.line.effects import LinkStatus, PeerStatus
from directline.station.links import LinkBook

T0 = 1_700_000_000_000
SECOND_NS = 1_000_000_000


def status(*links: LinkStatus) -> PeerStatus:
    return PeerStatus(
        1, links, None, None, None, None, False, None, None, 0, 0, None, (), 1, 0, 0
    )  # fmt: skip


def test_both_classes_are_listed_before_they_were_ever_up() -> None:
    book = LinkBook((1,), T0)
    views = book.views(status(), now_ms=T0, now_ns=0)
    assert [(v.name, v.urgent, v.up) for v in views] == [
        ("TLS 1", False, False), ("TLS 2", True, False),
    ]  # fmt: skip


def test_up_measured_and_down_with_its_reason() -> None:
    book = LinkBook((1,), T0)
    assert book.up("a", 1, kind="tls", urgent=True, now_ms=T0 + 5) == "TLS 2"
    assert book.connected(1)
    link = LinkStatus("a", "tls", True, 4 * SECOND_NS, 20_000_000, None, 0, None)
    urgent = book.views(status(link), now_ms=T0 + 9_000, now_ns=6 * SECOND_NS)[1]
    assert (urgent.up, urgent.heard_ms, urgent.round_trip_ms) == (True, T0 + 7_000, 20)
    assert book.down("a", "silent", T0 + 10_000) == (1, "TLS 2")
    urgent = book.views(status(), now_ms=T0, now_ns=0)[1]
    assert (urgent.up, urgent.detail, urgent.since_ms) == (False, "silent", T0 + 10_000)
    assert not book.connected(1)


def test_a_replaced_connection_is_not_lost() -> None:
    book = LinkBook((1,), T0)
    book.up("a", 1, kind="tls", urgent=False, now_ms=T0)
    book.up("b", 1, kind="tls", urgent=False, now_ms=T0)
    assert book.down("a", "replaced", T0) is None
    assert book.down("a", "replaced", T0) is None
    assert book.connected(1)


def test_own_cut_off_needs_every_dial_to_fail_on_our_side() -> None:
    book = LinkBook((1, 2), T0)
    assert not book.own_cut_off()
    book.dial_error(1, "own-network")
    assert book.own_cut_off()
    assert book.own_side(1) == "own-network"
    book.dial_error(2, "refused")
    assert not book.own_cut_off()
    book.dial_error(2, "own-network")
    assert book.own_cut_off()
    book.up("a", 2, kind="tls", urgent=False, now_ms=T0)
    assert not book.own_cut_off()
