"""Keys on PKCS#11 tokens: smart cards, network HSMs, SoftHSM.  Ed25519 by CKM_EDDSA.

    Token(place, pin).sign(message) ; .check() ; .public()

The key never leaves its token.  Any trouble closes the session; the next question loads the
module's list of slots again, finds the token, compares the public key before it spends a PIN, and
logs in.  A PIN that the token refused is never given to it a second time: tokens count, and lock.
The module is a vendor's code in our process.  It runs on a bench's thread, one at a time, and
never on the loop's: what it leaves in OpenSSL's queue of errors would fail the thread's next TLS.
"""

import os
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any, NoReturn

from directline.errors import CustodyError
from directline.station.keyplaces import KeyPlace
from directline.station.signing import PinRefusedError

if TYPE_CHECKING:
    from types import ModuleType

    from pkcs11 import Session
    from pkcs11 import Token as Slot

PIN_CHARS_MAX = 256
_LOCKS: dict[str, Lock] = {}
"""One a module: they are started without locks of their own, and hold what they have for all who
use them.  A token that does not answer stops those of its own module alone."""
_KEY_BYTES = 32
_POINT = b"\x04\x20"
"""CKA_EC_POINT is an octet string in DER around the key; some modules leave that out."""


class Pin:
    """A token's PIN: shown by nothing."""

    __slots__ = ("_text", "refused")

    def __init__(self, text: str) -> None:
        if not text or len(text) > PIN_CHARS_MAX:
            raise CustodyError("that is no PIN")
        self._text = text
        self.refused = False
        """A token said no to it: it is given to none again."""

    def text(self) -> str:
        """What the token is given."""
        return self._text

    def __repr__(self) -> str:
        return "<Pin>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise CustodyError("a PIN is not copied or pickled")


AskPin = Callable[[str], Pin]
"""Gives the PIN of a token with this label; asked again, it gives the same one."""


class _Module:
    """A vendor's module with one session a token; used inside the lock alone."""

    def __init__(self, pkcs11: "ModuleType", path: str) -> None:
        try:
            self._library = pkcs11.lib(path)
        except (RuntimeError, OSError, pkcs11.PKCS11Error):
            raise CustodyError(
                f"{path} cannot be loaded as a PKCS#11 module",
                remedy="name the vendor's module with ?module-path=/...",
            ) from None
        self.sessions: dict[tuple[str, bytes], Session] = {}
        """Logged in, by the token's label and serial number."""
        self._stale = False

    def token(self, label: str, serial: bytes) -> "Slot":
        """A token that is there now; after any trouble the module looks for slots anew."""
        if self._stale:
            self.sessions.clear()
            self._library.reinitialize()
            self._stale = False
        found: Slot = self._library.get_token(
            token_label=label or None, token_serial=serial or None
        )
        return found

    def trouble(self) -> None:
        """Something failed: every session is opened again."""
        self.sessions.clear()
        self._stale = True


_MODULES: dict[str, _Module] = {}


class Token:
    """One key on a token.

    Args:
        place: Module, token and object.
        pin: Asked when it is first needed.
        public: The key that it must be; None takes what is found (before there is a party file).
    """

    def __init__(self, place: KeyPlace, pin: AskPin, public: bytes | None = None) -> None:
        self._place = place
        self._ask = pin
        self._expected = public
        self._at = (place.label("token"), place.names.get("serial", b""))
        self._pin: Pin | None = None
        self._opened: Session | None = None
        self._private: Any = None
        """The key in that session."""

    def __repr__(self) -> str:
        return f"<Token {self._place.spoken()}>"

    def ask_pin(self) -> None:
        """Ask for the PIN now, while somebody is there to type it."""
        if self._pin is None:
            self._pin = self._ask(self._at[0] or self._at[1].decode("utf-8", "replace"))

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature over `message`.

        Raises:
            CustodyError: the token is not there, refuses its PIN, or lacks the key.
        """
        return self._tried(lambda pkcs11, module: self._signed(pkcs11, module, message))

    def log_in(self) -> None:
        """Log in to the token now, so that a wrong PIN is said while somebody is there.

        Raises:
            PinRefusedError: the token refused it, and is not asked again.
            CustodyError: the token is not there, or lacks the key.
        """
        self._tried(self._opened_now)

    def check(self) -> None:
        """Look whether the token is there with the key that is meant; asks no PIN.

        Raises:
            CustodyError: it is not, or its PIN was refused.
        """
        if self._pin is not None and self._pin.refused:
            raise self._refused()
        self.public()

    def public(self) -> bytes:
        """The public key (32 bytes) that stands beside the private one on the token.

        Raises:
            CustodyError: the token or the key is not there, or it is another.
        """
        return self._tried(self._looked)

    # --- inside the lock -------------------------------------------------------------------------

    def _tried(self, work: Callable[["ModuleType", _Module], bytes]) -> bytes:
        pkcs11 = _library()
        with lock_of(self._place.device):
            module = _MODULES.get(self._place.device)
            if module is None:
                module = _MODULES[self._place.device] = _Module(pkcs11, self._place.device)
            try:
                return work(pkcs11, module)
            except _absences(pkcs11):
                module.trouble()  # The token may be back, or only its session be gone: look anew.
            except pkcs11.PKCS11Error as error:
                module.trouble()
                raise self._trouble(pkcs11, error) from None
            try:
                return work(pkcs11, module)
            except pkcs11.PKCS11Error as error:
                module.trouble()
                raise self._trouble(pkcs11, error) from None

    def _looked(self, pkcs11: "ModuleType", module: _Module) -> bytes:
        held = module.sessions.get(self._at)
        if held is not None:
            return self._public_in(pkcs11, held)
        with module.token(*self._at).open() as session:
            return self._public_in(pkcs11, session)

    def _opened_now(self, pkcs11: "ModuleType", module: _Module) -> bytes:
        return self._public_in(
            pkcs11, module.sessions.get(self._at) or self._log_in(pkcs11, module)
        )

    def _signed(self, pkcs11: "ModuleType", module: _Module, message: bytes) -> bytes:
        session = module.sessions.get(self._at) or self._log_in(pkcs11, module)
        if self._private is None or self._opened is not session:
            wanted = pkcs11.ObjectClass.PRIVATE_KEY
            self._private = session.get_key(object_class=wanted, **self._named())
            self._opened = session
        return bytes(self._private.sign(message, mechanism=pkcs11.Mechanism.EDDSA))

    def _log_in(self, pkcs11: "ModuleType", module: _Module) -> "Session":
        self.ask_pin()
        assert self._pin is not None
        if self._pin.refused:
            raise self._refused()
        self._looked(pkcs11, module)
        try:
            session = module.token(*self._at).open(user_pin=self._pin.text())
        except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid, pkcs11.PinLocked):
            self._pin.refused = True
            raise
        module.sessions[self._at] = session
        return session

    def _named(self) -> dict[str, Any]:
        named: dict[str, Any] = {}
        if label := self._place.label("object"):
            named["label"] = label
        if number := self._place.names.get("id"):
            named["id"] = number
        return named

    def _public_in(self, pkcs11: "ModuleType", session: "Session") -> bytes:
        found = session.get_key(object_class=pkcs11.ObjectClass.PUBLIC_KEY, **self._named())
        point = bytes(found[pkcs11.Attribute.EC_POINT])
        public = point.removeprefix(_POINT) if len(point) > _KEY_BYTES else point
        if found.key_type is not pkcs11.KeyType.EC_EDWARDS or len(public) != _KEY_BYTES:
            raise CustodyError(
                "the key on the token is not Ed25519",
                remedy="make an Ed25519 key pair on it; docs/operators.md shows how",
            )
        if self._expected is not None and public != self._expected:
            raise CustodyError(
                f"{self._place.spoken()}: another key than the party file names",
                remedy="put the right token in, or correct the place in config.toml",
            )
        return public

    def _refused(self) -> PinRefusedError:
        return PinRefusedError(
            f"{self._place.spoken()}: the token refused the PIN, and is not asked again",
            remedy="start the station again with the right PIN; tokens lock after a few",
        )

    def _trouble(self, pkcs11: "ModuleType", error: Exception) -> CustodyError:
        if self._pin is not None and self._pin.refused:
            return self._refused()
        spoken = self._place.spoken()
        if isinstance(error, pkcs11.NoSuchKey):
            return CustodyError(f"{spoken}: no such key on the token")
        if isinstance(error, _absences(pkcs11)):
            return CustodyError(f"{spoken}: the token is not there", remedy="put it in again")
        if isinstance(error, pkcs11.MechanismInvalid):
            return CustodyError(f"{spoken}: the token cannot sign with Ed25519 (CKM_EDDSA)")
        return CustodyError(f"{spoken}: the token says {type(error).__name__}")


def lock_of(module: str) -> Lock:
    """The lock of a module, however its path is written."""
    return _LOCKS.setdefault(os.path.realpath(module), Lock())


def _absences(pkcs11: "ModuleType") -> tuple[type[Exception], ...]:
    """What modules say when a token was pulled out: each says another."""
    return (
        pkcs11.NoSuchToken, pkcs11.TokenNotPresent, pkcs11.DeviceRemoved, pkcs11.NoSuchKey,
        pkcs11.SessionHandleInvalid, pkcs11.ObjectHandleInvalid, pkcs11.SessionClosed,
        pkcs11.KeyHandleInvalid, pkcs11.UserNotLoggedIn,
    )  # fmt: skip


def _library() -> "ModuleType":
    try:
        import pkcs11  # noqa: PLC0415 - only a home that keeps keys on a token needs it
    except ImportError:
        raise CustodyError(
            "keys on tokens need one more package", remedy="pip install 'directline[pkcs11]'"
        ) from None
    return pkcs11
