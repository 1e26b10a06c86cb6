"""Settings: strict, named, with defaults; what is written is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directline.errors import ConfigError
from directline.station.config import Address, Config, parse_config, render_config


def test_an_empty_file_gives_the_defaults() -> None:
    assert parse_config("") == Config()


def test_the_written_file_is_the_read_one() -> None:
    config = Config(
        listen=(Address("0.0.0.0", 7447), Address("2001:db8::7", 7447)),  # noqa: S104
        peers={"BRAVO": (Address("192.0.2.7", 7447),), "CHARLIE-1": ()},
        desk=Address("127.0.0.1", 8443),
        desk_origins=("https://desk.example",),
        alarm_command=("/usr/bin/play", 'a "loud" \\ bell\n.wav', "звук"),
        store_mib_max=100,
        reserve_mib=2,
        languages=("ru", "ar"),
        session_idle_min=30,
        session_longest_h=8,
        log_level="debug",
    )
    assert parse_config(render_config(config)) == config
    assert parse_config(render_config(Config())) == Config()


@given(st.lists(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])), max_size=4))
def test_any_command_is_written_so_that_it_is_read(command: list[str]) -> None:
    config = Config(alarm_command=tuple(command))
    assert parse_config(render_config(config)).alarm_command == tuple(command)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[station]\nlisten_on = []", ("station.listen_on", "station.listen")),
        ("[statoin]\n", ("statoin", "station")),
        ("listen = []", ("listen",)),
        ("[station]\nlisten = ['192.0.2.1']", ("station.listen", "host:port")),
        ("[station]\nlisten = '192.0.2.1:1'", ("station.listen", "list")),
        ("[station]\nlisten = ['2001:db8::7:7447']", ("station.listen",)),
        ("[station]\nlisten = ['a:65536']", ("station.listen",)),
        ("[station]\nlog_level = 'loud'", ("log_level", "debug")),
        ("[peers]\nbravo = ['a:1']", ("peers.bravo",)),
        ("[peers]\nBRAVO = 'a:1'", ("peers.BRAVO",)),
        ("[desk]\naddress = 8443", ("desk.address",)),
        ("[desk]\nlanguages = ['xx']", ("desk.languages", "xx")),
        ("[alarm]\ncommand = 'play a.wav'", ("alarm.command",)),
        ("[store]\nmib_max = true", ("store.mib_max",)),
        ("[store]\nreserve_mib = 0", ("store.reserve_mib",)),
        ("[sessions]\nidle_min = 1.5", ("sessions.idle_min",)),
        ("[station", ("TOML",)),
        ("station = 1", ("[station]",)),
    ],
)
def test_what_is_wrong_is_named_with_a_remedy(text: str, names: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError) as refused:
        parse_config(text)
    for name in names:
        assert name in str(refused.value)


@pytest.mark.parametrize("text", ["localhost:0", "192.0.2.7:7447", "[2001:db8::7]:65535"])
def test_an_address_is_written_as_it_was_read(text: str) -> None:
    assert str(Address.parse(text)) == text


@pytest.mark.parametrize("text", ["", ":1", "a", "a:", "a:x", "a b:1", "[::1:1", "u@h:1", "a:-1"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        Address.parse(text)
