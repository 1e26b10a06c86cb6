"""Is the catalogue whole?  For the build and the tests; a running station never asks."""

import re
from collections import Counter

from fluent.runtime import FluentResource
from fluent.syntax.ast import BaseComment, Message

from directline.catalogue.catalogue import NEUTRAL_TEXTS, Catalogue
from directline.catalogue.context import ROLES
from directline.catalogue.forms import Field
from directline.catalogue.loader import DESK_WORDS, word_files
from directline.catalogue.structure import form_problems
from directline.catalogue.words import LANGUAGES

_LOOSE = re.compile(
    r"(?:error|shown|compass|address|read-back|decline|answer|role|datum|choice-ynu|choice-unknown)(?:-.*)?"
)
"""Words that code asks for by a computed key, no form alone."""
_REFERENCE = re.compile(r"\{\s*-?[a-zA-Z][^}]*")
_VARIABLE = re.compile(r"\{ ?\$(\w+)")


def problems(catalogue: Catalogue) -> list[str]:
    """Everything that is missing, unused or unmarked, in plain words; empty when whole."""
    found: list[str] = []
    for form in catalogue.every.values():
        found += form_problems(form)
    found += _key_problems(catalogue)
    found += _variable_problems()
    return found


def needed(catalogue: Catalogue) -> frozenset[str]:
    """Every word key that the forms need, and those that code asks for by a list it knows."""
    keys = {f"choice-neutral-T{i + 1}" for i in range(NEUTRAL_TEXTS)}
    keys |= {f"role-{role}" for role in ROLES}
    keys |= {"choice-unknown", "choice-ynu-yes", "choice-ynu-no"}
    for form in catalogue.every.values():
        keys |= {form.name_key, f"profile-{form.profile}"}
        keys |= {f"answer-{answer.lower()}" for answer in form.all_answers}
        for field in form.fields:
            keys |= field_keys(field)
    return frozenset(keys)


def field_keys(field: Field) -> set[str]:
    """The words of a field."""
    keys = {f"field-{field.word}", f"field-{field.word}.help"}
    keys |= {f"choice-{field.vocabulary}-{choice}" for choice in field.choices}
    if field.quantity:
        keys.add(f"quantity-{field.quantity}")
    return keys


def _key_problems(catalogue: Catalogue) -> list[str]:
    words, wanted = catalogue.words, needed(catalogue)
    known = {language: words.keys(language) for language in LANGUAGES}
    every = frozenset().union(*known.values())
    found: list[str] = []
    for language in LANGUAGES:
        missing = (every | wanted) - known[language]
        found += [f"{language}: no word {key}" for key in sorted(missing)]
        texts = word_files(language)
        repeated = Counter(key for text in texts.values() for key in _own(text))
        found += [f"{language}: {key} stands twice" for key in sorted(repeated)
                  if repeated[key] > 1]  # fmt: skip
        for name, text in texts.items():
            if name != DESK_WORDS:
                found += [f"{language}: {key} is not used" for key in sorted({*_own(text)} - wanted)
                          if not _LOOSE.fullmatch(key)]  # fmt: skip
            found += [f"{language}: {name} {wrong}" for wrong in file_problems(text)]
    return found


def file_problems(text: str) -> list[str]:
    """Whether Fluent reads the whole file as the words that are cut from it one by one."""
    found, read = [], []
    for entry in FluentResource(text).body:
        if isinstance(entry, Message):
            read.append(entry.id.name)
        elif not isinstance(entry, BaseComment):
            found.append("holds a line that Fluent cannot read, or a term")
    if read != _own(text):
        found.append("holds a word that is not cut as Fluent reads it")
    if alone := _REFERENCE.search(text):
        found.append(f"refers to another word: {alone[0]}")
    return found


def _own(text: str) -> list[str]:
    return re.findall(r"^([a-zA-Z][\w-]*) =", text, re.MULTILINE)


def _variable_problems() -> list[str]:
    """A translation must use the variables of the English word, and no others."""
    found: list[str] = []
    english = _variables("en")
    for language in LANGUAGES[1:]:
        theirs = _variables(language)
        found += [
            f"{language}: {key} uses {sorted(theirs[key])} where English uses {sorted(names)}"
            for key, names in english.items()
            if key in theirs and theirs[key] != names
        ]
    return found


def _variables(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for text in word_files(language).values():
        for block in re.split(r"\n(?=[a-zA-Z])", text):
            key = re.match(r"[a-zA-Z][\w-]*(?= =)", block)
            if key:
                found[key[0]] = frozenset(_VARIABLE.findall(block))
    return found
