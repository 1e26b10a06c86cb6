"""The couriered secret: two shares, printed, typed back, with every slip found."""

from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directline.errors import LocalProtocolError
from directline.station.groups import ALPHABET, from_groups, to_groups
from directline.station.shares import (
    Share,
    check_line,
    join_shares,
    make_shares,
    read_share,
    share_lines,
    share_of,
    share_text,
)

SECRET, PAD, MARK = bytes(range(32)), bytes(range(100, 132)), b"\x97\xfd\x1c"
A, B = make_shares(SECRET, PAD, MARK)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_two_printed_shares_make_the_secret(secret: bytes, pad: bytes) -> None:
    one, other = make_shares(secret, pad, MARK)
    read = [read_share(share_text(share, "NORTHERN AIR")) for share in (one, other)]
    assert join_shares(read[0], read[1]) == join_shares(read[1], read[0]) == secret


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_one_share_alone_says_nothing(secret: bytes, other: bytes) -> None:
    # For every other secret there is a pad that gives the very same share B.
    pad = bytes(p ^ s ^ o for p, s, o in zip(PAD, secret, other, strict=True))
    assert make_shares(secret, PAD, MARK)[1] == make_shares(other, pad, MARK)[1]


@pytest.mark.spec("SHARE-1")
def test_the_specifications_example() -> None:
    spec = (Path(__file__).resolve().parents[3] / "spec" / "founding.md").read_text()
    for share in (A, B):
        assert f"{share.letter}  {' '.join(share_lines(share))}" in spec


def typed(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


@pytest.mark.spec("SHARE-2")
@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda text: text.replace("-", " "),
        lambda text: text.replace("0", "o").replace("1", "l"),
        lambda text: text.replace(": ", ") "),
        lambda text: "".join(line.partition(": ")[2] for line in text.splitlines()),
        lambda text: " ".join(line.partition(": ")[2] for line in text.splitlines()),
        lambda text: "\n\n" + text.replace("\n", "\n\n") + "\n  \n",
    ],
)
def test_a_share_may_be_typed_as_people_type(change: object) -> None:
    assert callable(change)
    assert read_share(change(typed(share_text(A)))) == A


@pytest.mark.spec("SHARE-1")
@pytest.mark.parametrize("share", [A, B])
def test_every_wrong_character_is_found_in_its_line(share: Share) -> None:
    for number, line in enumerate(share_lines(share), 1):
        for at, char in product(range(10), ALPHABET + "'*\u0660"):
            if char != line[at]:
                with pytest.raises(LocalProtocolError, match=f"line {number} of"):
                    check_line(number, line[:at] + char + line[at + 1 :])


@pytest.mark.spec("SHARE-1")
@given(st.binary(min_size=32, max_size=32), st.integers(1, 8))
def test_every_two_characters_changed_about_are_found_in_their_line(
    pad: bytes, number: int
) -> None:
    line = share_lines(make_shares(SECRET, pad, MARK)[0])[number - 1]
    assert check_line(number, line)
    for one, other in combinations(range(10), 2):
        chars = list(line)
        chars[one], chars[other] = chars[other], chars[one]
        if chars[one] != chars[other]:
            with pytest.raises(LocalProtocolError, match=f"line {number} of"):
                check_line(number, "".join(chars))


@given(st.integers(0, 78))
def test_two_characters_changed_about_are_found(at: int) -> None:
    chars = list("".join(share_lines(A)))
    if chars[at] == chars[at + 1]:
        return
    chars[at], chars[at + 1] = chars[at + 1], chars[at]
    with pytest.raises(LocalProtocolError):
        read_share("".join(chars))


@given(st.integers(0, 7), st.integers(0, 7))
def test_lines_changed_about_are_found(one: int, other: int) -> None:
    lines = list(share_lines(A))
    if one == other:
        return
    lines[one], lines[other] = lines[other], lines[one]
    with pytest.raises(LocalProtocolError, match="line"):
        read_share("\n".join(lines))


def test_a_missing_line_is_counted() -> None:
    with pytest.raises(LocalProtocolError, match="this has 70"):
        read_share("\n".join(share_lines(A)[:7]))


@pytest.mark.spec("SHARE-3")
def test_the_same_share_twice_or_of_two_secrets() -> None:
    with pytest.raises(LocalProtocolError, match="both are share A"):
        join_shares(A, A)
    other = make_shares(SECRET, PAD, b"\0\0\0")[1]
    with pytest.raises(LocalProtocolError, match="different secrets"):
        join_shares(A, other)


@pytest.mark.spec("SHARE-3")
def test_a_sum_or_version_that_differs_is_refused() -> None:
    content = b"".join(check_line(n, line) for n, line in enumerate(share_lines(A), 1))
    assert share_of(content) == A
    for changed in (content[:-1] + b"\0", b"\x20" + content[1:], content[:-1], b""):
        with pytest.raises(LocalProtocolError):
            share_of(changed)


def test_the_error_never_quotes_the_share() -> None:
    lines = list(share_lines(B))
    lines[3] = "ZZZZZZZZZZ"
    with pytest.raises(LocalProtocolError) as refused:
        read_share("\n".join(lines))
    assert not any(line in str(refused.value) for line in lines)
    assert B.half.hex() not in repr(B)
    assert "half" not in repr(Share("A", MARK, PAD))


@given(st.text(max_size=400))
def test_any_text_is_refused_with_its_own_error(text: str) -> None:
    with pytest.raises(LocalProtocolError):
        read_share(text)


@given(st.binary(min_size=5, max_size=40).filter(lambda data: len(data) % 5 == 0))
def test_groups_come_back(data: bytes) -> None:
    text = to_groups(data, 4)
    assert from_groups(text) == data
    assert from_groups(text.lower().replace("0", "O")) == data


def test_groups_refuse_what_is_not_theirs() -> None:
    for text in ("", "ABC", "ABCDEFG!", "ABCD\u0660ABC"):
        with pytest.raises(LocalProtocolError):
            from_groups(text)
    with pytest.raises(LocalProtocolError):
        to_groups(b"four", 4)
