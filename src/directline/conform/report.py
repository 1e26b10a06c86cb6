"""What the kit has found: one result a check, one verdict a rule."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Verdict(Enum):
    """How a check ended."""

    PASS = "pass"  # noqa: S105 - a verdict
    FAIL = "fail"
    UNSEEN = "not observable"


@dataclass(frozen=True, slots=True)
class Result:
    """One check."""

    name: str
    rules: tuple[str, ...]
    did: str
    expected: str
    seen: str
    verdict: Verdict
    seconds: float = 0.0


@dataclass(slots=True)
class Report:
    """All of them."""

    results: list[Result] = field(default_factory=list)
    met: bool = True
    cut_short: str = ""
    unseen_rules: dict[str, str] = field(default_factory=dict)
    """Rules that no connection can show, each with the reason."""

    @property
    def failed(self) -> bool:
        """Whether anything failed."""
        return not self.met or any(r.verdict is Verdict.FAIL for r in self.results)

    def rules(self) -> dict[str, Verdict]:
        """One verdict a rule: failed if any check of it failed, else passed if any passed."""
        found: dict[str, Verdict] = {}
        order = (Verdict.FAIL, Verdict.PASS, Verdict.UNSEEN)
        for result in self.results:
            for rule in result.rules:
                held = found.get(rule, Verdict.UNSEEN)
                found[rule] = min(held, result.verdict, key=order.index)
        return dict(sorted(found.items(), key=lambda pair: _order(pair[0])))

    def value(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "met": self.met,
            "failed": self.failed,
            "cut_short": self.cut_short,
            "rules": {rule: verdict.value for rule, verdict in self.rules().items()},
            "not_observable": self.unseen_rules,
            "checks": [
                {
                    "name": r.name, "rules": list(r.rules), "did": r.did, "expected": r.expected,
                    "seen": r.seen, "verdict": r.verdict.value, "seconds": round(r.seconds, 2),
                }
                for r in self.results
            ],
        }  # fmt: skip

    def lines(self) -> list[str]:
        """The report as text."""
        lines = []
        for r in self.results:
            lines.append(f"{r.verdict.value:14} {r.name}  [{', '.join(r.rules)}]")
            if r.verdict is not Verdict.PASS:
                lines += [f"    did       {r.did}", f"    expected  {r.expected}",
                          f"    seen      {r.seen}"]  # fmt: skip
        by_rule = self.rules()
        for verdict in Verdict:
            names = [rule for rule, held in by_rule.items() if held is verdict]
            lines.append(f"{verdict.value}: {len(names)} rules  {' '.join(names)}")
        lines.append(f"not to be seen on a connection: {len(self.unseen_rules)} rules")
        if self.cut_short:
            lines.append(self.cut_short)
        return lines


def _order(rule: str) -> tuple[str, int]:
    room, _, number = rule.rpartition("-")
    return room, int(number)
