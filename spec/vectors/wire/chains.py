"""The vectors of amended charters, for `generate.py`."""

from collections.abc import Iterator
from dataclasses import replace

from directline.wire.charter import Charter, SignedCharter, signing_bytes
from directline.wire.codec import encode
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
            "charter chain", "AMEND-2",
            chained(first, signed(replace(second, catalogue=bytes([1]) * 32))),
        ),
    }  # fmt: skip
    for name, (expect, rules, data) in cases.items():
        named = {"rules": rules} if rules else {}
        yield f"charter_chain_{name}", "signed charter", expect, data, named
