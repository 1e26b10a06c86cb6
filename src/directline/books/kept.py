"""The books that a station keeps to compare with one other party's.

They are read as both may read them: without what is not for both, and without the words that
either has forgotten.  What was forgotten is a set that only grows, on both sides; when each has
told the other all of its own, they fold alike.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from directline.books.books import Books, Held
from directline.books.limits import FORGOTTEN_MAX
from directline.books.order import Entry, Key, Sizes
from directline.books.reading import Rules
from directline.line.headers import header_of
from directline.wire.codec import encode
from directline.wire.comparing import FORMS_BYTES, SET_BYTES


@dataclass
class Kept:
    """The books of one station, to be compared with those of one other.

    Args:
        rules: The charter and the forms.
        own: Our party.
        peer: The other party.
    """

    rules: Rules
    own: int
    peer: int
    books: Books = field(init=False)
    forgotten: set[Key] = field(default_factory=set)
    """Entries for both whose words one of the two has no more."""
    changes: int = 0
    """Counts what changes the books over a cut that stays."""
    _digest: tuple[int, Sizes, tuple[int, bytes]] | None = None

    def __post_init__(self) -> None:
        """Begin with empty books."""
        self.books = Books(self.rules, frozenset({self.own, self.peer}))

    @property
    def forms(self) -> bytes:
        """Names what these books are folded by: the version of the charter, and the forms."""
        parts = (self.rules.charter.version, self.rules.catalogue.digest)
        named = hashlib.sha256(b"directline/books-by/v1\n" + encode(parts))
        return named.digest()[:FORMS_BYTES]

    def add(self, records: Iterable[Held]) -> None:
        """Take in entries, in any order."""
        found = list(records)
        self.books.add(found)
        bare = [record for record in found if record.body is None]
        self.hear(((r.party, r.generation, r.position) for r in bare), found=True)

    def hear(self, keys: Iterable[Key], *, found: bool = False) -> bool:
        """The words of these entries are gone, here or there; what is not for both is no matter.

        Returns:
            False where these are more than are remembered: the books cannot be compared.
        """
        fresh = [key for key in keys if key not in self.forgotten and self._for_both(key)]
        if len(self.forgotten) + len(fresh) > FORGOTTEN_MAX and not found:
            return False
        if fresh:
            self.forgotten.update(fresh)
            self.changes += 1
            entries = self.books.order.entries
            worded = [key for key in fresh if entries[key].body is not None]
            if worded:
                self.books.forget(worded)
        return True

    def _for_both(self, key: Key) -> bool:
        entry: Entry | None = self.books.order.entries.get(key)
        if entry is None:
            return False
        readers = header_of(entry.header).addressees | 1 << key[0]
        wanted = 1 << self.own | 1 << self.peer
        return readers & wanted == wanted

    def work_of(self, keys: Iterable[Key]) -> int:
        """How many entries would be folded again if these were heard now."""
        order = self.books.order
        known = [order.index(k) for k in keys if k not in self.forgotten and k in order.entries]
        return len(order) - min(known, default=len(order))

    def within(self, sizes: Sizes) -> list[Key]:
        """The forgotten entries of a cut, in rising order."""
        return sorted(key for key in self.forgotten if key[2] <= sizes.get(key[:2], 0))

    def set_of(self, sizes: Sizes) -> tuple[int, bytes]:
        """How many entries of a cut are folded without their words, and the digest of these."""
        known = self._digest
        if known is None or known[:2] != (self.changes, sizes):
            keys = self.within(sizes)
            joined = b"".join(encode(key) for key in keys)
            digest = hashlib.sha256(b"directline/forgotten/v1\n" + joined).digest()[:SET_BYTES]
            known = self._digest = (self.changes, dict(sizes), (len(keys), digest))
        return known[2]
