"""Review states of translations: drafted, reviewed by whom and when, certified by a party."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from directline.errors import ConfigError

STATES = ("drafted", "reviewed", "certified")


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

    def state(self, form: str, language: str) -> str:
        """`drafted`, `reviewed` or `certified`, of the words as they are now."""
        now = self.digests.get((form, language), "")
        states = [
            r.state for r in self.reviews if (r.form, r.language, r.words) == (form, language, now)
        ]
        return max(states, key=STATES.index, default="drafted")

    def note(self, form: str, language: str) -> str:
        """The word key of what a reader must be told, empty when the words are reviewed."""
        if self.state(form, language) != "drafted":
            return ""
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
