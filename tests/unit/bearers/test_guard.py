"""How many strangers may be shaking hands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directline.bearers.guard import HandshakeGuard, Slot, source_of


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def guard(clock: Clock | None = None, **options: int) -> HandshakeGuard:
    return HandshakeGuard(now=clock or Clock(), **options)


@pytest.mark.spec("TLS-19")
def test_four_from_one_source_and_thirty_two_in_all() -> None:
    one = guard(known_slots=0)
    assert [one.admit("192.0.2.1") is not None for _ in range(6)] == [True] * 4 + [False] * 2
    admitted = sum(one.admit(f"198.51.100.{n}") is not None for n in range(100))
    assert admitted == 28
    assert (one.running, one.refused) == (32, 2 + 72)


def test_a_slot_given_back_is_given_again() -> None:
    one = guard()
    slots = [one.admit("192.0.2.1") for _ in range(4)]
    assert one.admit("192.0.2.1") is None
    assert slots[0] is not None
    one.release(slots[0])
    assert one.admit("192.0.2.1") is not None


def test_strangers_leave_slots_for_the_addresses_of_our_peers() -> None:
    one = guard()
    one.know(["203.0.113.7", "a.name.is.passed.over"])
    for n in range(100):
        one.admit(f"198.51.100.{n}")
    assert one.running == 24
    assert [one.admit("203.0.113.7") is not None for _ in range(5)] == [True] * 4 + [False]


def test_a_source_is_one_address_or_one_ipv6_site() -> None:
    assert source_of("192.0.2.1") == source_of("::ffff:192.0.2.1") == "192.0.2.1"
    assert source_of("2001:db8::1") == source_of("2001:db8::ffff:2") == "2001:db8::/64"
    assert source_of("2001:db8:0:1::1") != source_of("2001:db8::1")
    assert source_of("fe80::1%eth0") == "fe80::/64"
    assert source_of("host.example") == ""


def test_strangers_are_slowed_when_they_come_one_after_the_other() -> None:
    clock = Clock()
    one = guard(clock, rate_max=10)
    one.know(["203.0.113.7"])

    def passed(host: str, count: int) -> int:
        done = 0
        for _ in range(count):
            slot = one.admit(host)
            if slot is not None:
                one.release(slot)
                done += 1
        return done

    assert passed("198.51.100.1", 50) == 10
    assert passed("203.0.113.7", 50) == 50
    clock.now += 0.5
    assert passed("198.51.100.2", 50) == 5
    clock.now += 100
    assert passed("198.51.100.2", 50) == 10


@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=200))
def test_the_bounds_hold_whatever_comes_and_goes(steps: list[tuple[int, bool]]) -> None:
    one = guard(rate_max=10_000)
    one.know(["10.0.0.0"])
    held: list[Slot] = []
    for source, come in steps:
        if come:
            slot = one.admit(f"10.0.0.{source}")
            if slot is not None:
                held.append(slot)
        elif held:
            one.release(held.pop(source % len(held)))
        assert one.running == len(held) <= 32
        for slot in held:
            assert sum(other == slot for other in held) <= 4
        assert sum(slot.source != "10.0.0.0" for slot in held) <= 24
