"""The vectors of amended charters, for `generate.py`."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from directline.wire.agreedforms import form_digest, texts_value
from directline.wire.charter import Charter, SignedCharter, signing_bytes
from directline.wire.codec import Value, decode, encode
from tests.support.pair import KeySigner

Case = tuple[str, str, str, bytes, dict[str, str]]
"""(name, kind, expect, bytes, further headers)."""


def chains(first: SignedCharter) -> Iterator[Case]:
    """Later versions of a charter that ALPHA and BRAVO signed."""
    charter = Charter.decode(first.charter)
    fresh = KeySigner("BRAVO renewed identity").public()
    bravo = charter.parties[1]
    second = replace(
        charter, version=2, line=charter.line_id, previous=charter.digest,
        parties=(charter.parties[0], replace(bravo, identity=fresh)),
    )  # fmt: skip

    def signed(later: Charter, key: str = "BRAVO identity") -> SignedCharter:
        data = later.encode()
        keys = ("ALPHA identity", key)
        pairs = tuple((n, KeySigner(k).sign(signing_bytes(data))) for n, k in enumerate(keys))
        return SignedCharter(data, pairs)

    def chained(*versions: SignedCharter) -> bytes:
        return SignedCharter(versions[-1].charter, versions[-1].signatures, versions[:-1]).encode()

    third = replace(second, version=3, previous=second.digest, name="SOUTHERN AIR")
    other = replace(second, parties=(charter.parties[0], replace(bravo, cosigner=fresh)))
    row = (first.charter, first.signatures)
    renewed = "BRAVO renewed identity"
    cases = {
        "good": ("ok", "AMEND-3", chained(first, signed(second), signed(third, renewed))),
        "by_recovery_key": ("ok", "AMEND-3", chained(first, signed(second, "BRAVO recovery"))),
        "by_the_new_key": (
            "charter signature of BRAVO", "AMEND-3", chained(first, signed(second, renewed)),
        ),
        "by_the_tls_key": (
            "charter signature of BRAVO", "AMEND-3", chained(first, signed(second, "BRAVO tls")),
        ),
        "third_by_the_old_key": (
            "charter signature of BRAVO", "AMEND-3",
            chained(first, signed(second), signed(third)),
        ),
        "one_left_out": (
            "charter chain", "AMEND-1", chained(first, signed(third, renewed)),
        ),
        "without_the_first": (
            "charter chain", "AMEND-1", chained(signed(second), signed(third, renewed)),
        ),
        "later_alone": ("charter chain", "AMEND-1", signed(second).encode()),
        "of_one": ("AMEND-1", "", encode(("directline/charter/v1/chain", (row,)))),
        "head_key_changed": ("charter chain", "AMEND-2", chained(first, signed(other))),
        "catalogue_changed": (
            "ok", "AMEND-2", chained(first, signed(replace(second, catalogue=bytes([1]) * 32))),
        ),
    }  # fmt: skip
    for name, (expect, rules, data) in cases.items():
        named = {"rules": rules} if rules else {}
        yield f"charter_chain_{name}", "signed charter", expect, data, named
    yield from _forms(charter, signed)


NET = "forms/p-net.toml", 'code = "P-NET"\nversion = 1\n'
WORDS = "words/en/p-net.ftl", "form-P-NET = Nets are set\n"


def _named(*files: tuple[str, str]) -> tuple[tuple[str, bytes], ...]:
    return tuple((name, form_digest(text)) for name, text in files)


def _forms(charter: Charter, signed: Callable[[Charter], SignedCharter]) -> Iterator[Case]:
    """Charters that name profiles and forms of the parties' own."""
    on = replace(charter, profiles=("arms-control", "maritime"))
    named = {"fingerprint": on.fingerprint, "line": on.line_id.hex(), "rules": "CHARTER-10"}
    yield "charter_profiles", "charter", "ok", on.encode(), named
    own = replace(on, form_files=_named(NET, WORDS))
    value = decode(own.encode(), bytes_max=65_536, rule="")
    assert isinstance(value, tuple)

    def says(profiles: Value, files: Value) -> bytes:
        return encode((*value[:11], (profiles, files)))

    files, digest = _named(NET, WORDS), bytes(32)
    for name, data in {
        "profile_core": says(("core",), ()),
        "profile_twice": says(("maritime", "maritime"), ()),
        "profiles_out_of_order": says(("maritime", "arms-control"), ()),
        "profile_in_capitals": says(("Maritime",), ()),
        "forms_say_nothing": says((), ()),
        "form_files_out_of_order": says((), files[::-1]),
        "form_file_outside": says((), (("forms/../l1.toml", digest),)),
        "form_file_digest_short": says((), (("forms/p-net.toml", bytes(31)),)),
        "forms_of_three_parts": encode((*value[:11], ((), files, ()))),
    }.items():
        yield f"charter_{name}", "charter", "CHARTER-10", data, {}

    def beside(charter: SignedCharter, *texts: str) -> bytes:
        return encode(("directline/charter/v1/forms", texts, charter.encode()))

    both = texts_value((NET[1], WORDS[1]))
    first = signed(own)
    other = NET[0], NET[1] + "# another\n"
    later = replace(
        own, version=2, line=own.line_id, previous=own.digest, form_files=_named(other, WORDS)
    )
    kept = replace(later, form_files=_named(WORDS), profiles=())
    chain = SignedCharter(signed(kept).charter, signed(kept).signatures, (first,))
    swapped = SignedCharter(signed(later).charter, signed(later).signatures, (first,))
    more = (other[1], *both)
    three = texts_value(more)
    for name, (expect, rules, data) in {
        "good": ("ok", "CHARTER-11", beside(first, *both)),
        "of_an_earlier_version": ("ok", "CHARTER-11", beside(chain, *both)),
        "left_out": ("CHARTER-11", "", first.encode()),
        "one_left_out": ("CHARTER-11", "", beside(first, both[0])),
        "one_more": ("CHARTER-11", "", beside(first, *three)),
        "out_of_order": ("CHARTER-11", "", beside(first, *both[::-1])),
        "none": ("CHARTER-11", "", beside(signed(charter))),
        "within_files": (
            "CHARTER-9", "",
            encode(("directline/charter/v1/forms", both, beside(first, *both))),
        ),
        "changed": ("charter chain", "AMEND-9", beside(swapped, *three)),
    }.items():  # fmt: skip
        headers = {"rules": rules} if rules else {}
        yield f"signed_charter_forms_{name}", "signed charter", expect, data, headers
