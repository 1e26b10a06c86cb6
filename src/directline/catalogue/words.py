"""The words: one set of Fluent bundles a language, built when first asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message

from directline.catalogue.text import RTL_LANGUAGES, direction

LANGUAGES = ("en", "ru", "uk", "ar")
"""English is the design language: what another lacks is shown in it, and marked."""

MISSING = "\u27e8{}\u27e9"
"""How a word that no language has is shown: its key in angle brackets."""


@dataclass
class Words:
    """All words of all languages.

    `source(language)` gives the Fluent texts of a language by file name.
    """

    source: Callable[[str], Mapping[str, str]]
    _bundles: dict[str, FluentBundle] = field(default_factory=dict, repr=False)
    _plain: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)

    def bundle(self, language: str) -> FluentBundle:
        """The bundle of a language, parsed at its first use."""
        if language not in self._bundles:
            bundle = FluentBundle([language], use_isolating=language in RTL_LANGUAGES)
            for _, text in sorted(self.source(language).items()):
                bundle.add_resource(FluentResource(text))
            self._bundles[language] = bundle
        return self._bundles[language]

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
        bundle = self.bundle(language)
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
        for text in self.source(language).values():
            for entry in FluentResource(text).body:
                if isinstance(entry, Message):
                    found.add(entry.id.name)
                    found.update(f"{entry.id.name}.{a.id.name}" for a in entry.attributes)
        return frozenset(found)
