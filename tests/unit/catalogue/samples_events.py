"""Samples of the forms of encounters, questions, people and other domains (I, Q, H, X)."""

from tests.unit.catalogue.sample_parts import ALTITUDE, AREA, WINDOW, place

_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_AT = {"happened_at": "2026-11-21T22:30Z"}
_HIGH = {
    "altitude.low": "310",
    "altitude.high": "330",
    "altitude.unit": "FL",
    "altitude.datum": "FL",
}
_CONTACT = {"coordinator.role": "liaison officer", "coordinator.reach": "VHF 16"}
_ROUTE = {"route": "46.40 30.80 @ 2026-11-22T06:00Z\n45.20 30.10 @ 2026-11-22T14:00Z"}

_ENCOUNTERS: dict[str, dict[str, str]] = {
    "I2": place("position", 43.5, 33.2, accuracy_m="500")
    | {
        "phrase": "rt7",
        "phrase_number": "5",
        "our_unit.kind": "vessel",
        "our_unit.identity": "HULL 105",
        "station_called": "HULL 812",
        "frequency": "156.8 MHz",
        "seen_at": "2026-11-21T22:30Z",
        "remark": "Slow ahead",
    },
    "I3": place("position", 69.7, 30.2)
    | {
        "our_unit.kind": "helicopter",
        "our_unit.count": "1",
        "since": "2026-11-21T22:30Z",
        "entry_cause": "weather",
        "entry_plan": "leave-now",
        "help_wanted": "way-out",
        "course": "265",
        "frequency": "121.5 MHz",
    },
    "I6": place("position", 54.9, 20.5)
    | {
        "disturbed": "satellite-navigation",
        "band": "1575 MHz",
        "since": "2026-11-21T20:00Z",
        "ended_at": "2026-11-21T20:40Z",
        "disturbance": "false-data",
    },
    "I7": place("position", 43.9, 32.1)
    | _AT
    | _HIGH
    | {
        "our_unit.kind": "unmanned-aircraft",
        "their_unit.kind": "aircraft",
        "their_unit.count": "2",
        "closest": "60",
        "height_apart": "15",
        "behaviour": "dropped-objects",
        "behaviour_also": "too-close",
        "evidence": _DIGEST,
    },
    "I8": place("position", 43.9, 32.1)
    | _AT
    | {
        "incident": "collision",
        "our_unit.kind": "vessel",
        "their_unit.kind": "vessel",
        "dead": "0",
        "injured": "3",
        "missing": "unknown",
        "goes_on": "no",
        "account": "1. The two ships closed. 2. They touched at the stern.",
        "evidence": _DIGEST,
    },
    "I9": place("position", 58.9, 21.2)
    | place("circle", 58.9, 21.2, radius="6", radius_unit="nm")
    | _CONTACT
    | {
        "distress": "aircraft-down",
        "since": "2026-11-21T22:10Z",
        "craft.kind": "helicopter",
        "persons": "5",
        "own_help": "on-the-way",
        "help_asked": "let-our-rescuers-in",
        "access_window.from": "2026-11-21T22:45Z",
        "access_window.to": "2026-11-22T02:45Z",
        "access_area": AREA,
        "frequency": "243.0 MHz",
    },
    "I10": place("position", 38.4, 128.6)
    | place("return_place", 38.6, 128.4)
    | _AT
    | _CONTACT
    | {
        "found": "fishing-vessel",
        "crossing": "yours-with-us",
        "persons": "4",
        "condition": "well",
        "wish": "want-to-return",
        "return_way": "at-sea",
        "return_window.from": "2026-11-23T06:00Z",
        "return_window.to": "2026-11-23T10:00Z",
    },
    "I11": place("circle", 44.1, 32.6, radius="3", radius_unit="nm")
    | WINDOW
    | _AT
    | {
        "recovered": "unmanned-aircraft",
        "recovery_work": "search",
        "our_unit.kind": "vessel",
        "our_unit.count": "2",
        "dangerous_load": "no",
        "keep_clear": "yes",
    },
    "I12": place("position", 26.4, 55.6)
    | _HIGH
    | {
        "civil_flight": "XX 655",
        "frequency": "121.5 MHz",
        "seen_at": "2026-11-21T22:30Z",
        "air_danger": "taken-for-military",
        "transmit": "steer-course",
        "new_course": "210",
        "own_measure": "fire-held",
    },
}

_QUESTIONS: dict[str, dict[str, str]] = {
    "Q3": {
        "ref": "BRAVO 3",
        "meeting_level": "experts",
        "topic": "Movement near the line on 21 November",
        "medium": "in-person",
        "meeting_host": "neutral-host",
        "meeting_place": "Conference room of the host",
        "window.from": "2026-11-24T09:00Z",
        "window.to": "2026-11-24T12:00Z",
        "talk_language": "en/ru",
    },
    "Q4": place("position", 49.1, 55.2)
    | _AT
    | {"facts": "A patrol crossed the river.", "questions": "1. Whose was it?", "urgent": "yes"},
    "Q5": {
        "caller": "chief-of-staff",
        "called": "chief-of-staff",
        "topic": "An unplanned flight on 21 November",
        "medium": "voice",
        "talk_language": "en/ru",
        "slot_1.from": "2026-11-22T09:00Z",
        "slot_1.to": "2026-11-22T10:00Z",
        "confidentiality": "parties-only",
    },
    "Q6": place("position", 35.3, 40.1)
    | _AT
    | {
        "rule_claimed": "Rule 4 of the annex: no flight below 3000 ft over the crossing",
        "account": "One aircraft passed over the crossing at 1200 ft.",
        "evidence": _DIGEST,
        "redress": "explanation",
        "confidentiality": "parties-and-host",
    },
    "Q7": {
        "commission": "Yearly review of the incidents at sea agreement",
        "window.from": "2027-05-25T08:00Z",
        "window.to": "2027-05-27T15:00Z",
        "medium": "in-person",
        "talk_language": "en/ru",
        "agenda": "1. Encounters of the year. 2. Frequencies.",
        "item_ref": "ALPHA 40",
    },
}

_PEOPLE: dict[str, dict[str, str]] = {
    "H1": place("position", 36.7, 68.86, accuracy_m="20")
    | _CONTACT
    | {
        "site_function": "hospital",
        "site_organisation": "Relief mission",
        "footprint": "36.7010 68.8590\n36.7010 68.8610\n36.6990 68.8600",
        "photograph": _DIGEST,
        "roof_marking": "yes",
        "infrared": "no",
        "verified_by": "neutral",
        "verified_on": "2026-11-18",
        "valid_until": "2027-02-18",
    },
    "H2": place("position", 36.71, 68.87)
    | {"ref": "ALPHA 12", "site_change": "moved", "effective_at": "2026-12-01T00:00Z"},
    "H4": place("position", 31.4, 34.4)
    | _AT
    | {
        "ref": "ALPHA 12",
        "movement_event": "delayed",
        "expected_at": "2026-11-21T23:40Z",
        "unit_named": "no",
    },
    "H5": place("position", 36.7, 68.86)
    | {
        "ref": "ALPHA 12",
        "since": "2026-11-21T22:30Z",
        "attack_harm": "fire",
        "says": "humanitarian-organisation",
    },
    "H6": _CONTACT
    | {
        "starts_at": "2026-12-24T06:00Z",
        "end_kind": "fixed",
        "ends_at": "2026-12-26T06:00Z",
        "extent": "area",
        "area": AREA,
        "stops_ground_fire": "yes",
        "stops_air_strikes": "yes",
        "stops_unmanned": "yes",
        "stops_sea_fire": "no",
        "stops_advance": "yes",
        "exceptions": "named",
        "exceptions_text": "1. Clearing of mines on our own side.",
        "monitor": "neutral-host",
    },
    "H7": WINDOW
    | ALTITUDE
    | _ROUTE
    | _CONTACT
    | {
        "mode": "sea",
        "corridor_width": "3704",
        "corridor_users": "merchant-vessels",
        "persons": "22",
        "stand_off": "18520",
    },
    "H8": WINDOW
    | _ROUTE
    | {
        "plan_day": "2026-11-22",
        "vessel_name": "NORTHERN GRAIN",
        "imo_number": "1234567",
        "passage": "outbound",
        "plan_order": "2",
        "plan_vessels": "5",
    },
    "H9": {
        "agency_number": "CTA-000124",
        "person_category": "servicemen",
        "captured_on": "2026-11-19",
        "health": "wounded-or-ill",
        "agency_told": "yes",
        "agency_told_on": "2026-11-20",
        "card_sent": "unknown",
    },
    "H10": {
        "list_id": "LIST-18",
        "round": "2",
        "list_status": "disputed",
        "dispute": "category",
        "person_category": "civilians",
        "entries": "A-0101, A-0102\nA-0107",
        "entry_count": "3",
        "counting": "parity",
    },
    "H12": place("position", 50.6, 36.6)
    | _AT
    | {
        "ref": "BRAVO 40",
        "list_id": "LIST-18",
        "handed_over": "157",
        "received": "160",
        "counting": "all-who-move",
        "difference": "does-not-wish",
        "difference_entries": "A-0107",
        "identity_by": "icrc",
    },
    "H13": WINDOW
    | place("handover", 50.6, 36.6)
    | place("stand_down", 50.7, 36.8, radius="20")
    | {
        "mode": "road",
        "vehicle_id": "TRUCK 41",
        "route": "50.2 36.2\n50.6 36.6",
        "containers": "212",
        "seals": "S-00001\nS-00002",
    },
}

_DOMAINS: dict[str, dict[str, str]] = {
    "X1": WINDOW
    | {
        "system_class": "power",
        "cyber_effect": "outage",
        "indicators": _DIGEST,
        "questions": "1. Do you know this traffic?",
        "cyber_request": "inform",
        "reply_wanted": "by-instant",
        "reply_by": "2026-11-24T12:00Z",
        "will_do": "none",
        "confidentiality": "parties-only",
    },
    "X2": place("position", 51.39, 30.1)
    | _AT
    | _CONTACT
    | {
        "facility_name": "Power plant, unit 4",
        "facility_kind": "power-reactor",
        "accident_nature": "fire-or-explosion",
        "accident_cause": "under-study",
        "release": "yes",
        "release_kind": "mixed",
        "release_power": "17",
        "release_height": "300",
        "wind_from": "135",
        "wind_speed": "6",
        "rain": "no",
        "health_measures": "evacuation",
        "forecast": "worsening",
        "next_report_at": "2026-11-22T02:00Z",
    },
    "X3": place("position", 47.51, 34.58)
    | _CONTACT
    | {
        "object_kind": "nuclear-plant",
        "object_name": "Power plant on the river",
        "object_danger": "power-lost",
        "since": "2026-11-21T20:15Z",
        "object_request": "let-repair-in",
        "access_window.from": "2026-11-22T06:00Z",
        "access_window.to": "2026-11-22T16:00Z",
    },
    "X4": {
        "space_event": "close-approach",
        "object_number": "2026-001A",
        "second_object": "48000",
        "expected_at": "2026-11-23T04:11:30Z",
        "miss_distance": "180",
        "orbit_low": "540",
        "orbit_high": "556",
        "inclination": "53",
        "space_request": "agree-manoeuvre",
    },
}

_UNDERTAKINGS: dict[str, dict[str, str]] = {
    "U1": _CONTACT
    | {
        "undertaking_kind": "conditional",
        "scope": "No strikes on the power plants of the list, by any weapon.",
        "text_digest": _DIGEST,
        "clause": "2(b)",
        "area": AREA,
        "start_kind": "at-instant",
        "starts_at": "2026-03-18T00:00Z",
        "ending": "at-instant",
        "ends_at": "2026-04-17T00:00Z",
        "extension": "by-both",
        "condition_text": "The list is exchanged first.",
        "attested_by": "neutral-host",
        "reciprocity": "while-other-observes",
        "notice_hours": "72",
        "reply_hours": "24",
        "consultation": "yes",
        "release_rule": "after-reply",
        "verification": "Each side reports by the morning.",
        "humanitarian": "no",
    },
    "U2": {
        "ref": "ALPHA 12",
        "undertaking_act": "suspend",
        "effect_at": "2026-03-30T12:00Z",
        "ground": "response-to-breach",
        "claim": "BRAVO 40",
        "humanitarian": "no",
        "remark": "Until it is talked over.",
    },
    "U3": {
        "ref": "BRAVO 40",
        "claim_reply": "counter-claim",
        "counter_claim": "ALPHA 41",
        "account": "No aircraft of ours flew there that night.",
        "evidence": _DIGEST,
    },
}

EVENTS: dict[str, dict[str, str]] = {
    **_ENCOUNTERS,
    **_QUESTIONS,
    **_PEOPLE,
    **_DOMAINS,
    **_UNDERTAKINGS,
}
