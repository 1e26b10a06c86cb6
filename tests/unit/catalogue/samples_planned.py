"""Samples of the forms of the line, of launches and of planned activities (L, S, A)."""

from tests.unit.catalogue.sample_parts import ALTITUDE, AREA, WINDOW, place

_FORCES = {
    "troops": "9500",
    "tanks": "120",
    "armoured_vehicles": "260",
    "artillery": "unknown",
    "helicopters": "14",
    "sorties": "40",
    "amphibious": "0",
    "airborne": "800",
}
_EXERCISE = WINDOW | {
    "designation": "WINTER ROAD",
    "purpose": "Crossing a river in winter",
    "states": "AA BB",
    "command_level": "corps",
    "area": AREA,
}
_LAUNCH = {"launch_place": "Test range, north", "direction": "75"}
_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

_LINE: dict[str, dict[str, str]] = {
    "L2": {"bearer": "SAT-2", "service_text": "Please read our tape 4 again"} | WINDOW,
    "L3": WINDOW
    | {
        "outage_state": "planned",
        "bearer": "HF 1",
        "outage_cause": "maintenance",
        "alternate": "SAT-2",
    },
    "L7": {
        "ref": "BRAVO 4",
        "query": "doubt-about-field",
        "doubted_field": "position",
        "doubt": "not-plausible",
    },
    "L9": {
        "contact_action": "changed",
        "new_contact.role": "duty officer",
        "new_contact.reach": "VHF 16",
        "old_contact.role": "duty officer",
        "old_contact.reach": "VHF 12",
        "valid_from": "2026-12-01T06:00Z",
        "languages": "en uk",
    },
    "L10": {
        "key_event": "suspected-compromise",
        "key_id": "SEAL 4F2A 91C0",
        "occurred_at": "2026-11-21T21:00Z",
        "key_use": "no",
        "out_of_band": "courier",
    },
    "L11": {"on_watch": "yes", "languages": "en ru", "next_relief": "2026-11-22T06:00Z"},
}

_LAUNCHES: dict[str, dict[str, str]] = {
    "S2": place("impact_circle", 62.0, 160.0, radius="50")
    | _LAUNCH
    | {"launch_date": "2026-12-05", "missile_class": "icbm", "beyond_territory": "yes"},
    "S3": WINDOW | _LAUNCH | {"vehicle_class": "space-launch-vehicle"},
    "S4": WINDOW
    | {
        "missile_type": "TYPE 4",
        "launch_place": "Coastal range",
        "impact_area": AREA,
        "notam": "A0412/26",
        "navarea": "VIII 0671/26",
        "distances_kept": "yes",
    },
    "S5": {
        "notice_ref": "BRAVO 3",
        "launch_time": "2026-12-05T04:12:30Z",
        "vehicle_class": "ballistic-missile",
        "launch_site": "Test range, north",
        "azimuth": "75",
    },
    "S6": {"exercise_date": "2026-12-20"},
    "S7": place("position", 63.4, 41.1, accuracy_m="2000")
    | {
        "incident_kind": "unexplained",
        "occurred_at": "2026-11-21T22:30Z",
        "detonation": "no",
        "harmless_steps": "tracking",
    },
    "S8": {
        "warning_event": "unidentified-objects",
        "sensor": "radar",
        "occurred_at": "2026-11-21T22:30:15Z",
        "bearing": "310",
        "objects": "4",
        "confidence": "low",
        "interference": "unknown",
    },
    "S9": {"explain": "offer", "ref": "BRAVO 5", "explanation": "It was a meteorite."},
    "S17": place("position", 35.1, 60.2)
    | {
        "list_year": "2027",
        "list_place": "3",
        "list_total": "22",
        "protected_facility": "Research reactor, north",
    },
}

_TREATY: dict[str, dict[str, str]] = {
    "S10": {
        "item_kind": "icbm-launcher",
        "facility": "BASE NORTH",
        "count_before": "12",
        "count_after": "11",
        "change_cause": "conversion",
        "event_date": "2026-11-18",
    },
    "S11": {
        "period_end": "2026-08-31",
        "deployed": "540",
        "warheads": "1490",
        "launchers": "760",
        "table_digest": _DIGEST,
    },
    "S12": {
        "movement_kind": "bomber-visit",
        "item_kind": "heavy-bomber",
        "item_id": "HB-0042",
        "from_facility": "BASE NORTH",
        "to_facility": "BASE EAST",
        "exit_date": "2026-11-17",
        "arrival_date": "2026-11-18",
    },
    "S13": {
        "stage": "start",
        "work_kind": "elimination",
        "item_kind": "slbm-launcher",
        "item_ids": "SL-0007 SL-0008",
        "facility": "YARD WEST",
        "method": "Removal of the hatch",
        "begin_date": "2027-01-10",
    },
    "S14": {
        "flight": "FLIGHT 2026-3",
        "received_date": "2026-10-01",
        "defect": "not-readable",
        "details": "The second tape has no signal after minute four",
    },
    "S15": {
        "inspection_kind": "type-one",
        "point_of_entry": "Capital airport",
        "arrival_at": "2026-12-03T10:00Z",
        "inspectors": "10",
        "inspectors_list": "LIST 2026-2",
    },
    "S16": {
        "departure": "2026-12-03T04:00Z",
        "registration": "AB-1234",
        "clearance": "CL 2026 014",
        "flight_plan": "(FPL-AB1234-IN\n-C17/H-SDFG/C)",
    },
}

_ACTIVITIES: dict[str, dict[str, str]] = {
    "A2": _EXERCISE | _FORCES,
    "A3": _EXERCISE | _FORCES | {"sealed_until": "2026-11-22T06:00Z"},
    "A4": WINDOW
    | {
        "exercise_kind": "land",
        "command_level": "division",
        "area": AREA,
        "formations": "Two divisions",
        "forces_shifted": "One brigade, until the end of January",
    },
    "A5": WINDOW
    | ALTITUDE
    | {
        "flight_purpose": "relief",
        "aircraft_type": "AN-32",
        "weapons_aboard": "no",
        "route": "34.1 74.8\n34.5 75.2",
    },
    "A7": WINDOW
    | place("circle", 33.5, 38.6, radius="55")
    | {"zone": "ZONE 4", "zone_action": "declare", "may_enter": "author-only"},
    "A8": WINDOW
    | {
        "area": AREA,
        "measures": "No low flight over ships. Both listen on the named frequency.",
        "frequencies": "121.5 MHz VHF 16",
    },
    "A9": WINDOW
    | place("position", 44.9, 30.4)
    | {"wavelength": "near-infrared", "hazard_range": "12000"},
    "A10": WINDOW
    | {
        "route": "35.33 40.14\n35.40 40.20",
        "moving.kind": "supply",
        "moving.count": "12",
        "vehicles": "12",
        "persons": "30",
        "marking": "Orange panels on the roofs",
    },
    "A11": {
        "document_title": "Defence report 2026",
        "document_kind": "report",
        "document_date": "2026-10-30",
        "document_place": "ISBN 978-0-00-000000-2",
        "document_digest": _DIGEST,
    },
    "A12": place("position", 43.2, 33.9)
    | {
        "signal": "SIGNAL 7",
        "operation": "helicopter-operations",
        "vessel": "HULL 105",
        "course": "90",
        "speed": "12",
        "occurred_at": "2026-11-21T22:30Z",
    },
}

PLANNED: dict[str, dict[str, str]] = _LINE | _LAUNCHES | _TREATY | _ACTIVITIES
