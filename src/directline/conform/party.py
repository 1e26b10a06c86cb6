"""The kit's own party: keys, party file, charter, shares, and what it keeps between two runs.

It founds as `spec/founding.md` says, in code of its own, so that the ceremony is checked too.
The keys lie unsealed in the directory: they are a test party's, and nobody else's.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from directline.conform.limits import FILE_BYTES_MAX
from directline.conform.shares import join_shares, make_shares, read_share
from directline.errors import ConfigError, LocalProtocolError, RemoteProtocolError
from directline.wire.charter import (
    Charter,
    Party,
    Role,
    SignedCharter,
    Terms,
    party_of,
    party_value,
    signing_bytes,
)
from directline.wire.codec import array, decode, encode, octets
from directline.wire.limits import SIGNATURE_BYTES
from directline.wire.sealing import PeerRoots, decode_roots, encode_roots, founding_roots
from directline.wire.suite import REAL_SUITE

KEYS = ("identity", "checkpoint", "cosigner", "tls", "recovery")
KIT_ID = "KIT"
LINE_NAME = "CONFORMANCE"
MLDSA_BYTES = 2_420
"""A signature of ML-DSA-44."""
PRIVATE = 0o600
PUBLIC = 0o644
_PARTY = "directline/party/v1"
_RULE = "PARTY-1"
TERMS = Terms(
    heartbeat_ms=1_000,
    blackout_ms=6_000,
    leaf_due_ms=5_000,
    test_interval_ms=4_000,
    epoch_interval_ms=20_000,
    credit_bytes=4_000_000,
    credit_window_ms=20_000,
)
"""Short, so that a run takes a minute or two; anything not named here is the default."""


def signer(seed: bytes) -> Ed25519PrivateKey:
    """The private key of 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed)


@dataclass(slots=True)
class State:
    """What the kit keeps between two runs, so that it never says less than it has said."""

    generation: int = 0
    """The highest generation of our feed that was used."""
    last: int = 0
    """The last position released in it."""
    theirs: dict[int, list[bytes]] = field(default_factory=dict)
    """Leaves of the tested station's feed, by generation, without gaps."""


@dataclass(frozen=True, slots=True)
class KitParty:
    """The kit's party of one line, read from its directory."""

    directory: Path
    keys: Mapping[str, Ed25519PrivateKey] = field(repr=False)
    signed: SignedCharter
    charter: Charter
    own: int

    @property
    def other(self) -> int:
        """The tested party's index."""
        return 1 - self.own

    @classmethod
    def open(cls, directory: Path) -> "KitParty":
        """The party of a directory that `found` made.

        Raises:
            ConfigError: there is none, or the other party has not signed.
        """
        keys = {name: signer(seed) for name, seed in _read_keys(directory).items()}
        signed = read_charter(directory / "charter")
        charter = Charter.decode(signed.charter)
        if sorted(index for index, _ in signed.signatures) != [0, 1]:
            raise ConfigError(
                "the tested party has not signed the charter",
                remedy="let it sign a copy, then give that with --charter",
            )
        signed.verify()
        return cls(directory, keys, signed, charter, charter.index(KIT_ID))

    def public(self, name: str) -> bytes:
        """A public key of ours."""
        return self.keys[name].public_key().public_bytes_raw()

    def roots(self) -> PeerRoots:
        """The roots of secrecy with the tested party."""
        return decode_roots(_read(self.directory / "roots"))[0]

    def keep_roots(self, roots: PeerRoots) -> None:
        """Store new roots."""
        _write(self.directory / "roots", encode_roots((roots,)), PRIVATE)

    def state(self) -> State:
        """What earlier runs left."""
        path = self.directory / "state.json"
        if not path.exists():
            return State()
        held = json.loads(path.read_text())
        theirs = {
            int(generation): [bytes.fromhex(leaf) for leaf in leaves]
            for generation, leaves in held["theirs"].items()
        }
        return State(held["generation"], held["last"], theirs)

    def keep_state(self, state: State) -> None:
        """Keep it for the next run."""
        held = {
            "generation": state.generation,
            "last": state.last,
            "theirs": {g: [leaf.hex() for leaf in leaves] for g, leaves in state.theirs.items()},
        }
        _write(self.directory / "state.json", json.dumps(held).encode(), PRIVATE)


def found(
    directory: Path,
    their_file: Path,
    *,
    catalogue: bytes,
    now_ms: int,
    junior: bool = False,
    terms: Terms = TERMS,
) -> Charter:
    """Make the kit's keys, a charter with the tested party that the kit has signed, and the secret.

    Args:
        directory: Where all of it goes; must not be there yet, or be empty.
        their_file: The tested party's party file.
        catalogue: The digest of the catalogue that the tested party carries.
        now_ms: The instant of founding.
        junior: The kit stands second in the charter; the tested party then chooses connections
            and begins the epoch steps.
        terms: The charter's terms.

    Raises:
        ConfigError: the directory is in use, or the party file is none.
    """
    theirs = read_party(their_file)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(directory.iterdir()):
        raise ConfigError(f"{directory} is not empty", remedy="name another directory")
    seeds = {name: secrets.token_bytes(32) for name in KEYS}
    keys = {name: signer(seed) for name, seed in seeds.items()}
    publics = {name: key.public_key().public_bytes_raw() for name, key in keys.items()}
    roles = (Role("DUTY-OFFICER", "KIT ONE"),)
    ours = Party(KIT_ID, **publics, mldsa=b"", callback="", roles=roles)
    parties = (theirs, ours) if junior else (ours, theirs)
    charter = Charter(
        version=1, name=LINE_NAME, founded_ms=now_ms, parties=parties, languages=("en",),
        catalogue=catalogue, terms=terms, epoch_party=0,
    )  # fmt: skip
    own = parties.index(ours)
    signature = keys["identity"].sign(signing_bytes(charter.encode()))
    signed = SignedCharter(charter.encode(), ((own, signature),))
    message = (_PARTY + "\n").encode() + encode(party_value(ours))
    signatures = tuple(keys[name].sign(message) for name in KEYS)
    secret = secrets.token_bytes(32)
    shares = make_shares(secret, secrets.token_bytes(32), secrets.token_bytes(3))
    held = json.dumps({name: seed.hex() for name, seed in seeds.items()}).encode()
    _write(directory / "keys.json", held, PRIVATE)
    _write(directory / "KIT.party", encode((_PARTY, party_value(ours), signatures)), PUBLIC)
    _write(directory / "charter", signed.encode(), PUBLIC)
    for letter, text in zip("ab", shares, strict=True):
        _write(directory / f"share-{letter}", text.encode(), PRIVATE)
    _write(directory / "roots", founding_roots(secret, charter, own), PRIVATE)
    return charter


def accept(directory: Path, file: Path) -> Charter:
    """Take the charter as the tested party has signed it.

    Raises:
        ConfigError: it is not the kit's charter.
        VerificationError: a signature does not hold.
    """
    mine, theirs = read_charter(directory / "charter"), read_charter(file)
    if mine.charter != theirs.charter:
        raise ConfigError("this is not the charter that the kit has signed")
    held = {**dict(theirs.signatures), **dict(mine.signatures)}
    whole = SignedCharter(mine.charter, tuple(sorted(held.items())))
    charter = whole.verify()
    _write(directory / "charter", whole.encode(), PUBLIC)
    return charter


def secret_check(directory: Path) -> str:
    """What both sides read aloud: they hold the same secret."""
    secret = join_shares(
        *(read_share(_read(directory / f"share-{letter}").decode()) for letter in "ab")
    )
    digest = Charter.decode(read_charter(directory / "charter").charter).digest
    mark = hmac.digest(secret, b"directline/secret-check/v1\n" + digest, "sha256")[:5]
    number = int.from_bytes(mark)
    chars = ["0123456789ABCDEFGHJKMNPQRSTVWXYZ"[number >> at & 31] for at in range(35, -1, -5)]
    return "".join(chars[:4]) + "-" + "".join(chars[4:])


def read_party(path: Path) -> Party:
    """The party of a party file, each of its keys proven.

    Raises:
        ConfigError: it is none.
        VerificationError: a key has not signed it.
    """
    try:
        data = _read(path)
        parts = array(decode(data, bytes_max=16_384, rule=_RULE), 3, _RULE)
        party = party_of(parts[1])
        given = array(parts[2], len(KEYS) + bool(party.mldsa), _RULE)
        held = [octets(item, SIGNATURE_BYTES, _RULE) for item in given[: len(KEYS)]]
        last = octets(given[-1], MLDSA_BYTES, _RULE) if party.mldsa else b""
    except RemoteProtocolError as error:
        raise ConfigError(f"{path} is not a party file: {error.message}") from error
    if parts[0] != _PARTY:
        raise ConfigError(f"{path} is not a party file of this version")
    message = (_PARTY + "\n").encode() + encode(party_value(party))
    for name, signature in zip(KEYS, held, strict=True):
        REAL_SUITE.verify(getattr(party, name), signature, message, part=f"{name} key")
    if party.mldsa:
        REAL_SUITE.verify_mldsa(party.mldsa, last, message, part="mldsa key")
    return party


def read_charter(path: Path) -> SignedCharter:
    """A charter's file.

    Raises:
        ConfigError: it is none.
    """
    try:
        return SignedCharter.decode(_read(path))
    except RemoteProtocolError as error:
        raise ConfigError(f"{path} is not a charter: {error.message}") from error


def terms_with(changes: Mapping[str, str]) -> Terms:
    """The kit's terms with some changed.

    Raises:
        LocalProtocolError: no such term, or no number.
    """
    try:
        return replace(TERMS, **{name: int(value) for name, value in changes.items()})
    except (TypeError, ValueError):
        raise LocalProtocolError(
            "a term is named as in the charter, and is a number", remedy="heartbeat_ms=1000"
        ) from None


def leaf_of(signed: bytes) -> bytes:
    """The leaf of signed bytes."""
    return hashlib.sha256(signed).digest()


def _read_keys(directory: Path) -> dict[str, bytes]:
    held = json.loads(_read(directory / "keys.json"))
    return {name: bytes.fromhex(held[name]) for name in KEYS}


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read: {error.strerror}", remedy="directline conform found"
        ) from error
    if len(data) > FILE_BYTES_MAX:
        raise ConfigError(f"{path} is longer than {FILE_BYTES_MAX} bytes")
    return data


def _write(path: Path, data: bytes, mode: int) -> None:
    fresh = path.with_name(path.name + ".new")
    fresh.touch(mode)
    fresh.write_bytes(data)
    fresh.replace(path)
