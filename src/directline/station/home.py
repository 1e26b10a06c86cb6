"""The home of a station: one private directory with everything that one party's station owns.

config.toml                 settings (config.py)
keys.sealed                 identity, checkpoint, cosigner and TLS keys, and the home key
recovery.sealed             the recovery key, until it is carried away
approvers.sealed            which rule of approvals is in force (approvals.py)
party                       the public party file of this home (party.py)
desk.db                     officers, log-ins, drafts, watch log (localdb.py)
log/                        the station's log
amendments/                 which later versions of charters we signed (amendments.py)
lines/<line id>/            one directory a line:
charter.signed  roots.sealed  line.db  anchor  reserve  fresh  catalogue-<digest>

home = Home.open(path)              checks who can read it; ConfigError with a remedy
home.party -> "ALPHA" ; home.config() ; home.unseal(passphrase) -> PartyKeys
home.lines() -> tuple[LineDir, ...] ; home.line("NORTHERN AIR" | id prefix | None) -> LineDir
home.open_db() -> LocalDb ; home.db_path ; home.log_path
line.signed() -> SignedCharter ; line.charter() -> Charter (verified) ; line.own(party) -> int
line.roots(keys) -> SealedFile ; line.anchor() -> AnchorFile ; line.db_path ; line.reserve_path
line.is_fresh() ; line.clear_fresh()      first start after founding: no comparison is needed
"""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from directline.errors import (
    ConfigError,
    CustodyError,
    RemoteProtocolError,
    StoreError,
    VerificationError,
)
from directline.line.ports import Anchor
from directline.station import staging
from directline.station.approvals import Approvals
from directline.station.config import Config, load_config, render_config
from directline.station.custody import (
    SEALED_BYTES_MAX,
    Hardness,
    KeySigner,
    PartyKeys,
    SealedFile,
    seal_keys,
    seal_recovery,
    unseal_keys,
    unseal_recovery,
)
from directline.station.files import (
    PRIVATE_DIR_MODE,
    check_private,
    read_bounded,
    sync_directory,
    write_atomic,
    write_new,
)
from directline.station.keyring import no_pin, one_pin_a_token, outside_keys
from directline.station.localdb import LocalDb
from directline.station.party import PARTY_FILE_BYTES_MAX, Introduction
from directline.station.tokens import AskPin
from directline.store.anchor import AnchorFile
from directline.wire.charter import Charter, Party, SignedCharter
from directline.wire.keyevent import KEY_EVENT_BYTES_MAX, KeyEvent, read_key_event
from directline.wire.limits import CHARTER_FILE_BYTES_MAX, HASH_BYTES

LINE_PREFIX_MIN = 4
"""Characters of a line's id that name it on the command line."""


@dataclass(frozen=True, slots=True)
class LineDir:
    """One line's directory inside a home."""

    path: Path

    @property
    def id(self) -> str:
        """The line's id in hexadecimal."""
        return self.path.name

    @property
    def db_path(self) -> Path:
        """The durable feeds."""
        return self.path / "line.db"

    @property
    def reserve_path(self) -> Path:
        """The space kept for FLASH."""
        return self.path / "reserve"

    @property
    def anchor_path(self) -> Path:
        """The own feed's head, kept outside the database."""
        return self.path / "anchor"

    def catalogue_path(self, digest: bytes) -> Path:
        """The catalogue that the charter pins, kept for the software that comes after."""
        return self.path / f"catalogue-{digest.hex()}"

    def signed(self) -> SignedCharter:
        """The charter with all signatures.

        Raises:
            ConfigError: missing or not a charter.
        """
        path = self.path / "charter.signed"
        try:
            return SignedCharter.decode(read_bounded(path, CHARTER_FILE_BYTES_MAX))
        except RemoteProtocolError as error:
            raise ConfigError(
                f"{path} is damaged: {error.message}", remedy="ask any party for its copy"
            ) from error

    def charter(self) -> Charter:
        """The charter, verified, and of the line that this directory is for.

        Raises:
            ConfigError: missing, damaged, or not signed by all.
        """
        try:
            charter = self.signed().verify()
        except (VerificationError, RemoteProtocolError) as error:
            raise ConfigError(
                f"the charter of line {self.id[:8]} does not hold: {error.message}",
                remedy="ask any party for its copy",
            ) from error
        if charter.line_id.hex() != self.id:
            raise ConfigError(f"{self.path} holds the charter of another line")
        return charter

    def amend(self, signed: SignedCharter) -> None:
        """Put a later version in the charter's place; the caller has checked it.

        Raises:
            ConfigError: it cannot be written.
        """
        write_atomic(self.path / "charter.signed", signed.encode())

    def key_events(self, charter: Charter) -> tuple[KeyEvent, ...]:
        """The key events that were taken into this home, each checked again.

        Raises:
            ConfigError: one cannot be read or does not hold.
        """
        found = []
        for path in sorted((self.path / "key-events").glob("*.event")):
            try:
                found.append(read_key_event(read_bounded(path, KEY_EVENT_BYTES_MAX), charter))
            except (RemoteProtocolError, VerificationError) as error:
                raise ConfigError(
                    f"{path} is damaged: {error.message}", remedy="take the key event in again"
                ) from error
        return tuple(found)

    def keep_key_event(self, event: KeyEvent, data: bytes) -> None:
        """Take a key event in; the caller has checked it.

        Raises:
            ConfigError: it is here already, or the disk refuses.
        """
        folder = self.path / "key-events"
        try:
            folder.mkdir(mode=PRIVATE_DIR_MODE, exist_ok=True)
        except OSError as error:
            raise ConfigError(f"{folder} cannot be made: {error.strerror}") from error
        write_new(folder / f"{event.digest.hex()[:32]}.event", data)

    def own(self, party_id: str) -> int:
        """The index of this home's party in the charter."""
        return self.charter().index(party_id)

    def roots(self, keys: PartyKeys) -> SealedFile:
        """The roots of secrecy, sealed under the home's key."""
        return SealedFile(self.path / "roots.sealed", keys.home_key, f"roots/{self.id}")

    def anchor(self) -> AnchorFile:
        """The anchor's file."""
        return AnchorFile(self.anchor_path)

    def is_fresh(self) -> bool:
        """Whether this line has never been started here."""
        return (self.path / "fresh").exists()

    def clear_fresh(self) -> None:
        """Say that the line has been started; durable when this returns."""
        (self.path / "fresh").unlink(missing_ok=True)
        sync_directory(self.path)


@dataclass(frozen=True, slots=True)
class Home:
    """One party's station on disk."""

    path: Path
    party: str

    @classmethod
    def create(
        cls,
        path: Path,
        introduction: Introduction,
        keys: PartyKeys,
        recovery: KeySigner,
        passphrase: str,
        *,
        config: Config | None = None,
        hardness: Hardness | None = None,
    ) -> Self:
        """Make a home; nothing is left of it when that fails.

        Raises:
            ConfigError: the directory is there and not empty, or cannot be written.
        """
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise ConfigError(
                f"{path} is already there and not empty", remedy="name a directory that is new"
            )
        hard = hardness or Hardness()
        made = not path.exists()
        try:
            path.mkdir(mode=PRIVATE_DIR_MODE, parents=True, exist_ok=True)
            path.chmod(PRIVATE_DIR_MODE)
            write_new(path / "keys.sealed", seal_keys(keys, passphrase, hard))
            sealed_recovery = seal_recovery(keys.party, recovery, passphrase, hard)
            write_new(path / "recovery.sealed", sealed_recovery)
            Approvals(path).begin(keys.home_key)
            write_new(path / "config.toml", render_config(config or Config()).encode())
            (path / "lines").mkdir(mode=PRIVATE_DIR_MODE)
            (path / "log").mkdir(mode=PRIVATE_DIR_MODE)
            LocalDb(path / "desk.db").close()
            # Last: its presence says that the home is whole.
            write_new(path / "party", introduction.encode())
        except (OSError, ConfigError, CustodyError, StoreError) as error:
            for name in (
                "keys.sealed", "recovery.sealed", "approvers.sealed", "config.toml", "desk.db",
                "party",
            ):  # fmt: skip
                (path / name).unlink(missing_ok=True)
            for name in ("lines", "log"):
                shutil.rmtree(path / name, ignore_errors=True)
            if made:
                shutil.rmtree(path, ignore_errors=True)
            if isinstance(error, OSError):
                raise ConfigError(f"{path} cannot be made: {error.strerror}") from error
            raise
        return cls(path, keys.party)

    @classmethod
    def open(cls, path: Path) -> Self:
        """A home that is there, whole, ours and private.

        Raises:
            ConfigError: it is not; the remedy says what to do.
        """
        if not (path / "party").is_file():
            raise ConfigError(
                f"{path} is not the home of a station",
                remedy="make one: directline init --home DIR --party NAME",
            )
        check_private(path)
        staging.finish(path)
        for name in ("keys.sealed", "recovery.sealed", "desk.db"):
            if (path / name).exists():
                check_private(path / name)
        for line in sorted((path / "lines").glob("*/roots.sealed")):
            check_private(line)
        return cls(path, _introduction(path).party.id)

    @property
    def db_path(self) -> Path:
        """The party's own database."""
        return self.path / "desk.db"

    @property
    def log_path(self) -> Path:
        """Where the station writes its log."""
        return self.path / "log" / "station.log"

    def introduction(self) -> Introduction:
        """The public party file of this home."""
        return _introduction(self.path)

    def config(self) -> Config:
        """The settings."""
        return load_config(self.path / "config.toml")

    def save_config(self, config: Config) -> None:
        """Write the settings anew, with the standard remarks."""
        write_atomic(self.path / "config.toml", render_config(config).encode())

    def open_db(self) -> LocalDb:
        """The party's own database, migrated.  The caller closes it."""
        return LocalDb(self.db_path)

    def unseal(self, passphrase: str, pin: AskPin = no_pin) -> PartyKeys:
        """The keys of this home.  Takes tenths of a second.

        Args:
            passphrase: Of `keys.sealed`.
            pin: Asked when a key on a token first signs.

        Raises:
            CustodyError: wrong passphrase, or the file was changed or belongs elsewhere.
        """
        staging.finish(self.path)
        named = self.introduction().party
        places = self.config().keys
        publics = {name: getattr(named, name) for name in places}
        outside = outside_keys(places, publics, one_pin_a_token(pin))
        keys = unseal_keys(self._sealed("keys.sealed"), passphrase, outside)
        held = (keys.identity, keys.checkpoint, keys.cosigner, keys.tls)
        if keys.party != self.party or tuple(signer.public() for signer in held) != (
            named.identity,
            named.checkpoint,
            named.cosigner,
            named.tls,
        ):
            raise CustodyError(
                "these keys belong to another home", remedy="restore the home as a whole"
            )
        if not (self.path / "next.sealed").exists():
            return keys
        kept = {name: signer for name, signer in outside.items() if name != "identity"}
        return replace(keys, later=unseal_keys(self._sealed("next.sealed"), passphrase, kept))

    def renew(
        self, passphrase: str, recovery: KeySigner, *, hardness: Hardness | None = None
    ) -> Introduction:
        """Make a new identity and TLS key, to be named by a later version of the charter.

        The present ones go on until that version is in force.  Renewed keys that a line does not
        name yet are introduced again, and no others are made.

        Raises:
            ConfigError: the identity key is kept elsewhere.
            CustodyError: wrong passphrase, or another party's recovery key.
        """
        keys, named = self.unseal(passphrase), self.introduction().party
        if "identity" in self.config().keys:
            raise ConfigError(
                "the identity key is kept elsewhere, so it is not renewed here",
                remedy="make a new key there, and found the line anew with it",
            )
        if recovery.public() != named.recovery:
            raise CustodyError("this is not the recovery key that the party file names")
        fresh = keys.later or keys.renewed()
        made = Introduction.make(fresh, recovery, callback=named.callback, roles=named.roles)
        if keys.later is not None and self._named_by_all(keys, fresh):
            self._promote(fresh, made)
            fresh = fresh.renewed()
            made = Introduction.make(fresh, recovery, callback=named.callback, roles=named.roles)
        # Alone, the party file is nothing; the keys without it could be named by no charter.
        write_atomic(self.path / "next", made.encode())
        if fresh is not keys.later:
            sealed = seal_keys(fresh, passphrase, hardness or Hardness())
            write_atomic(self.path / "next.sealed", sealed)
        return made

    def renewed(self) -> Party | None:
        """Our party as a later version of the charter is to name it; None where no keys wait."""
        if not ((self.path / "next.sealed").exists() and (self.path / "next").exists()):
            return None
        return _introduction(self.path, "next").party

    def _named_by_all(self, keys: PartyKeys, later: PartyKeys) -> bool:
        """Whether every line has the renewed keys in its charter."""
        ours = (line.charter().parties[line.own(self.party)] for line in self.lines())
        return all(keys.named_by(party.identity, party.tls) is later for party in ours)

    def _promote(self, later: PartyKeys, made: Introduction) -> None:
        """Renewed keys take the place of the first ones."""
        files = {"party": made.encode()}
        rule = Approvals(self.path).rule(self.introduction().party.identity)
        Approvals(self.path).check(later.home_key, rule)
        if rule is not None:
            files["approvers"] = rule.signed_by(later.identity)
        staging.promote(self.path, files)

    def reseal(self, old: str, new: str, *, hardness: Hardness | None = None) -> None:
        """Change the passphrase of the keys (and of the recovery key while it is here)."""
        hard = hardness or Hardness()
        held = self.unseal(old)
        files = {"keys.sealed": seal_keys(held, new, hard)}
        if held.later is not None:
            files["next.sealed"] = seal_keys(held.later, new, hard)
        if (self.path / "recovery.sealed").exists():
            owner, recovery = unseal_recovery(self._sealed("recovery.sealed"), old)
            files["recovery.sealed"] = seal_recovery(owner, recovery, new, hard)
        staging.stage(self.path, files)

    def lines(self) -> tuple[LineDir, ...]:
        """The lines that this home has joined, by id."""
        found = sorted((self.path / "lines").glob("*/charter.signed"))
        return tuple(LineDir(path.parent) for path in found if not path.parent.name.startswith("."))

    def line(self, wanted: str | None = None) -> LineDir:
        """One line, by name or by the beginning of its id; the only one when None.

        Raises:
            ConfigError: none, or more than one, fits.
        """
        held = self.lines()
        if not held:
            raise ConfigError("this home has joined no line yet", remedy="directline line join")
        if wanted is None:
            fitting = list(held)
        else:
            start = wanted.lower() if len(wanted) >= LINE_PREFIX_MIN else None
            fitting = [
                line
                for line in held
                if (start and line.id.startswith(start)) or line.charter().name == wanted
            ]
        if len(fitting) != 1:
            names = ", ".join(f"{line.charter().name} ({line.id[:8]})" for line in held)
            what = "no line fits" if not fitting else "more than one line fits"
            raise ConfigError(f"{what}", remedy=f"name one with --line: {names}")
        return fitting[0]

    def add_line(
        self, signed: SignedCharter, charter: Charter, roots: bytes, keys: PartyKeys
    ) -> LineDir:
        """Make the directory of a line, whole or not at all.

        Raises:
            ConfigError: this home has joined it before, or the disk refuses.
        """
        target = self.path / "lines" / charter.line_id.hex()
        if target.exists():
            raise ConfigError(
                f"this home has already joined {charter.name}",
                remedy="a line is joined once; to begin anew, found another line",
            )
        beside = target.with_name(f".{target.name}.new")
        shutil.rmtree(beside, ignore_errors=True)
        try:
            beside.mkdir(mode=PRIVATE_DIR_MODE)
            write_new(beside / "charter.signed", signed.encode())
            SealedFile(beside / "roots.sealed", keys.home_key, f"roots/{target.name}").write(roots)
            anchor = AnchorFile(beside / "anchor")
            anchor.write(Anchor(1, 0, bytes(HASH_BYTES)))
            anchor.close()
            write_new(beside / "fresh", b"")
            beside.rename(target)
            sync_directory(target.parent)
        except OSError as error:
            shutil.rmtree(beside, ignore_errors=True)
            raise ConfigError(f"{target} cannot be made: {error.strerror}") from error
        return LineDir(target)

    def _sealed(self, name: str) -> bytes:
        path = self.path / name
        check_private(path)
        return read_bounded(path, SEALED_BYTES_MAX)


def _introduction(home: Path, name: str = "party") -> Introduction:
    path = home / name
    try:
        return Introduction.decode(read_bounded(path, PARTY_FILE_BYTES_MAX))
    except (RemoteProtocolError, VerificationError) as error:
        raise ConfigError(
            f"{path} is damaged: {error.message}", remedy="restore the home as a whole"
        ) from error
