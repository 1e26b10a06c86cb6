"""What a counterpart has not given: it voids nothing, and stands in the report with its age."""

import pytest

from directline.transcript.verify import verify_bundle
from directline.transcript.wording import age_text
from tests.unit.transcript.sample import Sample
from tests.unit.transcript.withholding import lacking, withholding


def said(data: bytes) -> list[str]:
    report = verify_bundle(data)
    assert report.ok
    return [line.strip() for line in report.lines() if "Not cosigned" in line]


def test_a_cosigner_that_stops_is_named_with_what_it_cosigned_last_and_how_long_ago() -> None:
    lines = said(withholding().export(0))
    last = (
        "Not cosigned by BRAVO: BRAVO last cosigned this feed at 1, at 2016-09-17 13:04:01.000 UTC"
        " by BRAVO's clock, 1 d 1 h before this file was made by ALPHA's clock."
    )
    assert lines.count(last) == 3
    never = (
        "Not cosigned by CHARLIE: this file holds no cosignature of CHARLIE on this feed; ALPHA 1"
        " was stored at 2016-09-17 13:04:01.040 UTC by ALPHA's clock, 1 d 1 h before this file"
        " was made by ALPHA's clock."
    )
    assert lines.count(never) == 4


def test_an_age_over_two_clocks_that_cannot_be_is_not_made_up() -> None:
    (line,) = (line for line in said(withholding().export(2)) if "by CHARLIE: CHARLIE" in line)
    assert line.endswith("which is later than this file was made by CHARLIE's clock.")
    assert "CHARLIE last cosigned this feed at 4, at" in line


def test_a_feed_shown_by_leaves_alone_has_no_instant_to_count_from() -> None:
    sample = Sample()
    sample.message(0)
    sample.checkpoint(0)
    data = sample.export(0, disclose=lambda _: False)
    assert said(data) == [
        "Not cosigned by BRAVO: this file holds no cosignature of BRAVO on this feed."
    ]


def test_a_gap_says_by_when_the_exporter_held_a_later_place() -> None:
    report = verify_bundle(lacking(withholding()))
    (line,) = (line.strip() for line in report.lines() if "Not held" in line)
    assert line == (
        "Not held, not even their digest: 4 to 4; BRAVO 6 was stored at 2016-09-18 14:05:10.040 UTC"
        " by ALPHA's clock, 1 min 29 s before this file was made by ALPHA's clock."
    )
    early = verify_bundle(lacking(withholding(), later_ms=0))
    (line,) = (line for line in early.lines() if "Not held" in line)
    assert line.endswith("which is later than this file was made by ALPHA's clock.")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"), (59, "59 s"), (60, "1 min 0 s"), (3_599, "59 min 59 s"), (3_600, "1 h 0 min"),
        (86_399, "23 h 59 min"), (86_400, "1 d 0 h"), (900_000, "10 d 10 h"),
    ],
)  # fmt: skip
def test_an_age_has_two_units_and_is_never_rounded_up(seconds: int, text: str) -> None:
    assert age_text(seconds * 1000 + 999) == text
