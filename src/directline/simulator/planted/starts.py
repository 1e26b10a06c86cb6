"""Sabotages of the comparison after a start: positions that are used again."""

from typing import Any

from directline.line.start import Start


def anchor_ignored() -> Any:
    """The anchor outside the database is not looked at."""
    return Start, "_anchor_ahead", lambda _real: lambda _self: False


def missing_anchor_trusted() -> Any:
    """A missing anchor is taken for a database that is whole."""

    def make(real: Any) -> Any:
        def begin(self: Start, releases: Any, why: str, now_ns: int) -> None:
            if self.anchor is None and "anchor" in why:
                self._be_ready()
            else:
                real(self, releases, why, now_ns)

        return begin

    return Start, "begin_generation", make


def nothing_taken_back() -> Any:
    """What peers show of the own feed, anchor or not, is not looked at."""

    def make(real: Any) -> Any:
        def tick(self: Start, releases: Any, peers: Any, now_ns: int) -> None:
            if not self.ready and self.shown:
                self._be_ready()
            real(self, releases, peers, now_ns)

        return tick

    return Start, "tick", make


def same_generation() -> Any:
    """A generation is opened under the number of the last."""

    def make(_real: Any) -> Any:
        def begin(self: Start, releases: Any, why: str, now_ns: int) -> None:
            self._be_ready()
            event = releases.event("E-GENERATION", (1, 0, why), precedence=3)
            releases.release(event, now_ns)

        return begin

    return Start, "begin_generation", make


def nobody_asked() -> Any:
    """Ready at once, whatever anchor and peers say."""

    def make(real: Any) -> Any:
        def tick(self: Start, releases: Any, peers: Any, now_ns: int) -> None:
            if not self.ready:
                releases.resume()
                self._be_ready()
            real(self, releases, peers, now_ns)

        return tick

    return Start, "tick", make
