"""Sabotages of lines of many parties, and of what mends a damaged archive."""

from dataclasses import replace
from typing import Any

from directline.line import outbox
from directline.line.context import Context
from directline.line.damage import Damage
from directline.line.effects import PersistRoots
from directline.line.hearsay import Hearsay
from directline.line.renewal import Renewal
from directline.simulator import disk
from directline.station.subjects import Subjects
from directline.transcript import witness
from directline.transcript.witness import Keep, Witness
from directline.wire.sealing import encode_roots


def roots_race() -> Any:
    """Two writes of the roots at once, each with what was staged when it began."""

    def make(_real: Any) -> Any:
        def persist_roots(self: Context, done: Any, refused: Any) -> None:
            token = self._token(done, refused)
            roots = encode_roots(tuple(self.channels[p].to_store for p in sorted(self.channels)))
            self.effects.append(PersistRoots(token, roots))

        return persist_roots

    return Context, "persist_roots", make


def views_not_compared() -> Any:
    """What others say they saw of a third party is not looked at."""
    return Hearsay, "said", lambda _real: lambda _self, _header: None


def nothing_relayed() -> Any:
    """What a third party keeps from us is asked of nobody."""
    return Hearsay, "_lacking", lambda _real: lambda _self, _head, _now_ns: ()


def body_to_all() -> Any:
    """Who is not addressed gets the body all the same."""
    return outbox, "for_peer", lambda _real: lambda record, _header, _peer: record


def epoch_never_confirmed() -> Any:
    """A step is answered and its root never sealed under."""

    def make(real: Any) -> Any:
        def opened(self: Renewal, frame: Any, now_ns: int) -> None:
            if self.outbox.recovery:
                real(self, frame, now_ns)

        return opened

    return Renewal, "opened", make


def rot_believed() -> Any:
    """What lies on the disk is believed, whatever it is."""
    return disk, "vouched", lambda _real: lambda _digest, _content: True


def damage_skipped() -> Any:
    """A damaged entry is passed over in silence."""
    return Damage, "found", lambda _real: lambda _self, _key, shown: None  # noqa: ARG005


def damage_never_asked() -> Any:
    """Damage is noted, and nobody is asked for a copy."""

    def make(real: Any) -> Any:
        def spans(self: Damage, peer: int, now_ns: int) -> tuple[()]:
            real(self, peer, now_ns)
            return ()

        return spans

    return Damage, "spans", make


def signs_before_writing() -> Any:
    """The witness answers before its disk has the head."""

    def make(real: Any) -> Any:
        def add(self: Witness, *args: Any) -> Any:
            answer = real(self, *args)
            return self.kept(answer.token) if isinstance(answer, Keep) else answer

        return add

    return Witness, "add_checkpoint", make


def extension_unchecked() -> Any:
    """The witness does not look at the proof."""
    return witness, "verify_consistency", lambda _real: lambda *_: None


def fork_unproven() -> Any:
    """A proof of a fork that shows nothing."""
    return (
        witness,
        "_encode_fork",
        lambda real: lambda older, _newer, path: real(older, older, path),
    )


def suspension_of_all() -> Any:
    """A suspended subject takes what survives any suspension with it."""

    def make(real: Any) -> Any:
        def suspended_by(self: Subjects, form: Any, header: Any) -> tuple[int, ...]:
            found: tuple[int, ...] = real(
                self, form and replace(form, survives_suspension=False), header
            )
            return found

        return suspended_by

    return Subjects, "suspended_by", make
