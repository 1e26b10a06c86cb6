"""The charter: the founding record of a line, signed by all of its parties over the same bytes."""

from dataclasses import dataclass, fields
from functools import cached_property

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.wire.codec import Value, array, decode, encode, integer, items, octets, text
from directline.wire.limits import (
    CHARTER_BYTES_MAX,
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
    steps; `line` and `previous` (digest of the charter before) are empty in version 1.
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
        value = array(decode(data, bytes_max=CHARTER_BYTES_MAX, rule="CHARTER-1"), 11, "CHARTER-1")
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
        return cls(
            version=version,
            name=_name(value[2], "CHARTER-1"),
            founded_ms=integer(value[3], 0, 2**48 - 1, "CHARTER-1"),
            parties=parties,
            languages=languages,
            catalogue=octets(value[6], HASH_BYTES, "CHARTER-5"),
            terms=_terms(value[7]),
            epoch_party=integer(value[8], 0, len(parties) - 1, "CHARTER-7"),
            line=octets(value[9], 0 if first else LINE_BYTES, "CHARTER-8"),
            previous=octets(value[10], 0 if first else HASH_BYTES, "CHARTER-8"),
        )

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
    """The charter's bytes with (party index, signature) of each that signed."""

    charter: bytes
    signatures: tuple[tuple[int, bytes], ...]

    def encode(self) -> bytes:
        """The bytes of the file that parties exchange."""
        return encode((FORMAT + "/signed", self.charter, self.signatures))

    @classmethod
    def decode(cls, data: bytes) -> "SignedCharter":
        """The inverse of `encode`; checks no signature.

        Raises:
            RemoteProtocolError: not a signed charter.
        """
        value = array(
            decode(data, bytes_max=CHARTER_BYTES_MAX + 4_096, rule="CHARTER-9"), 3, "CHARTER-9"
        )
        charter = value[1]
        if value[0] != FORMAT + "/signed" or not isinstance(charter, bytes):
            raise RemoteProtocolError("not a signed charter", rule="CHARTER-9", excerpt=data)
        pairs = []
        for item in items(value[2], PARTIES_MAX, "CHARTER-9"):
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

    def verify(self, suite: Suite = REAL_SUITE) -> Charter:
        """The charter, once every party's signature over these very bytes holds.

        Raises:
            VerificationError: a signature is missing or does not hold; the party is named.
            RemoteProtocolError: the bytes are no charter.
        """
        charter = Charter.decode(self.charter)
        held = dict(self.signatures)
        for index, party in enumerate(charter.parties):
            part = f"charter signature of {party.id}"
            if index not in held:
                raise VerificationError(f"{party.id} has not signed this charter", part=part)
            suite.verify(party.identity, held.pop(index), CONTEXT + self.charter, part=part)
        if held:
            raise VerificationError("a signature of nobody that the charter names", part="charter")
        return charter


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
    if any(_is_weak(key) for key in keys):
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


def _is_weak(key: bytes) -> bool:
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
