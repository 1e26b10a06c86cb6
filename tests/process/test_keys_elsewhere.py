"""Two real stations whose identity keys they never hold: one on a token, one in an ssh-agent."""

from pathlib import Path

import pytest

from directline.cli import main
from directline.errors import CustodyError
from directline.station.doctor import examine
from directline.station.founding import read_introduction
from directline.station.home import Home
from directline.station.keyring import found_keys
from directline.station.signing import OutsideSigner
from directline.station.station import Station
from directline.transcript import verify_bundle
from directline.wire.charter import Charter
from tests.process.test_two_stations import STOP
from tests.process.test_two_stations import held as shown
from tests.support.stations import PASSPHRASE, found, login, running, until
from tests.support.tokens import PIN, give_pin, soft_token, ssh_agent


def alarms(station: Station) -> set[str]:
    views = station.watch.alarms.views(station.clock.now_ms())
    return {view.kind for view in views}


def held(station: Station, party: int) -> int:
    return sum(1 for _, record in station.store.entries() if record.party == party)


async def test_a_token_and_an_agent_sign_for_their_stations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directline.station.keyroom.LOOK_S", 0.2)
    monkeypatch.setenv("SOFTHSM2_CONF", "")
    token = soft_token(tmp_path, "identity", "checkpoint", "cosigner")
    with ssh_agent(tmp_path) as agent:
        places = {name: token.place(name) for name in ("identity", "checkpoint", "cosigner")}
        alpha_home, bravo_home = found(
            tmp_path, places=(places, {"identity": agent.place}), pin=give_pin
        )
        assert isinstance(alpha_home.keys.identity, OutsideSigner)
        assert len(alpha_home.keys.outside()) == 3
        async with running(alpha_home, bravo_home) as (alpha, bravo):
            one, duty = await login(alpha), await login(bravo)
            draft = await alpha.desk.draft(one, "I1", STOP)
            name = (await alpha.desk.release(one, draft.id)).id
            await until(lambda: shown(bravo, name), "ALPHA's FLASH at BRAVO", 30)
            await bravo.desk.open(duty, name)
            await until(lambda: held(alpha, 1) > 1, "BRAVO's receipts at ALPHA", 30)

            token.pull_out()
            await until(lambda: "key" in alarms(alpha), "the alarm of the missing token", 30)
            other = await alpha.desk.draft(one, "I1", STOP)
            with pytest.raises(CustodyError, match="the token is not there"):
                await alpha.desk.release(one, other.id)
            before = held(alpha, 1)
            theirs = await bravo.desk.draft(duty, "I1", STOP)
            await bravo.desk.release(duty, theirs.id)
            await until(lambda: held(alpha, 1) > before, "ALPHA receives without its key", 30)

            token.put_in()
            await until(lambda: not alpha.keyroom.missing, "the token is back", 30)
            await alpha.desk.release(one, other.id)

            agent.remove()
            await until(lambda: "key" in alarms(bravo), "the alarm of the emptied agent", 30)
            agent.add()
            await until(lambda: not bravo.keyroom.missing, "the agent has it again", 30)
            await until(lambda: held(bravo, 0) == held(alpha, 0), "all that was late", 30)
            exported = [await station.scribe.export() for station in (alpha, bravo)]
    for data in exported:
        verify_bundle(data)
    charter = Charter.decode(alpha_home.line.signed().charter)
    assert charter.parties[0].identity == alpha_home.home.introduction().party.identity
    for home in (alpha_home.home, bravo_home.home):
        log = home.log_path.read_bytes() if home.log_path.exists() else b""
        assert PIN.encode() not in log + (home.path / "config.toml").read_bytes()


def test_init_takes_keys_from_a_token_and_the_doctor_looks_at_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOFTHSM2_CONF", "")
    token = soft_token(tmp_path, "identity")
    home, file = tmp_path / "home", tmp_path / "ALPHA.party"
    monkeypatch.setenv("DIRECTLINE_PASSPHRASE", PASSPHRASE)
    (tmp_path / "pin").write_text(f"{PIN}\n")
    with (tmp_path / "pin").open("rb") as pin:
        done = main.run(
            ["init", "--home", str(home), "--party", "ALPHA", "--out", str(file),
             "--key", f"identity={token.place('identity')}", "--pin-fd", str(pin.fileno())]
        )  # fmt: skip
    assert done == 0
    named = found_keys({"identity": token.place("identity")}, give_pin)["identity"].public()
    assert (
        read_introduction(file).party.identity
        == named
        == Home.open(home).introduction().party.identity
    )
    assert [str(f.state) for f in examine(home) if f.about == "identity key"] == ["ok"]
    token.pull_out()
    (gone,) = (f for f in examine(home) if f.about == "identity key")
    assert (str(gone.state), "the token is not there" in gone.text) == ("wrong", True)
    shown = "".join(capfd.readouterr())
    assert PIN not in shown + (home / "config.toml").read_text()
