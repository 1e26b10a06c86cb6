"""Targets of a station's own side of a witness: its settings, and what it is answered by HTTP."""

from directline.errors import ConfigError, RemoteProtocolError
from directline.station import witness_client
from directline.station.config import WitnessConfig
from directline.station.witness_client import Endpoint
from directline.transcript.note import KeyKind, VerifierKey
from directline.transcript.submission import Answer
from tests.fuzz.files_targets import text_of
from tests.fuzz.target import Shape, Target

KEY = VerifierKey("neutral.example/w", KeyKind.COSIGNATURE, bytes(32)).vkey()


def _settings(data: bytes) -> None:
    """The address in the first line, the keys in the others."""
    url, *keys = text_of(data).split("\n")
    found = WitnessConfig.parse(url, tuple(keys), 5)
    assert found.keys


def _endpoint(data: bytes) -> None:
    found = Endpoint.parse(text_of(data))
    assert found.host
    assert 0 < found.port <= 65_535
    head = f"GET {found.prefix} HTTP/1.0\r\nHost: {found.host}\r\n"
    assert len(head.encode("ascii").splitlines()) == 2


def _reply(data: bytes) -> None:
    found = witness_client._answer(data)
    assert 0 <= found.status <= 999
    assert isinstance(found, Answer)


TARGETS = (
    Target("station.witness_config", _settings, (ConfigError,), 70_000,
           lambda: [f"https://neutral.example/w\n{KEY}".encode(), f"http://[::\n{KEY}".encode()],
           ("station.config.WitnessConfig.parse",), Shape.TEXT, quick=150),
    Target("station.witness_endpoint", _endpoint, (ConfigError,), 6_000,
           lambda: [b"https://neutral.example:8443/w/", b"http://[::1]/", b"http://a:99999"],
           ("station.witness_client.Endpoint.parse",), Shape.TEXT, quick=150),
    Target("station.witness_reply", _reply, (RemoteProtocolError,), 300_000,
           lambda: [b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
                    b"HTTP/1.1 409 Conflict\r\ncontent-type: text/x.tlog.size\r\n\r\n20\n"],
           (), Shape.TEXT, quick=150),
)  # fmt: skip
