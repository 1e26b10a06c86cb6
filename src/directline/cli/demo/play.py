"""The case that is played: Deir ez-Zor, 17 September 2016 (failures F2 and F3), as it could go.

On that day an advance notice gave a place that was wrong by several kilometres, and the call that
asked to stop waited for one person.  Here the notice's two notations are compared before it
leaves, the receiver reads the place back, and the STOP is addressed to a post, not a person.
The coordinates are made up near the place; who was at fault is not our matter.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from directline.catalogue import load
from directline.catalogue.mgrs import format_mgrs
from directline.cli.client import ApiRefusedError, Station, slug
from directline.cli.demo.world import DemoParty
from directline.errors import DirectlineError
from directline.wire.body import decode_body

WAIT_S = 60.0
LOOK_S = 0.05
E7 = 10_000_000
DISTANCE = re.compile(r"[0-9.]+ k?m\b")
ORDER = (
    "composed",
    "released",
    "stored",
    "sent",
    "delivered",
    "opened",
    "understood",
    "passed",
    "answered",
    "confirmed",
)
AREA = ((35.3000, 40.0500), (35.3000, 40.1200), (35.2600, 40.1200), (35.2600, 40.0500))
WRONG_BY_LAT = 0.0558
"""About 6.2 km: "several kilometres" (accounts differ)."""
PLACE = (35.2845, 40.0721)


@dataclass(slots=True)
class Played:
    """What the play left behind."""

    refused: dict[str, Any] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)
    stop_answered_s: float = 0.0


Say = Callable[[str], None]


def play(alpha: DemoParty, bravo: DemoParty, say: Say) -> Played:
    """Play the case over the stations' own API, as officers would at their desks."""
    played = Played()
    _wait_for_line(alpha, bravo)
    say("The line is up.  ALPHA's officer 1 writes a notice of air operations (A6).")
    notice = _notice(alpha, played, say)
    played.messages.append(notice)
    _understand(bravo, notice, say)
    _cancel_ready(alpha, notice, say)
    stop = _stop(alpha, bravo, played, say)
    played.messages.append(stop)
    return played


def _wait_for_line(alpha: DemoParty, bravo: DemoParty) -> None:
    for party in (alpha, bravo):
        officer = party.officer(party.officers[0].login)
        _until(lambda o=officer: _up(o), f"{party.id} sees the other station")  # type: ignore[misc]


def _up(officer: Station) -> bool:
    status = officer.get("/status")
    return not status["starting"] and any(p["station_heard_ms"] for p in status["peers"])


def _notice(alpha: DemoParty, played: Played, say: Say) -> str:
    """The wrong notice is stopped before it leaves; the right one goes with two signatures."""
    writer, releaser = (alpha.officer(o.login) for o in alpha.officers)
    begin = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(hours=2)
    inputs = {
        "window.from": _z(begin),
        "window.to": _z(begin + timedelta(hours=1)),
        "area": "\n".join(_both(lat, lon, lat - WRONG_BY_LAT) for lat, lon in AREA),
        "altitude.low": "10000",
        "altitude.high": "20000",
        "altitude.unit": "ft",
        "altitude.datum": "AMSL",
        "aircraft": "fast-jet",
        "separation_rule": "SYRIA-2015",
    }
    draft = writer.post("/drafts", form="A6", inputs=inputs)
    wrong = draft["errors"]
    try:
        writer.post(f"/drafts/{draft['id']}/release")
    except ApiRefusedError as refused:
        played.refused = {
            "form": "A6",
            "field": wrong[0]["field"],
            "positions": inputs["area"].splitlines(),
            "distance": DISTANCE.search(wrong[0]["message"])[0],  # type: ignore[index]
            "message": wrong[0]["message"],
            "remedy": wrong[0]["remedy"],
            "error": refused.code,
        }  # fmt: skip
    else:
        raise DirectlineError("a notice whose two notations disagree was released")
    say(f"It is stopped before it leaves: {wrong[0]['message']}")
    inputs["area"] = "\n".join(_both(lat, lon, lat) for lat, lon in AREA)
    draft = writer.put(f"/drafts/{draft['id']}", form="A6", inputs=inputs)
    try:
        writer.post(f"/drafts/{draft['id']}/release")
    except ApiRefusedError as refused:
        say(f"Corrected.  Its drafter may not release it: {refused.message}")
    message: str = releaser.post(f"/drafts/{draft['id']}/release")["id"]
    say(f"Officer 2 releases it: {message}.")
    return message


def _understand(bravo: DemoParty, notice: str, say: Say) -> None:
    """Opened, read back, passed to a unit, answered: each a signed step of a person."""
    officer = bravo.officer(bravo.officers[0].login)
    place = f"/messages/{slug(notice)}"
    _until(lambda: _there(officer, place), f"{notice} on BRAVO's desk")
    message = officer.post(f"{place}/open")
    values = _values(message)
    result = officer.post(f"{place}/read-back", inputs=values)
    if not result["understood"]:
        raise DirectlineError(f"the read-back of {notice} did not agree: {result['mismatches']}")
    officer.post(f"{place}/passed", unit="AIR CELL 1")
    officer.post(f"{place}/answer", code="NO-CONFLICT")
    say(
        f"BRAVO's officer 1 opens {notice}, reads it back, passes it to AIR CELL 1, "
        "answers NO CONFLICT."
    )


def _cancel_ready(alpha: DemoParty, notice: str, say: Say) -> None:
    officer = alpha.officer(alpha.officers[0].login)
    draft = officer.post(f"/messages/{slug(notice)}/cancel")
    officer.delete(f"/drafts/{draft['id']}")
    say(f"ALPHA's CANCEL of {notice} stands ready: only a reason is missing.")


def _stop(alpha: DemoParty, bravo: DemoParty, played: Played, say: Say) -> str:
    """The STOP goes to a post; whoever is on watch answers."""
    usual, other = alpha.officers
    alpha.officer(usual.login).post("/logout")
    alpha.sessions.pop(usual.login)
    say("ALPHA's officer 1, who usually answers, goes off watch.")
    sender = bravo.officer(bravo.officers[1].login)
    lat, lon = PLACE
    begun = time.monotonic()
    draft = sender.post(
        "/drafts",
        form="I1",
        inputs={
            "addressee": "DUTY-OFFICER",
            "position.lat_lon": f"{lat:.5f} {lon:.5f}",
            "position.mgrs": _mgrs(lat, lon),
            "position.accuracy_m": "100",
            "hit": "own-forces",
            "since": _z(datetime.now(UTC) - timedelta(minutes=1)),
            "says": "own-command",
        },
    )
    if draft["errors"]:
        raise DirectlineError(f"the STOP has errors: {draft['errors']}")
    stop: str = sender.post(f"/drafts/{draft['id']}/release")["id"]
    say(
        "BRAVO's officer 2 releases STOP alone, as the rule for life-saving forms has it: "
        f"{stop}, FLASH."
    )
    officer = alpha.officer(other.login)
    place = f"/messages/{slug(stop)}"
    _until(lambda: _there(officer, place), f"{stop} on ALPHA's desk")
    message = officer.post(f"{place}/open")
    officer.post(f"{place}/answer", code="WILCO")
    played.stop_answered_s = round(time.monotonic() - begun, 3)
    officer.post(f"{place}/read-back", inputs=_values(message))
    say(
        "ALPHA's officer 2 answers WILCO "
        f"{played.stop_answered_s:.1f} s after BRAVO began to write."
    )
    bravo.officer(bravo.officers[0].login).post(f"{place}/confirm")
    alpha.officer(usual.login)
    _until(lambda: _answered(sender, place), "the answer on BRAVO's desk")
    return stop


def ladders(alpha: DemoParty, bravo: DemoParty, message: str) -> dict[str, Any]:
    """One message's form, precedence and ladder with both parties' instants (ISO 8601, UTC)."""
    views = {
        p.id: p.officer(p.officers[0].login).get(f"/messages/{slug(message)}")
        for p in (alpha, bravo)
    }
    steps: dict[tuple[str, str], dict[str, Any]] = {}
    for viewer, view in views.items():
        for step in view["steps"]:
            found = steps.setdefault(
                (step["step"], step["party"]),
                {
                    "step": step["step"], "party": step["party"], "by_machine": step["by_machine"],
                    "role": step["role"], "call_sign": step["call_sign"], "detail": step["detail"],
                    "instants": {alpha.id: None, bravo.id: None},
                },
            )  # fmt: skip
            instants = found["instants"]
            instants[step["party"]] = instants[step["party"]] or _iso(step["their_ms"])
            if step["party"] != viewer:
                instants[viewer] = instants[viewer] or _iso(step["our_ms"])
    first = views[alpha.id]
    return {
        "id": message, "form": first["form"], "precedence": PRECEDENCES[first["precedence"]],
        "answer": first["answer"], "ladder": list(steps.values()),
    }  # fmt: skip


PRECEDENCES = ("ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH")


def _place(step: Mapping[str, Any]) -> int:
    return ORDER.index(step["step"]) if step["step"] in ORDER else len(ORDER)


def _values(message: Mapping[str, Any]) -> dict[str, str]:
    """What an officer reads off the page and types again into the empty fields."""
    catalogue = load()
    body = decode_body(bytes.fromhex(message["body"]))
    form = catalogue.form(body.code, body.version)
    critical = {field.name for field in catalogue.read_back_fields(form, body.fields)}
    inputs = catalogue.inputs(form, body.fields)
    return {name: value for name, value in inputs.items() if name.split(".")[0] in critical}


def _there(officer: Station, place: str) -> bool:
    try:
        officer.get(place)
    except ApiRefusedError:
        return False
    return True


def _answered(officer: Station, place: str) -> bool:
    return bool(officer.get(place)["closed"])


def _until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + WAIT_S
    while not holds():
        if time.monotonic() > deadline:
            raise DirectlineError(f"waited {WAIT_S:.0f} s in vain: {what}")
        time.sleep(LOOK_S)


def _both(lat: float, lon: float, mgrs_lat: float) -> str:
    return f"{lat:.5f} {lon:.5f} / {_mgrs(mgrs_lat, lon)}"


def _mgrs(lat: float, lon: float) -> str:
    return format_mgrs(round(lat * E7), round(lon * E7))


def _z(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%MZ")


def _iso(instant_ms: int | None) -> str | None:
    if instant_ms is None:
        return None
    return datetime.fromtimestamp(instant_ms / 1000, UTC).isoformat(timespec="milliseconds")
