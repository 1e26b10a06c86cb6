"""Custody of a party's keys: sealed under a passphrase, used through signers that show nothing.

    keys = PartyKeys.make("ALPHA")                  identity, checkpoint, cosigner, tls, home key
    recovery = KeySigner.make()                     in a file of its own, meant to go offline
    seal_keys(keys, passphrase) -> bytes            content of `keys.sealed`
    unseal_keys(data, passphrase) -> PartyKeys
    seal_recovery(party, signer, passphrase) -> bytes ; unseal_recovery(data, passphrase)
    seal_witness(name, keys, passphrase) -> bytes ; unseal_witness(data, passphrase)
    SealedFile(path, home_key, purpose).read() / .write(data)      `roots.sealed`: no Argon2 a write
    keys.identity.sign(message) ; keys.identity.public()           line.ports.Signer
    keys.tls.private_key()                          for the TLS bearer, which needs the key itself

Identity, checkpoint and cosigner may be kept elsewhere (`signing.OutsideSigner`): the file then
holds an empty place for each, and the home's settings say where.

A passphrase becomes a key by Argon2id (RFC 9106, the second recommended choice: 64 MiB, 3 passes,
4 lanes); the parameters stand in the file.  Every sealing draws a salt of its own and so a key of
its own, which is why the nonce of ChaCha20-Poly1305 may be zero.
Where a passphrase comes from (prompt, file descriptor, file) is `passphrases.py`.
"""

import os
import struct
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from directline.errors import ConfigError, CustodyError, RemoteProtocolError
from directline.station.files import read_bounded, write_atomic
from directline.station.signing import OutsideSigner
from directline.wire.codec import decode, encode
from directline.wire.suite import NONCE_ZERO, REAL_SUITE, TAG_BYTES

SEED_BYTES = 32
SALT_BYTES = 16
FRESH_BYTES = 32
"""Salt of a `SealedFile`: long enough that no two of its writes ever share a key."""
SEALED_BYTES_MAX = 65_536
"""Keys are a few hundred bytes, roots a few thousand: anything longer is not ours."""
PASSPHRASE_CHARS_MIN = 10
"""Short of this even Argon2id does not help for long."""
PASSPHRASE_CHARS_MAX = 1024
MEMORY_KIB_MAX = 4 * 1024 * 1024
"""A tampered header must not make the station ask for more memory than this (4 GiB)."""
ITERATIONS_MAX = 64
LANES_MAX = 64

_PASSPHRASE_MAGIC = b"directline sealed 1\n"
_HOME_MAGIC = b"directline home-sealed 1\n"
_PARAMETERS = struct.Struct(">IIB16s")
_WRONG = "the passphrase is wrong or the file was changed"
"""One message for both: a sealed file cannot tell them apart, and must not seem to."""


@dataclass(frozen=True, slots=True)
class Hardness:
    """What one guess of a passphrase costs."""

    memory_kib: int = 65_536
    iterations: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        """Refuse what Argon2 does not define or what would exhaust the machine."""
        if not (
            1 <= self.lanes <= LANES_MAX
            and 1 <= self.iterations <= ITERATIONS_MAX
            and 8 * self.lanes <= self.memory_kib <= MEMORY_KIB_MAX
        ):
            raise CustodyError("the sealing parameters are out of bounds")

    def derive(self, passphrase: str, salt: bytes) -> bytes:
        """The 32-byte key of a passphrase.  Takes tenths of a second; runs in any thread."""
        return Argon2id(
            salt=salt,
            length=32,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        ).derive(normal_passphrase(passphrase))


HARDNESS = Hardness()


def normal_passphrase(passphrase: str) -> bytes:
    """The bytes of a passphrase, the same from every keyboard (Unicode NFC)."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def check_new_passphrase(passphrase: str) -> None:
    """Refuse a new passphrase that is too short or absurdly long.

    Raises:
        CustodyError: with a remedy; the passphrase itself is not in it.
    """
    if len(passphrase) < PASSPHRASE_CHARS_MIN:
        raise CustodyError(
            f"the passphrase is shorter than {PASSPHRASE_CHARS_MIN} characters",
            remedy="four or more words that nobody would guess together",
        )
    if len(passphrase) > PASSPHRASE_CHARS_MAX:
        raise CustodyError(f"the passphrase is longer than {PASSPHRASE_CHARS_MAX} characters")


class KeySigner:
    """One Ed25519 private key: signs, and never shows, copies or pickles itself."""

    __slots__ = ("_private", "_public")

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise CustodyError("a private key has the wrong length")
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self._public = self._private.public_key().public_bytes_raw()

    @classmethod
    def make(cls) -> Self:
        """A new key from the operating system's entropy."""
        return cls(os.urandom(SEED_BYTES))

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature (64 bytes) over `message`."""
        return self._private.sign(message)

    def public(self) -> bytes:
        """The public key (32 bytes)."""
        return self._public

    def private_key(self) -> Ed25519PrivateKey:
        """The key itself, for what cannot work through `sign` (TLS)."""
        return self._private

    def __repr__(self) -> str:
        return f"<KeySigner {self._public.hex()[:8]}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise CustodyError("a private key is not copied or pickled")


class MldsaSigner:
    """One ML-DSA-44 private key (FIPS 204): signs, and never shows, copies or pickles itself."""

    __slots__ = ("_private", "_public")

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise CustodyError("a private key has the wrong length")
        self._private = MLDSA44PrivateKey.from_seed_bytes(seed)
        self._public = self._private.public_key().public_bytes_raw()

    @classmethod
    def make(cls) -> Self:
        """A new key from the operating system's entropy."""
        return cls(os.urandom(SEED_BYTES))

    def sign(self, message: bytes) -> bytes:
        """The ML-DSA-44 signature (2,420 bytes) over `message`, pure, with an empty context."""
        return self._private.sign(message)

    def public(self) -> bytes:
        """The public key (1,312 bytes)."""
        return self._public

    def seed(self) -> bytes:
        """What `keys.sealed` keeps of it."""
        return self._private.private_bytes_raw()

    def __repr__(self) -> str:
        return f"<MldsaSigner {self._public.hex()[:8]}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise CustodyError("a private key is not copied or pickled")


PartySigner = KeySigner | OutsideSigner
"""A key of the party, in the process or elsewhere: everybody uses `sign` and `public` alone."""
_NOWHERE: Mapping[str, OutsideSigner] = {}


def _seed(signer: PartySigner) -> bytes:
    return b"" if isinstance(signer, OutsideSigner) else signer.private_key().private_bytes_raw()


@dataclass(frozen=True, slots=True)
class PartyKeys:
    """The keys that a running station needs.  The recovery key is not among them."""

    party: str
    identity: PartySigner
    checkpoint: PartySigner
    cosigner: PartySigner
    tls: KeySigner
    home_key: bytes = field(repr=False)
    """Seals the home's other secret files; known to this file only."""
    mldsa: MldsaSigner | None = None
    """Cosigns beside the cosigner key; None in a home founded before there was one."""
    later: "PartyKeys | None" = None
    """The set with renewed keys, which a later version of the charter names."""

    def named_by(self, identity: bytes, tls: bytes) -> "PartyKeys | None":
        """This set or the later one, whichever has these public keys."""
        sets = (self,) if self.later is None else (self, self.later)
        held = ((one.identity.public(), one.tls.public(), one) for one in sets)
        return next(
            (one for ours, ours_tls, one in held if (ours, ours_tls) == (identity, tls)), None
        )

    def renewed(self) -> Self:
        """The same keys but for a new identity and a new TLS key."""
        return replace(self, identity=KeySigner.make(), tls=KeySigner.make(), later=None)

    @classmethod
    def make(cls, party: str, outside: Mapping[str, OutsideSigner] = _NOWHERE) -> Self:
        """A new set of keys, but for those that are kept elsewhere already."""
        return cls(
            party,
            outside.get("identity") or KeySigner.make(),
            outside.get("checkpoint") or KeySigner.make(),
            outside.get("cosigner") or KeySigner.make(),
            KeySigner.make(),
            os.urandom(SEED_BYTES),
            MldsaSigner.make(),
        )

    def outside(self) -> tuple[OutsideSigner, ...]:
        """Those that are kept elsewhere."""
        held = (self.identity, self.checkpoint, self.cosigner)
        return tuple(signer for signer in held if isinstance(signer, OutsideSigner))


def _seal(purpose: str, plain: bytes, passphrase: str, hardness: Hardness) -> bytes:
    salt = os.urandom(SALT_BYTES)
    name = purpose.encode("ascii")
    header = (
        _PASSPHRASE_MAGIC
        + bytes((len(name),))
        + name
        + _PARAMETERS.pack(hardness.memory_kib, hardness.iterations, hardness.lanes, salt)
    )
    key = hardness.derive(passphrase, salt)
    return header + ChaCha20Poly1305(key).encrypt(NONCE_ZERO, plain, header)


def _unseal(purpose: str, data: bytes, passphrase: str) -> bytes:
    name = purpose.encode("ascii")
    start = _PASSPHRASE_MAGIC + bytes((len(name),)) + name
    size = len(start) + _PARAMETERS.size
    if len(data) > SEALED_BYTES_MAX or len(data) < size + TAG_BYTES or data[: len(start)] != start:
        raise CustodyError(
            f"this is not a sealed {purpose} file of version 1",
            remedy="restore it from the backup that was made when the home was founded",
        )
    memory_kib, iterations, lanes, salt = _PARAMETERS.unpack_from(data, len(start))
    hardness = Hardness(memory_kib, iterations, lanes)
    key = hardness.derive(passphrase, salt)
    try:
        return ChaCha20Poly1305(key).decrypt(NONCE_ZERO, data[size:], data[:size])
    except InvalidTag:
        raise CustodyError(
            _WRONG, remedy="where a change of the passphrase was cut short, try the other one"
        ) from None


def seal_keys(keys: PartyKeys, passphrase: str, hardness: Hardness = HARDNESS) -> bytes:
    """The content of `keys.sealed`."""
    signers = (keys.identity, keys.checkpoint, keys.cosigner, keys.tls)
    seeds = tuple(_seed(signer) for signer in signers)
    mldsa = keys.mldsa.seed() if keys.mldsa else b""
    plain = encode((1, keys.party, *seeds, keys.home_key, mldsa))
    return _seal("keys", plain, passphrase, hardness)


def unseal_keys(
    data: bytes, passphrase: str, outside: Mapping[str, OutsideSigner] = _NOWHERE
) -> PartyKeys:
    """The keys of a sealed file, and with them those that are kept elsewhere.

    Raises:
        CustodyError: wrong passphrase, changed or foreign file, or settings and file do not agree
            on which keys are kept elsewhere.
    """
    match _inside(_unseal("keys", data, passphrase)):
        case (
            1,
            str(party),
            bytes(identity),
            bytes(checkpoint),
            bytes(cosigner),
            bytes(tls),
            bytes(home_key),
            bytes(mldsa),
        ):
            return PartyKeys(
                party,
                _placed("identity", identity, outside),
                _placed("checkpoint", checkpoint, outside),
                _placed("cosigner", cosigner, outside),
                KeySigner(tls),
                home_key,
                MldsaSigner(mldsa) if mldsa else None,
            )
        case _:
            pass
    raise CustodyError("the sealed keys are of a version that this software does not know")


def _placed(name: str, seed: bytes, outside: Mapping[str, OutsideSigner]) -> PartySigner:
    elsewhere = outside.get(name)
    if (elsewhere is None) is not bool(seed):
        raise CustodyError(
            f"keys.sealed {'holds' if seed else 'does not hold'} the {name} key, and config.toml"
            f" says {'elsewhere' if seed else 'nowhere else'}",
            remedy=f"correct {name} in [keys] of config.toml, as it was when the home was made",
        )
    return elsewhere or KeySigner(seed)


def seal_recovery(
    party: str, signer: KeySigner, passphrase: str, hardness: Hardness = HARDNESS
) -> bytes:
    """The content of `recovery.sealed`, which is carried away and kept offline."""
    return _seal("recovery", encode((1, party, _seed(signer))), passphrase, hardness)


def unseal_recovery(data: bytes, passphrase: str) -> tuple[str, KeySigner]:
    """The party and recovery key of a sealed file.

    Raises:
        CustodyError: wrong passphrase, changed or foreign file.
    """
    match _inside(_unseal("recovery", data, passphrase)):
        case (1, str(party), bytes(seed)):
            return party, KeySigner(seed)
        case _:
            pass
    raise CustodyError("the sealed recovery key is of a version that this software does not know")


def seal_approver(
    name: str, signer: KeySigner, passphrase: str, hardness: Hardness = HARDNESS
) -> bytes:
    """An officer's approval key, sealed under that officer's own passphrase."""
    return _seal("approver", encode((1, name, _seed(signer))), passphrase, hardness)


def unseal_approver(data: bytes, passphrase: str) -> tuple[str, KeySigner]:
    """The officer and approval key of a sealed file.

    Raises:
        CustodyError: wrong passphrase, changed or foreign file.
    """
    match _inside(_unseal("approver", data, passphrase)):
        case (1, str(name), bytes(seed)):
            return name, KeySigner(seed)
        case _:
            pass
    raise CustodyError("the sealed approval key is of a version that this software does not know")


@dataclass(frozen=True, slots=True)
class WitnessKeys:
    """The keys of a witness, used for cosignatures and nothing else."""

    cosigner: KeySigner
    mldsa: MldsaSigner

    @classmethod
    def make(cls) -> Self:
        """A new pair of keys."""
        return cls(KeySigner.make(), MldsaSigner.make())


def seal_witness(
    name: str, keys: WitnessKeys, passphrase: str, hardness: Hardness = HARDNESS
) -> bytes:
    """The content of a witness's `keys.sealed`."""
    plain = encode((1, name, _seed(keys.cosigner), keys.mldsa.seed()))
    return _seal("witness", plain, passphrase, hardness)


def unseal_witness(data: bytes, passphrase: str) -> tuple[str, WitnessKeys]:
    """The name and keys of a witness.

    Raises:
        CustodyError: wrong passphrase, changed or foreign file.
    """
    match _inside(_unseal("witness", data, passphrase)):
        case (1, str(name), bytes(cosigner), bytes(mldsa)):
            return name, WitnessKeys(KeySigner(cosigner), MldsaSigner(mldsa))
        case _:
            pass
    raise CustodyError("the sealed keys are of a version that this software does not know")


def _inside(plain: bytes) -> object:
    try:
        return decode(plain, bytes_max=SEALED_BYTES_MAX, rule="HOME-1")
    except RemoteProtocolError:
        # Sealed by the right passphrase and yet not ours: never echo what is in it.
        raise CustodyError("the sealed file opens, but does not hold keys") from None


class SealedFile:
    """One secret file of the home, sealed under the home's key; replaced whole, durably.

    `purpose` is bound in, so that one sealed file cannot be put in another's place.
    """

    __slots__ = ("_key", "_path", "_purpose")

    def __init__(self, path: Path, home_key: bytes, purpose: str) -> None:
        self._path = path
        self._key = home_key
        self._purpose = purpose.encode("utf-8")

    def __repr__(self) -> str:
        return f"<SealedFile {self._path}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise CustodyError("a sealed file's key is not copied or pickled")

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self._path

    def write(self, data: bytes) -> None:
        """Seal and replace; durable when this returns.

        Raises:
            CustodyError: it could not be written; the old content is still there.
        """
        salt = os.urandom(FRESH_BYTES)
        header = _HOME_MAGIC + salt
        sealed = ChaCha20Poly1305(self._derive(salt)).encrypt(
            NONCE_ZERO, data, header + self._purpose
        )
        try:
            write_atomic(self._path, header + sealed)
        except ConfigError as error:
            raise CustodyError(error.message, remedy=error.remedy) from error

    def read(self) -> bytes:
        """The plain content.

        Raises:
            CustodyError: missing, changed, or sealed by another home or for another purpose.
        """
        size = len(_HOME_MAGIC) + FRESH_BYTES
        try:
            data = read_bounded(self._path, SEALED_BYTES_MAX)
        except ConfigError as error:
            raise CustodyError(error.message, remedy=error.remedy) from error
        if len(data) < size + TAG_BYTES or not data.startswith(_HOME_MAGIC):
            raise CustodyError(f"{self._path} is not a sealed file of this home")
        header = data[:size]
        key = self._derive(header[len(_HOME_MAGIC) :])
        try:
            return ChaCha20Poly1305(key).decrypt(NONCE_ZERO, data[size:], header + self._purpose)
        except InvalidTag:
            raise CustodyError(
                f"{self._path} was changed, or belongs to another home",
                remedy="restore the home's directory as a whole; see docs/operators.md, backup",
            ) from None

    def _derive(self, salt: bytes) -> bytes:
        return REAL_SUITE.hkdf(self._key, b"directline/home-file/v1" + salt + self._purpose)
