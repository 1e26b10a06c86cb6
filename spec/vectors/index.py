"""Writes spec/vectors/README.md: how to read the vectors, and which rule is shown by what.

Run from the repository's root: `PYTHONPATH=src:. python spec/vectors/index.py`.
A rule is shown by vectors where bytes can show it, by transitions of spec/tables where it is
about states, and by marked tests in any case.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.tidy.test_spec import duties, in_order, marks
from tools import diagrams

HERE = Path(__file__).parent
README = HERE / "README.md"
AREAS = ("books", "founding", "forms", "transcript", "wire")
RULE = re.compile(r"[A-Z]{2,12}(?:-[A-Z]{2,12})?-[0-9]{1,3}")
BEHAVIOUR = ("line.md", "bearers.md")
"""Chapters about what a station does: bytes alone show little of it."""
BY_TEST = {
    "ENTRY-4": "a signature's place has 64 bytes in every layout",
    "SEAL-2": "two frames and a reader's memory between them",
    "SEAL-3": "everything that one station ever sealed",
    "SEAL-4": "two starts of one station",
    "ROOTS-1": "the file is nobody else's business",
    "ROOTS-2": "what a station writes anywhere",
    "FORM-1": "two releases of the catalogue",
    "FORM-2": "the catalogue's own files",
    "FORM-3": "the catalogue's own files",
    "FORM-30": "every body and every language",
    "FORM-31": "what a screen shows",
    "FORM-50": "two stations whose charters differ",
    "FORM-51": "tests/unit/catalogue/test_own.py holds the cases",
    "FORM-52": "tests/unit/catalogue/test_own.py holds the cases",
    "FORM-53": "tests/unit/catalogue/test_own.py holds the cases",
    "FORM-54": "two releases of the catalogue, or two versions of a charter",
    "TILES-1": "a service that is asked for tiles",
    "TRANS-29": "what a report says: tests/unit/transcript/test_keylost.py holds the cases",
    "TRANS-28": "what a report says: tests/unit/transcript/test_absence.py holds the cases",
    "POLICY-1": "tests/unit/transcript holds the cases",
    "TRANS-24": "two stations, one of them late",
    "WITNESS-2": "a witness's own record",
    "WITNESS-3": "what a witness does, and when",
    "WITNESS-4": "what a witness answers, and in which order",
    "WITNESS-6": "two stations and a witness",
    "WITNESS-7": "two stations and a witness",
    "WITNESS-8": "two stations and a witness",
    "WITNESS-5": "tests/unit/witness holds the cases",
    "AMEND-4": "what every station of a line has said",
    "AMEND-6": "what a station takes in",
    "AMEND-7": "what every station of a line has said",
    "AMEND-8": "which keys a station takes",
    "KEY-1": "tests/unit/wire/test_keyevent.py holds the cases",
    "KEY-2": "tests/unit/wire/test_keyevent.py holds the cases",
    "KEY-3": "what a station refuses and says from a receipt on",
    "COMPARE-2": "what a station says on a link, and to whom",
    "COMPARE-3": "what a station sends, and when",
    "COMPARE-4": "what a station keeps and shows",
    "COMPARE-5": "two stations, one of which lacks something",
    "COMPARE-6": "two stations that forget",
    "COMPARE-7": "a station and a peer that asks for ever",
    "END-2": "what a station signs no more",
    "END-4": "what a station shows, and what rings there",
}
"""Rules of the other chapters that no vector shows, each with why."""

OPENING = """# Test vectors

Written by `spec/vectors/index.py`; the vectors themselves are written by `<area>/generate.py`.

One file a case, named for what is right or wrong in it.
It begins with header lines `name: value`, then an empty line, then the data.

- `kind` says which reader it is for, `expect` what that reader answers.
- `expect` is `ok` (in `transcript`: `verified`), or the rule that a refusal names, or the name of the part that is refused where a signature or a proof does not hold.
- `rules` names the rules that the case shows, where `expect` names none.
- A reader's runner refuses a header that it does not know.

| area | data |
|---|---|
| `wire` | hexadecimal, broken into lines anywhere; `charter_good` is the charter of all of them |
| `books` | an object in JSON: `readers`, `cut`, `forgotten`, `entries` with leaf, header and body in hexadecimal, and the `digests` that must come out |
| `transcript` | raw bytes; proofs stand in the headers |
| `founding` | raw bytes; a share is text as it is typed, `secret` two shares with an empty line between |
| `forms` | none: a case is header lines alone, see the head of its `generate.py` |

| kind | headers that the reader needs |
|---|---|
| `commitment` | `salt`, `commitment` |
| `header` | `leaf`; the data are an entry's signed bytes |
| `signature` | `key`; the data are a signature and what it signs |
| `salt` | `party`, `generation`, `position`, `salt`; the data are the salt root |
| `charter` | `fingerprint`, `line` |
| `fragments` | `frame`; the data are units, each after its u16 length |
| `index` | `expected` is the index that is due, `index` the one meant by the low 16 bits |
| `implied` | `author`, `lane`, `expected` (the size held of the author's feed), `own_size` and `root` of the receiver's, `salt_root`; `signed` is what must come out |
| `explicit` | `salt_root`, `signed` |
| `received` | `lane`; an explicit entry's content that opened at the party 1 |
| `sealed` | `root`, `line`, `from`, `to`, `lane`, `epoch`, `index`, `incarnation`; `key` and `content` must come out |
| `roots` (wire) | `digest` of the charter; `recovery`, `salt`, `epoch`, and `stepped`: the epoch's root stepped with 32 zero bytes as shared secret and `offeranswer` as transcript |
| `agreement` | `secret`; `shared` must come out |
| `resync answer` | `offer`, `newest` epoch; the data are the answer of party 0 to party 1 |
| `roots` (transcript) | none: each line is a size and the root of so many leaves |
| `note` (transcript) | `key`, the log's; `cosigner`, further known keys |
| `inclusion` | `leaf`, `position`, `size`, `root`, `path` |
| `consistency` | `old`, `root_old`, `size`, `root`, `path` |
| `tlog proof` | `key`, the log's; `leaf` |
| `fork` | `key`, the log's |
| `bundle` | `fingerprint`, where one is compared |
| `share`, `secret` | `share`; `secret`, `digest` of the charter, `check` |

"""  # noqa: E501 - one sentence or row a line, as everywhere in spec/


@dataclass(slots=True)
class Shown:
    """What shows one rule."""

    chapter: str
    vectors: list[str] = field(default_factory=list)
    transitions: list[str] = field(default_factory=list)
    test: str = ""


def vectors() -> dict[str, tuple[str, ...]]:
    """Every vector by its place, with the rules that it shows."""
    found = {}
    for area in AREAS:
        for path in sorted((HERE / area).iterdir()):
            if path.suffix or not path.is_file():
                continue
            head = path.read_bytes().partition(b"\n\n")[0].decode(errors="replace")
            told = re.search(r"^rules: (.*)$", head, re.MULTILINE)
            expect = re.search(r"^expect: (.*)$", head, re.MULTILINE)
            assert expect is not None, path
            named = f"{expect[1]} {told[1] if told else ''}"
            found[f"{area}/{path.name}"] = tuple(dict.fromkeys(RULE.findall(named)))
    return found


def rules() -> dict[str, Shown]:
    """Every rule, in order, with what shows it."""
    known = duties()
    found = {name: Shown(known[name], test=marks().get(name, "")) for name in in_order(set(known))}
    for place, names in vectors().items():
        for name in names:
            if name in found:
                found[name].vectors.append(place)
    for table in diagrams.tables():
        for step in table.transitions:
            for name in step.rules:
                found[name].transitions.append(f"{table.name}: {diagrams.shown(step.event)}")
    return found


def unshown() -> list[str]:
    """Rules that nothing shows as they should be shown."""
    missing = []
    for name, shown in rules().items():
        if shown.chapter in BEHAVIOUR:
            if not shown.transitions and not shown.vectors and not shown.test:
                missing.append(name)
        elif not shown.vectors and (name not in BY_TEST or not shown.test):
            missing.append(name)
    return missing


def page() -> str:
    """The whole README."""
    parts = [OPENING]
    shown = rules()
    count = len(vectors())
    with_vectors = sum(bool(s.vectors) for s in shown.values())
    with_steps = sum(bool(s.transitions) and not s.vectors for s in shown.values())
    parts.append(
        f"## Which rule is shown by what\n\n{count} vectors. Of {len(shown)} rules, {with_vectors} "
        f"are shown by vectors, {with_steps} more by transitions of [../tables.md](../tables.md), "
        f"the rest by tests.\n"
    )
    for chapter in dict.fromkeys(s.chapter for s in shown.values()):
        parts.append(f"### [{chapter}](../{chapter})\n\n| rule | shown by |\n|---|---|")
        rows = [(n, s) for n, s in shown.items() if s.chapter == chapter]
        parts += [f"| {name} | {_row(name, one)} |" for name, one in rows]
        parts.append("")
    return "\n".join(parts)


def _row(name: str, shown: Shown) -> str:
    found = []
    if shown.vectors:
        found.append(", ".join(f"`{place}`" for place in shown.vectors))
    if shown.transitions:
        found.append("transitions " + ", ".join(dict.fromkeys(shown.transitions)))
    if not found or (name in BY_TEST and not shown.vectors):
        why = f" ({BY_TEST[name]})" if name in BY_TEST else ""
        found.append(f"`{shown.test}`{why}")
    return "; ".join(found)


if __name__ == "__main__":
    README.write_text(page())
    print(f"{len(vectors())} vectors, {len(rules())} rules, not shown: {unshown()}")
