"""The catalogue: forms, their words, and what one can do with a form's values."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from directline.catalogue import render as rendering
from directline.catalogue.context import UNKNOWN, Given, ParseContext
from directline.catalogue.forms import Field, Form
from directline.catalogue.limits import INPUT_CHARS_MAX
from directline.catalogue.pinned import (
    carried,
    digest_of,
    form_named,
    needed_words,
    units_of,
)
from directline.catalogue.problems import ValueProblem
from directline.catalogue.readback import Mismatch, agreed_value, compare, re_entry_field
from directline.catalogue.registry import (
    REGISTRY,
    field_inputs,
    input_names,
    is_given,
    legal,
    parse_field,
)
from directline.catalogue.render import FormBody, LocalOffset, Rendered
from directline.catalogue.reviews import Reviews
from directline.catalogue.rules import paired, rule_problems
from directline.catalogue.text import visible
from directline.catalogue.words import LANGUAGES, Words
from directline.errors import FieldError, FormErrors, LocalProtocolError, RemoteProtocolError
from directline.wire.codec import Value

NEUTRAL_TEXTS = 8


@dataclass
class Catalogue:
    """The forms of one release, or those of them that are on under one version of a charter.

    `forms` holds the newest version of each; `files` are the texts that the digest covers, by
    name: all forms and the words of forms.
    """

    forms: Mapping[str, Form]
    words: Words = field(repr=False)
    reviews: Reviews = field(repr=False)
    files: Mapping[str, str] = field(repr=False)
    languages: tuple[str, ...] = LANGUAGES
    every: Mapping[tuple[str, int], Form] = field(default_factory=dict, repr=False, compare=False)
    """Every version that is on, by code and version: an old one is still read."""
    versions: Mapping[int, "Catalogue"] = field(default_factory=dict, repr=False, compare=False)
    """The catalogue under each version of the charter."""
    _units: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _whole: bytes = field(default=b"", init=False, repr=False, compare=False)
    _digest: bytes = field(default=b"", init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Of forms that are given alone, each has one version."""
        if not self.every:
            self.every = {(form.code, form.version): form for form in self.forms.values()}

    @property
    def digest(self) -> bytes:
        """What a charter pins: a tree over all forms and words of this release [FORM-40]."""
        if not self._digest:
            self._digest = digest_of(self.units)
        return self._digest

    @property
    def units(self) -> Mapping[str, str]:
        """What the digest covers, one by one."""
        if not self._units:
            self._units.update(units_of(self.files))
        return self._units

    def take_units(self, units: Mapping[str, str], digest: bytes) -> None:
        """What the charter pins is known already, or is that of another release."""
        self._units.update(units)
        self._digest = digest

    def carried(
        self, used: Collection[tuple[str, int]], languages: Collection[str] = LANGUAGES
    ) -> bytes:
        """The bytes by which a bundle carries these forms and their words in these languages.

        A stranger reads them against the digest that the charter pins.

        Args:
            used: Code and version of each form; one that is not the release's is passed over.
            languages: Beside English.
        """
        keys = needed_words(form for name, form in self.ever().items() if name in used)
        tongues = {"en", *languages}
        wanted = set()
        for name, text in self.units.items():
            kind, _, rest = name.partition("/")
            if kind == "forms":
                if form_named(text) in used:
                    wanted.add(name)
                continue
            key, _, language = rest.rpartition("/")
            if language in tongues and (key in keys or f"{key.partition('-')[0]}-" in keys):
                wanted.add(name)
        return carried(self.units, wanted)

    def canonical(self) -> bytes:
        """All of it, as `carried` has it."""
        if not self._whole:
            self._whole = carried(self.units, self.units.keys())
        return self._whole

    def form(self, code: str, version: int | None = None) -> Form:
        """The form of a code.

        Raises:
            LocalProtocolError: no such form, or not in this version.
        """
        found = self.find(code, version)
        if found is None:
            shown = code if version is None else f"{code} version {version}"
            raise LocalProtocolError(
                f"no form {visible(shown[:40])}", remedy=f"the forms are {', '.join(self.forms)}"
            )
        return found

    def find(self, code: str, version: int | None = None) -> Form | None:
        """The form of a code and version, or None."""
        if version is None:
            return self.forms.get(code)
        return self.every.get((code, version))

    def under(self, charter_version: int) -> "Catalogue":
        """What was on under a version of the charter: an entry is read by that under which it came.

        Of a version that is not held, this very catalogue.
        """
        return self.versions.get(charter_version, self)

    def form_at(self, charter_version: int, code: str, version: int) -> Form | None:
        """The form of an entry that was signed under a version of the charter, or None."""
        return self.under(charter_version).find(code, version)

    def ever(self) -> dict[tuple[str, int], Form]:
        """Every form that is on under some version of the charter, by code and version."""
        views = (*self.versions.values(), self)
        return {name: form for view in views for name, form in view.every.items()}

    def offers(self, form: Form) -> bool:
        """Whether a person may compose the form on this line."""
        return form.composable and form.code in self.forms

    def parse(
        self, form: Form, inputs: Mapping[str, str], *, ctx: ParseContext | None = None
    ) -> tuple[Value, ...]:
        """The values of what a person, the CLI or another system typed.

        Raises:
            FormErrors: everything that is wrong, field by field, in `ctx.language`.
        """
        ctx = self._context(ctx)
        errors: list[FieldError] = []
        values: list[Value] = []
        known = input_names(form)
        for name, raw in inputs.items():
            if name not in known and raw.strip():
                errors.append(
                    self._error(name[:80], raw, ValueProblem("no-such-field", name=name[:80]), ctx)
                )
        for entry in form.fields:
            try:
                values.append(parse_field(entry, inputs, ctx))
            except ValueProblem as problem:
                raw = self._raw(entry, inputs)
                errors.append(self._error(entry.name, raw, problem, ctx))
                values.append(None)
        bad = {error.field for error in errors}
        values = paired(form, values)
        for name, broken in rule_problems(form, tuple(values)):
            if name not in bad:
                errors.append(self._error(name, "", broken, ctx))
        if errors:
            raise FormErrors(tuple(errors))
        return tuple(values)

    def inputs(
        self, form: Form, values: Sequence[Value], *, ctx: ParseContext | None = None
    ) -> dict[str, str]:
        """The inputs that `parse` turns into the same values: for editing and for a CANCEL."""
        ctx = self._context(ctx)
        found: dict[str, str] = {}
        for entry, value in zip(form.fields, values, strict=False):
            if value is not None and legal(entry, value):
                found.update(field_inputs(entry, value, ctx))
        if "changes" in found:
            original = self.find(found.get("original_form", ""))
            changes = values[form.by_name["changes"]]
            pairs = cast(tuple[tuple[int, Value], ...], changes)
            if original is not None and rendering.changes_legal(original, pairs):
                found["changes"] = rendering.changes_text(changes, original, ctx)
        return found

    def check(self, form: Form, values: object) -> None:
        """Check values that came from outside.

        Raises:
            RemoteProtocolError: the first value that may not stand where it stands.
        """
        if not isinstance(values, tuple) or len(values) != len(form.fields):
            raise RemoteProtocolError(f"{form.code} has {len(form.fields)} fields", rule="FORM-5")
        for entry, value in zip(form.fields, values, strict=True):
            if not legal(entry, value):
                raise RemoteProtocolError(f"{form.code} {entry.name} is not legal", rule="FORM-6")
        for name, problem in rule_problems(form, values):
            raise RemoteProtocolError(f"{form.code} {name}: {problem.key}", rule="FORM-7")
        if "changes" in form.by_name and values[form.by_name["changes"]] is not None:
            original = self.find(str(values[form.by_name["original_form"]]))
            pairs = cast(tuple[tuple[int, Value], ...], values[form.by_name["changes"]])
            if original is not None and not rendering.changes_legal(original, pairs):
                raise RemoteProtocolError(f"{form.code} changes are not legal", rule="FORM-8")

    def render(
        self,
        body: FormBody,
        lang: str,
        *,
        local_offset: LocalOffset = None,
        parties: tuple[str, ...] = (),
        hidden: Collection[int] = (),
    ) -> Rendered:
        """What a person reads, in any language.  Never fails, whatever the body holds.

        `hidden` are fields that the reader's copy does not show, counted from 0.
        """
        form = self.find(body.code, body.version)
        known = form is not None and len(body.fields) == len(form.fields)
        reading = rendering.Reading(self.words, lang, local_offset, parties, self.find)
        title = reading.word(form.name_key) if form else reading.word("shown-unknown-form")
        if form is None:
            title = f"{title}: {visible(body.code)}/{body.version}"
        rows = rendering.rows_of(form, body, reading, hidden)
        sound = known and all(
            index in hidden or legal(field, body.fields[index])
            for index, field in enumerate(cast(Form, form).fields)
        )
        return Rendered(
            title=title,
            code_line=rendering.code_line(form, body),
            rows=rows,
            unknown=not sound,
            review_note=self.review_note(form.code, lang) if form else "",
        )

    def read_back_fields(self, form: Form, values: Sequence[Value]) -> list[Field]:
        """The fields that must be typed or picked again before the message is understood.

        They come as the receiver fills them: one notation of a position is enough.
        """
        return [
            re_entry_field(entry)
            for entry, value in zip(form.fields, values, strict=False)
            if entry.critical and value is not None
        ]

    def compare_read_back(
        self,
        form: Form,
        values: Sequence[Value],
        inputs: Mapping[str, str],
        *,
        ctx: ParseContext | None = None,
        lang: str = "en",
    ) -> list[Mismatch]:
        """Where the re-entered values differ.  Empty means understood."""
        ctx = self._context(ctx)
        reading = rendering.Reading(self.words, lang, None, ctx.parties, self.find)
        return compare(form, values, inputs, ctx, reading)

    def read_back_values(
        self,
        form: Form,
        values: Sequence[Value],
        inputs: Mapping[str, str],
        *,
        ctx: ParseContext | None = None,
    ) -> tuple[Value, ...]:
        """What the receiver entered, as pairs (field index, value), for the receipt (L4)."""
        ctx = self._context(ctx)
        return tuple(
            (form.by_name[entry.name], agreed_value(entry, inputs, ctx))
            for entry in self.read_back_fields(form, values)
        )

    def review_note(self, form: str, lang: str) -> str:
        """What a reader is told of a form's words that nobody reviewed; empty when somebody did."""
        note = self.reviews.note(form, lang)
        return self.word(note, lang) if note else ""

    def word(self, key: str, lang: str, /, **args: str | int) -> str:
        """A word of the desk or of an answer code.  Falls back to English, marked."""
        return self.words.word(key, lang, args)

    def line_test(self, number: int) -> dict[str, str]:
        """Inputs of the line test of a number: its neutral text and their checksum."""
        text = f"T{(number - 1) % NEUTRAL_TEXTS + 1}"
        return {"number": str(number), "text": text, "checksum": line_test_checksum(number, text)}

    def _context(self, ctx: ParseContext | None) -> ParseContext:
        ctx = ctx or ParseContext()
        forms: Callable[[str], Form | None] = self.find
        word = self.words.find("choice-unknown", ctx.language) or ""
        return ParseContext(
            ctx.parties, ctx.language, ctx.position_tolerance_m, ctx.roles, forms, word
        )

    def _error(self, name: str, raw: str, problem: ValueProblem, ctx: ParseContext) -> FieldError:
        language = ctx.language if ctx.language in self.languages else "en"

        def word(key: str, **args: str) -> str:
            return self.words.word(key, language, args)

        said = problem.said(word, language)
        return FieldError(
            word(f"error-{problem.key}", **said),
            field=name,
            value=visible(raw[:200]),
            remedy=word(f"error-{problem.key}.remedy", **said),
        )

    def _raw(self, entry: Field, inputs: Mapping[str, str]) -> str:
        given = Given({k: v[:INPUT_CHARS_MAX] for k, v in inputs.items()}, entry.name)
        parts = ("", *REGISTRY[entry.type].parts)
        return " / ".join(dict.fromkeys(raw for part in parts if (raw := given.get(part))))


def line_test_checksum(number: int, text: str) -> str:
    """Four digits that two persons can compare by voice."""
    digest = hashlib.sha256(f"directline/line-test/{number}/{text}".encode()).digest()
    return f"{int.from_bytes(digest[:4]) % 10_000:04d}"


__all__ = [
    "NEUTRAL_TEXTS",
    "UNKNOWN",
    "Catalogue",
    "is_given",
    "line_test_checksum",
    "rule_problems",
]
