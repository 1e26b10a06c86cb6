"""Writes the founding's test vectors: party files, shares, and what two shares give.

Run from the repository's root: `PYTHONPATH=src:. python spec/vectors/founding/generate.py`.
Everything is made from fixed keys, so that running it again changes nothing; the one signature
that the library makes with chance (ML-DSA-44) is kept in `mldsa.py`.

A vector is header lines, an empty line, then the bytes: a party file raw, a share as it is typed,
for `secret` two shares with an empty line between them.
"""

import hashlib
import textwrap
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from directline.station.founding import secret_check
from directline.station.shares import join_shares, make_shares, share_lines, share_text
from directline.wire.charter import Charter, party_value
from directline.wire.codec import Value
from spec.vectors.founding import mldsa
from tests.support.pair import KeySigner, party, signed_charter

HERE = Path(__file__).parent
USES = ("identity", "checkpoint", "cosigner", "tls", "recovery")
SECRET, PAD, MARK = bytes(range(32)), bytes(range(100, 132)), bytes.fromhex("97fd1c")
CHARTER = Charter.decode(signed_charter("ALPHA", "BRAVO").charter)
CONTEXT = b"directline/party/v1\n"


def case(kind: str, expect: str, data: bytes, **more: str) -> bytes:
    """One vector's bytes."""
    headers = {"kind": kind, "expect": expect} | more
    return "".join(f"{name}: {value}\n" for name, value in headers.items()).encode() + b"\n" + data


def signed(value: list[Value], *, names: str = "ALPHA", last: bytes = b"") -> list[object]:
    """A party file's array: the value with the signature of each key."""
    message = CONTEXT + cbor2.dumps(value)
    signatures = [KeySigner(f"{names} {use}").sign(message) for use in USES]
    return ["directline/party/v1", value, [*signatures, *([last] if last else [])]]


def parties() -> Iterator[tuple[str, bytes]]:
    """Party files."""
    value = party_value(party("ALPHA"))
    assert isinstance(value, tuple)
    plain = list(value)

    def changed(at: int, to: object) -> list[object]:
        return signed([*plain[:at], to, *plain[at + 1 :]])  # type: ignore[list-item]

    good = signed(plain)
    data = cbor2.dumps(good)
    yield "party_good", case("party", "ok", data, rules="PARTY-1 PARTY-2")
    shapes: dict[str, tuple[str, bytes]] = {
        "other_format": ("PARTY-1", cbor2.dumps(["directline/party/v2", *good[1:]])),
        "one_part_more": ("PARTY-1", cbor2.dumps([*good, 0])),
        "byte_more": ("PARTY-1", data + b"\0"),
        "four_signatures": ("PARTY-1", cbor2.dumps([*good[:2], good[2][:4]])),  # type: ignore[index]
        "six_signatures": ("PARTY-1", cbor2.dumps(signed(plain, last=bytes(2420)))),
        "too_long": ("PARTY-1", data + bytes(16_384)),
        "id_small": ("CHARTER-2", cbor2.dumps(changed(0, "alpha"))),
        "key_short": ("CHARTER-3", cbor2.dumps(changed(1, bytes(31)))),
        "key_twice": ("CHARTER-3", cbor2.dumps(changed(2, plain[1]))),
        "key_of_small_order": ("CHARTER-3", cbor2.dumps(changed(4, bytes(32)))),
        "callback_too_long": ("CHARTER-2", cbor2.dumps(changed(7, "0" * 201))),
        "role_blank": ("CHARTER-2", cbor2.dumps(changed(8, [["  ", "ALPHA DUTY"]]))),
    }
    for name, (rule, changed_data) in shapes.items():
        yield f"party_{name}", case("party", rule, changed_data, rules=f"{rule} PARTY-1")
    for at, use in enumerate(USES):
        signatures = list(good[2])  # type: ignore[call-overload]
        signatures[at] = KeySigner("BRAVO " + use).sign(CONTEXT + cbor2.dumps(plain))
        data = cbor2.dumps([*good[:2], signatures])
        expect = f"{use} key of ALPHA"
        yield f"party_not_signed_by_{use}", case("party", expect, data, rules="PARTY-2")
    yield from post_quantum(plain)


def post_quantum(plain: list[Value]) -> Iterator[tuple[str, bytes]]:
    """A party with an ML-DSA-44 key, whose signature comes sixth."""
    secret = MLDSA44PrivateKey.from_seed_bytes(hashlib.sha256(b"ALPHA mldsa").digest())
    value = [*plain[:6], secret.public_key().public_bytes_raw(), *plain[7:]]
    message = CONTEXT + cbor2.dumps(value)
    signature = bytes.fromhex("".join(mldsa.SIGNATURE.split()))
    try:
        secret.public_key().verify(signature, message)
    except InvalidSignature:
        signature = secret.sign(message)
        rows = textwrap.wrap(signature.hex(), 96)
        text = '"""One ML-DSA-44 signature that the vectors keep."""\n\nSIGNATURE = """\n'
        (HERE / "mldsa.py").write_text(text + "\n".join(rows) + '\n"""\n')
    bad = signature[:-100] + bytes([signature[-100] ^ 1]) + signature[-99:]
    rows_of = {
        "good": ("ok", signed(value, last=signature)),
        "not_signed": ("PARTY-1", signed(value)),
        "changed": ("ML-DSA key of ALPHA", signed(value, last=bad)),
        "cut_short": ("PARTY-1", signed(value, last=signature[:-1])),
    }
    for name, (expect, array) in rows_of.items():
        data = cbor2.dumps(array)
        yield f"party_post_quantum_{name}", case("party", expect, data, rules="PARTY-2")


def shares() -> Iterator[tuple[str, bytes]]:
    """Shares as typed, and secrets."""
    one, other = make_shares(SECRET, PAD, MARK)
    rows = share_lines(one)
    typed = "\n".join(rows)
    whole = bytes([0x10]) + MARK + PAD
    whole += hashlib.sha256(b"directline/share/v1\nwhole\n" + whole).digest()[:4]
    alike = typed.replace("1", "I").replace("0", "O").replace("V", "U")
    spaced = "\n".join(f"  {row[:3]} {row[3:7]}-{row[7:]} ".lower() for row in rows)
    good = {
        "good": typed,
        "printed": share_text(one, "NORTHERN AIR"),
        "small_and_spaced": spaced,
        "look_alikes": alike,
    }
    for name, text in good.items():
        yield (
            f"share_{name}",
            case("share", "ok", text.encode(), share=whole.hex(), rules="SHARE-1 SHARE-2"),
        )
    exchanged = [rows[1], rows[0], *rows[2:]]
    mistyped = [rows[0], rows[1][:4] + "Z" + rows[1][5:], *rows[2:]]
    short = [*rows[:3], rows[3][:9], *rows[4:]]
    bad = {
        "one_character_mistyped": ("SHARE-1", mistyped),
        "two_lines_exchanged": ("SHARE-1", exchanged),
        "a_line_short": ("SHARE-1", short),
        "a_line_missing": ("SHARE-1", list(rows[:7])),
        "of_two_shares": ("SHARE-3", [*rows[:4], *share_lines(other)[4:]]),
        "of_another_version": ("SHARE-3", of(bytes([0x20]) + whole[1:36])),
        "of_another_letter": ("SHARE-3", of(bytes([0x12]) + whole[1:36])),
    }
    for name, (rule, lines) in bad.items():
        yield f"share_{name}", case("share", rule, "\n".join(lines).encode())
    both = "\n".join(rows), "\n".join(share_lines(other))
    said = secret_check(SECRET, CHARTER)
    data = "\n\n".join(both).encode()
    assert join_shares(one, other) == SECRET
    yield (
        "secret_good",
        case(
            "secret",
            "ok",
            data,
            secret=SECRET.hex(),
            digest=CHARTER.digest.hex(),
            check=said,
            rules="SHARE-3",
        ),
    )
    yield "secret_one_share_twice", case("secret", "SHARE-3", "\n\n".join(both[:1] * 2).encode())
    third = make_shares(SECRET, PAD, bytes(3))[1]
    data = "\n\n".join((both[0], "\n".join(share_lines(third)))).encode()
    yield "secret_other_mark", case("secret", "SHARE-3", data)


def of(content: bytes) -> list[str]:
    """Eight lines of 36 bytes that are no share of ours, each line's check right."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    total = content + hashlib.sha256(b"directline/share/v1\nwhole\n" + content).digest()[:4]
    found = []
    for number in range(8):
        five = total[5 * number : 5 * number + 5]
        bits = int.from_bytes(five)
        values = [number + 1, *(bits >> shift & 31 for shift in range(35, -1, -5))]
        checks = product(range(32), repeat=2)
        values += next(list(two) for two in checks if holds([*values, *two]))
        found.append("".join(alphabet[value] for value in values[1:]))
    return found


def holds(values: list[int]) -> bool:
    """Whether both sums of a line are zero; by powers of x, from their table."""
    powers = [1]
    while len(powers) < 31:
        last = powers[-1] << 1
        powers.append(last ^ 0b100101 if last > 31 else last)
    plain = weighed = 0
    for at, value in enumerate(values):
        plain ^= value
        weighed ^= powers[(at + powers.index(value)) % 31] if value else 0
    return plain == weighed == 0


def vectors() -> Iterator[tuple[str, bytes]]:
    """Every vector by its file's name."""
    yield from parties()
    yield from shares()


def main() -> None:
    """Write them all, and remove what is no longer made."""
    made = dict(vectors())
    for path in HERE.iterdir():
        if path.suffix != ".py" and path.is_file() and path.name not in made:
            path.unlink()
    for name, data in made.items():
        (HERE / name).write_bytes(data)
    print(f"{len(made)} vectors in {HERE}")


if __name__ == "__main__":
    main()
