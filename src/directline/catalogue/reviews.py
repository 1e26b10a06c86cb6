"""Review states of translations: drafted, reviewed by whom and when, certified by a party."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from directline.errors import ConfigError

STATES = ("drafted", "reviewed", "certified")

DESK = "desk"
"""Stands for a form where the words of the desk itself are reviewed; COPY for a reading copy's."""

COPY = "copy"


@dataclass(frozen=True, slots=True)
class Review:
    """Who looked at the words of one form in one language, and at which text."""

    form: str
    language: str
    state: str
    by: str
    on: str
    words: str
    """SHA-256 (hex) of the words that were reviewed: changed words fall back to drafted."""


@dataclass(frozen=True, slots=True)
class Reviews:
    """All reviews; what none names is drafted.

    `digests` gives SHA-256 (hex) of the words of a form in a language now.
    """

    reviews: tuple[Review, ...]
    digests: Mapping[tuple[str, str], str]

    def review(self, form: str, language: str) -> Review | None:
        """The review that counts for the words as they are now; None: they are drafted."""
        now = self.digests.get((form, language), "")
        found = [r for r in self.reviews if (r.form, r.language, r.words) == (form, language, now)]
        counting = [r for r in found if r.state != STATES[0]]
        return max(counting, key=lambda r: (STATES.index(r.state), r.on), default=None)

    def state(self, form: str, language: str) -> str:
        """`drafted`, `reviewed` or `certified`, of the words as they are now."""
        found = self.review(form, language)
        return STATES[0] if found is None else found.state

    def note(self, form: str, language: str) -> str:
        """The word key of what a reader must be told, empty when the words are reviewed."""
        return "" if self.review(form, language) else note_of(language)


def note_of(language: str) -> str:
    """The word key that says that words in a language are drafted."""
    return "shown-design-language" if language == "en" else "shown-not-reviewed"


def parse_reviews(toml: str) -> tuple[Review, ...]:
    """The reviews of the file `reviews.toml`.

    Raises:
        ConfigError: a key or state that is not known.
    """
    try:
        found = tuple(Review(**raw) for raw in tomllib.loads(toml).get("review", []))
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise ConfigError(f"reviews.toml is not right: {error}") from error
    if any(review.state not in STATES for review in found):
        raise ConfigError(f"a review's state is one of {', '.join(STATES)}")
    return found


def words_digest(text: str) -> str:
    """SHA-256 (hex) of a words file, the same on every platform."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()
