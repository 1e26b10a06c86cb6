"""Forms as data: the typed fields, deadlines and answers that a TOML file declares."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from directline.catalogue.limits import FIELDS_MAX, TEXT_CHARS_MAX
from directline.errors import ConfigError
from directline.wire.values import Precedence

PROPOSED = "proposed"
"""The source of a deadline that is a default of this software and no party's duty."""

OPEN_ANSWERS = frozenset({"STANDBY", "CHECKING", "WAIT"})
"""Answers that leave the message open: the answer clock keeps running."""

UNIT_ANSWERS = frozenset({"AIR-DEFENCE-TOLD", "ON-UNIT-LIST"})
"""Answers that must name the unit that was told."""

CORE = "core"
"""The profile that every line has; any other is on where the charter says so."""

OWN = "own"
"""The profile of the forms that the parties of a line wrote for it."""

_PROFILE = re.compile(r"[a-z][a-z-]{1,39}", re.ASCII)

TYPES = frozenset(
    (
        "t d win pos poly circ route alt n unit enum txt ref poc ynu int str code codes role raw "
        "changes"
    ).split()
)


RULE_KINDS = frozenset({"one-of", "when", "never", "order", "as-many", "pair"})


@dataclass(frozen=True, slots=True)
class Field:
    """One typed field of a form; its place in the form is its place in the body."""

    name: str
    type: str
    required: bool = False
    critical: bool = False
    """Must be typed or picked again before the message counts as understood."""
    choices: tuple[str, ...] = ()
    vocabulary: str = ""
    """Choice words are `choice-<vocabulary>-<code>`."""
    chars_max: int = 0
    two_notations: bool = False
    """The author gives latitude/longitude and MGRS; they must agree."""
    accuracy_m: int | None = None
    """Default accuracy of a position when the author states none."""
    minimum: int = 0
    maximum: int = 0
    quantity: str = ""
    """Counting definition or unit of a number: the words `quantity-<quantity>`."""
    unknown_ok: bool = True
    default: str = ""
    word: str = ""
    """Label words: `field-<word>` with the attribute `help`."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time counted alike on both sides.  `source` is an agreement's name or "proposed"."""

    what: str
    ms: int
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over several fields.

    `one-of` them is given; all of them, or `never` one of them, `when` another has a value; each
    is later than the one before it (`order`); the first, a count, is the length of the second
    (`as-many`); the first has the value that `pairs` gives for the value of `when` (`pair`).
    """

    kind: str
    fields: tuple[str, ...]
    when: str = ""
    value: str = ""
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A typed message: the same meaning in every language."""

    code: str
    version: int
    name_key: str
    precedence: Precedence
    fields: tuple[Field, ...]
    profile: str = CORE
    """The profile it belongs to: `core`, one that a charter turns on, or `own`."""
    precedence_of_reference: bool = False
    """Goes at the precedence of the message it refers to, never below its own."""
    life_saving: bool = False
    """One officer may release it alone."""
    life_saving_by_reference: bool = False
    """One officer may release it alone when it refers to a life-saving form."""
    cancellable: bool = True
    subject: str = ""
    """The agreement's subject that SUSPEND names; empty where no agreement is."""
    survives_suspension: bool = False
    composable: bool = True
    safety: bool = True
    answers: tuple[str, ...] = ()
    """Answers that close the message."""
    open_answers: tuple[str, ...] = ()
    """Answers that leave it open: STANDBY, CHECKING, WAIT."""
    reply_forms: tuple[str, ...] = ()
    starts: str = ""
    """The field whose (first) instant the lead time counts to."""
    happened: str = ""
    """The field whose (first) instant the time for a report counts from."""
    deadlines: tuple[Deadline, ...] = ()
    rules: tuple[Rule, ...] = ()
    by_name: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def all_answers(self) -> tuple[str, ...]:
        """Open answers first, then the closing ones."""
        return self.open_answers + self.answers

    def deadline_ms(self, what: str) -> int | None:
        """The deadline called `human`, `answer`, `outcome`, `lead` or `report`.

        None: the charter's, or none.
        """
        return next((d.ms for d in self.deadlines if d.what == what), None)

    @property
    def human_due_ms(self) -> int | None:
        """A person's first step is due after this; None: the charter's time for the precedence."""
        return self.deadline_ms("human")

    @property
    def answer_due_ms(self) -> int | None:
        """A closing answer is due after this; None: the form asks for no answer in a time."""
        return self.deadline_ms("answer")

    @property
    def outcome_due_ms(self) -> int | None:
        """The outcome of what was answered WILCO is due after this."""
        return self.deadline_ms("outcome")

    @property
    def lead_min_ms(self) -> int | None:
        """Notice that is given less than this before `starts` is late."""
        return self.deadline_ms("lead")

    @property
    def window_max_ms(self) -> int | None:
        """A longer window is to be narrowed by a correction."""
        return self.deadline_ms("window")

    @property
    def report_due_ms(self) -> int | None:
        """A report that comes more than this after what `happened` is late."""
        return self.deadline_ms("report")

    def field(self, name: str) -> Field:
        """The field of a name.

        Raises:
            KeyError: the form has no such field.
        """
        return self.fields[self.by_name[name]]

    def one_officer(self, referred: "Form | None" = None) -> bool:
        """Whether one officer may release it alone, given the form of the message it refers to."""
        by_reference = (
            self.life_saving_by_reference and referred is not None and referred.life_saving
        )
        return self.life_saving or by_reference

    def precedence_for(self, referred: Precedence | None = None) -> Precedence:
        """Its precedence, given that of the message it refers to."""
        if self.precedence_of_reference and referred is not None:
            return max(self.precedence, referred)
        return self.precedence


def name_key(code: str, version: int) -> str:
    """The word that names a form: a later version has a word of its own."""
    return f"form-{code}" if version == 1 else f"form-{code}-{version}"


def parse_form(toml: str, origin: str) -> Form:
    """A form from the text of its TOML file.

    Raises:
        ConfigError: a key that is not known, or a value out of bounds; names the file.
    """
    try:
        table = tomllib.loads(toml)
        fields = tuple(_field(dict(raw)) for raw in table.pop("field", []))
        form = Form(
            name_key=name_key(table["code"], table["version"]),
            precedence=Precedence[table.pop("precedence")],
            fields=fields,
            answers=tuple(a for a in table.get("answers", []) if a not in OPEN_ANSWERS),
            open_answers=tuple(a for a in table.pop("answers", []) if a in OPEN_ANSWERS),
            reply_forms=tuple(table.pop("reply_forms", [])),
            deadlines=tuple(Deadline(**raw) for raw in table.pop("deadline", [])),
            rules=tuple(_rule(raw) for raw in table.pop("rule", [])),
            by_name={f.name: index for index, f in enumerate(fields)},
            **table,
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"the form file {origin} is not right: {error}") from error
    if not _PROFILE.fullmatch(form.profile):
        raise ConfigError(f"the form file {origin} names no profile")
    if len(form.by_name) != len(fields) or len(fields) > FIELDS_MAX:
        raise ConfigError(f"the form file {origin} repeats a field name or has too many fields")
    return form


def _field(raw: dict[str, Any]) -> Field:
    raw["choices"] = tuple(raw.get("choices", ()))
    raw.setdefault("word", raw["name"])
    if raw["choices"]:
        raw.setdefault("vocabulary", raw["name"])
    if raw["type"] not in TYPES:
        raise ValueError(f"no such type {raw['type']}")
    if (
        raw["type"] in ("txt", "code", "role")
        and not 0 < raw.get("chars_max", 40) <= TEXT_CHARS_MAX
    ):
        raise ValueError(f"chars_max of {raw['name']}")
    return Field(**raw)


def _rule(raw: Mapping[str, Any]) -> Rule:
    if raw["kind"] not in RULE_KINDS:
        raise ValueError(f"no such rule {raw['kind']}")
    return Rule(
        kind=raw["kind"],
        fields=tuple(raw["fields"]),
        when=raw.get("when", ""),
        value=raw.get("value", ""),
        pairs=tuple(raw.get("pairs", {}).items()),
    )
