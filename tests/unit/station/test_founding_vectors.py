"""The vectors of spec/vectors/founding: party files, shares and secrets."""

from pathlib import Path

import pytest

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.station.founding import secret_check
from directline.station.party import Introduction
from directline.station.shares import join_shares, make_shares, read_share
from directline.wire.charter import Charter
from spec.vectors.founding import generate
from tests.support.pair import signed_charter

FOLDER = Path(generate.__file__).parent
FILES = sorted(path for path in FOLDER.iterdir() if path.is_file() and not path.suffix)
KNOWN = {"kind", "expect", "rules", "share", "secret", "digest", "check"}


def read(path: Path) -> tuple[dict[str, str], bytes]:
    head, _, data = path.read_bytes().partition(b"\n\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\n"))
    assert headers.keys() <= KNOWN, "a header that this runner does not know"
    return headers, data


def party(data: bytes, _headers: dict[str, str]) -> None:
    assert Introduction.decode(data).encode() == data


def share(data: bytes, headers: dict[str, str]) -> None:
    read_one = read_share(data.decode())
    whole = bytes.fromhex(headers["share"])
    assert (read_one.letter, read_one.mark, read_one.half) == ("A", whole[1:4], whole[4:36])


def secret(data: bytes, headers: dict[str, str]) -> None:
    one, other = (read_share(text) for text in data.decode().split("\n\n"))
    made = join_shares(one, other)
    charter = Charter.decode(signed_charter("ALPHA", "BRAVO").charter)
    assert made.hex() == headers["secret"]
    assert charter.digest.hex() == headers["digest"]
    assert secret_check(made, charter) == headers["check"]
    assert make_shares(made, one.half, one.mark) == (one, other)


@pytest.mark.spec("PARTY-1", "PARTY-2", "SHARE-1", "SHARE-2", "SHARE-3")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_vector(path: Path) -> None:
    headers, data = read(path)
    reader = {"party": party, "share": share, "secret": secret}[headers["kind"]]
    said = "ok"
    try:
        reader(data, headers)
    except RemoteProtocolError as error:
        said = error.rule
    except VerificationError as error:
        said = error.part
    except LocalProtocolError as error:
        # What a person typed breaks no rule of the wire: the error names the line and a remedy.
        line = "line " in error.message or "8 lines" in error.message
        said = "SHARE-1" if line else "SHARE-3"
    assert said == headers["expect"]


def test_the_generator_makes_just_these() -> None:
    made = dict(generate.vectors())
    assert made.keys() == {path.name for path in FILES}
    changed = [path.name for path in FILES if path.read_bytes() != made[path.name]]
    assert not changed, "run spec/vectors/founding/generate.py"
