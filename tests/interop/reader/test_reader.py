"""The naive reader of spec/reader (JavaScript, no shared code) against our own, both ways.

It knows nothing but what spec/ says.  Where the two differ, one of them or the text is wrong.
"""

import json
import subprocess
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from directline.errors import VerificationError
from directline.transcript.bundle import Content, Selection
from directline.transcript.unbundle import decode_bundle
from directline.transcript.verify import verify_bundle
from tests.support.stations import found, login, running, until
from tests.unit.transcript.chosen import busy, selected
from tests.unit.transcript.defects import OF_ANYBODY, OF_THE_EXPORTER
from tests.unit.transcript.forgery import Change, RememberingSuite, flip, reseal, resign
from tests.unit.transcript.keylost import keylost
from tests.unit.transcript.sample import Sample, small
from tests.unit.transcript.withholding import lacking, withholding
from tools.env import ROOT, node_bin

READER = ROOT / "spec" / "reader"
BATCH = Path(__file__).with_name("batch.mjs")
SUITE = RememberingSuite()
CLARIFY = {"cause": "Lights seen.", "activity": "flight", "questions": "Whose are they?"}


@cache
def node() -> str:
    """A Node, from PyPI where the machine has none: these tests are never left out."""
    return str(node_bin() / "node")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [node(), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
        cwd=ROOT,
    )


def ours(data: bytes, fingerprint: str | None = None) -> str:
    """What our verifier says: verified, contradiction, or the part that is wrong."""
    try:
        report = verify_bundle(data, suite=SUITE, fingerprint=fingerprint)
    except VerificationError as error:
        return error.part
    return "verified" if report.ok else "contradiction"


def theirs(path: Path, bundles: list[bytes], *fingerprint: str) -> list[str]:
    """What the naive reader says to each."""
    path.write_bytes(b"".join(len(data).to_bytes(4) + data for data in bundles))
    done = run(BATCH, path, *fingerprint)
    assert not done.stderr
    return [json.loads(row) for row in done.stdout.splitlines()]


def assert_they_agree(path: Path, bundles: list[bytes], *fingerprint: str) -> list[str]:
    said = theirs(path, bundles, *fingerprint)
    mine = [ours(data, *fingerprint) for data in bundles]
    assert len(said) == len(mine)
    apart = [(n, a, b) for n, (a, b) in enumerate(zip(mine, said, strict=True)) if a != b]
    assert not apart, f"(which, ours, theirs) of {len(apart)}: {apart[:10]}"
    return mine


def flips(data: bytes, step: int = 1) -> list[bytes]:
    """The file with one bit changed, at every so manieth byte."""
    places = range(0, len(data), step)
    return [data[:n] + bytes([data[n] ^ 1 << n % 8]) + data[n + 1 :] for n in places]


def test_every_vector_is_answered_as_it_says() -> None:
    done = run(READER / "vectors.mjs", ROOT / "spec" / "vectors")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    ran, _, rest = done.stdout.partition(" ")
    assert rest == "vectors, 0 answered otherwise\n"
    assert int(ran) > 300


def test_a_vector_that_expects_otherwise_is_noticed(tmp_path: Path) -> None:
    for area in ("founding", "wire", "transcript", "forms"):
        (tmp_path / area).mkdir()
    vectors = ROOT / "spec" / "vectors" / "wire"
    good = (vectors / "charter_good").read_text()
    (tmp_path / "wire" / "charter_good").write_text(good)
    (tmp_path / "wire" / "body_good").write_text(
        (vectors / "body_good").read_text().replace("expect: ok", "expect: BODY-2")
    )
    done = run(READER / "vectors.mjs", tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "wire/body_good: expected BODY-2, answered ok"


def test_it_agrees_with_our_verifier_on_every_byte_of_a_file(tmp_path: Path) -> None:
    sample = Sample()
    sample.receipt(1, sample.message(0), 3)
    sample.checkpoint(0, (1,))
    whole = sample.export(0)
    said = assert_they_agree(tmp_path / "flips", [whole, *flips(whole)])
    assert said[0] == "verified"
    assert "verified" not in said[1:]


def forged() -> list[bytes]:
    """Each way of changing a file's content, outer checksums and export signature made anew."""
    sample = small()
    whole = sample.export(0)
    changes: list[Change] = [change for _, change, _ in OF_ANYBODY]
    changes += [change for _, change in OF_THE_EXPORTER]
    changes += [gaps_of_gap(((2, 2), (2, 2))), gaps_of_gap(((2, 3),)), gaps_of_gap(())]
    bundles = [resign(sample, whole, change) for change in changes]
    return bundles + [reseal(whole, change) for change in changes]


def gaps_of_gap(gaps: tuple[tuple[int, int], ...]) -> Change:
    """A tail that is cut after a place that is missing, with gaps named rightly or wrongly."""

    def change(content: Content) -> Content:
        feeds = []
        for feed in content.feeds:
            items = tuple(item for item in feed.items if item.position in {1, 3})
            own = feed.party == 1
            feeds.append(replace(feed, items=items, gaps=gaps) if own else feed)
        return replace(content, feeds=tuple(feeds), notes=(), inclusion=(), consistency=())

    return change


def test_it_refuses_what_a_forger_changes_and_seals_anew(tmp_path: Path) -> None:
    said = assert_they_agree(tmp_path / "forged", forged())
    good = [answer for answer in said if answer == "verified"]
    # The exporter may say of its own keeping what it likes: that is its own signed statement.
    assert len(good) <= len(OF_THE_EXPORTER)


def changed_in(changes: dict[str, Any], content: Content) -> Content:
    return replace(content, **changes)


def test_it_agrees_on_a_selection_and_its_mutations(tmp_path: Path) -> None:
    sample, message = busy()
    some = selected(sample, message)
    content, _ = decode_bundle(some)
    proofs = content.inclusion
    changed: list[dict[str, Any]] = [
        {"selection": None},
        {"selection": Selection(" ", 3)},
        {"selection": Selection("a\x85b", 3)},
        {"selection": Selection("Somebody else", 4)},
        {"inclusion": ()},
        {"inclusion": proofs[1:]},
        {"inclusion": (replace(proofs[0], size=proofs[0].size - 1), *proofs[1:])},
        {"inclusion": (replace(proofs[0], path=proofs[0].path[::-1]), *proofs[1:])},
        {"notes": ()},
    ]
    anew = [resign(sample, some, partial(changed_in, more)) for more in changed]
    resealed = [reseal(some, partial(changed_in, more)) for more in changed]
    said = assert_they_agree(tmp_path / "some", [some, *anew, *resealed, *flips(some, 23)])
    assert said[0] == "verified"
    assert "verified" not in said[1 + len(anew) :]


def three() -> Sample:
    """Three parties, a second generation, evidence of two histories, places shown by leaf only."""
    sample = Sample("three", ("ALPHA", "BRAVO", "CHARLIE"))
    first = sample.message(0)
    sample.receipt(1, first, 3)
    sample.message(2)
    sample.fork(first)
    sample.checkpoint(0, (1, 2))
    sample.generations[1] = 2
    sample.message(1)
    sample.receipt(2, first, 6, answer="WILCO")
    sample.checkpoint(1, (2,))
    return sample


def test_it_agrees_on_three_parties_generations_and_two_histories(tmp_path: Path) -> None:
    sample = three()
    first, second, *rest = sample.records
    whole = sample.export(2)
    hidden = sample.export(2, disclose=lambda entry: entry.position > 1 or entry.party == 1)
    gap = sample.export(1, entries=[first, *rest])
    leaf = (second.party, second.generation, second.position, flip(second.leaf))
    other = sample.export(1, entries=[first, *rest], leaves=[leaf])
    two = sample.export(1, entries=[second, *rest])
    bundles = [whole, hidden, gap, other, two, *flips(whole, 7), *flips(hidden, 13)]
    said = assert_they_agree(tmp_path / "three", bundles)
    assert said[:2] == ["verified", "verified"]
    assert "contradiction" in said[2:5]


def test_a_bundle_signed_wholly_by_other_keys_fails_against_the_fingerprint(tmp_path: Path) -> None:
    sample, other = small(), small("somebody else")
    bundles = [sample.export(0), other.export(0)]
    fingerprint = sample.charter.fingerprint
    assert assert_they_agree(tmp_path / "anybody", bundles) == ["verified", "verified"]
    said = assert_they_agree(tmp_path / "compared", bundles, fingerprint)
    assert said == ["verified", "charter fingerprint"]
    path = tmp_path / "other.dlt"
    path.write_bytes(bundles[1])
    assert run(READER / "verify.mjs", path).returncode == 0
    done = run(READER / "verify.mjs", path, "--charter", fingerprint.lower().replace("-", " "))
    assert done.returncode == 1
    assert done.stdout.startswith("NOT verified: charter fingerprint")
    path.write_bytes(bundles[0])
    done = run(READER / "verify.mjs", path, "--charter", fingerprint)
    assert done.stdout.splitlines()[0] == f"charter {fingerprint} (compared)"
    assert done.stdout.splitlines()[-1] == "verified"


@pytest.mark.spec("TRANS-29")
def test_it_says_who_holds_whose_key_event_as_our_verifier_does(tmp_path: Path) -> None:
    path = tmp_path / "lost.dlt"
    path.write_bytes(keylost().export(2))
    shown = run(READER / "verify.mjs", path).stdout.splitlines()
    ours = list(verify_bundle(path.read_bytes()).lines())
    about = ("key event", "acts forward only")
    mine = [row for row in ours if any(text in row for text in about)]
    assert [row for row in shown if any(text in row for text in about)] == mine
    assert len(mine) == 6


@pytest.mark.spec("TRANS-28")
def test_it_says_of_what_age_the_absence_of_cosignatures_and_positions_is(tmp_path: Path) -> None:
    sample = withholding()
    sample.now_ms += 400 * 86_400_000
    files = [lacking(withholding()), lacking(withholding(), later_ms=0), sample.export(2)]
    for number, data in enumerate(files):
        path = tmp_path / f"{number}.dlt"
        path.write_bytes(data)
        about = ("  Not cosigned by ", "  Not held, ")
        shown = run(READER / "verify.mjs", path).stdout.splitlines()
        ours = list(verify_bundle(data).lines())
        mine = sorted(row for row in ours if row.startswith(about))
        assert sorted(row for row in shown if row.startswith(about)) == mine
        assert len(mine) > 5


async def test_it_verifies_what_real_stations_export(tmp_path: Path) -> None:
    async with running(*found(tmp_path)) as (alpha, bravo):
        one, duty = await login(alpha), await login(bravo)
        draft = await alpha.desk.draft(one, "Q1", CLARIFY)
        second = await login(alpha, "two")
        await alpha.desk.release(second, draft.id)
        held = bravo.watch.index.items
        await until(lambda: any(item.stored for item in held.values()), "the question at BRAVO")
        files = [await alpha.desk.export(one), await bravo.desk.export(duty)]
        hide = ["ALPHA 1:activity", "ALPHA 1:questions"]
        files.append(await bravo.desk.evidence(duty, ["ALPHA 1"], "A commission", hide))
    fingerprint = alpha.charter.fingerprint
    assert b"g1 " in files[0]
    said = assert_they_agree(
        tmp_path / "real", [*files, *flips(files[0], 401), *flips(files[1], 601)], fingerprint
    )
    assert said[:3] == ["verified"] * 3
    assert "verified" not in said[3:]
    (tmp_path / "less").write_bytes(files[2])
    shown = run(READER / "verify.mjs", tmp_path / "less", "--charter", fingerprint).stdout
    assert "  1: REDACTED, without its fields 2, 6\n" in shown
