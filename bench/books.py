"""How long the books of a long line take: a million entries at once, then one by one.

    python -m bench.books                      a million entries, some three minutes
    python -m bench.books --entries 50000      does it run at all
    python -m bench.books --write FILE         the figures as JSON, too

Two parties over twelve years: tests, notices, questions, now and then an incident; each message is
opened and answered.  Trees and roots are real, so that every `seen` is checked; signatures are not
the books' business.  Times are processor time of this process, which other load on the machine
hardly moves.  Making the entries is not counted.
"""

import argparse
import gc
import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from directline.books import NAMES, Books, Cut, Entry, Rules
from directline.books.order import key_of
from directline.catalogue import load
from directline.line.ladder import receipt_body
from directline.transcript.tree import EMPTY_ROOT, Tree, sha256
from directline.wire.body import Body, decode_body, encode_body
from directline.wire.charter import Charter, Party, Terms
from directline.wire.entry import Header, Read, Seen
from directline.wire.values import ClockQuality, Kind, Precedence

if TYPE_CHECKING:
    from directline.wire.codec import Value

T0 = 1_390_000_000_000
YEARS_MS = 12 * 365 * 86_400_000
EXTENDING = 5_000
FLOOR = 100_000
BEHIND = (1, 10, 100, 1_000, 4_000, 8_000, 16_000)
REPEATS = 5
AREA = ((557_000_000, 376_000_000), (558_000_000, 376_000_000), (557_500_000, 378_000_000))
POINT = (557_500_000, 376_170_000)


def rules() -> Rules:
    """A charter of two parties that nobody signed."""
    parties = tuple(Party(name, *(sha256(b""),) * 5, b"", "+10", ()) for name in ("ALPHA", "BRAVO"))
    charter = Charter(1, "MEASUREMENT", T0, parties, ("en",), bytes(32), Terms())
    return Rules(charter, load())


class Maker:
    """Entries of two parties that answer one another, in the order in which they are signed."""

    def __init__(self, step_ms: int) -> None:
        self.trees = (Tree(), Tree())
        self.step_ms = step_ms
        self.at_ms = T0
        self.chance = random.Random(5)
        self.forms = load().forms
        self.waiting: list[Entry] = []

    def entry(
        self, party: int, body: Body, kind: Kind, precedence: int = 0, *, blind: bool = False
    ) -> Entry:
        """The next entry of a feed; a blind one has seen nothing."""
        other = self.trees[1 - party]
        size = 0 if blind else other.size
        header = Header(
            bytes(16), 1, party, 1, self.trees[party].size + 1, 1 << (1 - party), self.at_ms,
            ClockQuality.SYNCED, Precedence(precedence), False, kind, 0,
            (Seen(1 - party, 1, size, other.root(size) if size else EMPTY_ROOT),),
            (Read(1 - party, 1, size),), bytes(32),
        )  # fmt: skip
        signed = header.signed_bytes()
        leaf = sha256(signed)
        return Entry((party, 1, self.trees[party].append(leaf)), leaf, signed, encode_body(body))

    def next(self) -> Entry:
        """One more: a message, that it was opened, that it was answered, and again."""
        if not self.waiting:
            self._exchange()
        return self.waiting.pop(0)

    def _exchange(self) -> None:
        party = self.chance.randrange(2)
        draw = self.chance.random()
        code = "L1" if draw < 0.3 else "I1" if draw < 0.301 else "S1" if draw < 0.6 else "A1"
        form = self.forms[code]
        message = self.entry(party, self._body(code), Kind.MESSAGE, form.precedence)
        self.waiting.append(message)
        for level, answer in ((3, None), (6, form.answers[0])):
            self.at_ms += 30_000
            body = receipt_body(message.key, level, role="DUTY-OFFICER", answer=answer)
            self.waiting.append(self.entry(1 - party, body, Kind.RECEIPT, form.precedence))
        self.at_ms += self.step_ms

    def _body(self, code: str) -> Body:
        form = self.forms[code]
        start = self.at_ms + self.chance.randrange(86_400_000, 864_000_000)
        values: dict[str, Value] = {
            "window": (start, start + 7_200_000), "launch_date": start // 86_400_000,
            "area": AREA, "impact_area": AREA, "nature": "gunnery", "missile_class": "icbm",
            "position": (*POINT, 100), "hit": "civilians", "since": self.at_ms, "number": 7,
            "text": "T1",
        }  # fmt: skip
        return Body(code, form.version, tuple(values.get(field.name) for field in form.fields))


def measure(count: int, say: Callable[[str], None]) -> dict[str, Any]:
    """All figures for so many entries."""
    maker = Maker(YEARS_MS * 3 // count)
    say(f"making {count} entries")
    entries = [maker.next() for _ in range(count)]
    gc.collect()
    gc.freeze()
    books = Books(rules())
    _, floor_s = timed(read_alone, entries[:FLOOR])
    say("folding them")
    gc.disable()  # nothing here is garbage, and looking for it takes a third longer
    _, fold_s = timed(lambda: books.take(entries))
    gc.enable()
    say(f"{fold_s:.1f} s; the digests")
    _, digest_s = timed(lambda: [books.digest(name) for name in NAMES])
    gc.collect()
    gc.freeze()  # as a station does once it has started: old rows are not looked at again
    found: dict[str, Any] = {
        "entries": count,
        "fold_s": round(fold_s, 2),
        "fold_us_an_entry": round(fold_s / count * 1e6, 1),
        "floor_us_an_entry": round(floor_s / min(count, FLOOR) * 1e6, 1),
        "ratio_to_floor": round(fold_s / count * min(count, FLOOR) / floor_s, 1),
        "first_digests_s": round(digest_s, 2),
    }
    say("entries that extend the order")
    spent = []
    for _ in range(EXTENDING):
        entry = maker.next()
        spent.append(timed(books.take, [entry])[1])
    found["extending_ms"] = summary(spent)
    spent = []
    for _ in range(200):
        entry = maker.next()
        books.take([entry])
        spent.append(timed(lambda: [books.digest(name) for name in NAMES])[1])
    found["digests_after_one_ms"] = summary(spent)
    found["behind_ms"] = {str(n): behind(books, maker, n, say) for n in BEHIND if n < count}
    say("the digests over a cut 100 entries back")
    sizes: dict[tuple[int, int], int] = {}
    for place in books.order.places[:-100]:
        party, generation, position = key_of(place)
        sizes[party, generation] = position
    cut = Cut(sizes)
    found["digests_over_a_cut_ms"] = summary(
        [timed(lambda: over(books, cut))[1] for _ in range(REPEATS)]
    )
    say("an entry that lands before all others")
    early = Maker(0)
    early.at_ms = T0 - 86_400_000
    body = Body("E-OTHER", 1, ())
    entry = early.entry(0, body, Kind.EVENT, blind=True)
    header = Header.parse(entry.header)
    signed = Header(
        **{**{f: getattr(header, f) for f in header.__dataclass_fields__}, "generation": 2}
    ).signed_bytes()
    gc.disable()
    update, spent_s = timed(books.take, [Entry((0, 2, 1), sha256(signed), signed, entry.body)])
    found["before_all_s"] = round(spent_s, 2)
    found["before_all_anew"] = update.anew
    found["rss_max_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


def behind(books: Books, maker: Maker, distance: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Entries that land so far behind: one side was silent while the other wrote."""
    say(f"entries that land {distance} behind")
    spent = []
    for _ in range(REPEATS if distance < 4_000 else 2):
        maker.waiting.clear()
        late_at = maker.at_ms
        body = Body("A1", 1, (None,) * len(load().form("A1").fields))
        for _ in range(distance):
            maker.at_ms += 1_000
            books.take([maker.entry(0, body, Kind.MESSAGE)])
        now, maker.at_ms = maker.at_ms, late_at
        late = maker.entry(1, body, Kind.MESSAGE, blind=True)
        maker.at_ms = now
        update, one_s = timed(books.take, [late])
        assert update.folded == distance + 1, update
        spent.append(one_s)
    return summary(spent)


def read_alone(entries: list[Entry]) -> None:
    """The floor: what every reader of a transcript must do with each entry, and no book."""
    tree = Tree()
    for entry in entries:
        Header.parse(entry.header)
        if entry.body is not None:
            decode_body(entry.body)
        tree.append(sha256(entry.header))


def over(books: Books, cut: Cut) -> list[bytes]:
    """The digests of all books over a cut."""
    with books.within(cut) as state:
        return [state.digest(name) for name in NAMES]


def timed(work: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    """What it gave, and its processor time in seconds."""
    begun = time.process_time()
    found = work(*arguments)
    return found, time.process_time() - begun


def summary(spent_s: list[float]) -> dict[str, float]:
    """Median, 99th percentile and worst, in ms."""
    spent = sorted(one * 1e3 for one in spent_s)
    return {
        "median": round(statistics.median(spent), 4),
        "p99": round(spent[min(len(spent) - 1, len(spent) * 99 // 100)], 4),
        "worst": round(spent[-1], 4),
    }


def main() -> None:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--write", type=Path, help="write the figures here")
    options = parser.parse_args()
    begun = time.monotonic()

    def say(text: str) -> None:
        print(f"[{time.monotonic() - begun:6.1f} s] {text}", file=sys.stderr, flush=True)

    found = {"books": measure(options.entries, say)}
    text = json.dumps(found, indent=1)
    if options.write:
        options.write.write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
