"""A small client of the ssh-agent protocol: lists Ed25519 keys and has one sign.

    AgentKey(fingerprint, public, socket).sign(message)
    find_agent_key(fingerprint, socket) -> public key (32 bytes)

One connection a question, short and bounded: an agent that is locked, restarted or gone is an
error with a reason, and the next question finds it again.  The agent is trusted with the key and
with nothing else: what it answers is parsed like anything from outside.
"""

import base64
import hashlib
import os
import socket
import struct

from directline.errors import CustodyError

REPLY_BYTES_MAX = 262_144
"""OpenSSH's own bound of an agent's message."""
KEYS_MAX = 1_024
AGENT_S = 10.0
"""One question and its answer; an agent may ask a person to confirm."""
VARIABLE = "SSH_AUTH_SOCK"
_FAILURE, _REQUEST_IDENTITIES, _IDENTITIES, _SIGN_REQUEST, _SIGN_RESPONSE = 5, 11, 12, 13, 14
_TYPE = b"ssh-ed25519"
_U32 = struct.Struct(">I")
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64


class AgentKey:
    """One Ed25519 key of an agent."""

    __slots__ = ("_public", "_socket")

    def __init__(self, public: bytes, path: str) -> None:
        self._public = public
        self._socket = path

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature over `message`, as the agent gave it.

        Raises:
            CustodyError: no agent, or it does not hold the key, or it refuses.
        """
        question = bytes((_SIGN_REQUEST,)) + _string(_blob(self._public)) + _string(message)
        return parse_signature(_asked(self._socket, question + _U32.pack(0)))

    def ask_pin(self) -> None:
        """An agent asks for nothing here: whoever filled it typed what was needed."""

    def log_in(self) -> None:
        """Look whether the agent holds the key: it asks for no more."""
        self.check()

    def check(self) -> None:
        """Look whether the agent holds the key.

        Raises:
            CustodyError: it does not.
        """
        held = parse_identities(_asked(self._socket, bytes((_REQUEST_IDENTITIES,))))
        if self._public not in held:
            raise CustodyError(
                "the agent does not hold this key now",
                remedy="ssh-add FILE; a locked agent (ssh-add -x) shows no keys",
            )


def find_agent_key(fingerprint: str, path: str) -> bytes:
    """The public key that an agent holds under an OpenSSH fingerprint.

    Raises:
        CustodyError: no agent, or no such Ed25519 key in it.
    """
    held = parse_identities(_asked(path, bytes((_REQUEST_IDENTITIES,))))
    for public in held:
        if agent_fingerprint(public) == fingerprint:
            return public
    raise CustodyError(
        f"the agent holds no Ed25519 key {fingerprint[:60]}",
        remedy="ssh-add -l lists what it holds; ssh-keygen -t ed25519 makes one",
    )


def agent_fingerprint(public: bytes) -> str:
    """An Ed25519 key's fingerprint as `ssh-add -l` prints it."""
    digest = hashlib.sha256(_blob(public)).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def parse_identities(reply: bytes) -> list[bytes]:
    """The Ed25519 public keys of an agent's list; other kinds are passed over.

    Raises:
        CustodyError: it is no such list.
    """
    kind, rest = _opened(reply, _IDENTITIES)
    if kind != _IDENTITIES or len(rest) < _U32.size:
        raise _malformed()
    (count,) = _U32.unpack_from(rest)
    if count > KEYS_MAX:
        raise _malformed()
    rest, found = rest[_U32.size :], []
    for _ in range(count):
        blob, rest = _take(rest)
        _, rest = _take(rest)
        name, key = _take(blob)
        if name == _TYPE:
            public, tail = _take(key)
            if len(public) != _KEY_BYTES or tail:
                raise _malformed()
            found.append(public)
    if rest:
        raise _malformed()
    return found


def parse_signature(reply: bytes) -> bytes:
    """The Ed25519 signature of an agent's answer.

    Raises:
        CustodyError: the agent refuses, or it is no such answer.
    """
    _, rest = _opened(reply, _SIGN_RESPONSE)
    whole, tail = _take(rest)
    name, inner = _take(whole)
    signature, more = _take(inner)
    if tail or more or name != _TYPE or len(signature) != _SIGNATURE_BYTES:
        raise _malformed()
    return signature


def _opened(reply: bytes, wanted: int) -> tuple[int, bytes]:
    if reply[:1] == bytes((_FAILURE,)):
        raise CustodyError(
            "the agent refuses", remedy="it may be locked, or lack the key, or want a confirmation"
        )
    if reply[:1] != bytes((wanted,)):
        raise _malformed()
    return wanted, reply[1:]


def _asked(path: str, question: bytes) -> bytes:
    """One question, one answer."""
    where = path or os.environ.get(VARIABLE, "")
    if not where:
        raise CustodyError(
            "no ssh-agent is named", remedy=f"set {VARIABLE}, or ?socket=/... in the key's place"
        )
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as agent:
            agent.settimeout(AGENT_S)
            agent.connect(where)
            agent.sendall(_string(question))
            (size,) = _U32.unpack(_exactly(agent, _U32.size))
            if not 1 <= size <= REPLY_BYTES_MAX:
                raise _malformed()
            return _exactly(agent, size)
    except OSError as error:
        reason = error.strerror or "it does not answer"
        raise CustodyError(
            f"the ssh-agent cannot be reached: {reason}",
            remedy="start it again and ssh-add the key",
        ) from None


def _exactly(agent: socket.socket, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        piece = agent.recv(count - len(data))
        if not piece:
            raise CustodyError("the ssh-agent hung up")
        data += piece
    return bytes(data)


def _take(data: bytes) -> tuple[bytes, bytes]:
    """One length-prefixed string, and what follows it."""
    if len(data) < _U32.size:
        raise _malformed()
    (size,) = _U32.unpack_from(data)
    if len(data) < _U32.size + size:
        raise _malformed()
    return data[_U32.size : _U32.size + size], data[_U32.size + size :]


def _string(data: bytes) -> bytes:
    return _U32.pack(len(data)) + data


def _blob(public: bytes) -> bytes:
    return _string(_TYPE) + _string(public)


def _malformed() -> CustodyError:
    return CustodyError("the ssh-agent's answer cannot be read")
