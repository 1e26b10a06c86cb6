"""The home of a station: whole, private, and told apart from everything else."""

import shutil
from pathlib import Path

import pytest

from directline.errors import ConfigError, CustodyError
from directline.station import files, founding
from directline.station.config import Address, Config
from directline.station.custody import Hardness
from directline.station.home import Home
from directline.wire.charter import SignedCharter

SOFT = Hardness(memory_kib=8, iterations=1, lanes=1)
PASSPHRASE = "four words nobody guesses"


def make(path: Path, party: str = "ALPHA", config: Config | None = None) -> Home:
    founding.found_home(
        path, party, callback="", roles=(), passphrase=PASSPHRASE, config=config, hardness=SOFT
    )
    return Home.open(path)


def join(first: Home, second: Home, name: str) -> SignedCharter:
    draft = founding.draft_charter(
        name,
        [first.introduction(), second.introduction()],
        languages=("en",),
        catalogue=bytes(32),
        founded_ms=1,
    )
    for home in (first, second):
        draft = founding.sign_charter(draft, home.unseal(PASSPHRASE), catalogue=bytes(32))
    keys = first.unseal(PASSPHRASE)
    founding.join_line(first, keys, draft, bytes(32), catalogue=bytes(32))
    return draft


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make(tmp_path / "a")


def test_everything_in_a_home_is_private(home: Home) -> None:
    assert home.path.stat().st_mode & 0o777 == 0o700
    for path in home.path.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        (".", 0o750),
        (".", 0o701),
        ("keys.sealed", 0o640),
        ("keys.sealed", 0o604),
        ("recovery.sealed", 0o644),
        ("desk.db", 0o660),
    ],
)
def test_a_home_that_others_may_read_is_refused(home: Home, name: str, mode: int) -> None:
    path = home.path / name
    path.chmod(mode)
    with pytest.raises(ConfigError) as refused:
        Home.open(home.path)
    assert refused.value.remedy.startswith("chmod ")
    assert refused.value.remedy.endswith(str(path))


def test_roots_that_others_may_read_are_refused(tmp_path: Path, home: Home) -> None:
    join(home, make(tmp_path / "b", "BRAVO"), "NORTHERN AIR")
    (home.line().path / "roots.sealed").chmod(0o644)
    with pytest.raises(ConfigError, match=r"roots\.sealed"):
        Home.open(home.path)


def test_keys_that_are_linked_from_elsewhere_are_refused(tmp_path: Path, home: Home) -> None:
    elsewhere = tmp_path / "keys"
    shutil.move(home.path / "keys.sealed", elsewhere)
    (home.path / "keys.sealed").symlink_to(elsewhere)
    with pytest.raises(ConfigError, match="symbolic link"):
        Home.open(home.path)


def test_keys_of_another_home_are_refused(tmp_path: Path, home: Home) -> None:
    other = make(tmp_path / "b")
    shutil.copy(other.path / "keys.sealed", home.path / "keys.sealed")
    with pytest.raises(CustodyError, match="another home"):
        home.unseal(PASSPHRASE)


def test_a_wrong_passphrase_opens_nothing(home: Home) -> None:
    with pytest.raises(CustodyError, match="wrong or the file was changed"):
        home.unseal("four words nobody guessed")


def test_the_recovery_key_may_be_carried_away(home: Home) -> None:
    (home.path / "recovery.sealed").unlink()
    assert Home.open(home.path).unseal(PASSPHRASE).party == "ALPHA"
    home.reseal(PASSPHRASE, PASSPHRASE + "!", hardness=SOFT)


def test_a_home_is_never_made_over_another(home: Home, tmp_path: Path) -> None:
    keys = (home.path / "keys.sealed").read_bytes()
    with pytest.raises(ConfigError, match="not empty"):
        make(home.path)
    assert (home.path / "keys.sealed").read_bytes() == keys
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match="not empty"):
        make(tmp_path / "file")


def test_a_home_that_could_not_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = files.write_new

    def full(path: Path, data: bytes, mode: int = 0o600) -> None:
        if path.name == "party":
            raise ConfigError("No space left on device")
        write(path, data, mode)

    monkeypatch.setattr("directline.station.home.write_new", full)
    with pytest.raises(ConfigError, match="No space"):
        make(tmp_path / "new")
    assert not (tmp_path / "new").exists()
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match="No space"):
        make(tmp_path / "empty")
    assert not any((tmp_path / "empty").iterdir())


def test_what_is_no_home_is_refused(tmp_path: Path, home: Home) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(ConfigError, match="not the home"):
            Home.open(path)
    (home.path / "party").write_bytes(b"noise")
    with pytest.raises(ConfigError, match="damaged"):
        Home.open(home.path)


def test_settings_are_kept(tmp_path: Path) -> None:
    config = Config(peers={"BRAVO": (Address("127.0.0.1", 7447),)})
    home = make(tmp_path / "a", config=config)
    assert home.config() == config
    home.save_config(Config())
    assert home.config() == Config()
    (home.path / "config.toml").unlink()
    assert home.config() == Config()


def test_a_line_is_found_by_name_or_id(tmp_path: Path, home: Home) -> None:
    with pytest.raises(ConfigError, match="no line yet"):
        home.line()
    bravo = make(tmp_path / "b", "BRAVO")
    join(home, bravo, "NORTHERN AIR")
    assert home.line().charter().name == "NORTHERN AIR"
    join(home, bravo, "SOUTHERN AIR")
    with pytest.raises(ConfigError, match="more than one") as refused:
        home.line()
    assert "NORTHERN AIR" in refused.value.remedy
    assert "SOUTHERN AIR" in refused.value.remedy
    south = home.line("SOUTHERN AIR")
    assert home.line(south.id[:6]) == south
    with pytest.raises(ConfigError, match="no line fits"):
        home.line("zzzz")


def test_a_half_made_line_is_not_seen(tmp_path: Path, home: Home) -> None:
    bravo = make(tmp_path / "b", "BRAVO")
    signed = join(home, bravo, "NORTHERN AIR")
    line = home.line()
    left = line.path.with_name(f".{line.id}.new")
    line.path.rename(left)
    assert home.lines() == ()
    keys = home.unseal(PASSPHRASE)
    again = founding.join_line(home, keys, signed, bytes(32), catalogue=bytes(32))
    assert home.lines() == (again,)
    assert not left.exists()


def test_a_damaged_charter_is_named(tmp_path: Path, home: Home) -> None:
    bravo = make(tmp_path / "b", "BRAVO")
    join(home, bravo, "NORTHERN AIR")
    line = home.line()
    path = line.path / "charter.signed"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"NORTHERN", b"SOUTHERN"))
    with pytest.raises(ConfigError, match="does not hold"):
        line.charter()
    path.write_bytes(whole[:-1])
    with pytest.raises(ConfigError, match="damaged"):
        line.charter()
    path.write_bytes(whole)
    moved = line.path.with_name("00" * 16)
    line.path.rename(moved)
    with pytest.raises(ConfigError, match="another line"):
        home.lines()[0].charter()


def test_files_are_written_whole_or_not(tmp_path: Path) -> None:
    path = tmp_path / "file"
    files.write_atomic(path, b"one")
    files.write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    with pytest.raises(ConfigError, match="already there"):
        files.write_new(path, b"three")
    assert path.read_bytes() == b"two"
    assert [found.name for found in tmp_path.iterdir()] == ["file"]
    with pytest.raises(ConfigError, match="cannot be written"):
        files.write_new(tmp_path / "no" / "file", b"")
    with pytest.raises(ConfigError, match="longer"):
        files.read_bounded(path, 2)
    with pytest.raises(ConfigError, match="cannot be read"):
        files.check_private(tmp_path / "missing")
