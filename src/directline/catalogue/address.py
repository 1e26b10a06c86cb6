"""Forms of address in free text: those that are not agreed are found, for a person to review.

Which are agreed, and which are looked for, stands in the words of each language; the charter pins
the digest of these.
"""

import re
from collections.abc import Iterable, Sequence

from directline.catalogue.catalogue import Catalogue
from directline.catalogue.forms import Form
from directline.catalogue.words import LANGUAGES
from directline.wire.codec import Value

AGREED, LOOKED_FOR = "address-agreed", "address-looked-for"
FOUND_MAX = 8
"""Named at once: a text with more of them is reviewed whole anyway."""


def forms_of(catalogue: Catalogue, key: str) -> tuple[str, ...]:
    """The forms of address of a list, in all languages."""
    lists = (catalogue.words.find(key, language) or "" for language in LANGUAGES)
    return tuple(part.strip() for words in lists for part in words.split("|") if part.strip())


def not_agreed(catalogue: Catalogue, texts: Iterable[str]) -> tuple[str, ...]:
    """The forms of address in these texts that are looked for and not agreed, as listed."""
    agreed = {word.casefold() for word in forms_of(catalogue, AGREED)}
    whole = "\n".join(texts).casefold()
    found = [
        word
        for word in dict.fromkeys(forms_of(catalogue, LOOKED_FOR))
        if word.casefold() not in agreed and _holds(whole, word.casefold())
    ]
    return tuple(found[:FOUND_MAX])


def free_texts(form: Form, values: Sequence[Value]) -> list[str]:
    """The free texts among the values of a form."""
    return [
        value[1]
        for field, value in zip(form.fields, values, strict=False)
        if field.type == "txt" and isinstance(value, tuple) and len(value) == 2
        and isinstance(value[1], str)
    ]  # fmt: skip


def _holds(text: str, word: str) -> bool:
    """Whether a text holds a word by itself; in scripts without spaces, anywhere."""
    if any("\u4e00" <= char <= "\u9fff" for char in word):
        return word in text
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
