"""The directory of a witness: its keys, the logs it serves, the heads it signed, proofs of forks.

keys.sealed            its Ed25519 and ML-DSA-44 keys
vkeys                  the same, public, one a line
logs/                  <line id>.charter: all feeds of that line; logs: verifier keys of other logs
heads/                 the last head signed of each log, one file each
forks/                 proofs of two histories, each a file that stands alone

    home = WitnessHome.create(path, name, passphrase) ; WitnessHome.open(path)
    home.add_charter(data) ; home.add_keys(keys) ; home.book() -> LogBook
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from directline.errors import ConfigError, RemoteProtocolError, VerificationError
from directline.station.custody import (
    HARDNESS,
    SEALED_BYTES_MAX,
    Hardness,
    WitnessKeys,
    seal_witness,
    unseal_witness,
)
from directline.station.files import (
    PRIVATE_DIR_MODE,
    check_private,
    read_bounded,
    write_atomic,
    write_new,
)
from directline.transcript.checkpoint import cosigner_key, cosigner_name, log_key, mldsa_key, origin
from directline.transcript.note import KeyKind, VerifierKey, valid_name
from directline.transcript.witness import FORK_BYTES_MAX, RECORD_BYTES_MAX
from directline.wire.charter import Charter, SignedCharter
from directline.wire.limits import CHARTER_FILE_BYTES_MAX

KEYS_MAX = 1_024
"""Logs that are added one by one; a line comes whole, by its charter."""
KEYS_BYTES_MAX = KEYS_MAX * 512
CHARTERS_MAX = 256
"""Lines that one witness serves."""
FORKS_MAX = 16
"""Proofs kept of one log: one would do."""
_GENERATION = re.compile(r"(directline/[0-9a-f]+/[A-Z][A-Z0-9-]*)/g([1-9][0-9]{0,9})")


@dataclass(slots=True)
class LogBook(Mapping[str, VerifierKey]):
    """The key of each log by origin; of a line's parties in any generation."""

    single: dict[str, VerifierKey] = field(default_factory=dict)
    feeds: dict[str, bytes] = field(default_factory=dict)
    """`directline/<line>/<PARTY>` -> the party's checkpoint key."""

    def add(self, charter: Charter) -> None:
        """Take in every party of a line."""
        for party in charter.parties:
            self.feeds[cosigner_name(charter.line_id, party.id)] = party.checkpoint

    def feed(self, name: str) -> str:
        """The feed that an origin is a generation of; the origin itself for any other log."""
        found = _GENERATION.fullmatch(name)
        return found[1] if found is not None and found[1] in self.feeds else name

    def __getitem__(self, name: str) -> VerifierKey:
        if name in self.single:
            return self.single[name]
        return log_key(name, self.feeds[self.feed(name)])

    def __iter__(self) -> Iterator[str]:
        yield from self.single
        yield from (f"{name}/g1" for name in self.feeds)

    def __len__(self) -> int:
        return len(self.single) + len(self.feeds)


@dataclass(frozen=True, slots=True)
class WitnessHome:
    """One witness on disk."""

    path: Path

    @classmethod
    def create(
        cls, path: Path, name: str, passphrase: str, *, hardness: Hardness = HARDNESS
    ) -> Self:
        """Make a witness's directory and its keys.

        Raises:
            ConfigError: the name cannot be one, or the directory is there and not empty.
        """
        if not valid_name(name) or not name.isprintable():
            raise ConfigError(
                f"{name[:60]!r} cannot be a witness's name",
                remedy="without spaces or plus, for example neutral.example/witness",
            )
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise ConfigError(
                f"{path} is already there and not empty", remedy="name a directory that is new"
            )
        keys = WitnessKeys.make()
        try:
            path.mkdir(mode=PRIVATE_DIR_MODE, parents=True, exist_ok=True)
            path.chmod(PRIVATE_DIR_MODE)
            for folder in ("logs", "heads", "forks", "log"):
                (path / folder).mkdir(mode=PRIVATE_DIR_MODE)
        except OSError as error:
            raise ConfigError(f"{path} cannot be made: {error.strerror}") from error
        write_new(path / "keys.sealed", seal_witness(name, keys, passphrase, hardness))
        public = (
            cosigner_key(name, keys.cosigner.public()),
            mldsa_key(name, keys.mldsa.public()),
        )
        # Last: its presence says that the directory is whole.
        write_new(path / "vkeys", "".join(f"{key.vkey()}\n" for key in public).encode())
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """A witness's directory that is there, whole, ours and private.

        Raises:
            ConfigError: it is not; the remedy says what to do.
        """
        if not (path / "vkeys").is_file():
            raise ConfigError(
                f"{path} is not the directory of a witness",
                remedy="make one: directline witness init DIR --name NAME",
            )
        for name in ("heads", "logs", "forks"):
            if not (path / name).is_dir():
                raise ConfigError(
                    f"{path / name} is missing: what was signed is not known",
                    remedy="restore the whole directory, or make a witness with a new key",
                )
        check_private(path)
        check_private(path / "keys.sealed")
        return cls(path)

    @property
    def log_path(self) -> Path:
        """Where the witness writes its log."""
        return self.path / "log" / "witness.log"

    def vkeys(self) -> tuple[VerifierKey, ...]:
        """Its public keys, to be pinned by stations and readers."""
        return read_keys(self.path / "vkeys", {KeyKind.COSIGNATURE, KeyKind.ML_DSA_COSIGNATURE})

    @property
    def name(self) -> str:
        """The name that it signs under."""
        return self.vkeys()[0].name

    def unseal(self, passphrase: str) -> WitnessKeys:
        """Its keys.

        Raises:
            CustodyError: wrong passphrase, or the file was changed or belongs elsewhere.
            ConfigError: the keys are not those of this directory.
        """
        name, keys = unseal_witness(
            read_bounded(self.path / "keys.sealed", SEALED_BYTES_MAX), passphrase
        )
        mine = (cosigner_key(name, keys.cosigner.public()), mldsa_key(name, keys.mldsa.public()))
        if mine != self.vkeys():
            raise ConfigError(
                "these keys are not those of this witness", remedy="restore the whole directory"
            )
        return keys

    # --- the logs it serves ----------------------------------------------------------------------

    def add_charter(self, data: bytes) -> Charter:
        """Serve every feed of a line.

        Raises:
            ConfigError: it is no charter that all signed, or other keys are known for the line.
        """
        charter = _charter(data, "the charter")
        book = self.book()
        for party in charter.parties:
            known = book.feeds.get(cosigner_name(charter.line_id, party.id), party.checkpoint)
            if known != party.checkpoint:
                raise ConfigError(
                    f"another key is known for {party.id} on this line: nothing was changed",
                    remedy="a log keeps its key; ask the parties which charter is theirs",
                )
        if len(list(self._charters())) >= CHARTERS_MAX:
            raise ConfigError(f"a witness serves at most {CHARTERS_MAX} lines")
        write_atomic(self.path / "logs" / f"{charter.line_id.hex()}.charter", data)
        return charter

    def add_keys(self, keys: Sequence[VerifierKey]) -> None:
        """Serve single logs, by their verifier keys; a log's name is its origin.

        Raises:
            ConfigError: one is no log's key, or another key is known for its log.
        """
        book = self.book()
        for key in keys:
            if key.kind is not KeyKind.ED25519:
                raise ConfigError(f"the key of {key.name} is none that a log signs with")
            if book.get(key.name, key) != key:
                raise ConfigError(
                    f"another key is known for {key.name}: nothing was changed",
                    remedy="a log keeps its key; serve it from a new witness",
                )
            if key.name not in book:
                book.single[key.name] = key
        if len(book.single) > KEYS_MAX:
            raise ConfigError(f"a witness serves at most {KEYS_MAX} single logs")
        text = "".join(f"{key.vkey()}\n" for key in book.single.values())
        write_atomic(self.path / "logs" / "logs", text.encode())

    def book(self) -> LogBook:
        """The logs that it serves."""
        book = LogBook()
        for path in self._charters():
            book.add(_charter(read_bounded(path, CHARTER_FILE_BYTES_MAX), str(path)))
        single = self.path / "logs" / "logs"
        if single.exists():
            book.single = {key.name: key for key in read_keys(single, {KeyKind.ED25519})}
        return book

    def _charters(self) -> Iterator[Path]:
        yield from sorted((self.path / "logs").glob("[0-9a-f]*.charter"))

    # --- what it signed --------------------------------------------------------------------------

    def records(self) -> list[bytes]:
        """Every head that was made durable."""
        paths = sorted((self.path / "heads").iterdir())
        # What begins with a dot is a write that a crash cut short.
        whole = [path for path in paths if not path.name.startswith(".")]
        return [read_bounded(path, RECORD_BYTES_MAX) for path in whole]

    def keep(self, name: str, record: bytes) -> None:
        """Make the last head of a log durable.

        Raises:
            ConfigError: it could not be written; the old one is still there.
        """
        write_atomic(self.path / "heads" / digest(name), record)

    def keep_fork(self, key: VerifierKey, proof: bytes) -> Path | None:
        """Keep the proof of two histories beside its log's key; None when enough are kept.

        Raises:
            ConfigError: it could not be written.
        """
        if len(proof) > FORK_BYTES_MAX:
            return None
        short = digest(key.name)[:16]
        path = self.path / "forks" / f"{short}-{hashlib.sha256(proof).hexdigest()[:16]}.fork"
        if path.exists():
            return path
        if len(list((self.path / "forks").glob(f"{short}-*.fork"))) >= FORKS_MAX:
            return None
        write_atomic(path.with_suffix(".vkey"), f"{key.vkey()}\n".encode())
        write_atomic(path, proof)
        return path


def digest(name: str) -> str:
    """How a log is called in a file's name or an address: SHA-256 of its origin, in hexadecimal."""
    return hashlib.sha256(name.encode()).hexdigest()


def read_keys(path: Path, kinds: set[KeyKind]) -> tuple[VerifierKey, ...]:
    """The verifier keys of a file, one a line.

    Raises:
        ConfigError: a line is none, or of another kind.
    """
    try:
        rows = read_bounded(path, KEYS_BYTES_MAX).decode("utf-8").split()
        keys = tuple(VerifierKey.parse(row) for row in rows)
    except (RemoteProtocolError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} holds what is no verifier key") from error
    if not keys or any(key.kind not in kinds for key in keys):
        raise ConfigError(f"{path} holds no key, or one of another kind")
    return keys


def feeds_of(charter: Charter) -> tuple[str, ...]:
    """The first generation's origins of a line, to be shown."""
    return tuple(origin(charter.line_id, party.id, 1) for party in charter.parties)


def _charter(data: bytes, what: str) -> Charter:
    try:
        return SignedCharter.decode(data).verify()
    except (RemoteProtocolError, VerificationError) as error:
        raise ConfigError(
            f"{what} is none that all parties signed: {error.message}",
            remedy="ask any party for charter.signed",
        ) from error
