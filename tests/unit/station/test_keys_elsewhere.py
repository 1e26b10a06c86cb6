"""Keys kept outside the process: places, the agent's answers, slow keys, PINs that show nowhere."""

import asyncio
import base64
import copy
import pickle
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from directline.errors import ConfigError, CustodyError
from directline.station import tokens
from directline.station.agent import (
    KEYS_MAX,
    AgentKey,
    find_agent_key,
    parse_identities,
    parse_signature,
)
from directline.station.config import Config, parse_config, render_config
from directline.station.custody import Hardness, KeySigner, PartyKeys, seal_keys, unseal_keys
from directline.station.keyplaces import KeyPlace
from directline.station.keyring import found_keys, no_pin, one_pin_a_token, outside_keys
from directline.station.keyroom import Keyroom
from directline.station.signing import WAITING_MAX, Bench, OutsideSigner, PinRefusedError
from directline.station.tokens import Pin, Token
from tests.support.stations import until
from tests.support.tokens import PIN, SoftToken, give_pin, soft_token, ssh_agent

SOFT = Hardness(memory_kib=8, iterations=1, lanes=1)
PRINT = "SHA256:" + base64.b64encode(bytes(32)).decode().rstrip("=")


def s(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


class Device:
    """A key in this process that can be slow, gone, wrong, or of another kind."""

    def __init__(self) -> None:
        self.key = KeySigner(bytes(range(32)))
        self.asked = 0
        self.gone = False
        self.gate = threading.Event()
        self.gate.set()

    def ask_pin(self) -> None:
        """Nothing to ask."""

    def log_in(self) -> None:
        self.check()

    def check(self) -> None:
        if self.gone:
            raise CustodyError("it is gone")

    def sign(self, message: bytes) -> bytes:
        self.asked += 1
        assert self.gate.wait(60)
        self.check()
        return self.key.sign(message)


def signer_of(device: Device, public: bytes | None = None) -> OutsideSigner:
    return OutsideSigner(
        "identity", public or device.key.public(), "somewhere", device, Bench("test")
    )


# --- places --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "pkcs11:token=ALPHA;object=identity?module-path=/usr/lib/softhsm/libsofthsm2.so",
        "pkcs11:serial=00%3B1;id=%01%02?module-path=/opt/a%20vendor/p11.so",
        f"ssh-agent:{PRINT}",
        f"ssh-agent:{PRINT}?socket=/run/user/1000/agent",
    ],
)
def test_a_place_is_written_as_it_is_read(text: str) -> None:
    place = KeyPlace.parse(text)
    assert KeyPlace.parse(str(place)) == place
    config = Config(keys={"identity": place})
    assert parse_config(render_config(config)) == config


@pytest.mark.parametrize(
    "text",
    [
        "",
        "file:/etc/key",
        "pkcs11:token=ALPHA;object=identity",
        "pkcs11:token=ALPHA?module-path=/x.so",
        "pkcs11:object=a?module-path=x.so",
        "pkcs11:object=a;colour=red?module-path=/x.so",
        "pkcs11:object=a;object=b?module-path=/x.so",
        "ssh-agent:MD5:aa",
        f"ssh-agent:{PRINT}?port=1",
        "pkcs11:object=" + "a" * 2000,
    ],
)
def test_what_names_no_place_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        KeyPlace.parse(text)


@pytest.mark.parametrize(
    "where", ["object=a;pin-value=246810?module-path=/x", "object=a?pin-value=246810"]
)
def test_a_pin_in_a_place_is_refused_and_not_repeated(where: str) -> None:
    with pytest.raises(ConfigError, match="PIN") as refused:
        KeyPlace.parse(f"pkcs11:{where}")
    assert PIN not in str(refused.value) + refused.value.remedy


def test_a_key_that_cannot_be_elsewhere_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"keys\.tls"):
        parse_config(f"[keys]\ntls = 'ssh-agent:{PRINT}'")


def test_file_and_settings_must_agree_on_what_is_elsewhere() -> None:
    outside = {"identity": signer_of(Device())}
    inside = seal_keys(PartyKeys.make("ALPHA"), "a passphrase", SOFT)
    with pytest.raises(CustodyError, match="holds the identity key"):
        unseal_keys(inside, "a passphrase", outside)
    sealed = seal_keys(PartyKeys.make("ALPHA", outside), "a passphrase", SOFT)
    with pytest.raises(CustodyError, match="does not hold the identity key"):
        unseal_keys(sealed, "a passphrase")
    assert unseal_keys(sealed, "a passphrase", outside).outside() == (outside["identity"],)


# --- slow and dead keys --------------------------------------------------------------------------


def test_a_signer_shows_and_copies_nothing() -> None:
    signer = signer_of(Device())
    assert repr(signer).startswith("<OutsideSigner identity ")
    for copied in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(CustodyError):
            copied(signer)
        with pytest.raises(CustodyError):
            copied(Pin(PIN))
    assert PIN not in repr(Pin(PIN))


def test_a_signature_of_another_key_is_never_passed_on() -> None:
    with pytest.raises(CustodyError, match="not the one that the party file names"):
        signer_of(Device(), KeySigner(bytes(32)).public()).sign(b"message")


def test_what_waits_for_a_device_is_bounded() -> None:
    device = Device()
    device.gate.clear()
    signer = signer_of(device)
    waiting = [signer.ask(b"x") for _ in range(WAITING_MAX + 2)]
    assert isinstance(waiting[-1].exception(5), CustodyError)
    device.gate.set()
    assert len(waiting[0].result(60)) == 64


async def test_a_slow_key_leaves_the_loop_free_and_order_as_it_was() -> None:
    device, told = Device(), list[tuple[bool, str]]()
    device.gate.clear()
    signer = signer_of(device)
    room = Keyroom((signer,), lambda _key, missing, reason: told.append((missing, reason)))
    got: list[object] = []
    for message in (b"1", b"2"):
        room.ask(signer, message, got.append)
    for _ in range(50):
        await asyncio.sleep(0)  # the loop turns while the device thinks
    assert got == []
    device.gate.set()
    await until(lambda: len(got) == 2, "both signatures", 30)
    assert got == [device.key.sign(b"1"), device.key.sign(b"2")]
    assert not told


async def test_a_key_that_never_answers_is_given_up_and_its_late_answer_thrown_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("directline.station.keyroom.ANSWER_S", 0.05)
    device, told = Device(), list[bool]()
    device.gate.clear()
    signer = signer_of(device)
    room = Keyroom((signer,), lambda _key, missing, _reason: told.append(missing))
    got: list[object] = []
    room.ask(signer, b"1", got.append)
    room.ask(signer, b"2", got.append)
    await until(lambda: len(got) == 2, "both are given up", 30)
    assert all(isinstance(one, CustodyError) for one in got)
    assert (told, room.missing) == ([True], ("identity",))
    device.gate.set()
    third = signer.ask(b"3")
    await asyncio.wrap_future(third)
    assert device.asked == 2  # the second was taken out of the queue before its turn
    assert len(got) == 2


async def test_a_key_that_goes_and_comes_is_told_of_once_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("directline.station.keyroom.LOOK_S", 0.01)
    device, told = Device(), list[bool]()
    signer = signer_of(device)
    room = Keyroom((signer,), lambda _key, missing, _reason: told.append(missing))
    task = asyncio.create_task(room.run())
    try:
        device.gone = True
        await until(lambda: told == [True], "missing", 30)
        got: list[object] = []
        room.ask(signer, b"x", got.append)
        await until(lambda: bool(got), "the refusal", 30)
        device.gone = False
        await until(lambda: told == [True, False], "back", 30)
    finally:
        task.cancel()
    assert isinstance(got[0], CustodyError)


# --- the agent -----------------------------------------------------------------------------------

ED = s(b"ssh-ed25519") + s(bytes(32))
LISTED = (
    bytes((12,)) + struct.pack(">I", 2) + s(s(b"ssh-rsa") + s(b"x")) + s(b"a") + s(ED) + s(b"b")
)
SIGNED = bytes((14,)) + s(s(b"ssh-ed25519") + s(bytes(64)))


def test_the_agents_ed25519_keys_are_found_among_others() -> None:
    assert parse_identities(LISTED) == [bytes(32)]
    assert parse_signature(SIGNED) == bytes(64)


@pytest.mark.parametrize(
    ("parse", "reply"),
    [
        *((parse_identities, LISTED[:cut]) for cut in range(len(LISTED))),
        *((parse_signature, SIGNED[:cut]) for cut in range(len(SIGNED))),
        (parse_identities, LISTED + b"x"),
        (parse_signature, SIGNED + b"x"),
        (parse_identities, bytes((12,)) + struct.pack(">I", 2**32 - 1)),
        (parse_identities, SIGNED),
        (parse_signature, bytes((14,)) + s(s(b"ssh-rsa") + s(bytes(64)))),
        (parse_signature, bytes((14,)) + s(s(b"ssh-ed25519") + s(bytes(63)))),
        (parse_signature, bytes((5,))),
    ],
)
def test_what_an_agent_may_not_answer_is_refused(
    parse: Callable[[bytes], object], reply: bytes
) -> None:
    with pytest.raises(CustodyError):
        parse(reply)


def test_a_real_agent_signs_and_what_is_wrong_with_it_is_said(tmp_path: Path) -> None:
    with ssh_agent(tmp_path) as agent:
        signer = found_keys({"identity": agent.place}, no_pin)["identity"]
        assert len(signer.sign(b"a message")) == 64
        assert find_agent_key(agent.fingerprint, str(agent.socket)) == signer.public()
        with pytest.raises(CustodyError, match="holds no Ed25519 key"):
            find_agent_key(PRINT, str(agent.socket))
        with pytest.raises(CustodyError, match="refuses"):
            AgentKey(bytes(32), str(agent.socket)).sign(b"x")
        agent.remove()
        with pytest.raises(CustodyError, match="does not hold"):
            signer.check().result(60)
        agent.stop()
        with pytest.raises(CustodyError, match="cannot be reached"):
            signer.sign(b"x")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\x00",
        struct.pack(">I", 0),
        struct.pack(">I", 2**31),
        struct.pack(">I", 9) + b"ab",
    ],
)
def test_an_agent_that_hangs_up_or_promises_too_much_is_refused(
    tmp_path: Path, answer: bytes
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(tmp_path / "agent"))
        listener.listen()

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(CustodyError):
            find_agent_key(PRINT, str(tmp_path / "agent"))
        thread.join(30)


def test_an_agent_with_more_keys_than_any_has_is_refused() -> None:
    other = s(s(b"ssh-rsa") + s(b"n")) + s(b"")
    listed = bytes((12,)) + struct.pack(">I", KEYS_MAX) + other * KEYS_MAX
    assert parse_identities(listed) == []
    with pytest.raises(CustodyError):
        parse_identities(bytes((12,)) + struct.pack(">I", KEYS_MAX + 1) + other * (KEYS_MAX + 1))


def test_no_agent_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    with pytest.raises(CustodyError, match="no ssh-agent is named"):
        find_agent_key(PRINT, "")


# --- tokens --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoftToken]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", "")
        yield soft_token(tmp_path_factory.mktemp("token"), "identity", "checkpoint")


def test_keys_of_one_token_share_its_log_in(token: SoftToken) -> None:
    asked: list[str] = []

    def pin(label: str) -> Pin:
        asked.append(label)
        return Pin(PIN)

    places = {name: token.place(name) for name in ("identity", "checkpoint")}
    signers = found_keys(places, one_pin_a_token(pin))
    assert asked == []
    for _ in range(2):
        for signer in signers.values():
            signer.log_in().result(60)
            assert len(signer.sign(b"a message")) == 64
            signer.check().result(60)
    assert asked == ["ALPHA"]


def test_a_refused_pin_is_given_once_and_shown_nowhere(
    token: SoftToken, capfd: pytest.CaptureFixture[str]
) -> None:
    wrong = Pin("999999")
    place = token.place("identity")
    public = found_keys({"identity": place}, give_pin)["identity"].public()
    module = tokens._MODULES[token.module]
    module.trouble()  # so that it logs in anew
    signers = outside_keys({"identity": place}, {"identity": public}, lambda _label: wrong)
    with pytest.raises(CustodyError, match="refused the PIN") as first:
        signers["identity"].sign(b"x")
    with pytest.raises(PinRefusedError):
        signers["identity"].log_in().result(60)
    given = wrong._text
    wrong._text = PIN  # a second try would succeed
    with pytest.raises(CustodyError, match="not asked again"):
        signers["identity"].sign(b"x")
    with pytest.raises(CustodyError, match="refused the PIN"):
        signers["identity"].check().result(60)
    shown = "".join(capfd.readouterr()) + repr(first.value) + str(first.value.remedy)
    assert given not in shown
    assert wrong.refused


def test_a_module_that_does_not_answer_stops_its_own_tokens_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dead, begun = threading.Event(), threading.Event()

    class Module:
        def __init__(self, _pkcs11: object, path: str) -> None:
            self.path = path
            if "dead" in path:
                begun.set()
                dead.wait(60)

        def trouble(self) -> None:
            """None here."""

    monkeypatch.setattr(tokens, "_Module", Module)
    monkeypatch.setattr(tokens, "_MODULES", {})
    monkeypatch.setattr(Token, "_looked", lambda _token, _pkcs11, module: module.path.encode())

    def token_at(path: Path) -> Token:
        place = KeyPlace.parse(f"pkcs11:token=A;object=o?module-path={path}")
        return Token(place, give_pin)

    with ThreadPoolExecutor(3) as threads:
        first = threads.submit(token_at(tmp_path / "dead.so").public)
        assert begun.wait(30)
        other = threads.submit(token_at(tmp_path / "other.so").public)
        linked = threads.submit(token_at(tmp_path / "x" / ".." / "dead.so").public)
        try:
            assert other.result(30).endswith(b"other.so")
            assert not first.done()
            assert not linked.done(), "one module by two names has one lock"
        finally:
            dead.set()
        assert first.result(30)
        assert linked.result(30)


def test_another_key_under_the_same_name_costs_no_pin(token: SoftToken) -> None:
    place = token.place("identity")
    signers = outside_keys({"identity": place}, {"identity": bytes(32)}, no_pin)
    with pytest.raises(CustodyError, match="another key than the party file names"):
        signers["identity"].check().result(60)


def test_what_is_not_there_is_named(token: SoftToken) -> None:
    for place, said in (
        (token.place("nothing"), "no such key"),
        (token.place("identity", "OTHER"), "the token is not there"),
        (KeyPlace.parse("pkcs11:object=a?module-path=/nowhere.so"), "cannot be loaded"),
    ):
        with pytest.raises(CustodyError, match=said):
            found_keys({"identity": place}, no_pin)
    assert "identity" in repr(Token(token.place("identity"), no_pin))
