"""A step of the environment is done again when what it depends on has changed, and only then."""

from pathlib import Path

import pytest

from tools import env


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(env, "ROOT", tmp_path)
    monkeypatch.setattr(env, "STAMPS", tmp_path / "stamps")


def test_a_step_is_not_done_before_it_was_marked() -> None:
    assert not env.is_done("step", "digest")
    env.mark_done("step", "digest")
    assert env.is_done("step", "digest")
    assert not env.is_done("step", "another")


def test_the_digest_follows_names_and_contents(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("b")
    before = env.digest_of([one, two])
    assert env.digest_of([two, one]) == before
    one.write_text("b")
    two.write_text("a")
    assert env.digest_of([one, two]) != before


def test_a_step_that_fails_names_its_command() -> None:
    with pytest.raises(env.StepError, match="`false` ended with 1"):
        env.run("false")


def test_what_is_no_node_has_no_version(tmp_path: Path) -> None:
    assert env.node_version(tmp_path / "node") == 0
