"""The API's answers as lines of text.  Everything from elsewhere is stripped of terminal commands.

An answer's fields are taken as they come: one that is missing is left out, never an error.
"""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from directline.cli.output import plain
from directline.station.instants import instant_text

Value = Mapping[str, Any]
_PRECEDENCE = ("ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH")
_LEVELS = ("sent", "stored by a relay", "delivered", "opened", "understood", "passed", "answered")


def at(value: Any) -> str:
    """An instant, or a dash."""
    return instant_text(value) if isinstance(value, int) else "-"


def say(value: Any) -> str:
    """Any value as one line of safe text."""
    return "" if value is None else plain(str(value))


def precedence(value: Any) -> str:
    """A precedence's word."""
    known = isinstance(value, int) and 0 <= value < len(_PRECEDENCE)
    return _PRECEDENCE[value] if known else say(value)


def message_line(message: Value) -> str:
    """One message in a list."""
    level = message.get("level")
    known = isinstance(level, int) and 0 <= level < len(_LEVELS)
    parts = [
        "EXERCISE" if message.get("drill") else "",
        say(message.get("id")),
        precedence(message.get("precedence")),
        say(message.get("form")),
        _title(message),
        at(message.get("released_ms")),
        _LEVELS[level] if known and isinstance(level, int) else "",
        say(message.get("answer")),
        f"cancelled by {say(message['cancelled_by'])}" if message.get("cancelled_by") else "",
        "OVERDUE" if message.get("overdue") else "",
        "NOT STORED, not acknowledged" if message.get("stored") is False else "",
        "SIGNED AFTER ITS PARTY LEFT" if message.get("after_leaving") else "",
        "not addressed to us" if message.get("addressed") is False else "",
    ]
    return "  ".join(part for part in parts if part)


def message_lines(message: Value) -> list[str]:
    """One message with its body and ladder."""
    lines = [message_line(message), *_rows(message)]
    lines += [_step_line(step) for step in message.get("steps", [])]
    if message.get("due_ms"):
        lines.append(f"  due {at(message['due_ms'])}: {say(message.get('due_what'))}")
    if message.get("answers"):
        lines.append(f"  answers: {', '.join(say(code) for code in message['answers'])}")
    if message.get("crossed"):
        lines.append(f"  crossed with {', '.join(say(name) for name in message['crossed'])}")
    if message.get("gap"):
        lines.append(f"  not here yet: {', '.join(say(name) for name in message['gap'])}")
    return lines


def _step_line(step: Value) -> str:
    """One step of the ladder; one that was not reached says so."""
    if step.get("their_ms") is None and step.get("our_ms") is None:
        return f"  {say(step.get('step'))}: not reached"
    whose = [say(step.get(name)) for name in ("party", "role", "call_sign", "officer")]
    machine = "(machine)" if step.get("by_machine") else ""
    who = " ".join(part for part in (*whose, machine) if part)
    when = f"their clock {at(step.get('their_ms'))}, ours {at(step.get('our_ms'))}"
    return f"  {say(step.get('step'))}: {who}; {when} {say(step.get('detail'))}".rstrip()


def draft_lines(draft: Value) -> list[str]:
    """One draft with its body, or with what is wrong in it."""
    ready = "ready" if not draft.get("errors") else "NOT READY"
    second = "needs a second officer" if draft.get("needs_second") else "one officer may release"
    parts = [
        "EXERCISE" if draft.get("drill") else "",
        say(draft.get("id")),
        precedence(draft.get("precedence")),
        say(draft.get("form")),
        _title(draft),
        f"by {say(draft.get('drafter'))}",
        at(draft.get("changed_ms")),
        ready,
        second,
        f"mark {say(draft.get('mark'))}",
    ]
    lines = ["  ".join(part for part in parts if part)]
    for error in draft.get("errors", []):
        remedy = f" ({say(error['remedy'])})" if error.get("remedy") else ""
        lines.append(f"  {say(error.get('field'))}: {say(error.get('message'))}{remedy}")
    return lines + _rows(draft)


def status_lines(status: Value) -> list[str]:
    """The line's state."""
    clock = say(status.get("clock_quality")) or "unknown"
    where = f"{say(status.get('party'))} on {say(status.get('line_name'))}"
    lines = [f"{where}, {at(status.get('now_ms'))} (clock {clock})"]
    if status.get("starting"):
        lines.append(f"STARTING: {say(status['starting'])}")
    if status.get("left"):
        lines.append(f"WE: {left_line(status['left'])}; no message is released any more")
    if status.get("ended"):
        lines.append("ALL PARTIES HAVE LEFT: the line has ended")
    for peer in status.get("peers", []):
        lines += _peer_lines(peer)
    for alarm in status.get("alarms", []):
        state = "sounding" if alarm.get("sounding") else "quiet"
        seen = f", seen by {say(alarm['acknowledged_by'])}" if alarm.get("acknowledged_by") else ""
        args = ", ".join(f"{say(k)} {say(v)}" for k, v in (alarm.get("args") or {}).items())
        lines.append(
            f"ALARM {say(alarm.get('id'))} {say(alarm.get('level'))} {say(alarm.get('kind'))}"
            f" since {at(alarm.get('since_ms'))}, {state}{seen} {args}".rstrip()
        )
    lines.append(
        f"desks that sound {say(status.get('audible_desks'))}, mute {say(status.get('mute_desks'))}"
    )
    return lines


def left_line(left: Value) -> str:
    """How a party left the line."""
    why = f": {say(left['why'])}" if left.get("why") else ""
    heir = f"; succeeded by charter {say(left['successor'])}" if left.get("successor") else ""
    return f"left the line at {at(left.get('at_ms'))} with {say(left.get('entry'))}{why}{heir}"


def _peer_lines(peer: Value) -> list[str]:
    words = {True: "attended", False: "nobody at the desk", None: "desk unknown"}
    silence = say(peer.get("silence"))
    offset = peer.get("clock_offset_ms")
    head = [
        "BLACKOUT" if peer.get("blackout") else "",
        "heard" if silence == "none" else silence,
        words.get(peer.get("desk_attended"), ""),
        f"station heard {at(peer.get('station_heard_ms'))}",
        f"person {at(peer.get('person_heard_ms'))}",
        f"clock {f'{offset:+d} ms' if isinstance(offset, int) else 'unknown'}",
        f"holds {say(peer.get('held_of_ours'))} of {say(peer.get('released_by_us'))} of ours",
    ]
    if peer.get("left"):
        head[1] = left_line(peer["left"])
    lines = [f"{say(peer.get('party'))}: {', '.join(part for part in head if part)}"]
    for bearer in peer.get("bearers", []):
        state = "up" if bearer.get("up") else "DOWN"
        lines.append(
            f"  {say(bearer.get('name'))} ({say(bearer.get('kind'))}): {state} since"
            f" {at(bearer.get('since_ms'))} {say(bearer.get('detail'))}".rstrip()
        )
    for seen in peer.get("witnessed") or []:
        where = (
            f"witnessed up to {say(seen['position'])}" if seen.get("position") else "unwitnessed"
        )
        up_to = f"{where} of {say(seen.get('of'))}"
        lines.append(f"  {say(seen.get('party'))}: {up_to}, {at(seen.get('at_ms'))}")
    if cosigned := peer.get("cosigned"):
        where = f"up to {say(cosigned['entry'])}" if cosigned.get("entry") else "nothing yet"
        when = f", {at(cosigned.get('at_ms'))} by its clock" if cosigned.get("at_ms") else ""
        lines.append(f"  cosigned of ours: {where} of {say(cosigned.get('of'))}{when}")
    since_ms = peer.get("withheld_since_ms") or []
    for entry, since in zip_longest(peer.get("withheld") or [], since_ms):
        lines.append(f"  withheld: {say(entry)} since {at(since)}")
    if peer.get("books"):
        lines += _books_lines(peer["books"], say(peer.get("party")))
    return lines


def _books_lines(books: Value, party: str) -> list[str]:
    """Whether our books are those of a peer, and where they are not."""
    state = say(books.get("state"))
    over = f" over {say(books.get('entries'))} entries" if state in ("equal", "differ") else ""
    lines = [f"  books: {state}{over}, {at(books.get('at_ms'))}"]
    for one in books.get("found") or []:
        place = [say(one.get(name)) for name in ("book", "table", "entry", "field")]
        values = (one.get("ours"), one.get("theirs"))
        ours, theirs = ("nothing" if value is None else say(value) for value in values)
        named = " ".join(part for part in place if part)
        lines.append(f"    {named}: here {ours}, at {party} {theirs}")
    return lines


def log_lines(found: Value) -> list[str]:
    """The watch log."""
    return [
        f"{at(row.get('at_ms'))}  {say(row.get('what'))}  {say(row.get('officer'))}  "
        + "  ".join(f"{say(name)}: {say(text)}" for name, text in (row.get("args") or {}).items())
        for row in found.get("lines", [])
    ]


def _title(value: Value) -> str:
    rendered = value.get("rendered")
    return say(rendered.get("title")) if isinstance(rendered, Mapping) else ""


def _rows(value: Value) -> list[str]:
    rendered = value.get("rendered")
    if not isinstance(rendered, Mapping):
        return []
    from directline.catalogue.render import text_lines  # noqa: PLC0415 - forms take time to load

    lines: list[str] = []
    for row in rendered.get("rows", []):
        said = [str(row.get(name) or "") for name in ("label", "text", "detail")]
        first, *rest = text_lines(*said)
        lines += [f"  {say(first)}", *(f"    {say(line)}" for line in rest)]
    if rendered.get("review_note"):
        lines.append(f"  {say(rendered['review_note'])}")
    return lines
