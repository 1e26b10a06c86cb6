"""A home whose keys were being changed when the power went: it opens, and nothing is lost."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from directline.cli.main import run
from directline.errors import CustodyError
from directline.station.approvals import Approvals, Rule
from directline.station.custody import KeySigner, unseal_recovery
from directline.station.home import Home
from directline.station.party import Introduction
from tests.unit.station.test_founding import PASSPHRASE, SOFT
from tests.unit.station.test_home import join, make

NEW = "another passphrase entirely"


class CutError(BaseException):
    """The power goes."""


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], Iterator[int]]:
    """Does something again and again, cut before its first change of a name, its second ..."""
    rename: Callable[..., object] = Path.rename
    link: Callable[..., object] = os.link

    def cuts(work: Callable[[], object]) -> Iterator[int]:
        at, ended = 0, False
        while not ended:
            left = at

            def gate(real: Callable[..., object]) -> Callable[..., object]:
                def step(*args: object, **more: object) -> object:
                    nonlocal left
                    if left == 0:
                        raise CutError
                    left -= 1
                    return real(*args, **more)

                return step

            with monkeypatch.context() as patched:
                patched.setattr(Path, "rename", gate(rename))
                patched.setattr(os, "link", gate(link))
                try:
                    work()
                    ended = True
                except CutError:
                    ended = False
            yield at
            at += 1

    return cuts


def recovery_of(home: Home) -> KeySigner:
    return unseal_recovery((home.path / "recovery.sealed").read_bytes(), PASSPHRASE)[1]


def opens(home: Home) -> str:
    """The one passphrase that opens the home; it is the same for all its files."""
    here, fitting, told = Home.open(home.path), [], ""
    for words in (PASSPHRASE, NEW):
        try:
            here.unseal(words)
            fitting.append(words)
        except CustodyError as refused:
            told = refused.remedy
    (one,) = fitting
    assert "try the other one" in told
    unseal_recovery((home.path / "recovery.sealed").read_bytes(), one)
    return one


@pytest.mark.parametrize("waiting", [False, True])
def test_a_new_passphrase_is_the_homes_or_is_not(
    tmp_path: Path, cut: Callable[[Callable[[], object]], Iterator[int]], waiting: bool
) -> None:
    home = make(tmp_path / "a")
    join(home, make(tmp_path / "b", "BRAVO"), "NORTHERN AIR")
    if waiting:
        home.renew(PASSPHRASE, recovery_of(home), hardness=SOFT)
    words, seen = PASSPHRASE, set()

    def change() -> None:
        other = NEW if words == PASSPHRASE else PASSPHRASE
        Home.open(home.path).reseal(words, other, hardness=SOFT)

    for _ in cut(change):
        words = opens(home)
        seen.add(words)
        assert (Home.open(home.path).unseal(words).later is not None) is waiting
    assert seen == {PASSPHRASE, NEW}, "cut before it was made, and after"
    assert not list(home.path.glob("*.new"))


def test_a_recovery_key_that_was_carried_away_does_not_come_back(
    tmp_path: Path, cut: Callable[[Callable[[], object]], Iterator[int]]
) -> None:
    home = make(tmp_path / "a")
    for _ in cut(lambda: home.reseal(PASSPHRASE, NEW, hardness=SOFT)):
        if (home.path / "keys.sealed.new").exists():
            break
    (home.path / "recovery.sealed").unlink()
    assert Home.open(home.path).unseal(NEW).party == "ALPHA"
    assert not list(home.path.glob("recovery*"))


def test_renewed_keys_take_the_place_of_the_first_ones_whole_or_not(
    tmp_path: Path, cut: Callable[[Callable[[], object]], Iterator[int]]
) -> None:
    home = make(tmp_path / "a")
    key = recovery_of(home)
    officer = KeySigner.make()
    rule = Rule("ALPHA", 1, (("anna", officer.public()),))
    keys = home.unseal(PASSPHRASE)
    Approvals(home.path).set_rule(rule, keys.identity, keys.home_key)
    home.renew(PASSPHRASE, key, hardness=SOFT)
    first = home.introduction()
    for _ in cut(lambda: home.renew(PASSPHRASE, key, hardness=SOFT)):
        here = Home.open(home.path)
        keys, named = here.unseal(PASSPHRASE), here.introduction().party
        assert keys.identity.public() == named.identity
        assert Approvals(here.path).rule(named.identity) == rule
        Approvals(here.path).check(keys.home_key, rule)
        assert (keys.later is not None) or here.introduction() != first
    assert home.introduction() != first
    assert not list(home.path.glob("*.new"))


def test_a_renewal_that_was_cut_is_begun_again_and_gives_its_party_file(
    tmp_path: Path, cut: Callable[[Callable[[], object]], Iterator[int]]
) -> None:
    home = make(tmp_path / "a")
    join(home, make(tmp_path / "b", "BRAVO"), "NORTHERN AIR")
    key = recovery_of(home)
    for _ in cut(lambda: home.renew(PASSPHRASE, key, hardness=SOFT)):
        keys, named = home.unseal(PASSPHRASE), home.renewed()
        assert (keys.later is None) is (named is None)
        if keys.later is not None and named is not None:
            assert named.identity == keys.later.identity.public()
    assert home.renewed() is not None


def test_keys_are_not_renewed_where_the_party_file_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = make(tmp_path / "a")
    join(home, make(tmp_path / "b", "BRAVO"), "NORTHERN AIR")
    monkeypatch.setenv("DIRECTLINE_PASSPHRASE", PASSPHRASE)
    out = tmp_path / "next.party"
    out.write_bytes(b"another party's")
    args = ["keys", "renew", "--home", str(home.path), "--out", str(out)]
    args += ["--recovery", str(home.path / "recovery.sealed")]
    assert run(args) != 0
    assert "already there" in capsys.readouterr().err
    assert home.renewed() is None
    out.unlink()
    assert run(args) == 0
    first = out.read_bytes()
    out.unlink()
    assert run(args) == 0
    assert "wait already" in capsys.readouterr().out
    assert Introduction.decode(out.read_bytes()).party == Introduction.decode(first).party
