"""Signing with a key that is kept outside this process: on a token, in an agent.

    signer = OutsideSigner("identity", public, key, bench)      line.ports.Signer, and more:
    signer.sign(message)            waits for the answer; for commands and worker threads
    signer.ask(message) -> Future   for an event loop, which never waits for a key
    signer.check() -> Future        whether the key is there, without signing

A `Bench` is one thread before one device: what is asked waits in order, bounded in number and
time, so that a slow or dead token holds up nothing but itself.  Every signature is checked
against the public key before anybody sees it.
"""

from collections.abc import Callable
from concurrent.futures import Future
from queue import Full, Queue
from threading import Thread
from typing import NoReturn, Protocol, TypeVar

from directline.errors import CustodyError, VerificationError
from directline.wire.suite import REAL_SUITE

WAITING_MAX = 128
"""What may wait for one device: more than a station signs while a token thinks for a minute."""
ANSWER_S = 15.0
"""A key that has not answered by then counts as gone; some ask a person for a touch first."""

T = TypeVar("T")


class PinRefusedError(CustodyError):
    """A token said no to its PIN; it is not asked again."""


class OutsideKey(Protocol):
    """One key of a device.  Its bench's thread calls it, but for `ask_pin`."""

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature.

        Raises:
            CustodyError: the key is not there now, or refuses.
        """

    def ask_pin(self) -> None:
        """Ask now for what it needs of a person, while somebody is there."""

    def log_in(self) -> None:
        """Make it ready to sign.

        Raises:
            PinRefusedError: with this PIN it never will be.
            CustodyError: it is not there now.
        """

    def check(self) -> None:
        """Look whether the key is there.

        Raises:
            CustodyError: it is not; the message says why.
        """


class Bench:
    """One thread that works for one device, in order.

    Args:
        name: Of the thread.
    """

    def __init__(self, name: str) -> None:
        self._queue: Queue[Callable[[], None]] = Queue(WAITING_MAX)
        self._thread = Thread(target=self._run, name=f"directline-{name}", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Have something done in turn.

        A future that is cancelled before its turn costs the device nothing.
        """
        future: Future[T] = Future()

        def turn() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - the thread's top loop: it must answer
                future.set_exception(error)

        try:
            self._queue.put_nowait(turn)
        except Full:
            future.set_exception(CustodyError("too much waits for this key already"))
        return future

    def _run(self) -> None:
        while True:
            self._queue.get()()


class OutsideSigner:
    """One of our Ed25519 keys, kept where this process cannot read it.

    Args:
        name: "identity", "checkpoint" or "cosigner".
        public: Its public key, as party file and charter name it.
        place: Where it is kept, as a person reads it.
        key: The device's side.
        bench: The device's thread.
    """

    __slots__ = ("_bench", "_key", "_public", "name", "place")

    def __init__(self, name: str, public: bytes, place: str, key: OutsideKey, bench: Bench) -> None:
        self.name = name
        self.place = place
        self._public = public
        self._key = key
        self._bench = bench

    def public(self) -> bytes:
        """The public key (32 bytes)."""
        return self._public

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature (64 bytes); waits for it.

        Raises:
            CustodyError: the key is not there, refuses, or does not answer in time.
        """
        return waited(self.ask(message))

    def ask(self, message: bytes) -> Future[bytes]:
        """The signature, when it comes; a CustodyError where it does not."""
        return self._bench.submit(lambda: self._signed(message))

    def ask_pin(self) -> None:
        """Ask for a PIN now, if the key needs one and it was not asked for yet."""
        self._key.ask_pin()

    def log_in(self) -> Future[None]:
        """Make the key ready; a CustodyError says why it is not."""
        return self._bench.submit(self._key.log_in)

    def check(self) -> Future[None]:
        """Whether the key is there; a CustodyError says why not."""
        return self._bench.submit(self._key.check)

    def _signed(self, message: bytes) -> bytes:
        signature = self._key.sign(message)
        try:
            REAL_SUITE.verify(self._public, signature, message, part=f"{self.name} key")
        except VerificationError:
            raise CustodyError(
                f"the {self.name} key at {self.place} is not the one that the party file names",
                remedy="put the right token in; directline doctor shows each key",
            ) from None
        return signature

    def __repr__(self) -> str:
        return f"<OutsideSigner {self.name} {self._public.hex()[:8]}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise CustodyError("a key is not copied or pickled")


def waited(future: Future[T], timeout_s: float = ANSWER_S) -> T:
    """What a future brings, within bounds.

    Raises:
        CustodyError: as the device says, or it did not answer.
    """
    try:
        return future.result(timeout_s)
    except TimeoutError:
        future.cancel()
        raise unanswered() from None


def unanswered() -> CustodyError:
    """What is said of a key that does not answer."""
    return CustodyError(
        f"the key did not answer within {ANSWER_S:.0f} s",
        remedy="look at the token or the agent; it may wait for somebody to touch or confirm",
    )
