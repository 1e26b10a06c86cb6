"""What a charter says of forms: profiles that are on, and files of the parties' own."""

from dataclasses import replace

import pytest

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.wire.agreedforms import FormFiles, form_digest, is_file_name
from directline.wire.charter import Charter, SignedCharter
from directline.wire.limits import FORM_FILE_BYTES_MAX, FORM_FILES_BYTES_MAX
from tests.unit.wire.test_chain import FIRST, chain, following, signed

TEXTS = {"forms/p-net.toml": 'code = "P-NET"', "words/en/p-net.ftl": "form-P-NET = Nets"}


def named(texts: dict[str, str]) -> FormFiles:
    return tuple((name, form_digest(text)) for name, text in sorted(texts.items()))


def whole(*versions: Charter, texts: tuple[str, ...]) -> SignedCharter:
    return replace(chain(*map(signed, versions)), texts=texts)


@pytest.mark.spec("CHARTER-10")
def test_a_charter_without_profiles_and_forms_is_the_bytes_that_it_always_was() -> None:
    assert FIRST.encode()[:1] == bytes([0x80 | 11])
    on = replace(FIRST, profiles=("maritime",))
    assert on.encode()[:1] == bytes([0x80 | 12])
    assert Charter.decode(on.encode()) == on
    assert on.digest != FIRST.digest


@pytest.mark.spec("CHARTER-10")
@pytest.mark.parametrize(
    "changes",
    [
        {"profiles": ("core",)},
        {"profiles": ("maritime", "arms-control")},
        {"profiles": tuple(f"p{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(33))},
        {"form_files": (("forms/l1", bytes(32)),)},
        {"form_files": (("forms/l1.toml", bytes(31)),)},
        {"form_files": (("words/en/b.ftl", bytes(32)), ("forms/b.toml", bytes(32)))},
    ],
)
def test_what_no_charter_says_of_forms(changes: dict[str, object]) -> None:
    with pytest.raises(LocalProtocolError):
        replace(FIRST, **changes).encode()  # type: ignore[arg-type]


def test_names_of_files_lead_nowhere_else() -> None:
    assert is_file_name("words/zh-Hant/p-net-2.ftl")
    for name in ("forms/../a.toml", "/forms/a.toml", "words/en/a.toml", "forms/A.toml", "a.toml"):
        assert not is_file_name(name)


@pytest.mark.spec("CHARTER-11")
def test_the_files_travel_with_the_charter_and_with_each_of_its_versions() -> None:
    first = replace(FIRST, form_files=named(TEXTS))
    second = following(first, form_files=())
    data = whole(first, second, texts=tuple(TEXTS.values())).encode()
    read = SignedCharter.decode(data)
    assert read.encode() == data
    found = read.verify()
    before = found.of(1)
    assert before is not None
    assert sorted(before.texts) == sorted(TEXTS.values())


@pytest.mark.spec("CHARTER-11")
@pytest.mark.parametrize("texts", [(), ("form-P-NET = Nets",), (*TEXTS.values(), "more")])
def test_other_files_than_the_charter_names_are_refused(texts: tuple[str, ...]) -> None:
    with pytest.raises(RemoteProtocolError) as refused:
        whole(replace(FIRST, form_files=named(TEXTS)), texts=texts).charters()
    assert refused.value.rule == "CHARTER-11"


@pytest.mark.spec("CHARTER-11")
def test_files_beside_a_charter_are_bounded() -> None:
    sizes = [FORM_FILE_BYTES_MAX] * (FORM_FILES_BYTES_MAX // FORM_FILE_BYTES_MAX)
    for lengths, good in ((sizes, True), ([*sizes, 1], False), ([FORM_FILE_BYTES_MAX + 1], False)):
        texts = tuple(chr(97 + n) * length for n, length in enumerate(lengths))
        files = {f"forms/f{n}.toml": text for n, text in enumerate(texts)}
        data = whole(replace(FIRST, form_files=named(files)), texts=texts).encode()
        if good:
            SignedCharter.decode(data).verify()
            continue
        with pytest.raises(RemoteProtocolError):
            SignedCharter.decode(data)


@pytest.mark.spec("AMEND-9")
def test_no_version_has_another_text_under_a_name_that_was_used() -> None:
    other = TEXTS | {"words/en/p-net.ftl": "form-P-NET = Other nets"}
    first = replace(FIRST, form_files=named(TEXTS))
    between = following(first, form_files=())
    third = following(between, form_files=named(other))
    texts = tuple(dict.fromkeys((*TEXTS.values(), *other.values())))
    with pytest.raises(VerificationError) as refused:
        whole(first, between, third, texts=texts).charters()
    assert refused.value.part == "charter chain"
