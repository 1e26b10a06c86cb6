"""A later version of the charter on a running line: who says to hold it, and when it is in force.

    standing = Standing(newest, own)          newest: the charter with all its versions
    standing.fold(record)                     every entry, once
    standing.in_force                         under which version this station signs
    standing.to_say()                         the versions that our feed has still to name
    event_of(charter) -> Body                 the line event that names one

Pure: entries come in.  A version that all parties' feeds name is in force here; two stations may
for a while sign under different ones, and each can check the other, since it said that it holds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.line.ports import EntryRecord
from directline.wire.body import Body, decode_body
from directline.wire.charter import Charter
from directline.wire.entry import Header
from directline.wire.keyevent import CODE as KEY_CODE
from directline.wire.keyevent import KeyEvent
from directline.wire.limits import CHARTER_VERSIONS_MAX
from directline.wire.values import Kind

CODE = "E-CHARTER"
NAMED_MAX = 64
"""Charters of one number that are remembered: two are one too many."""


def key_event_of(event: KeyEvent) -> Body:
    """The line event by which a party says from when on it knows of a key event."""
    return Body(KEY_CODE, 1, (event.party, event.version, event.digest, event.made_ms,
                              event.claimed_ms, event.why))  # fmt: skip


def event_of(charter: Charter) -> Body:
    """The line event by which a party says that it holds this version."""
    return Body(CODE, 1, (charter.version, charter.digest))


@dataclass(slots=True)
class Standing:
    """What the transcript says of the charter's versions."""

    newest: Charter
    own: int
    vouched: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """By version: the parties that signed it with their recovery key.  Their old key is lost, so
    they use it at once: of ours alone it counts, since another's copy may say otherwise."""
    said: dict[int, set[int]] = field(default_factory=dict)
    """By version: the parties whose feeds say that they hold this very charter."""
    told: set[bytes] = field(default_factory=set)
    """The digests of the key events that our feed has named."""
    used: int = 1
    """The newest version under which our own feed has signed: there is no way back."""
    used_by: dict[int, int] = field(default_factory=dict)
    """The same of each party: it needs the keys of no version before."""

    named: dict[int, set[bytes]] = field(default_factory=dict)
    """By version: what other parties' feeds call it, whether it is here or not."""
    own_said: dict[int, bytes] = field(default_factory=dict)
    """By version: the digest that our own feed names, in an entry made here: what a peer gives
    back may be somebody else's, by a key that was stolen."""

    def check(self) -> None:
        """Refuse a charter that is not the one under which our feed was signed, or that it names.

        Raises:
            LocalProtocolError: it is older, or another; as from a backup.
        """
        known = {self.used, *self.own_said}
        wrong = [number for number in sorted(known) if not self._stands(number)]
        if wrong:
            raise LocalProtocolError(
                f"our feed holds to version {wrong[-1]} of the charter, which is not here: "
                f"version {self.newest.version} is",
                remedy="take the newest chain of charters in first: directline line amend",
            )

    def _stands(self, version: int) -> bool:
        held = self.newest.of(version)
        return held is not None and self._may_hold(version, held.digest)

    def _may_hold(self, version: int, digest: bytes) -> bool:
        """Whether this may be our version of that number: nothing else can be in force anywhere.

        Of two that were signed by all, whoever has named one goes over to a lower digest alone,
        and only if another party has named that: that party never goes back, so the higher one
        is never named by all.
        """
        said = self.own_said.get(version, digest)
        return said == digest or (digest < said and digest in self.named.get(version, ()))

    def check_other(self, other: Charter) -> None:
        """Refuse another charter in place of ours where that could split the line.

        Raises:
            LocalProtocolError: a version that it replaces is in force here, or our feed has named
                it and the transcript does not show that it can never be.
        """
        for version in range(2, self.newest.version + 1):
            ours, theirs = self.newest.of(version), other.of(version)
            if ours == theirs or ours is None:
                continue
            free = theirs is not None and self._may_hold(version, theirs.digest)
            if version <= self.in_force or not (free or version not in self.own_said):
                raise LocalProtocolError(
                    f"version {version} of the charter is in force here, or our feed has named it",
                    remedy="all take the one with the lower digest, once a feed has named it",
                )

    def fold(self, record: EntryRecord) -> bool:
        """Take one entry in; whether it said something new of a version."""
        header = Header.parse(record.header)
        before = self.used_by.get(record.party, 1)
        self.used_by[record.party] = max(before, header.charter_version)
        self.used = self.used_by.get(self.own, 1)
        if header.kind is not Kind.EVENT or record.body is None:
            return False
        try:
            body = decode_body(record.body)
        except RemoteProtocolError:
            return False
        match body:
            case Body(code="E-KEY", version=1, fields=(_, _, bytes(digest), *_)):
                if record.party == self.own:
                    self.told.add(digest)
            case Body(code="E-CHARTER", version=1, fields=(int(version), bytes(digest))):
                everybody = (1 << len(self.newest.parties)) - 1
                # Those left out cannot know of it.
                if header.addressees == everybody & ~(1 << record.party):
                    return self._fold_said(record, version, digest)
            case _:
                pass
        return False

    def _fold_said(self, record: EntryRecord, version: int, digest: bytes) -> bool:
        """A party says to all that it holds a version."""
        if not 1 < version <= CHARTER_VERSIONS_MAX:
            return False
        named = self.named.setdefault(version, set())
        if record.party != self.own and len(named) < NAMED_MAX:
            named.add(digest)
        if record.party == self.own and not record.bearer:
            self.own_said[version] = digest
        held = self.newest.of(version)
        if held is None or held.digest != digest:
            return False
        parties = self.said.setdefault(version, set())
        fresh = record.party not in parties
        parties.add(record.party)
        return fresh

    @property
    def in_force(self) -> int:
        """The newest version that all parties hold, each version before it too."""
        version = 1
        while self._by_all(version + 1):
            version += 1
        ours = (number for number, by in self.vouched.items()
                if self.own in by and self.newest.of(number) is not None)  # fmt: skip
        return max(version, self.used, *ours)

    def to_say(self) -> tuple[Charter, ...]:
        """The versions that we hold and our feed has not named yet."""
        later = (self.newest.of(number) for number in range(2, self.newest.version + 1))
        return tuple(c for c in later if c is not None and not self._by(c.version, self.own))

    def waiting(self, version: int) -> tuple[str, ...]:
        """The parties that have not said that they hold a version."""
        parties = enumerate(self.newest.parties)
        return tuple(party.id for number, party in parties if not self._by(version, number))

    def _by(self, version: int, party: int) -> bool:
        return party in self.said.get(version, set())

    def _by_all(self, version: int) -> bool:
        return self.newest.of(version) is not None and not self.waiting(version)
