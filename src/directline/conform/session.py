"""One run of the kit: every check in turn, then what must have held all the time."""

from collections.abc import Callable
from fnmatch import fnmatchcase

from directline.conform.checks import CHECKS
from directline.conform.checks.base import Check, Seen
from directline.conform.limits import QUIET_S
from directline.conform.peer import Manners, Peer
from directline.conform.report import Report, Result, Verdict
from directline.conform.rules import UNSEEN
from directline.errors import DirectlineError
from directline.wire.limits import UNIT_BYTES_MAX

Say = Callable[[int, int, str, Verdict], None]
MEET_S = 15.0
"""How long the tested station is looked for."""
CATCH_UP_S = 120.0
"""How long what earlier runs left may take."""
ALWAYS: dict[str, str] = {
    "SEAL-3": "no key seals two contents; what comes again is the same bytes",
    "SEAL-4": "frames carry the incarnation until we have shown to know it",
    "SEEN-1": "`seen` names our feed's own roots and leaves, and no more than we sent",
    "ACK-3": "nothing is acknowledged that this start of ours never sent",
    "ENTRY-7": "its entries are signed by its identity key, over the body that comes with them",
    "RELEASE-1": "one entry at each place of its feed",
    "FRAME-3": "its fragments follow one another",
    "FRAME-7": "its entries travel in the lane of their precedence",
    "RECEIPT-1": "it sends no receipt for a receipt of ours",
}
"""What must hold of everything that comes, whatever the kit does."""


class Session:
    """A run.

    Args:
        peer: One start of the kit.
        wanted: Rules to check, as `TLS-*,FRAME-3`, `!OUT-*` for all but these; empty for all.
        seconds: No new check is begun after so long.
        say: Told of each check when it has ended.
    """

    def __init__(self, peer: Peer, *, wanted: str, seconds: float, say: Say) -> None:
        self.peer = peer
        self.patterns = [part.strip().upper() for part in wanted.split(",") if part.strip()]
        self.seconds = seconds
        self.say = say

    def run(self) -> Report:
        """Meet the tested station and check it."""
        report = Report(unseen_rules=dict(UNSEEN))
        checks = [check for check in CHECKS if self._wanted(check.rules)]
        begun = self.peer.net.now()
        if not self.peer.meet(min(MEET_S, self.seconds)):
            report.met = False
            report.cut_short = "the tested station was not met on both connections"
            return report
        self.peer.begin()
        self._catch_up()
        try:
            for number, check in enumerate(checks, 1):
                if self.peer.net.now() - begun > self.seconds:
                    report.cut_short = f"stopped before check {number} of {len(checks)}: time is up"
                    break
                result = self._one(check)
                report.results.append(result)
                self.say(number, len(checks), check.name, result.verdict)
        except KeyboardInterrupt:
            report.cut_short = "interrupted"
        report.results += self._always()
        return report

    def _catch_up(self) -> None:
        """Take what the tested station had to say of earlier runs, before its promptness counts."""
        peer, end = self.peer, self.peer.net.now() + CATCH_UP_S
        peer.spend(QUIET_S)
        while peer.wait(peer.caught_up, max(0.0, end - peer.net.now())):
            before = len(peer.heard)
            peer.spend(QUIET_S * peer.patience)
            if not any(h.entry is not None for h in list(peer.heard)[before:]):
                return

    def _wanted(self, rules: tuple[str, ...]) -> bool:
        unwanted = [pattern[1:] for pattern in self.patterns if pattern.startswith("!")]
        if any(fnmatchcase(rule, pattern) for rule in rules for pattern in unwanted):
            return False
        asked = [pattern for pattern in self.patterns if not pattern.startswith("!")]
        return not asked or any(fnmatchcase(rule, pattern) for rule in rules for pattern in asked)

    def _one(self, check: Check) -> Result:
        peer = self.peer
        begun = peer.net.now()
        self._polite()
        if not peer.meet():
            seen = Seen(False, "before it began, the line was not up")
        else:
            try:
                seen = check.play(peer)
            except (DirectlineError, OSError) as error:
                seen = Seen(False, f"{type(error).__name__}: {error}")
        self._polite()
        verdict = {True: Verdict.PASS, False: Verdict.FAIL, None: Verdict.UNSEEN}[seen.ok]
        return Result(
            check.name, check.rules, check.did, check.expected, seen.text, verdict,
            peer.net.now() - begun,
        )  # fmt: skip

    def _polite(self) -> None:
        """Keep every rule again."""
        net = self.peer.net
        self.peer.manners = Manners()
        net.dialling, net.ticking, net.refusing = True, True, False
        for wire in net.up():
            wire.reading = True

    def _always(self) -> list[Result]:
        found: dict[str, list[str]] = {}
        for rule, text in self.peer.faults:
            found.setdefault(rule, []).append(text)
        if self.peer.net.longest > UNIT_BYTES_MAX:
            found.setdefault("TLS-7", []).append(f"a unit of {self.peer.net.longest} bytes")
        ours = {"TLS-7": "no unit is longer than 4096 bytes", **ALWAYS}
        results = []
        for rule in sorted({*ours, *found}):
            if not self._wanted((rule,)):
                continue
            wrong = found.get(rule, [])
            expected = ours.get(rule, "nothing that comes breaks this rule")
            seen = f"{len(wrong)} times: {wrong[0]}" if wrong else "nothing else"
            results.append(
                Result(f"all the time: {expected}", (rule,), "looked at everything that came",
                       expected, seen, Verdict.FAIL if wrong else Verdict.PASS)
            )  # fmt: skip
        return results
