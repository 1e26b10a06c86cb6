"""A CAP 1.2 alert, held against the rules of the standard, as what a draft can be made of."""

import re

from directline.catalogue.instants import days_from_civil
from directline.interchange.found import Found, Heights, Point, clean, code, ring, unreadable
from directline.interchange.limits import FOUND_MAX, POINTS_READ_MAX
from directline.interchange.safexml import Node, parse_xml

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
_NUMBER = r"[+-]?\d{1,6}(?:\.\d{1,12})?"
_PAIR = re.compile(rf"({_NUMBER}),({_NUMBER})", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)([-+])(\d\d):(\d\d)", re.ASCII)
_NAME = re.compile(r"[^\s,<&]{1,200}")

ALERT = (
    "identifier sender sent status msgType source? scope restriction? addresses? code* note? "
    "references? incidents? info*"
)
INFO = (
    "language? category+ event responseType* urgency severity certainty audience? eventCode* "
    "effective? onset? expires? senderName? headline? description? instruction? web? contact? "
    "parameter* resource* area*"
)
AREA = "areaDesc polygon* circle* geocode* altitude? ceiling?"
CHOICES = {
    "status": "Actual Exercise System Test Draft",
    "msgType": "Alert Update Cancel Ack Error",
    "scope": "Public Restricted Private",
    "category": "Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other",
    "responseType": "Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None",
    "urgency": "Immediate Expected Future Past Unknown",
    "severity": "Extreme Severe Moderate Minor Unknown",
    "certainty": "Observed Likely Possible Unlikely Unknown",
}


def parse_cap(data: bytes) -> list[Found]:
    """The areas of an alert, each with its window and text.

    Raises:
        LocalProtocolError: no CAP 1.2 alert by the rules of the standard, or none for a draft.
    """
    alert = parse_xml(data)
    if alert.name != f"{NAMESPACE} alert":
        raise unreadable("CAP", "its root is no alert of CAP 1.2")
    head = _children(alert, ALERT)
    _check_head(head)
    if _one(head, "msgType") not in ("Alert", "Update"):
        raise unreadable("CAP", f"a {_one(head, 'msgType')} announces nothing")
    if _one(head, "status") not in ("Actual", "Exercise"):
        raise unreadable("CAP", f"its status is {_one(head, 'status')}")
    infos = [_children(node, INFO) for node in head.get("info", ())]
    for info in infos:
        _check_info(info)
    english = [info for info in infos if _one(info, "language").lower().startswith("en")]
    chosen = (english or infos)[:1]
    found = [one for info in chosen for node in info.get("area", ())
             for one in _areas(node, info, head)]  # fmt: skip
    for info in infos:
        for node in info.get("area", ()):
            _children(node, AREA)
    if not found:
        raise unreadable("CAP", "it has no area with corners or a circle")
    return found[:FOUND_MAX]


def _children(node: Node, rule: str) -> dict[str, list[Node]]:
    """The elements inside, held against the order and the counts of the schema."""
    found: dict[str, list[Node]] = {}
    wanted = [re.fullmatch(r"(\w+)([?*+]?)", part) for part in rule.split()]
    names = [match[1] for match in wanted if match]
    last = 0
    for child in node.children:
        space, _, name = child.name.rpartition(" ")
        if space != NAMESPACE:
            continue  # a signature, say: the standard lets other namespaces follow
        if name not in names or names.index(name) < last:
            raise unreadable("CAP", f"{name[:40]} does not stand where the standard has it")
        last = names.index(name)
        found.setdefault(name, []).append(child)
    for match in wanted:
        count = len(found.get(match[1], ())) if match else 0
        if match and (count == 0 and match[2] in ("", "+")):
            raise unreadable("CAP", f"{match[1]} is missing")
        if match and (count > 1 and match[2] in ("", "?")):
            raise unreadable("CAP", f"{match[1]} stands more than once")
    for name, allowed in CHOICES.items():
        for child in found.get(name, ()):
            if child.text.strip() not in allowed.split():
                raise unreadable("CAP", f"{name} has none of its values")
    return found


def _one(nodes: dict[str, list[Node]], name: str) -> str:
    held = nodes.get(name, ())
    return held[0].text.strip() if held else ""


def _check_head(head: dict[str, list[Node]]) -> None:
    for name in ("identifier", "sender"):
        if not _NAME.fullmatch(_one(head, name)):
            raise unreadable("CAP", f"{name} is empty, or has a space, a comma, < or &")
    _instant(_one(head, "sent"), "sent")
    needs = (
        ("restriction", _one(head, "scope") == "Restricted"),
        ("addresses", _one(head, "scope") == "Private"),
        ("references", _one(head, "msgType") in ("Update", "Cancel", "Ack", "Error")),
    )
    for name, needed in needs:
        if needed and not _one(head, name):
            raise unreadable("CAP", f"{name} is missing")
    for reference in _one(head, "references").split():
        parts = reference.split(",")
        if len(parts) != 3:
            raise unreadable("CAP", "references are sender,identifier,sent")
        _instant(parts[2], "references")


def _check_info(info: dict[str, list[Node]]) -> None:
    if not _one(info, "event"):
        raise unreadable("CAP", "event is empty")
    for name in ("effective", "onset", "expires"):
        if name in info:
            _instant(_one(info, name), name)


def _areas(node: Node, info: dict[str, list[Node]], head: dict[str, list[Node]]) -> list[Found]:
    held = _children(node, AREA)
    start = next((name for name in ("onset", "effective") if name in info), "")
    begun = _one(info, start) if start else _one(head, "sent")
    notes = [] if start else ["it has no onset: the window begins when it was sent"]
    if "expires" not in info:
        notes.append("it has no end")
    words = [_one(info, name) for name in ("headline", "event", "description")]
    blank = Found(
        kind="cap",
        ref=code(_one(head, "identifier")),
        drill=_one(head, "status") == "Exercise",
        from_ms=_instant(begun, "onset"),
        to_ms=_instant(_one(info, "expires"), "expires") if "expires" in info else None,
        heights=_heights(held),
        text=clean(". ".join(dict.fromkeys(word for word in words if word))),
        notes=tuple(notes),
    )
    found = []
    for polygon in held.get("polygon", ()):
        corners = ring("CAP", [_point(pair) for pair in _pairs(polygon.text)])
        found.append(_with(blank, area=corners))
    for circle in held.get("circle", ()):
        centre, _, radius = circle.text.strip().partition(" ")
        if not re.fullmatch(r"\d{1,5}(?:\.\d{1,9})?", radius.strip(), re.ASCII):
            raise unreadable("CAP", "a circle is latitude,longitude and a radius in km")
        milli = round(float(radius) * 1000)
        found.append(_with(blank, centre=_point(centre), radius_milli=milli))
    return found


def _with(
    blank: Found,
    *,
    area: tuple[Point, ...] = (),
    centre: Point | None = None,
    radius_milli: int = 0,
) -> Found:
    return Found(
        blank.kind, blank.ref, blank.drill, blank.from_ms, blank.to_ms, area, centre, radius_milli,
        "km", blank.heights, blank.text, blank.notes,
    )  # fmt: skip


def _pairs(text: str) -> list[str]:
    pairs = text.split()
    if len(pairs) > POINTS_READ_MAX:
        raise unreadable("CAP", f"an area of more than {POINTS_READ_MAX} points")
    return pairs


def _point(text: str) -> Point:
    match = _PAIR.fullmatch(text.strip())
    lat, lon = (float(match[1]), float(match[2])) if match else (91.0, 0.0)
    if abs(lat) > 90 or abs(lon) > 180:
        raise unreadable("CAP", "a point is latitude,longitude in degrees")
    return round(lat * 1e7), round(lon * 1e7)


def _heights(held: dict[str, list[Node]]) -> Heights | None:
    """Altitude and ceiling: feet above mean sea level."""
    low, high = _one(held, "altitude"), _one(held, "ceiling")
    if not low and high:
        raise unreadable("CAP", "a ceiling without an altitude")
    for text in filter(None, (low, high)):
        if not re.fullmatch(_NUMBER, text, re.ASCII):
            raise unreadable("CAP", "an altitude is a number of feet")
    if not low:
        return None
    top = high or low
    return Heights(f"{float(low):.0f}", f"{float(top):.0f}", "ft", "AMSL")


def _instant(text: str, name: str) -> int:
    """Milliseconds of `2026-11-21T22:30:00-00:00`; the standard allows no Z."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise unreadable("CAP", f"{name} is no date and time with an offset")
    year, month, day, hour, minute, second = (int(match[n]) for n in range(1, 7))
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 60):
        raise unreadable("CAP", f"{name} is no date and time")
    if int(match[8]) > 14 or int(match[9]) > 59:
        raise unreadable("CAP", f"{name} has an offset that does not exist")
    offset = (int(match[8]) * 60 + int(match[9])) * 60
    offset = -offset if match[7] == "-" else offset
    days = days_from_civil(year, month, day)
    return ((days * 24 + hour) * 3600 + minute * 60 + second - offset) * 1000
