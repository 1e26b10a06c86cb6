"""Sabotages of keys: what is used twice, or before it is durable."""

from typing import Any

from directline.line.renewal import Renewal
from directline.line.secrecy import Channel


def fixed_incarnation() -> Any:
    """Every start of a station draws the same incarnation."""

    def make(real: Any) -> Any:
        def init(
            self: Channel, roots: Any, line: bytes, own: int, incarnation: bytes, suite: Any
        ) -> None:
            real(self, roots, line, own, bytes([own]) * len(incarnation), suite)

        return init

    return Channel, "__init__", make


def index_stands_still() -> Any:
    """FLASH frames do not count their lane."""

    def make(real: Any) -> Any:
        def seal(self: Channel, kind: Any, lane: int, content: bytes, **how: Any) -> Any:
            sealed = real(self, kind, lane, content, **how)
            if self._next[lane] % 16 == 0:
                self._next[lane] -= 1
            return sealed

        return seal

    return Channel, "seal", make


def roots_before_sync() -> Any:
    """New roots are used before the roots file has them."""

    def make(real: Any) -> Any:
        def adopt(self: Renewal, roots: Any, then: Any = None) -> None:
            real(self, roots, then)
            self.channel.adopt(roots)

        return adopt

    return Renewal, "_adopt", make


def roots_not_stored() -> Any:
    """New roots are used and never written."""

    def make(_real: Any) -> Any:
        def adopt(self: Renewal, roots: Any, then: Any = None) -> None:
            self.channel.adopt(roots)
            if then is not None:
                then()

        return adopt

    return Renewal, "_adopt", make


def no_resync() -> Any:
    """Frames that never open lead to nothing."""
    return Renewal, "begin", lambda _real: lambda _self, _now_ns: None
