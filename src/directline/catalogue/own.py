"""Forms that the parties of a line wrote for it: what they may be, and how their files are read.

Their codes begin with `P-`, which no form of the catalogue does, and so do all their words: so no
file of theirs can change what a form of the catalogue is or says.  None is ever FLASH, life-saving
or exempt from a suspension: what may ring, and what one officer may release alone, is settled by
the catalogue that everybody can read, never by a charter.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from types import UnionType
from typing import Any

from directline.catalogue.forms import OWN, PROPOSED, Deadline, Field, Form, Rule, parse_form
from directline.catalogue.structure import form_problems
from directline.catalogue.text import forbidden_character
from directline.catalogue.words import messages
from directline.errors import ConfigError
from directline.wire.values import Precedence

REMEDY = "docs/own-forms.md shows a whole form"
CODE = re.compile(r"P-[A-Z0-9]{1,12}", re.ASCII)
_KEY = re.compile(
    r"form-P-[A-Z0-9]{1,12}(?:-[1-9][0-9]{0,4})?"
    r"|(?:field|choice|quantity)-p-[A-Za-z0-9][A-Za-z0-9_-]{0,79}",
    re.ASCII,
)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", re.ASCII)
_PLAIN = frozenset({"raw", "changes"})
"""Types of what the acts at a desk make: no form of a party has them."""
_CATALOGUES_ALONE = (
    "life_saving", "life_saving_by_reference", "precedence_of_reference", "survives_suspension",
)  # fmt: skip
NUMBER_MAX = 2**53 - 1
VERSION_MAX = 65_535
SOURCE_CHARS_MIN = len("1972 agreement")
DEADLINE_MS_MAX = 10 * 365 * 86_400_000
"""No term of a charter is longer."""


def own_form(toml: str, name: str) -> Form:
    """A form of the parties' own from the text of its file.

    Raises:
        ConfigError: it is none, or does what only the catalogue's forms may; names the file.
    """
    try:
        form = parse_form(toml, name)
    except (AttributeError, RecursionError, TypeError) as error:
        raise ConfigError(f"the form file {name} is not right: {error}") from error
    _check_types(form, name)
    parts: tuple[Field | Deadline | Rule, ...] = (*form.fields, *form.deadlines, *form.rules)
    for part in parts:
        _check_types(part, name)
    wrong = next(_wrong(form), None)
    if wrong is not None:
        raise ConfigError(f"{name}: {wrong[0]}", remedy=wrong[1])
    for problem in form_problems(form):
        raise ConfigError(f"{name}: {problem.removeprefix(form.code + ': ')}", remedy=REMEDY)
    return replace(form, profile=OWN)


def _wrong(form: Form) -> Iterator[tuple[str, str]]:
    """What no form of the parties' own may be, each with what to do instead."""
    head = (
        (
            not CODE.fullmatch(form.code),
            f"code {form.code[:40]!r} is not one that parties may use",
            "P- and 1 to 12 capital letters or digits, as P-NETS",
        ),
        (
            not 1 <= form.version <= VERSION_MAX,
            "version is a number from 1",
            "version = 1",
        ),
        (
            form.profile not in ("core", OWN),
            "a profile is the catalogue's",
            "leave `profile` out",
        ),
        (
            form.precedence is Precedence.FLASH,
            "FLASH is the catalogue's alone",
            'precedence = "IMMEDIATE" or below',
        ),
        (not form.composable, "a form that nobody may write", "leave `composable` out"),
        *(
            (getattr(form, flag), f"{flag} is the catalogue's alone", f"leave `{flag}` out")
            for flag in _CATALOGUES_ALONE
        ),
        *(
            (not _WORD.fullmatch(code), f"no form {code[:40]!r} can reply", "the code of a form")
            for code in form.reply_forms
        ),
    )
    yield from ((what, remedy) for wrong, what, remedy in head if wrong)
    for deadline in form.deadlines:
        yield from _deadline(deadline)
    for field in form.fields:
        for what, remedy in _field(field):
            yield f"field {field.name[:40]!r}: {what}", remedy


def _deadline(deadline: Deadline) -> Iterator[tuple[str, str]]:
    if not 0 < deadline.ms <= DEADLINE_MS_MAX:
        yield f"the deadline {deadline.what[:40]!r} is none", "ms, from 1 to ten years"
    if deadline.source != PROPOSED and len(deadline.source.strip()) < SOURCE_CHARS_MIN:
        yield (
            f"the deadline {deadline.what[:40]!r} has no source",
            'source = the agreement that fixes it, or "proposed"',
        )


def _field(field: Field) -> Iterator[tuple[str, str]]:
    if not _NAME.fullmatch(field.name):
        yield "its name is not plain", "small letters, digits and _, at most 40"
    if field.type in _PLAIN:
        yield f"the type {field.type} is the catalogue's alone", "another type"
    words = (field.word, field.vocabulary or "a", field.quantity or "a", *field.choices)
    if not all(map(_WORD.fullmatch, words)):
        yield "a word or choice that is not plain", "letters, digits, - and _, at most 80"


def _check_types(part: Form | Field | Deadline | Rule, name: str) -> None:
    """Whether each value is of the type that the form's own code counts on."""
    for one in fields(part):
        value = getattr(part, one.name)
        kind: Any = one.type
        if isinstance(kind, UnionType):
            good = value is None or _is_number(value)
        elif kind is int:
            good = _is_number(value)
        elif isinstance(kind, type):
            good = isinstance(value, kind)
        else:
            good = not isinstance(value, tuple) or all(
                isinstance(item, str | Field | Deadline | Rule) or _is_pair(item) for item in value
            )
        if not good:
            raise ConfigError(f"{name}: {one.name} is of another type than it should be")


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= NUMBER_MAX


def _is_pair(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(isinstance(v, str) for v in value)


def own_words(fluent: str) -> Iterator[tuple[str, str]]:
    """The words of a file that a station takes: key and message.

    None that the catalogue could have, none that refers to anything, none with a character that
    hides or reorders.
    """
    for key, message in messages(fluent):
        if (
            _KEY.fullmatch(key)
            and not set("{}") & set(message)
            and not forbidden_character(message)
        ):
            yield key, message


def readable(files: Mapping[str, str]) -> Iterator[tuple[str, Form]]:
    """The forms among files, by file name; what is none is left out, for a station never stops."""
    for name, text in files.items():
        if name.startswith("forms/"):
            try:
                yield name, own_form(text, name)
            except ConfigError:
                continue


def words_of(files: Mapping[str, str], language: str) -> dict[str, str]:
    """The parties' own words of a language, by file name, for `Words`."""
    start = f"words/{language}/"
    return {
        f"~{name}": "".join(message for _, message in own_words(text))
        for name, text in files.items()
        if name.startswith(start)
    }
