"""One right set of inputs for each form, and what several tests share."""

from directline.catalogue import Catalogue, load
from tests.unit.catalogue.sample_parts import ALTITUDE, AREA, CTX, WINDOW, place
from tests.unit.catalogue.samples_events import EVENTS
from tests.unit.catalogue.samples_planned import PLANNED

__all__ = ["CTX", "SAMPLES", "catalogue", "place", "values_of"]

SAMPLES: dict[str, dict[str, str]] = {
    "I0": place("position", 55.2, 19.5, accuracy_m="500")
    | place("circle", 55.2, 19.5, radius="12.5", radius_unit="nm")
    | {"halt": "approach", "since": "2026-11-21T22:30Z", "own_forces": "yes", "remark": "Turn"},
    "I1": place("position", 35.285, 40.12)
    | {"hit": "own-forces", "since": "171455ZSEP16", "says": "own-command"},
    "I4": place("position", 69.7, 30.2)
    | {
        "seen.kind": "unmanned-aircraft",
        "seen.count": "2",
        "seen_at": "2026-11-21T22:30:15Z",
        "course": "270",
        "speed": "95",
        "instruction": "turn-back",
        "altitude.low": "300",
        "altitude.high": "500",
        "altitude.unit": "m",
        "altitude.datum": "AGL",
    },
    "I5": place("impact_circle", 30.306, 71.934, radius="5")
    | {
        "weapon": "cruise-missile",
        "launched_at": "2026-03-09T13:13Z",
        "impact_at": "unknown",
        "armed": "no",
        "course": "285",
    },
    "L1": load().line_test(7),
    "L5": {"request": "gap-request", "ref": "BRAVO 7", "last": "BRAVO 2/9"},
    "L6": {
        "ref": "ALPHA 12",
        "action": "correct",
        "original_form": "I1",
        "changes": "hit = hospital\nsince = 2016-09-17T14:56Z",
        "correction_reason": "error",
    },
    "L8": {
        "subject": "air-deconfliction",
        "suspension": "suspend",
        "legal_basis": "Article 4 of the memorandum",
        "effective_date": "2026-12-01",
    },
    "A1": WINDOW
    | ALTITUDE
    | {"area": AREA, "nature": "gunnery", "warning_ref": "NAVAREA III 0412/26"},
    "A6": WINDOW
    | ALTITUDE
    | {"area": AREA, "aircraft": "fast-jet", "separation_rule": "RULE-3NM-3000FT"},
    "S1": place("impact_circle", 62.0, 160.0, radius="50")
    | {
        "launch_date": "2026-12-05",
        "missile_class": "slbm",
        "launch_place": "Баренцево море",
        "launch_place.lang": "ru",
    },
    "H3": WINDOW
    | {
        "organisation": "Relief mission",
        "route": "31.50 34.47 @ 2026-11-22T06:00Z\n31.35 34.31 @ 2026-11-22T08:00Z",
        "vehicles": "3",
        "vehicle_marks": "3 white cars",
        "persons": "7",
        "roof_marking": "yes",
        "infrared": "unknown",
        "contact.role": "convoy leader",
        "contact.reach": "121.5 MHz",
    },
    "H11": WINDOW
    | ALTITUDE
    | place("handover", 50.6, 36.6)
    | place("stand_down", 50.7, 36.8, radius="60")
    | {
        "mode": "air",
        "vehicle_id": "IL-76 RA-00000",
        "route": "55.75 37.6\n50.6 36.6",
        "persons": "65",
    },
    "Q1": {
        "cause": "Columns seen moving west",
        "activity": "movement",
        "questions": "1. Which units? 2. Until when?",
        **WINDOW,
    },
    "Q2": {"ref": "BRAVO 3", "result": "answered", "reply": "1. Two. 2. Tomorrow, 18:00Z."},
    **PLANNED,
    **EVENTS,
}

L4_VALUES = (1, 1, 12, 4, "duty", "ALPHA-1", None, None, None, ((1, (1, 2, None)),), None)


def catalogue() -> Catalogue:
    """The packaged catalogue."""
    return load()


def values_of(code: str) -> tuple:
    """The values of a form's sample."""
    if code == "L4":
        return L4_VALUES
    form = load().form(code)
    return load().parse(form, SAMPLES[code], ctx=CTX)
