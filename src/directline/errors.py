"""The one hierarchy of errors: ours to mend (local) against the peer's fault (remote).

No foreign exception crosses a room's border.
Messages never carry keys, passphrases or tokens.
"""

EXCERPT_BYTES_MAX = 64
"""How much of the offending bytes a remote error keeps: enough to find it in a capture."""


class DirectlineError(Exception):
    """Superclass of all directline errors.  Never raised directly."""

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} ({self.remedy})" if self.remedy else self.message


class LocalProtocolError(DirectlineError):
    """Our own caller asked for something that the line does not allow now."""


class FieldError(LocalProtocolError):
    """One field of a form holds a value that cannot be sent: names field, value and remedy."""

    def __init__(self, message: str, *, field: str, value: str = "", remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.field = field
        self.value = value


class FormErrors(LocalProtocolError):
    """Everything that is wrong with one filled form, at once: a tuple of FieldError."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        super().__init__("; ".join(f"{e.field}: {e.message}" for e in errors))
        self.errors = errors


class RemoteProtocolError(DirectlineError):
    """Bytes from outside broke a rule of `spec/`; nothing changed because of them."""

    def __init__(self, message: str, *, rule: str, excerpt: bytes = b"") -> None:
        super().__init__(message)
        self.rule = rule
        self.excerpt = excerpt[:EXCERPT_BYTES_MAX]


class VerificationError(DirectlineError):
    """A signature, proof, digest or cosignature does not hold; `part` names what."""

    def __init__(self, message: str, *, part: str) -> None:
        super().__init__(message)
        self.part = part


class StoreError(DirectlineError):
    """The durable store could not do what was asked; nothing of the batch was kept."""


class StoreFullError(StoreError):
    """The disk, or the share of it that this kind of record may use, is full."""


class StoreStoppedError(StoreError):
    """The store takes nothing more until a restart; whether it kept the last batch is not known."""


class DamagedError(StoreError):
    """An entry that was durable no longer reads as it was written: another party's copy mends it.

    `leaf` is the entry's, where the store can still vouch for it.
    """

    def __init__(
        self, message: str, *, place: tuple[int, int, int], leaf: bytes | None, remedy: str = ""
    ) -> None:
        super().__init__(message, remedy=remedy)
        self.place = place
        self.leaf = leaf


class CustodyError(DirectlineError):
    """A key could not be unsealed, found or used."""


class ConfigError(DirectlineError):
    """A setting, file or home directory is missing, wrong or already in use."""


class AccessError(DirectlineError):
    """The person or token is not logged in, or may not do this."""
