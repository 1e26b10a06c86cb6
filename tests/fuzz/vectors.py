"""Seeds from the vectors of `spec/`: what is accepted and, as near misses, what is refused."""

from functools import cache
from pathlib import Path

SPEC = Path(__file__).resolve().parents[2] / "spec" / "vectors"
SEED_BYTES_MAX = 24_000
"""Vectors that are only long, to be refused for their length, teach a fuzzer nothing."""


@cache
def wire(*kinds: str) -> tuple[bytes, ...]:
    """The bytes of the wire's vectors whose names begin so; the good ones first."""
    found = []
    for path in sorted((SPEC / "wire").iterdir()):
        if path.suffix or not path.name.startswith(tuple(f"{kind}_" for kind in kinds)):
            continue
        data = bytes.fromhex(path.read_text().partition("\n\n")[2])
        if len(data) <= SEED_BYTES_MAX:
            found.append(("good" not in path.name, path.name, data))
    assert found, kinds
    return tuple(data for _, _, data in sorted(found))


@cache
def transcript(kind: str) -> tuple[bytes, ...]:
    """The bytes of the transcript's vectors of a kind; the whole one first."""
    found = []
    for path in sorted((SPEC / "transcript").iterdir()):
        if path.is_dir() or path.suffix or not path.name.startswith(f"{kind}_"):
            continue
        data = path.read_bytes().partition(b"\n\n")[2]
        found.append(("whole" not in path.name, path.name, data))
    assert found, kind
    return tuple(data for _, _, data in sorted(found))


@cache
def forms() -> tuple[tuple[str, dict[str, str], bytes], ...]:
    """Form, inputs and body of each of the forms' vectors."""
    found = []
    for path in sorted((SPEC / "forms").iterdir()):
        if path.is_dir() or path.suffix:
            continue
        form, inputs, body = "", {}, b""
        for line in path.read_text("utf-8").removesuffix("\n").split("\n"):
            name, _, value = line.partition(": ")
            if name == "form":
                form = value
            elif name == "input":
                key, _, text = value.partition(" = ")
                inputs[key] = text.replace("\\n", "\n")
            elif name == "body":
                body = bytes.fromhex(value)
        found.append((form, inputs, body))
    assert found
    return tuple(found)
