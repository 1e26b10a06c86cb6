"""Forms as data, the typed values they use, and their words in every language.

Inputs are strings by name.  A simple field takes its own name (`since`); a field of several parts
takes `field.part`:

====== ======================================================================================
pos    `f.lat_lon`, `f.mgrs`, `f.accuracy_m`
circ   `f.lat_lon`, `f.mgrs`, `f.accuracy_m`, `f.radius`, `f.radius_unit` (km, nm)
poly   `f`: one point a line, `lat lon`, an MGRS reference, or both with `/` between
route  `f`: as poly, each line may end in `@ 2026-11-21T22:30Z`
alt    `f.low`, `f.high` (SFC, UNL), `f.unit` (ft, m, FL), `f.datum` (AMSL, AGL, FL)
win    `f.from`, `f.to`
txt    `f`, `f.lang` (the author's language when left out)
unit   `f.kind`, `f.count`, `f.identity`
poc    `f.role`, `f.reach`
ref    `f`: `ALPHA 12` or `ALPHA 2/12`
changes `f`: `field = value` or `field.part = value`, one a line
====== ======================================================================================

The word `unknown` (or `?`) in any field is a legal answer, and is sent as such.
"""

from directline.catalogue.catalogue import Catalogue, line_test_checksum
from directline.catalogue.chartered import of_charter
from directline.catalogue.context import ROLES, UNKNOWN, ParseContext
from directline.catalogue.forms import (
    CORE,
    OPEN_ANSWERS,
    OWN,
    PROPOSED,
    UNIT_ANSWERS,
    Deadline,
    Field,
    Form,
)
from directline.catalogue.instants import dtg, iso_instant, local, parse_instant
from directline.catalogue.loader import load
from directline.catalogue.readback import Mismatch
from directline.catalogue.registry import REGISTRY
from directline.catalogue.render import Rendered, RenderedField
from directline.catalogue.text import direction
from directline.catalogue.words import LANGUAGES
from directline.errors import FieldError, FormErrors

DECLINE_REASONS = ("not-competent", "other-channel", "cannot-say", "not-clear", "not-now")
"""Why a message is declined: the words are `decline-<code>`."""


def parts(field: Field) -> tuple[str, ...]:
    """The input parts of a field: `("",)` for a simple one, else the names after the dot."""
    return REGISTRY[field.type].parts


__all__ = [
    "CORE",
    "DECLINE_REASONS",
    "LANGUAGES",
    "OPEN_ANSWERS",
    "OWN",
    "PROPOSED",
    "ROLES",
    "UNIT_ANSWERS",
    "UNKNOWN",
    "Catalogue",
    "Deadline",
    "Field",
    "FieldError",
    "Form",
    "FormErrors",
    "Mismatch",
    "ParseContext",
    "Rendered",
    "RenderedField",
    "direction",
    "dtg",
    "iso_instant",
    "line_test_checksum",
    "load",
    "local",
    "of_charter",
    "parse_instant",
    "parts",
]
