"""What the parts of a line share: charter, feeds, effects, tokens.  No behaviour."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from directline.errors import DamagedError, LocalProtocolError, StoreError
from directline.line.damage import Damage
from directline.line.effects import Effect, Notice, NoticeKind, Persist, PersistRoots, Sign
from directline.line.feeds import Feeds
from directline.line.ports import Entropy, EntryRecord, Record, Signer, Store, WallClock
from directline.line.secrecy import Channel, Opened
from directline.wire.body import commitment, decode_body
from directline.wire.charter import Charter
from directline.wire.entry import Header
from directline.wire.sealing import encode_roots, entry_salt
from directline.wire.suite import Suite

Done = Callable[[int], None]
"""Called with now_ns once the store has confirmed."""
Refused = Callable[[bool, str, int], None]
"""Called with (disk full, reason, now_ns) when the store could not."""

Key = tuple[int, int, int]
"""(party, generation, position) of an entry."""


class Bringer(Protocol):
    """Whoever has a frame that waits for the store, and acknowledges it or lets it come again."""

    def kept(self, opened: Opened, link: str) -> None:
        """What the frame carried is durable."""

    def not_kept(self, opened: Opened) -> None:
        """The store refused it."""


@dataclass(slots=True)
class Context:
    """One line's shared state."""

    charter: Charter
    own: int
    signer: Signer
    suite: Suite
    clock: WallClock
    entropy: Entropy
    archive: Store
    feeds: Feeds
    channels: dict[int, Channel]
    lost: frozenset[bytes] = frozenset()
    """Identity keys that were declared lost."""
    sign_later: bool = False
    """The identity key answers slowly, so that signatures are asked for as effects."""
    effects: list[Effect] = field(default_factory=list)
    signing: dict[int, Callable[[bytes], None]] = field(default_factory=dict)
    """By token: goes on with the signature."""
    waiting: dict[int, tuple[Done, Refused]] = field(default_factory=dict)
    storing: dict[Key, list[tuple[Bringer, Opened, str]]] = field(default_factory=dict)
    """Entries that the store has not confirmed, with the frames (and links) that brought them:
    an entry may come from its author and from others at once."""
    damage: Damage = field(init=False)
    roots_writing: bool = False
    roots_next: list[tuple[Done, Refused]] = field(default_factory=list)
    """Whoever waits for the next write of the roots: one goes at a time, with the roots of all."""
    tokens: int = 0
    owe: Callable[[Key, Header, int], None] = lambda *_: None
    """Called with (key, header, now_ns) of an entry that its author is owed `delivered` for."""
    mended: Callable[[EntryRecord, Header], None] = lambda *_: None
    """Called with (record, header) of an entry that can be read again."""
    ready: bool = False
    """The comparison after the start has ended."""
    taken: tuple[int, int] = (0, 0)
    """(generation, position) of the highest own entry that ever came from a peer."""
    given_back: bool = False
    """After that a peer gave back an entry of ours, of this generation or a later one, that is not
    here: other positions may be taken too."""

    def __post_init__(self) -> None:
        """Nothing is damaged as far as is known."""
        self.damage = Damage(self._damaged)

    def _damaged(self, key: Key, state: bool) -> None:
        party, generation, position = key
        self.notice(
            NoticeKind.DAMAGED, party, state=state, generation=generation, position=position
        )

    @property
    def pair(self) -> bool:
        """Whether the line joins exactly two parties."""
        return len(self.charter.parties) == 2

    def persist(
        self,
        records: tuple[Record, ...],
        done: Done,
        refused: Refused,
        *,
        reserve: bool,
        urgent: bool = False,
    ) -> int:
        """Ask the station to make records durable; go on in `done` or `refused`."""
        token = self._token(done, refused)
        self.effects.append(Persist(token, records, reserve, urgent))
        return token

    def sign(self, message: bytes, done: Callable[[bytes], None], refused: Refused) -> int:
        """Sign with the identity key and go on in `done`: at once, or when the station has."""
        if not self.sign_later:
            done(self.signer.sign(message))
            return 0
        token = self._token(_unsigned, refused)
        self.signing[token] = done
        self.effects.append(Sign(token, message))
        return token

    def persist_roots(self, done: Done, refused: Refused) -> None:
        """Ask the station to write the roots of all peers to their own file.

        One write at a time: of two that end in the other order, the older file would stay, and
        with it a root be lost that is in use.
        """
        self.roots_next.append((done, refused))
        if not self.roots_writing:
            self._write_roots()

    def _write_roots(self) -> None:
        """Write the file that holds what everybody who waits has staged."""
        waited, self.roots_next = self.roots_next, []
        self.roots_writing = bool(waited)
        if not waited:
            return

        def done(now_ns: int) -> None:
            for one, _ in waited:
                one(now_ns)
            self._write_roots()

        def refused(full: bool, reason: str, now_ns: int) -> None:
            for _, one in waited:
                one(full, reason, now_ns)
            self._write_roots()

        token = self._token(done, refused)
        roots = encode_roots(tuple(self.channels[p].to_store for p in sorted(self.channels)))
        self.effects.append(PersistRoots(token, roots))

    def settle(self, token: int) -> tuple[Done, Refused]:
        """The continuation of a token, once.

        Raises:
            LocalProtocolError: no such token waits.
        """
        found = self.waiting.pop(token, None)
        self.signing.pop(token, None)
        if found is None:
            raise LocalProtocolError(f"nothing waits for token {token}")
        return found

    def notice(
        self, kind: NoticeKind, peer: int | None = None, detail: str = "", *, state: bool = True,
        **values: int | str,
    ) -> None:  # fmt: skip
        """Tell the station something that is no entry."""
        self.effects.append(Notice(kind, peer, state, detail, dict(values)))

    def kept(self, party: int, generation: int, position: int) -> EntryRecord | None:
        """An archived entry; None where it is not there or cannot be read."""
        try:
            return self.archive.entry(party, generation, position)
        except DamagedError:
            self.damage.found((party, generation, position), shown=True)
            return None
        except StoreError as error:
            self.notice(NoticeKind.ANOMALY, self.own, f"our own store: {error.message}")
            return None

    def salt(self, party: int, generation: int, position: int) -> bytes | None:
        """The shared salt of an entry on a two-party line; None on larger lines."""
        if not self.pair:
            return None
        root = self.channels[1 - self.own].roots.salt
        return entry_salt(root, party, generation, position, self.suite)

    def commit(self, body: bytes, salt: bytes) -> bytes:
        """The commitment of an encoded body."""
        return commitment(decode_body(body), salt, self.suite)

    def _token(self, done: Done, refused: Refused) -> int:
        self.tokens += 1
        self.waiting[self.tokens] = (done, refused)
        return self.tokens


def _unsigned(_now_ns: int) -> None:
    """Whoever waits for a signature goes on with it, not with a bare confirmation."""
    raise LocalProtocolError("a signature was confirmed without being given")
