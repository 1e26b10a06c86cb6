"""`book --format` and `import-draft`: files for and from other programs."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from directline.books import NAMES
from directline.cli import availability, books, importing, main
from directline.interchange.capread import parse_cap
from directline.interchange.capwrite import cap_of
from tests.unit.books.made import AREA, DAY, HERE, message
from tests.unit.cli.test_books import line
from tests.unit.interchange.made_notices import COPY, circle, of
from tests.unit.interchange.test_read import GOOD, NOTAM, RING
from tests.unit.transcript.sample import START_MS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    sample = line()
    window = (START_MS + 5 * DAY, START_MS + 6 * DAY)
    sample.release(0, message("A1", window=window, area=AREA, nature="gunnery"))
    sample.release(0, message("A1", window=window, circle=(*HERE, None, 5_000, "nm")))
    path = tmp_path / "alpha.bundle"
    path.write_bytes(sample.export())
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main.run([*arguments]) == code
    told = capsys.readouterr()
    return told.out if code == 0 else told.err


@pytest.mark.parametrize("name", NAMES)
def test_every_book_is_csv_and_json(
    name: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = json.loads(run(capsys, "book", name, "--file", str(file), "--format", "json"))
    assert whole == json.loads(run(capsys, "book", name, "--file", str(file), "--json"))
    assert whole["copy"].startswith("Unsigned copy of the line NORTHERN AIR, as ALPHA holds it")
    text = run(capsys, "book", name, "--file", str(file), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(whole["rows"])
    for row, held in zip(rows, whole["rows"], strict=True):
        assert row["copy"] == whole["copy"]
        for column, value in held.items():
            if isinstance(value, str):
                assert row[column].removeprefix("'") == value
            elif isinstance(value, list | dict):
                assert json.loads(row[column]) == value


def test_notices_go_to_maps_calendars_and_alerts(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = ("book", "notices", "--file", str(file), "--format")
    assert len(json.loads(run(capsys, *book, "geojson"))["features"]) == 3
    assert run(capsys, *book, "ical").count("BEGIN:VEVENT") == 3
    one = run(capsys, *book, "ical", "--entry", "ALPHA-7")
    assert one.count("BEGIN:VEVENT") == 1
    assert run(capsys, *book, "notam", "--fir", "EDGG").count("Q) EDGG/") == 3
    (found,) = parse_cap(run(capsys, *book, "cap", "--entry", "alpha 8").encode())
    assert found.radius_milli == 9_260
    refused = run(capsys, *book, "cap", code=1)
    assert "BRAVO 3, ALPHA 7, ALPHA 8" in refused
    assert "no notice" in run(capsys, *book, "ical", "--entry", "ALPHA-1", code=1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("watch", "--format", "ical"),
        ("notices", "--format", "pdf"),
        ("notices", "--format", "notam", "--fir", "edgg"),
    ],
)
def test_a_format_that_there_is_not_is_a_wrong_call(
    arguments: tuple[str, ...], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "book", *arguments, "--file", str(file), code=2)


# --- availability ---------------------------------------------------------------------------------


def test_the_book_of_the_line_stands_beside_what_the_station_measured(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    month = {"month": "2016-09", "observed_ms": 600_000, "up_ms": 599_999, "losses": 2,
             "longest_ms": 61_000}  # fmt: skip

    class Running:
        @staticmethod
        def of(_path: Path | None) -> "Running":
            return Running()

        def get(self, path: str) -> dict[str, Any]:
            assert path == "/status"
            return {"peers": [{"party": "BRAVO", "months": [month]}, {"party": "CHARLIE"}]}

        def download(self, _path: str, out: Path) -> None:
            out.write_bytes(file.read_bytes())

    monkeypatch.setattr(books, "Station", Running)
    monkeypatch.setattr(availability, "Station", Running)
    told = run(capsys, "book", "line")
    assert "Availability (this station's own measurement" in told
    assert re.search(r"2016-09 +BRAVO +99\.99 % +10 min 0 s +2 +1 min 1 s", told)
    held = json.loads(run(capsys, "book", "line", "--json"))
    assert held["availability"] == [{"party": "BRAVO", **month}]
    assert "own measurement" not in run(capsys, "book", "messages")
    told = run(capsys, "book", "line", "--file", str(file))
    assert "How the link was is not in a transcript" in told
    held = json.loads(run(capsys, "book", "line", "--file", str(file), "--json"))
    assert held["availability"] is None


# --- drafts ---------------------------------------------------------------------------------------


class StandIn:
    """A station that keeps what it is asked."""

    def __init__(self, *, ready: bool) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.ready = ready

    def of(self, _path: Path | None) -> "StandIn":
        return self

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        self.asked.append((path, body))
        return {"id": "D1", "form": body["form"], "ready": self.ready, "errors": []}


def given(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "notice"
    path.write_bytes(data)
    return str(path)


def test_a_foreign_notice_becomes_a_draft_and_nothing_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    station = StandIn(ready=True)
    monkeypatch.setattr(importing, "Station", station)
    monkeypatch.setattr(importing, "draft_lines", lambda made: [f"draft {made['id']}"])
    told = run(capsys, "import-draft", given(tmp_path, NOTAM.encode()))
    assert "draft D1" in told
    ((path, body),) = station.asked
    assert (path, body["form"], body["drill"]) == ("/drafts", "A1", False)
    assert body["inputs"]["window.from"] == "2026-11-22T06:00Z"
    assert body["inputs"]["warning_ref"] == "A0012/26"
    station.ready = False
    run(capsys, "import-draft", given(tmp_path, GOOD.encode()), code=1)


def test_what_would_be_drafted_is_shown_without_a_station(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.dumps({"type": "Polygon", "coordinates": [RING]}).encode()
    told = run(capsys, "import-draft", given(tmp_path, data), "--show", "--form", "a6")
    assert "Read as geojson, for a draft of A6" in told
    assert told.count("  area = ") == 3
    point = {"type": "Point", "coordinates": [1, 2]}
    drill = json.dumps(
        {"type": "Feature", "geometry": point, "properties": {"exercise": True}}
    ).encode()
    shown = json.loads(run(capsys, "import-draft", given(tmp_path, drill), "--show", "--json"))
    assert shown["drill"] is True
    assert shown["draft"] is None
    assert shown["not_taken_over"] == ["the form has no field for this place"]


def test_one_of_several_places_is_picked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.dumps({"type": "MultiPolygon", "coordinates": [[RING], [RING]]}).encode()
    path = given(tmp_path, data)
    assert "choose one with --pick 1 to 2" in run(capsys, "import-draft", path, "--show", code=1)
    assert "area" in run(capsys, "import-draft", path, "--show", "--pick", "2")
    run(capsys, "import-draft", path, "--show", "--pick", "3", code=1)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--as", "shape"), 2), (("--form", "L4"), 2), (("--form", "Z1"), 2), (("--as", "cap"), 1)],
)
def test_what_cannot_be_drafted_is_refused(
    arguments: tuple[str, ...], code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "import-draft", given(tmp_path, NOTAM.encode()), "--show", *arguments, code=code)
    run(capsys, "import-draft", str(tmp_path / "none"), "--show", code=1)


def test_an_alert_of_this_software_is_found_by_its_first_character(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alert = cap_of(of(places=circle()), COPY).encode("utf-8-sig")
    shown = run(capsys, "import-draft", given(tmp_path, alert), "--show")
    assert "Read as cap" in shown
    assert "second notation" in shown
