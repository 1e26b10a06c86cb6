"""The charter: the founding record of a line, signed by all of its parties over the same bytes."""

from dataclasses import dataclass, field, fields, replace
from functools import cached_property

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.wire.agreedforms import (
    FormFiles,
    agreed_of,
    agreed_value,
    check_texts,
    form_digest,
    renamed,
    texts_of,
    texts_value,
)
from directline.wire.codec import Value, array, decode, encode, integer, items, octets, text
from directline.wire.limits import (
    CHARTER_BYTES_MAX,
    CHARTER_FILE_BYTES_MAX,
    CHARTER_VERSIONS_MAX,
    HASH_BYTES,
    KEY_BYTES,
    LINE_BYTES,
    PARTIES_MAX,
    PARTY_ID_CHARS_MAX,
    ROLES_MAX,
    SIGNATURE_BYTES,
    TEXT_CHARS_MAX,
)
from directline.wire.suite import REAL_SUITE, Suite

CONTEXT = b"directline/charter/v1\n"
FORMAT = "directline/charter/v1"
MLDSA_BYTES_MAX = 2_592
"""The largest ML-DSA public key (FIPS 204)."""
LANGUAGES_MAX = 16
TERM_MAX = 10 * 365 * 86_400_000
"""Ten years in ms: no term is longer."""
FINGERPRINT_BITS = 200
_WEAK_KEYS = frozenset(
    bytes.fromhex(point)
    for point in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    )
)
"""The points of small order on Ed25519's curve in every spelling, without the sign bit."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_ID_CHARS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


@dataclass(frozen=True, slots=True)
class Role:
    """A post that a message can be addressed to: never a person's name."""

    id: str
    call_sign: str


@dataclass(frozen=True, slots=True)
class Party:
    """One side's public part: its keys (Ed25519, 32 bytes each), roles and call-back number.

    `identity` signs entries, charter and resync; `checkpoint` the feed's heads; `cosigner` other
    feeds' heads; `tls` is what its TLS certificate carries; `recovery` is kept offline.
    `mldsa` is empty until the party has a post-quantum key.
    """

    id: str
    identity: bytes
    checkpoint: bytes
    cosigner: bytes
    tls: bytes
    recovery: bytes
    mldsa: bytes
    callback: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the parties agreed on times and bounds.  All are this software's defaults.

    Times in ms.  `human_due_ms_*` is how soon a person must have opened a message, by precedence.
    `flash_rings` is how often FLASH may ring anew within `flash_window_ms`.
    `credit_bytes` is how much of a peer's traffic below FLASH is stored in `credit_window_ms`.
    """

    heartbeat_ms: int = 10_000
    blackout_ms: int = 30_000
    desk_presence_ms: int = 600_000
    leaf_due_ms: int = 60_000
    test_interval_ms: int = 3_600_000
    human_due_ms_routine: int = 21_600_000
    human_due_ms_priority: int = 10_800_000
    human_due_ms_immediate: int = 1_800_000
    human_due_ms_flash: int = 120_000
    flash_rings: int = 3
    flash_window_ms: int = 600_000
    ahead_min_ms: int = 1_800_000
    drill_max_ms: int = 14_400_000
    epoch_interval_ms: int = 86_400_000
    position_tolerance_m: int = 100
    clock_offset_max_ms: int = 5_000
    credit_bytes: int = 268_435_456
    credit_window_ms: int = 86_400_000
    checkpoint_interval_ms: int = 300_000

    def human_due_ms(self, precedence: int) -> int:
        """The time within which a person must have opened a message of this precedence."""
        return (
            self.human_due_ms_routine,
            self.human_due_ms_priority,
            self.human_due_ms_immediate,
            self.human_due_ms_flash,
        )[precedence]


@dataclass(frozen=True)
class Charter:
    """What all parties signed.

    `catalogue` is the digest of the forms and words that all read; `epoch_party` begins the epoch
    steps; `line` is empty in version 1.  `previous` is the digest of the charter before; in version
    1 that of the line which this one succeeds, or empty.
    """

    version: int
    name: str
    founded_ms: int
    parties: tuple[Party, ...]
    languages: tuple[str, ...]
    catalogue: bytes
    terms: Terms
    epoch_party: int = 0
    line: bytes = b""
    previous: bytes = b""
    profiles: tuple[str, ...] = ()
    """Profiles of the catalogue that are on beside its core."""
    form_files: FormFiles = ()
    """The parties' own forms and their words: names and digests of the files."""
    texts: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """The files of own forms that this version or another of the chain names; never encoded."""
    versions: tuple["Charter", ...] = field(default=(), compare=False, repr=False)
    """All versions that the file held, where it held more than this one; never encoded."""

    def of(self, version: int) -> "Charter | None":
        """The charter of a version, with all others; None where it is not held."""
        if version == self.version:
            return self
        found = next((c for c in self.versions if c.version == version), None)
        if found is None:
            return None
        return replace(found, versions=self.versions, texts=self.texts)

    def keys_of(self, party: int, name: str, used: int = 1) -> tuple[bytes, ...]:
        """The keys that a party may use while it goes from one version to the next.

        This version's first, then those of the version before and of the later ones that are held:
        two stations come to a version at two instants.  None of a version before the newest that
        the party is known to have `used`: it has come to that one, and never goes back.
        """
        near = (one for one in self.versions if one.version >= self.version - 1)
        held = (one for one in (self, *near) if one.version >= min(used, self._last))
        return tuple(dict.fromkeys(getattr(one.parties[party], name) for one in held))

    @property
    def _last(self) -> int:
        return max((one.version for one in self.versions), default=self.version)

    def encode(self) -> bytes:
        """The bytes that every party signs.

        Raises:
            LocalProtocolError: the charter is not one that `decode` would accept.
        """
        parties: tuple[Value, ...] = tuple(party_value(p) for p in self.parties)
        terms: tuple[Value, ...] = tuple(getattr(self.terms, f.name) for f in fields(Terms))
        data = encode(
            (
                FORMAT, self.version, self.name, self.founded_ms, parties, self.languages,
                self.catalogue, terms, self.epoch_party, self.line, self.previous,
                *agreed_value(self.profiles, self.form_files),
            )
        )  # fmt: skip
        try:
            Charter.decode(data)
        except RemoteProtocolError as error:
            raise LocalProtocolError(f"this charter cannot stand: {error.message}") from error
        return data

    @classmethod
    def decode(cls, data: bytes) -> "Charter":
        """The charter of bytes from outside.

        Raises:
            RemoteProtocolError: not a charter, or one that breaks a rule [CHARTER-n].
        """
        value = items(decode(data, bytes_max=CHARTER_BYTES_MAX, rule="CHARTER-1"), 12, "CHARTER-1")
        if len(value) < 12:
            array(value, 11, "CHARTER-1")
        if value[0] != FORMAT:
            raise RemoteProtocolError(
                "not a charter of this format", rule="CHARTER-1", excerpt=data
            )
        parties = tuple(party_of(item) for item in items(value[4], PARTIES_MAX, "CHARTER-2"))
        _check_parties(parties)
        languages = tuple(
            text(item, 16, "CHARTER-4") for item in items(value[5], LANGUAGES_MAX, "CHARTER-4")
        )
        if not languages or len(set(languages)) != len(languages):
            raise RemoteProtocolError("languages: at least one, each once", rule="CHARTER-4")
        version = integer(value[1], 1, 65_535, "CHARTER-1")
        first = version == 1
        found = cls(
            version=version,
            name=_name(value[2], "CHARTER-1"),
            founded_ms=integer(value[3], 0, 2**48 - 1, "CHARTER-1"),
            parties=parties,
            languages=languages,
            catalogue=octets(value[6], HASH_BYTES, "CHARTER-5"),
            terms=_terms(value[7]),
            epoch_party=integer(value[8], 0, len(parties) - 1, "CHARTER-7"),
            line=octets(value[9], 0 if first else LINE_BYTES, "CHARTER-8"),
            previous=_previous(value[10], first=first),
        )
        profiles, files = agreed_of(value[11:])
        return replace(found, profiles=profiles, form_files=files)

    @cached_property
    def digest(self) -> bytes:
        """The SHA-256 of the signed bytes."""
        return REAL_SUITE.sha256(CONTEXT + self.encode())

    @cached_property
    def line_id(self) -> bytes:
        """The line's name on the wire: the first 16 bytes of the first charter's digest."""
        return self.line or self.digest[:LINE_BYTES]

    @property
    def fingerprint(self) -> str:
        """What two people read aloud to one another: 200 bits as ten groups of four."""
        return fingerprint(self.digest)

    def index(self, party_id: str) -> int:
        """The index of a party.

        Raises:
            LocalProtocolError: the charter names no such party.
        """
        for position, party in enumerate(self.parties):
            if party.id == party_id:
                return position
        raise LocalProtocolError(f"the charter names no party {party_id!r}")


@dataclass(frozen=True, slots=True)
class SignedCharter:
    """The charter's bytes with (party index, signature) of each that signed.

    `earlier` holds the versions before it, from the first on, where there are any.
    """

    charter: bytes
    signatures: tuple[tuple[int, bytes], ...]
    earlier: tuple["SignedCharter", ...] = ()
    texts: tuple[str, ...] = ()
    """The files of the parties' own forms that any of these versions names."""

    @property
    def chain(self) -> tuple["SignedCharter", ...]:
        """Every version by itself, the first one first."""
        return (*self.earlier, SignedCharter(self.charter, self.signatures))

    @property
    def before(self) -> "SignedCharter":
        """The versions before the last one, with the files that these name."""
        last = self.earlier[-1]
        named = {d for one in self.earlier for _, d in Charter.decode(one.charter).form_files}
        texts = tuple(text for text in self.texts if form_digest(text) in named)
        return SignedCharter(last.charter, last.signatures, self.earlier[:-1], texts)

    def encode(self) -> bytes:
        """The bytes of the file that parties exchange."""
        if self.texts:
            whole = replace(self, texts=()).encode()
            return encode((FORMAT + "/forms", texts_value(self.texts), whole))
        if self.earlier:
            rows = tuple((one.charter, one.signatures) for one in self.chain)
            return encode((FORMAT + "/chain", rows))
        return encode((FORMAT + "/signed", self.charter, self.signatures))

    @classmethod
    def decode(cls, data: bytes) -> "SignedCharter":
        """The inverse of `encode`; checks no signature.

        Raises:
            RemoteProtocolError: not a signed charter, and no chain of them.
        """
        value = decode(data, bytes_max=CHARTER_FILE_BYTES_MAX, rule="CHARTER-9")
        if isinstance(value, tuple) and value[:1] == (FORMAT + "/forms",):
            _, held, whole = array(value, 3, "CHARTER-11")
            if not isinstance(whole, bytes):
                raise RemoteProtocolError("a charter is missing", rule="CHARTER-11", excerpt=data)
            plain = decode(whole, bytes_max=CHARTER_FILE_BYTES_MAX, rule="CHARTER-9")
            return replace(cls._decode_plain(plain, whole), texts=texts_of(held))
        return cls._decode_plain(value, data)

    @classmethod
    def _decode_plain(cls, value: Value, data: bytes) -> "SignedCharter":
        """A signed charter or a chain, without files."""
        if isinstance(value, tuple) and value[:1] == (FORMAT + "/chain",):
            rows = items(array(value, 2, "AMEND-1")[1], CHARTER_VERSIONS_MAX, "AMEND-1")
            if len(rows) < 2:
                raise RemoteProtocolError("a chain has two charters or more", rule="AMEND-1")
            held = [cls._read(array(row, 2, "AMEND-1"), data) for row in rows]
            return cls(held[-1].charter, held[-1].signatures, tuple(held[:-1]))
        parts = array(value, 3, "CHARTER-9")
        if parts[0] != FORMAT + "/signed" or len(data) > CHARTER_BYTES_MAX + 4_096:
            raise RemoteProtocolError("not a signed charter", rule="CHARTER-9", excerpt=data)
        return cls._read(parts[1:], data)

    @classmethod
    def _read(cls, parts: tuple[Value, ...], data: bytes) -> "SignedCharter":
        charter = parts[0]
        if not isinstance(charter, bytes) or len(charter) > CHARTER_BYTES_MAX:
            raise RemoteProtocolError("not a signed charter", rule="CHARTER-9", excerpt=data)
        pairs = []
        for item in items(parts[1], PARTIES_MAX, "CHARTER-9"):
            index, signature = array(item, 2, "CHARTER-9")
            pairs.append(
                (
                    integer(index, 0, PARTIES_MAX - 1, "CHARTER-9"),
                    octets(signature, SIGNATURE_BYTES, "CHARTER-9"),
                )
            )
        if [index for index, _ in pairs] != sorted({index for index, _ in pairs}):
            raise RemoteProtocolError(
                "signatures: each party once, in order", rule="CHARTER-9", excerpt=data
            )
        return cls(charter, tuple(pairs))

    def charters(self) -> tuple[Charter, ...]:
        """Every version, read and in order; checks no signature.

        Raises:
            RemoteProtocolError: the bytes are no charter.
            VerificationError: one does not follow the one before it.
        """
        read: list[Charter] = []
        for one in self.chain:
            charter = Charter.decode(one.charter)
            check_follows(read[-1] if read else None, charter)
            read.append(charter)
        files = [charter.form_files for charter in read]
        if other := renamed(files):
            wrong = f"a later version changes {other}: another text needs another name"
            raise VerificationError(wrong, part="charter chain")
        check_texts(self.texts, files)
        if self.texts:
            read = [replace(charter, texts=self.texts) for charter in read]
        return tuple(read)

    def verify(self, suite: Suite = REAL_SUITE) -> Charter:
        """The charter, once every party's signature over these very bytes holds, in each version.

        Raises:
            VerificationError: a signature is missing or does not hold; the party is named.
            RemoteProtocolError: the bytes are no charter.
        """
        read = self.charters()
        for number, (one, charter) in enumerate(zip(self.chain, read, strict=True)):
            named = read[max(0, number - 1)]
            missing = [p for p, held in one.signers(charter, named, suite).items() if not held]
            if missing:
                part = f"charter signature of {missing[0]}"
                raise VerificationError(f"{missing[0]} has not signed this charter", part=part)
        return read[0] if len(read) == 1 else replace(read[-1], versions=read)

    def vouched(self, suite: Suite = REAL_SUITE) -> dict[int, frozenset[int]]:
        """By later version: the parties whose recovery key signed it, in a lost key's place.

        Raises:
            VerificationError: a signature does not hold.
            RemoteProtocolError: the bytes are no charter.
        """
        read = self.charters()
        found = {}
        for one, charter, named in zip(self.chain[1:], read[1:], read, strict=False):
            message = CONTEXT + one.charter
            held = set()
            for index, signature in one.signatures:
                party = named.parties[index]
                try:
                    suite.verify(party.identity, signature, message, part="charter signature")
                except VerificationError:
                    suite.verify(party.recovery, signature, message, part="charter signature")
                    held.add(index)
            found[charter.version] = frozenset(held)
        return found

    def signers(
        self, charter: Charter, named: Charter, suite: Suite = REAL_SUITE
    ) -> dict[str, bool]:
        """Of each party whether it has signed this version.

        Args:
            charter: These bytes, read.
            named: Whose keys count: the version before, or the first one itself.
            suite: What checks signatures.

        Raises:
            VerificationError: a signature is there and does not hold.
        """
        held = dict(self.signatures)
        found: dict[str, bool] = {}
        for index, party in enumerate(named.parties):
            signature = held.pop(index, None)
            if signature is not None:
                part = f"charter signature of {party.id}"
                _check_signature(party, signature, CONTEXT + self.charter, part, suite, charter)
            found[party.id] = signature is not None
        if held:
            raise VerificationError("a signature of nobody that the charter names", part="charter")
        return found


def _check_signature(
    party: Party, signature: bytes, message: bytes, part: str, suite: Suite, charter: Charter
) -> None:
    """By the identity key; of a later version also by the recovery key, where that one is lost."""
    try:
        suite.verify(party.identity, signature, message, part=part)
    except VerificationError:
        if charter.version == 1:
            raise
        suite.verify(party.recovery, signature, message, part=part)


def _previous(value: Value, *, first: bool) -> bytes:
    """The digest of the charter before; a first one has none, unless it succeeds a line."""
    return b"" if first and value == b"" else octets(value, HASH_BYTES, "CHARTER-8")


def check_follows(before: Charter | None, charter: Charter) -> None:
    """Refuse a version that does not follow the one before it.

    Raises:
        VerificationError: it does not; what differs is said.
    """
    if before is None:
        if charter.version != 1:
            raise VerificationError(
                "the versions of this charter before it are missing", part="charter chain"
            )
        return
    wrong = ""
    if (charter.version, charter.line, charter.previous) != (
        before.version + 1, before.line_id, before.digest,
    ):  # fmt: skip
        wrong = f"version {charter.version} does not follow version {before.version}"
    elif charter.founded_ms != before.founded_ms:
        wrong = "a later version keeps the founding instant"
    elif [_kept(p) for p in charter.parties] != [_kept(p) for p in before.parties]:
        wrong = "a later version keeps its parties, and the keys that sign heads and vouch"
    if wrong:
        raise VerificationError(wrong, part="charter chain")


def _kept(party: Party) -> tuple[str | bytes, ...]:
    """What of a party no later version changes."""
    return party.id, party.checkpoint, party.cosigner, party.recovery, party.mldsa


def signing_bytes(charter: bytes) -> bytes:
    """What a party's identity key signs."""
    return CONTEXT + charter


def fingerprint(digest: bytes) -> str:
    """Ten groups of four characters (Crockford's base 32: no I, L, O, U) of a digest's 200 bits."""
    number = int.from_bytes(digest[: FINGERPRINT_BITS // 8])
    chars = [_ALPHABET[(number >> shift) & 31] for shift in range(FINGERPRINT_BITS - 5, -1, -5)]
    return "-".join("".join(chars[at : at + 4]) for at in range(0, len(chars), 4))


def normalise_fingerprint(typed: str) -> str:
    """What a person typed, as `fingerprint` writes it: case, spaces and look-alikes mended."""
    chars = "".join(typed.upper().replace("-", " ").split()).translate(_LOOKALIKES)
    return "-".join(chars[at : at + 4] for at in range(0, len(chars), 4))


def party_value(party: Party) -> Value:
    """A party as it stands in a charter and in the file with which it introduces itself."""
    return (
        party.id, party.identity, party.checkpoint, party.cosigner, party.tls, party.recovery,
        party.mldsa, party.callback, tuple((r.id, r.call_sign) for r in party.roles),
    )  # fmt: skip


def party_of(value: Value) -> Party:
    """The inverse of `party_value`.

    Raises:
        RemoteProtocolError: not a party, or one that breaks a rule [CHARTER-2], [CHARTER-3].
    """
    parts = array(value, 9, "CHARTER-2")
    party_id = text(parts[0], PARTY_ID_CHARS_MAX, "CHARTER-2")
    if not party_id or not party_id[0].isalpha() or not set(party_id) <= _ID_CHARS:
        raise RemoteProtocolError("a party's id is A-Z, then A-Z, 0-9 or -", rule="CHARTER-2")
    keys = [octets(part, KEY_BYTES, "CHARTER-3") for part in parts[1:6]]
    if len(set(keys)) != len(keys):
        raise RemoteProtocolError(f"{party_id} uses one key twice", rule="CHARTER-3")
    if any(is_weak(key) for key in keys):
        raise RemoteProtocolError(f"{party_id} has a key that binds nobody", rule="CHARTER-3")
    mldsa = parts[6]
    if not isinstance(mldsa, bytes) or len(mldsa) > MLDSA_BYTES_MAX:
        raise RemoteProtocolError("a post-quantum key is out of bounds", rule="CHARTER-3")
    roles = []
    for item in items(parts[8], ROLES_MAX, "CHARTER-2"):
        role_id, call_sign = array(item, 2, "CHARTER-2")
        roles.append(Role(_name(role_id, "CHARTER-2"), _name(call_sign, "CHARTER-2")))
    callback = text(parts[7], TEXT_CHARS_MAX, "CHARTER-2")
    return Party(
        party_id, keys[0], keys[1], keys[2], keys[3], keys[4], mldsa, callback, tuple(roles)
    )


def is_weak(key: bytes) -> bool:
    """Whether a public key is a point of small order, under which one signature fits any text.

    A party with such a key could sign everything and be held to nothing.
    """
    return key[:-1] + bytes([key[-1] & 0x7F]) in _WEAK_KEYS


def _check_parties(parties: tuple[Party, ...]) -> None:
    if len(parties) < 2:
        raise RemoteProtocolError("a line has two parties or more", rule="CHARTER-2")
    if len({p.id for p in parties}) != len(parties):
        raise RemoteProtocolError("two parties have one id", rule="CHARTER-2")
    keys = [k for p in parties for k in (p.identity, p.checkpoint, p.cosigner, p.tls, p.recovery)]
    if len(set(keys)) != len(keys):
        raise RemoteProtocolError("two parties share a key", rule="CHARTER-3")


def _terms(value: Value) -> Terms:
    names = [f.name for f in fields(Terms)]
    parts = array(value, len(names), "CHARTER-6")
    numbers = {
        name: integer(part, 1, TERM_MAX, "CHARTER-6")
        for name, part in zip(names, parts, strict=True)
    }
    terms = Terms(**numbers)
    if terms.blackout_ms < 2 * terms.heartbeat_ms:
        raise RemoteProtocolError("the blackout time is under two heartbeats", rule="CHARTER-6")
    return terms


def _name(value: Value, rule: str) -> str:
    name = text(value, TEXT_CHARS_MAX, rule)
    if not name.strip() or not name.isprintable():
        raise RemoteProtocolError("a name is printable and not empty", rule=rule)
    return name
