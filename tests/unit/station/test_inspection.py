"""A charter in plain words: each unusual thing is named, and nothing is where there is none."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from directline.station.inspection import Reader, changes, inspect
from directline.wire.charter import Charter, Party, Role, Terms

CATALOGUE = bytes(32)
NOON = 1_790_000_000_000
DAY_MS = 86_400_000


def party(name: str, number: str) -> Party:
    one, two, three, four, five = (hashlib.sha256(f"{name}{n}".encode()).digest() for n in range(5))
    mldsa = hashlib.sha256(name.encode()).digest() * 41
    return Party(
        name, one, two, three, four, five, mldsa, number, (Role("DUTY-OFFICER", f"{name} ONE"),)
    )


PARTIES = (party("ALPHA", "+00 1"), party("BRAVO", "+00 2"), party("CHARLIE", "+00 3"))
CHARTER = Charter(1, "NORTHERN AIR", NOON, PARTIES, ("en", "ru"), CATALOGUE, Terms())
READER = Reader(CATALOGUE, NOON, PARTIES[0])


def second(charter: Charter = CHARTER, number: int = 1, **changed: object) -> Charter:
    """The charter with something else about one party."""
    parties = list(charter.parties)
    parties[number] = replace(parties[number], **changed)  # type: ignore[arg-type]
    return replace(charter, parties=tuple(parties))


def test_an_ordinary_charter_has_nothing_unusual() -> None:
    found = inspect(CHARTER, READER)
    assert found.unusual == ()
    text = "\n".join(found.text())
    for part in (
        "founds the line NORTHERN AIR between ALPHA, BRAVO and CHARLIE",
        CHARTER.fingerprint,
        'BRAVO: DUTY-OFFICER answers as "BRAVO ONE"; call back +00 2',
        "after 30 s of silence the desks ring",
        "a ROUTINE within 6 h",
        "begun by ALPHA",
    ):
        assert part in text


def two_alike() -> Charter:
    return replace(CHARTER, parties=(*PARTIES[:2], replace(PARTIES[2], id="BRAV0")))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda: replace(CHARTER, terms=Terms(blackout_ms=900_000)), "blackout_ms is 15 min"),
        (lambda: replace(CHARTER, terms=Terms(blackout_ms=900_000)), "silent for over ten"),
        (lambda: replace(CHARTER, terms=Terms(human_due_ms_flash=900_000)), "FLASH may lie"),
        (lambda: replace(CHARTER, catalogue=bytes([1]) * 32), "another catalogue"),
        (lambda: replace(CHARTER, founded_ms=NOON + 2 * DAY_MS), "ahead of this machine"),
        (lambda: replace(CHARTER, founded_ms=NOON - 100 * DAY_MS), "over 90 days ago"),
        (lambda: second(callback=" "), "BRAVO gives no call-back number"),
        (lambda: second(callback="+001"), "ALPHA and BRAVO have one call-back number"),
        (lambda: second(roles=()), "BRAVO names no role"),
        (lambda: second(mldsa=b""), "BRAVO has no post-quantum key"),
        (two_alike, "ids that look alike"),
        (
            lambda: second(roles=(Role("DUTY-OFFICER", "alpha one"),)),
            "ALPHA and BRAVO both answer as alpha one",
        ),
        (lambda: second(number=0, tls=bytes([5]) * 32), "it says other than our own party file"),
        (lambda: replace(CHARTER, parties=PARTIES[1:]), "it does not name ALPHA, which is us"),
    ],
)
def test_each_unusual_thing_is_named(change: Callable[[], Charter], says: str) -> None:
    unusual = inspect(change(), READER).unusual
    assert any(says in line for line in unusual), unusual


def test_what_another_version_changes_is_listed() -> None:
    after = replace(
        second(number=1, callback="+00 9", tls=bytes([5]) * 32),
        version=2, terms=Terms(heartbeat_ms=5_000), line=CHARTER.line_id, previous=CHARTER.digest,
    )  # fmt: skip
    listed = changes(CHARTER, after)
    assert len(listed) == 3
    assert "heartbeat_ms: 10 s becomes 5 s" in listed
    assert "BRAVO: call-back number becomes +00 9" in listed
    assert any(line.startswith("BRAVO: tls key") for line in listed)
    shown = inspect(after, replace(READER, before=CHARTER))
    assert {f"  {line}" for line in listed} <= set(shown.lines)
    assert not any("follow" in line for line in shown.unusual)
    assert "  not compared: the charter before is not at hand" in inspect(after, READER).lines


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"version": 3}, "it does not follow version 1"),
        ({"previous": bytes(32)}, "it does not follow version 1"),
        ({"line": bytes(16)}, "another line"),
    ],
)
def test_a_version_that_does_not_follow_is_named(changed: dict[str, object], says: str) -> None:
    after = replace(CHARTER, version=2, line=CHARTER.line_id, previous=CHARTER.digest)
    after = replace(after, **changed)  # type: ignore[arg-type]
    unusual = inspect(after, replace(READER, before=CHARTER)).unusual
    assert any(says in line for line in unusual)


def test_a_recovery_key_that_changes_is_named() -> None:
    after = second(
        replace(CHARTER, version=2, line=CHARTER.line_id, previous=CHARTER.digest),
        recovery=bytes([6]) * 32,
    )
    unusual = inspect(after, replace(READER, before=CHARTER)).unusual
    assert "BRAVO changes its recovery key, which vouches for all others" in unusual
