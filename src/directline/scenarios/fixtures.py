"""What the officers of scenarios type: made-up places and times, none of a real event."""

from directline.catalogue.mgrs import format_mgrs
from directline.scenarios.play import Play

E7 = 10_000_000
KM_OF_LAT = 1 / 111.195
"""A kilometre, in degrees of latitude."""


def mgrs(lat: float, lon: float) -> str:
    """A place in the second notation."""
    return format_mgrs(round(lat * E7), round(lon * E7))


def place(name: str, lat: float, lon: float, **more: str) -> dict[str, str]:
    """A position in both notations."""
    inputs = {f"{name}.lat_lon": f"{lat:.5f} {lon:.5f}", f"{name}.mgrs": mgrs(lat, lon)}
    return inputs | {f"{name}.{part}": value for part, value in more.items()}


def area(lat: float, lon: float, size: float = 0.2) -> str:
    """A square of that many degrees."""
    corners = ((lat, lon), (lat, lon + size), (lat + size, lon + size), (lat + size, lon))
    return "\n".join(f"{y:.5f} {x:.5f}" for y, x in corners)


def altitude(low: str = "10000", high: str = "20000") -> dict[str, str]:
    """A band of altitudes."""
    return {
        "altitude.low": low, "altitude.high": high,
        "altitude.unit": "ft", "altitude.datum": "AMSL",
    }  # fmt: skip


def window(play: Play, from_s: float, to_s: float) -> dict[str, str]:
    """A window, so long from now."""
    return {"window.from": play.z(from_s), "window.to": play.z(to_s)}


def stop(play: Play, lat: float = 58.0, lon: float = 20.0) -> dict[str, str]:
    """I1, STOP."""
    return place("position", lat, lon, accuracy_m="100") | {
        "addressee": "DUTY-OFFICER",
        "hit": "own-forces",
        "since": play.z(-60),
        "says": "own-command",
    }


def air_notice(play: Play, lead_s: float = 7200, hours: float = 2) -> dict[str, str]:
    """A6, an air operation."""
    return (
        window(play, lead_s, lead_s + hours * 3600)
        | altitude()
        | {"area": area(58.0, 20.0), "aircraft": "fast-jet", "separation_rule": "RULE-3NM"}
    )


def launch(play: Play, days: int = 3) -> dict[str, str]:
    """S1, a launch on the day so many days from now."""
    return place("impact_circle", 62.0, 160.0, radius="50") | {
        "launch_date": play.z(days * 86_400)[:10],
        "missile_class": "slbm",
        "launch_place": "Northern sea area",
    }


def stray(play: Play) -> dict[str, str]:
    """I5, a weapon that went astray."""
    return place("impact_circle", 30.3, 71.9, radius="5") | {
        "addressee": "DUTY-OFFICER",
        "weapon": "cruise-missile",
        "launched_at": play.z(-120),
        "impact_at": "unknown",
        "armed": "no",
        "course": "285",
    }


def clarify(questions: str = "Which flight is it?") -> dict[str, str]:
    """Q1, a question."""
    return {
        "cause": "Two aircraft without a flight plan.",
        "activity": "flight",
        "questions": questions,
    }


def protest(play: Play, account: str, ref: str = "") -> dict[str, str]:
    """Q6, a protest."""
    return place("position", 58.0, 20.0) | {
        **({"ref": ref} if ref else {}),
        "rule_claimed": "The agreed rule on notices before air operations",
        "happened_at": play.z(-600),
        "account": account,
        "redress": "explanation",
        "confidentiality": "parties-only",
    }


def _footprint(lat: float, lon: float) -> str:
    """Three corners round a place."""
    corners = ((0.001, -0.001), (0.001, 0.001), (-0.001, 0.0))
    return "\n".join(f"{lat + north:.4f} {lon + east:.4f}" for north, east in corners)


def site(play: Play, verified_by: str = "nobody") -> dict[str, str]:
    """H1, a humanitarian site."""
    lat, lon = 36.7, 68.86
    verified = {} if verified_by == "nobody" else {"verified_on": play.z(-86_400)[:10]}
    return (
        place("position", lat, lon, accuracy_m="20")
        | verified
        | {
            "site_function": "hospital",
            "site_organisation": "Relief mission",
            "footprint": _footprint(lat, lon),
            "roof_marking": "yes",
            "infrared": "no",
            "verified_by": verified_by,
            "valid_until": play.z(30 * 86_400)[:10],
            "coordinator.role": "liaison officer",
            "coordinator.reach": "VHF 16",
        }
    )


def convoy(play: Play, lead_s: float = 50 * 3600) -> dict[str, str]:
    """H3, a humanitarian movement."""
    return window(play, lead_s, lead_s + 4 * 3600) | {
        "organisation": "Relief mission",
        "route": f"31.50 34.47 @ {play.z(lead_s)}\n31.35 34.31 @ {play.z(lead_s + 7200)}",
        "vehicles": "3",
        "vehicle_marks": "3 white cars",
        "persons": "7",
        "roof_marking": "yes",
        "infrared": "unknown",
        "contact.role": "convoy leader",
        "contact.reach": "121.5 MHz",
    }


def exchange_flight(play: Play, lead_s: float = 30 * 3600) -> dict[str, str]:
    """H11, the movement of an exchange."""
    return (
        window(play, lead_s, lead_s + 3 * 3600)
        | altitude("0", "30000")
        | place("handover", 50.6, 36.6)
        | place("stand_down", 50.7, 36.8, radius="60")
        | {
            "mode": "air",
            "vehicle_id": "FLIGHT 01",
            "route": "55.75 37.6\n50.6 36.6",
            "persons": "65",
        }
    )
