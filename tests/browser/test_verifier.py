"""The verifier page answers as `directline verify` does, in a real Chromium, network off."""

import json
import random
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from directline.transcript.bundle import MAGIC, Selection, encode_content, seal_bundle
from directline.transcript.checkpoint import (
    cosignature_line,
    cosignature_message,
    cosigner_key,
    cosigner_name,
)
from directline.transcript.note import Note
from directline.transcript.parts import read_part
from directline.transcript.unbundle import decode_bundle
from directline.transcript.verify import verify_bundle
from tests.browser.support.bundles import Kind, badly_amended, full, kinds, three
from tests.browser.support.verifier import Verifier, ours
from tests.unit.transcript.chosen import busy, selected
from tests.unit.transcript.defects import NOTES, OF_ANYBODY, OF_THE_EXPORTER
from tests.unit.transcript.forgery import Change, RememberingSuite, reseal, resign
from tests.unit.transcript.redacted import FIELDS, redacted
from tests.unit.transcript.sample import Sample, small
from tests.unit.transcript.test_hostile import part, sealed
from tools.env import ROOT, node_bin


class Remembering(RememberingSuite):
    """Checks each ML-DSA-44 signature once as well."""

    def verify_mldsa(self, public: bytes, signature: bytes, message: bytes, *, part: str) -> None:
        key = (public, signature, message)
        if key not in self.good:
            super().verify_mldsa(public, signature, message, part=part)
            self.good.add(key)


KINDS = dict(kinds())
SUITE = Remembering()
BATCH = ROOT / "tests" / "interop" / "reader" / "batch.mjs"
CHANCE = random.Random(20260916)
CHANGES = 1_000


@pytest.fixture(scope="module")
def verifier(chromium: Browser) -> Iterator[Verifier]:
    page = Verifier(chromium).ready()
    yield page
    page.close()


def agree(verifier: Verifier, files: list[bytes]) -> list[str]:
    """Both say the same to each."""
    said = verifier.many(files)
    mine = [ours(data, SUITE) for data in files]
    apart = [(n, a, b) for n, (a, b) in enumerate(zip(mine, said, strict=True)) if a != b]
    assert not apart, f"(which, ours, the page's) of {len(apart)}: {apart[:10]}"
    return said


def naive(path: Path, files: list[bytes]) -> list[str]:
    """What the naive reader says to each."""
    path.write_bytes(b"".join(len(data).to_bytes(4) + data for data in files))
    program = str(node_bin() / "node")
    command = [program, str(BATCH), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=True)
    assert not done.stderr
    return [json.loads(row) for row in done.stdout.splitlines()]


@pytest.mark.parametrize("name", KINDS)
def test_it_says_of_each_kind_of_bundle_what_the_command_prints(
    verifier: Verifier, name: str
) -> None:
    kind: Kind = KINDS[name]
    report = verify_bundle(
        kind.data, fingerprint=kind.fingerprint or None, witnesses=kind.witnesses, suite=SUITE
    )
    verdict, refused, lines = verifier.one(kind.data, kind.fingerprint, kind.witnesses)
    assert (verdict, refused) == ("verified" if report.ok else "contradiction", "")
    assert lines == list(report.lines())
    assert report.ok == (name not in {"another history", "receipt for more"})


def test_it_answers_every_vector_of_a_bundle(verifier: Verifier) -> None:
    """Written from spec/ alone, it is held to what spec/ expects."""
    found = 0
    for path in sorted((ROOT / "spec" / "vectors" / "transcript").glob("bundle_*")):
        head, _, data = path.read_bytes().partition(b"\n\n")
        fields = dict(row.split(": ", 1) for row in head.decode().splitlines())
        verdict, refused, _ = verifier.one(data, fields.get("fingerprint", ""))
        assert (refused or verdict) == fields["expect"], path.name
        found += 1
    assert found > 60


def defects() -> list[bytes]:
    """Every kind of change, with the outer checksums made good, and signed anew as well."""
    sample = small()
    whole = sample.export(0)
    changes: list[Change] = [change for _, change, _ in OF_ANYBODY]
    changes += [change for _, change in OF_THE_EXPORTER]
    bundles = [reseal(whole, change) for change in changes]
    bundles += [resign(sample, whole, change) for change in changes]
    for _, _, spoil in NOTES:
        bundles.append(replace_note(sample, whole, spoil(sample.notes[0].note)))
    bundles.append(replace_note(sample, whole, at_second_zero(sample)))
    return bundles


def at_second_zero(sample: Sample) -> bytes:
    """A checkpoint whose cosignature holds, but for a time that none may have."""
    note = Note.parse(sample.notes[0].note)
    key = sample.key(1, "cosigner")
    name = cosigner_name(sample.charter.line_id, "BRAVO")
    signature = key.sign(cosignature_message(note.text, 0))
    line = cosignature_line(cosigner_key(name, key.public()), 0, signature)
    return Note(note.text, (note.lines[0], line)).encode()


def replace_note(sample: Sample, data: bytes, note: bytes) -> bytes:
    return resign(
        sample,
        data,
        lambda content: replace(
            content, notes=(replace(content.notes[0], note=note), *content.notes[1:])
        ),
    )


def selections() -> list[bytes]:
    """A selection with its proofs and its recipient changed."""
    sample, message = busy()
    some = selected(sample, message)
    content, _ = decode_bundle(some)
    proofs = content.inclusion
    contents = [
        replace(content, selection=None),
        replace(content, selection=Selection(" ", 3)),
        replace(content, selection=Selection("a\x85b", 3)),
        replace(content, inclusion=proofs[1:]),
        replace(content, inclusion=(replace(proofs[0], size=proofs[0].size - 1), *proofs[1:])),
        replace(content, inclusion=(replace(proofs[0], path=proofs[0].path[::-1]), *proofs[1:])),
        replace(content, notes=()),
    ]
    made = [resign(sample, some, lambda _, other=other: other) for other in contents]  # type: ignore[misc]
    return made + [reseal(some, lambda _, other=other: other) for other in contents]  # type: ignore[misc]


def test_it_names_the_place_of_every_defect_as_the_two_other_readers_do(
    verifier: Verifier, tmp_path: Path
) -> None:
    files = defects() + selections()
    said = agree(verifier, files)
    assert said == naive(tmp_path / "files", files)
    # The exporter may say of its own keeping what it likes: that is its own signed statement.
    assert said.count("verified") <= len(OF_THE_EXPORTER) + 5
    assert len(set(said)) > 25


def test_no_changed_byte_of_a_redacted_part_passes_in_any_reader(
    verifier: Verifier, tmp_path: Path
) -> None:
    """Whoever changes it signs the file anew, as its exporter can."""
    sample = Sample("few")
    message = sample.message(0, "Q1", *FIELDS)
    content, _ = decode_bundle(redacted(sample, message))
    parts = encode_content(content)
    (at,) = (n for n, one in enumerate(parts) if b"hredacted" in one[:16])
    files = []
    chance = random.Random(3)  # of its own: which names are said hangs on the bits
    for place in range(len(parts[at])):
        one = bytearray(parts[at])
        one[place] ^= 1 << chance.randrange(8)
        files.append(sealed([*parts[:at], bytes(one), *parts[at + 1 :]], sample))
    said = agree(verifier, files)
    assert said == naive(tmp_path / "files", files)
    assert len(files) > 400
    assert not set(said) & {"verified", "contradiction", "export signature"}
    assert {"structure", "redacted body"} < set(said)
    assert {part for part in said if part.startswith("entry ALPHA 1: ")} == {
        f"entry ALPHA 1: {what}"
        for what in ("body", "form", "field 1", "field 4", "field 5", "field 6")
    }


def test_it_follows_a_chain_of_charters_and_refuses_what_does_not_follow(
    verifier: Verifier, tmp_path: Path
) -> None:
    files = list(badly_amended())
    said = agree(verifier, files)
    assert said == naive(tmp_path / "files", files)
    assert said[:5] == ["charter"] * 5
    assert said[5:] == ["contradiction", "entry BRAVO 3: charter version"] + ["charter"] * 2


def rearranged() -> tuple[list[bytes], list[bytes]]:
    """Parts dropped, doubled, exchanged or replaced: sealed under the old signature, and anew."""
    content, seal = decode_bundle(small().export(0))
    whole = encode_content(content)
    old, anew = [], []
    for _ in range(100):
        parts = [whole[0][len(MAGIC) :], *whole[1:]]
        before = list(parts)
        at, other = CHANCE.randrange(len(parts)), CHANCE.randrange(len(parts))
        match CHANCE.randrange(4):
            case 0:
                del parts[at]
            case 1:
                parts.insert(at, parts[other])
            case 2:
                parts[at], parts[other] = parts[other], parts[at]
            case _:
                parts[at] = part(("feed", 0, 1, ((1, CHANCE.randbytes(32)),)))
        if parts and parts != before:
            parts[0] = MAGIC + parts[0]
            old.append(seal_bundle(parts, seal.note))
            anew.append(sealed(parts))
    return old, anew


def test_it_refuses_parts_that_were_dropped_swapped_or_doubled(
    verifier: Verifier, tmp_path: Path
) -> None:
    old, anew = rearranged()
    before = agree(verifier, old)
    assert "verified" not in before
    # The exporter itself may leave out a proof or a checkpoint; nothing else verifies.
    said = agree(verifier, anew)
    assert before + said == naive(tmp_path / "files", old + anew)
    assert said.count("structure") > len(said) // 2
    assert set(said) & {"checksum of the file", "export signature"} == set()


def each_once() -> Iterator[tuple[str, list[bytes]]]:
    """Each part dropped, and each two exchanged: what was done, and the parts after it."""
    content, _ = decode_bundle(small().export(0))
    whole = encode_content(content)
    parts = [whole[0][len(MAGIC) :], *whole[1:]]
    kinds = [str(read_part(one[4:], 1)[0]) for one in parts]
    for at, kind in enumerate(kinds):
        yield f"{kind} dropped", parts[:at] + parts[at + 1 :]
        for other in range(at + 1, len(parts)):
            swapped = list(parts)
            swapped[at], swapped[other] = parts[other], parts[at]
            yield f"{kind} and {kinds[other]}", swapped


def test_each_part_dropped_and_each_two_exchanged_are_refused_though_signed_anew(
    verifier: Verifier, tmp_path: Path
) -> None:
    done, files = [], []
    for what, parts in each_once():
        done.append(what)
        files.append(sealed([MAGIC + parts[0], *parts[1:]]))
    said = agree(verifier, files)
    assert said == naive(tmp_path / "files", files)
    verified = {what for what, answer in zip(done, said, strict=True) if answer == "verified"}
    # What an exporter need not bring it may leave out; all else is missed.
    assert verified == {"note dropped", "consistency dropped", "inclusion dropped"}


def respelt() -> list[bytes]:
    """A part of the same meaning in another spelling than the one there is, signed anew."""
    content, _ = decode_bundle(small().export(0))
    parts = encode_content(content)
    at = next(n for n, one in enumerate(parts) if one[4:10] == b"\x84dnote")
    value = parts[at][4:]
    spellings = [
        b"\x98\x04" + value[1:],  # the array's length in a byte of its own
        b"\x84\x78\x04" + value[2:],  # the name's
        b"\x84dnote\x18\x00" + value[7:],  # the party
        b"\x84dnote\x00\x19\x00\x01" + value[8:],  # the generation
        b"\x84dnote\x00\x1b" + (1).to_bytes(8) + value[8:],
        value[:8] + b"\x5a\x00\x00" + value[9:],  # the note's length
        b"\x9f" + value[1:] + b"\xff",  # of no length
        value + b"\xf6",  # something after it
    ]
    assert value[8] == 0x59
    return [
        sealed([*parts[:at], len(one).to_bytes(4) + one, *parts[at + 1 :]])
        for one in [value, *spellings]
    ]


def test_a_value_has_one_spelling(verifier: Verifier) -> None:
    whole, *others = agree(verifier, respelt())
    assert whole == "verified"
    assert set(others) == {"structure"}


def noise() -> list[bytes]:
    """Bytes of all sorts: cut, spliced, random, and lengths that lie."""
    whole = small().export(0)
    files = [b"", MAGIC, whole + b"\x00", whole + whole, CHANCE.randbytes(4_000)]
    files += [MAGIC + b"\xff" * 4 + whole[29:], MAGIC + (1 << 24).to_bytes(4) + bytes(100)]
    files.append(MAGIC + (70_000).to_bytes(4) + b"\x88" * 70_000 + bytes(32))
    for _ in range(200):
        at, cut = CHANCE.randrange(len(whole)), CHANCE.randrange(12)
        files.append(whole[:at] + CHANCE.randbytes(CHANCE.randrange(12)) + whole[at + cut :])
        files.append(whole[: CHANCE.randrange(len(whole))])
    return [data for data in files if data != whole]


def test_whatever_the_bytes_are_it_refuses_them(verifier: Verifier) -> None:
    assert "verified" not in agree(verifier, noise())


def test_each_of_a_thousand_single_byte_changes_is_refused_at_the_same_place(
    verifier: Verifier, tmp_path: Path
) -> None:
    changed = 0
    for sample, count in ((small(), 450), (three(), 450), (full(), 150)):
        data = sample.export(0)
        places = range(0, len(data), len(data) // count)
        files = [data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :] for at in places]
        third = naive(tmp_path / "files", files)
        answers = zip(places, files, verifier.flips(data, places), third, strict=True)
        for at, flipped, answer, naively in answers:
            assert answer == ours(flipped, SUITE), f"byte {at} of {len(data)}"
            assert answer == naively, f"byte {at} of {len(data)}"
            assert answer not in {"verified", "contradiction"}, f"byte {at} of {len(data)}"
        changed += len(places)
    assert changed >= CHANGES


def test_a_bundle_signed_wholly_by_other_keys_fails_against_the_fingerprint(
    verifier: Verifier,
) -> None:
    sample, other = small(), small("somebody else")
    files = [sample.export(0), other.export(0)]
    assert verifier.many(files) == ["verified", "verified"]
    typed = sample.charter.fingerprint.lower().replace("-", " ")
    assert verifier.many(files, typed) == ["verified", "charter fingerprint"]
