"""Sabotages of checks on what comes in, of silence and of the ladder."""

from dataclasses import replace
from typing import Any

from directline.line import release, secrecy
from directline.line.effects import Evidence
from directline.line.inbox import Inbox
from directline.line.ports import EvidenceRecord
from directline.line.supervision import Supervision
from directline.wire import frame
from directline.wire.frame import Clear, FrameType, Reassembly


def no_signature_check() -> Any:
    """Any signature will do."""
    return Inbox, "_verify", lambda _real: lambda _self, _entry: None


def no_evidence() -> Any:
    """Two histories pass in silence."""
    return Inbox, "_two_histories", lambda _real: lambda _self, _entry, _opened: None


def accuse_repeats() -> Any:
    """An entry that comes again counts as a second history."""

    def make(real: Any) -> Any:
        def accept(self: Inbox, entry: Any, opened: Any, *more: Any) -> None:
            header = entry.header
            feed = self.ctx.feeds.get(header.party, header.generation)
            if feed.durable(header.position):
                place = (header.party, header.generation, header.position)
                proof = EvidenceRecord(
                    *place, header.signed, entry.signature, header.signed, entry.signature, 0
                )
                self.ctx.effects.append(Evidence(proof))
            real(self, entry, opened, *more)

        return accept

    return Inbox, "_accept", make


def fragile_header() -> Any:
    """The length of a frame is not checked before its parts are taken."""

    def make(_real: Any) -> Any:
        def parse(data: bytes) -> tuple[Clear, bytes]:
            kind = FrameType(data[0] >> 4)
            at = 3 + (20 if data[0] & 2 else 0)
            incarnation = data[3:19] if data[0] & 2 else None
            high = int.from_bytes(data[19:at]) if data[0] & 2 else None
            low = int.from_bytes(data[1:3])
            clear = Clear(kind, data[0] >> 2 & 3, bool(data[0] & 1), low, incarnation, high)
            return clear, data[at:]

        return parse

    return secrecy, "parse_clear", make


def fragile_fragments() -> Any:
    """A fragment without its first is taken for one that follows."""

    def make(real: Any) -> Any:
        def take(self: Reassembly, unit: bytes) -> bytes | None:
            if unit and unit[0] >> 4 == FrameType.FRAGMENT and not unit[0] & 2:
                held = self._parts[unit[0] >> 2 & 3]
                held += unit[1:]  # type: ignore[operator]
            found: bytes | None = real(self, unit)
            return found

        return take

    return frame.Reassembly, "take", make


def deaf_to_silence() -> Any:
    """A blackout is noted and nobody is told."""

    def make(real: Any) -> Any:
        def flip(self: Supervision, name: str, kind: Any, *, state: bool) -> None:
            if name == "blackout":
                self.blackout = state
            else:
                real(self, name, kind, state=state)

        return flip

    return Supervision, "_flip", make


def one_way_unseen() -> Any:
    """Only what comes in counts: a line cut in the other direction looks whole."""

    def make(_real: Any) -> Any:
        def contact(self: Supervision) -> int:
            return self.begun_ns if self.heard_ns is None else self.heard_ns

        return contact

    return Supervision, "_contact_ns", make


def never_all_clear() -> Any:
    """A blackout is raised and never cleared."""

    def make(real: Any) -> Any:
        def flip(self: Supervision, name: str, kind: Any, *, state: bool) -> None:
            if state or name != "blackout":
                real(self, name, kind, state=state)

        return flip

    return Supervision, "_flip", make


def replays_count() -> Any:
    """A frame that opened before counts as new: old heartbeats hide a silence."""

    def make(real: Any) -> Any:
        def opened(self: Any, incarnation: bytes, lane: int, index: int) -> bool:
            real(self, incarnation, lane, index)
            return True

        return opened

    return secrecy.Channel, "_opened", make


def machine_as_person() -> Any:
    """The machine's receipt says `opened`."""
    return release, "DELIVERED", lambda _real: 3


def drill_as_real() -> Any:
    """The mark of a drill is lost at release."""

    def make(real: Any) -> Any:
        def released(self: Any, draft: Any, now_ns: int, **how: Any) -> Any:
            return real(self, replace(draft, drill=False), now_ns, **how)

        return released

    return release.Releases, "release", make
