"""The words: one Fluent bundle a language, each word parsed when first asked for.

There are thousands of words, and Fluent takes tenths of a second for them all: too long before
the first FLASH is on the screen.  So a text is cut into its messages by their first lines, and
only what is shown is parsed.  A message therefore refers to no other message or term.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from fluent.runtime import FluentBundle, FluentResource

from directline.catalogue.text import RTL_LANGUAGES, direction

LANGUAGES = ("en", "ru", "uk", "ar", "zh", "fr")
"""English is the design language: what another lacks is shown in it, and marked."""

MISSING = "\u27e8{}\u27e9"
"""How a word that no language has is shown: its key in angle brackets."""

_MESSAGE = re.compile(r"^([a-zA-Z][\w-]*) =.*(?:\n(?![a-zA-Z#]).*)*", re.MULTILINE)
_ATTRIBUTE = re.compile(r"^ +\.([a-zA-Z][\w-]*) =", re.MULTILINE)


def messages(text: str) -> Iterator[tuple[str, str]]:
    """Each message of a Fluent text: its key and its own text."""
    for message in _MESSAGE.finditer(text):
        yield message[1], message[0] + "\n"


def attributes(message: str) -> list[str]:
    """The attributes of a message."""
    return _ATTRIBUTE.findall(message)


@dataclass
class Words:
    """All words of all languages.

    `source(language)` gives the Fluent texts of a language by file name.
    """

    source: Callable[[str], Mapping[str, str]]
    _bundles: dict[str, FluentBundle] = field(default_factory=dict, repr=False)
    _texts: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)
    """What is not parsed yet: the text of each message, by language and key."""
    _plain: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)

    def _bundle(self, language: str, name: str) -> FluentBundle:
        """The bundle of a language, with the message of this name in it if there is one."""
        if language not in self._bundles:
            self._bundles[language] = FluentBundle(
                [language], use_isolating=language in RTL_LANGUAGES
            )
            self._texts[language] = dict(self._messages(language))
        text = self._texts[language].pop(name, None)
        if text is not None:
            self._bundles[language].add_resource(FluentResource(text))
        return self._bundles[language]

    def _messages(self, language: str) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for _, text in sorted(self.source(language).items()):
            for name, message in messages(text):
                found.setdefault(name, message)
        return found

    def find(
        self, key: str, language: str, args: Mapping[str, str | int] | None = None
    ) -> str | None:
        """The word in exactly this language, or None.  `key` may be `message.attribute`."""
        if language not in LANGUAGES:
            return None
        if args:
            return self._format(key, language, args)
        if (key, language) not in self._plain:
            found = self._format(key, language, {})
            if found is None:
                return None  # not remembered: a key may hold what the other side made up
            self._plain[key, language] = found
        return self._plain[key, language]

    def _format(self, key: str, language: str, args: Mapping[str, str | int]) -> str | None:
        name, _, attribute = key.partition(".")
        bundle = self._bundle(language, name)
        if not bundle.has_message(name):
            return None
        message = bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            return None
        text, _ = bundle.format_pattern(pattern, dict(args))
        return str(text)

    def word(self, key: str, language: str, args: Mapping[str, str | int] | None = None) -> str:
        """The word, falling back to English (marked `[en]`), then to the key in brackets."""
        found = self.find(key, language, args)
        if found is not None:
            return found
        fallback = self.find(key, "en", args) if language != "en" else None
        if fallback is None:
            return MISSING.format(key)
        # The isolate keeps the foreign run in order inside a right-to-left text.
        return (
            f"\u2068{fallback}\u2069 [en]" if direction(language) == "rtl" else f"{fallback} [en]"
        )

    def keys(self, language: str) -> frozenset[str]:
        """Every key of a language, attributes as `message.attribute`."""
        found: set[str] = set()
        for name, text in self._messages(language).items():
            found |= {name, *(f"{name}.{attribute}" for attribute in attributes(text))}
        return frozenset(found)
