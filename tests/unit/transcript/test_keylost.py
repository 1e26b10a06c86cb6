"""A key event acts forward only, and since when keys were lost is a claim beside."""

import pytest

from directline.transcript.verify import verify_bundle
from tests.unit.transcript.keylost import keylost
from tests.unit.transcript.sample import START_MS, small


@pytest.mark.spec("KEY-3", "TRANS-29")
def test_who_knew_of_a_key_event_from_when_on_and_what_it_claims_stand_beside() -> None:
    report = verify_bundle(keylost().export(0))
    assert report.ok, "a claim of earlier loss voids nothing"
    assert len(report.messages) == 3
    told = [(one.party, one.entry, one.of, one.claimed_ms) for one in report.lost]
    claimed = START_MS - 3_600_000
    assert told == [
        ("ALPHA", "ALPHA 1", "BRAVO", claimed),
        ("BRAVO", "BRAVO 2", "ALPHA", None),
        ("CHARLIE", "CHARLIE 1", "BRAVO", claimed),
    ]
    lines = list(report.lines())
    (at,) = (n for n, line in enumerate(lines) if line.startswith("ALPHA says with ALPHA 1, "))
    assert "signed at 2016-09-17 13:04:02.000 UTC by ALPHA's clock (synchronised)" in lines[at]
    assert (
        f"BRAVO's key event {report.lost[0].fingerprint}: BRAVO's identity and TLS keys of"
        in (lines[at])
    )
    assert "of charter version 1 and before are lost: a disk \\u202e is missing." in lines[at]
    assert lines[at + 1] == (
        "  Made at 2016-09-17 13:04:00.000 UTC by BRAVO's clock; lost since, as BRAVO claims: "
        "2016-09-17 12:04:00.000 UTC by BRAVO's clock. It acts forward only: what ALPHA held "
        "before stands, and the claim stands beside."
    )
    assert any("as ALPHA claims: not said." in line for line in lines)


def test_nothing_is_said_of_keys_where_nobody_lost_one() -> None:
    report = verify_bundle(small().export(0))
    assert report.lost == ()
    assert "key event" not in "\n".join(report.lines())
