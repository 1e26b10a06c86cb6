"""Real places of keys outside the process: a SoftHSM token and an ssh-agent, made for one test."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pkcs11
import pytest
from pkcs11.util.ec import encode_named_curve_parameters

from directline.station.keyplaces import KeyPlace
from directline.station.tokens import _MODULES, Pin, lock_of
from tools import tokens as found_here

PIN = "246810"
SO_PIN = "1357911"
ED25519 = "1.3.101.112"


@dataclass
class SoftToken:
    """Tokens of SoftHSM in a directory of their own."""

    module: str
    folder: Path

    def place(self, key: str, label: str = "ALPHA") -> KeyPlace:
        return KeyPlace.parse(f"pkcs11:token={label};object={key}?module-path={self.module}")

    def pull_out(self) -> None:
        self.folder.rename(self.folder.with_name("pulled"))
        self.folder.mkdir()

    def put_in(self) -> None:
        self.folder.rmdir()
        self.folder.with_name("pulled").rename(self.folder)


def soft_token(path: Path, *keys: str, label: str = "ALPHA") -> SoftToken:
    """A token with Ed25519 keys of these names.  Once a process: the module keeps its settings."""
    found = found_here.find()
    if found is None:
        pytest.fail(found_here.REMEDY, pytrace=False)
    folder = path / "tokens"
    folder.mkdir()
    config = path / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(config)
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN,
         "--so-pin", SO_PIN],
        check=True, capture_output=True, timeout=60, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    with ThreadPoolExecutor(1) as other:  # what SoftHSM leaves in OpenSSL must not meet our TLS
        other.submit(_generate, str(found.module), label, keys).result(60)
    return SoftToken(str(found.module), folder)


def _generate(module: str, label: str, keys: tuple[str, ...]) -> None:
    with lock_of(module):
        held = _MODULES.pop(module, None)
        if held is not None:
            held.trouble()
        library = pkcs11.lib(module)
        library.reinitialize()
        with library.get_token(token_label=label).open(user_pin=PIN, rw=True) as session:
            curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters(ED25519)}
            ed25519 = session.create_domain_parameters(pkcs11.KeyType.EC_EDWARDS, curve, local=True)
            for key in keys:
                ed25519.generate_keypair(
                    mechanism=pkcs11.Mechanism.EC_EDWARDS_KEY_PAIR_GEN, store=True, label=key
                )


def give_pin(_label: str) -> Pin:
    return Pin(PIN)


@dataclass
class Agent:
    """An ssh-agent with one Ed25519 key."""

    socket: Path
    key: Path
    fingerprint: str
    process: "subprocess.Popen[bytes]"

    @property
    def place(self) -> KeyPlace:
        return KeyPlace.parse(f"ssh-agent:{self.fingerprint}?socket={self.socket}")

    def run(self, *command: str | Path) -> str:
        done = subprocess.run(
            [*map(str, command)], env={**os.environ, "SSH_AUTH_SOCK": str(self.socket)},
            check=True, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return done.stdout

    def add(self) -> None:
        self.run("ssh-add", "-q", self.key)

    def remove(self) -> None:
        self.run("ssh-add", "-q", "-D")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


@contextlib.contextmanager
def ssh_agent(path: Path) -> Iterator[Agent]:
    """OpenSSH's own agent on a socket of its own."""
    if found_here.find() is None:
        pytest.fail(found_here.REMEDY, pytrace=False)
    key, where = path / "id", path / "agent"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "directline", "-f", key],
        check=True, capture_output=True, timeout=60, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    process = subprocess.Popen(
        ["ssh-agent", "-D", "-a", where], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL
    )
    agent = Agent(where, key, "", process)
    try:
        assert process.stdout is not None
        process.stdout.readline()  # It prints its socket once it listens.
        agent.add()
        agent.fingerprint = agent.run("ssh-add", "-l", "-E", "sha256").split()[1]
        yield agent
    finally:
        if process.poll() is None:
            agent.stop()
        if process.stdout is not None:
            process.stdout.close()
