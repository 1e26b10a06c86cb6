"""Targets of the catalogue: what people type, what the other side sends, what is shown of it."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from directline.catalogue import LANGUAGES, FormErrors, ParseContext, load
from directline.catalogue.encoded import inputs_of, read_back_of, render_encoded
from directline.catalogue.forms import Field, Form
from directline.catalogue.instants import parse_date, parse_instant
from directline.catalogue.mgrs import format_mgrs, parse_mgrs
from directline.catalogue.own import own_form, own_words
from directline.catalogue.owncheck import own_problems
from directline.catalogue.pinned import carried, carried_digest, carried_units, form_named
from directline.catalogue.positions import parse_lat_lon
from directline.catalogue.problems import ValueProblem
from directline.catalogue.registry import field_inputs, legal, parse_field
from directline.catalogue.text import forbidden_character
from directline.errors import ConfigError, RemoteProtocolError
from directline.wire.body import Body, decode_body, encode_body
from directline.wire.values import Precedence
from tests.fuzz import vectors
from tests.fuzz.target import Shape, Target
from tests.support.ownforms import NETS, NETS_2, WORDS
from tests.unit.catalogue.samples import SAMPLES, values_of

PARTIES = ("ALPHA", "BRAVO")
INPUTS_BYTES_MAX = 66_000
"""What a form's page may post, and a little more."""


def _context() -> ParseContext:
    return ParseContext(PARTIES, "en", 100, ("DUTY",), load().find)


def _text(data: bytes) -> str:
    """Text as a command line or a JSON body may bring it, lone surrogates too."""
    return data.decode("utf-8", "surrogateescape")


def written(form: str, inputs: dict[str, str]) -> bytes:
    """A form's code and inputs, each in a line of its own; a line of a value begins with a tab."""
    lines = [form, *(f"{k}={v}".replace("\n", "\n\t") for k, v in inputs.items())]
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def read_written(data: bytes) -> tuple[str, dict[str, str]]:
    """The inverse of `written`, of anything."""
    first, _, rest = _text(data).replace("\n\t", "\x01").partition("\n")
    inputs = {}
    for line in rest.split("\n"):
        name, _, value = line.partition("=")
        inputs[name.replace("\x01", "\n")] = value.replace("\x01", "\n")
    return first, inputs


def _form(code: str) -> Form:
    forms = load().forms
    return forms.get(code.strip()) or forms[sorted(forms)[len(code) % len(forms)]]


def _parse(data: bytes) -> None:
    """A whole form: values that are legal, travel, and read back as the same."""
    code, inputs = read_written(data)
    form, catalogue = _form(code), load()
    ctx = ParseContext(PARTIES, LANGUAGES[len(data) % len(LANGUAGES)])
    values = catalogue.parse(form, inputs, ctx=ctx)
    catalogue.check(form, values)
    body = encode_body(Body(form.code, form.version, values))
    assert decode_body(body).fields == values
    again = catalogue.inputs(form, values, ctx=ctx)
    assert catalogue.parse(form, again, ctx=ctx) == values


@cache
def _filled() -> tuple[bytes, ...]:
    found = [written(form, inputs) for form, inputs in SAMPLES.items()]
    found += [written(form, inputs) for form, inputs, _ in vectors.forms() if inputs]
    return tuple(found)


def _shown(data: bytes) -> None:
    """Whatever a body holds, a person sees something in every language, and nothing raises."""
    catalogue = load()
    language = (*LANGUAGES, "xx")[len(data) % (len(LANGUAGES) + 1)]
    shown = render_encoded(catalogue, data, language, parties=PARTIES, local_offset=lambda _: 90)
    assert shown.title
    assert shown.code_line
    assert not forbidden_character(shown.code_line)
    fields = read_back_of(catalogue, data)
    inputs = inputs_of(catalogue, data, _context())
    if not fields and not inputs:
        return
    body = decode_body(data)
    form = catalogue.form(body.code, body.version)
    catalogue.compare_read_back(form, body.fields, inputs, ctx=_context(), lang=language)
    catalogue.read_back_values(form, body.fields, inputs, ctx=_context())


def _checked(data: bytes) -> None:
    """What the other side sends is legal, or refused by one error; what is legal is known."""
    body = decode_body(data)
    catalogue = load()
    form = catalogue.find(body.code, body.version)
    if form is None:
        raise RemoteProtocolError("no such form", rule="FORM-1")
    catalogue.check(form, body.fields)
    assert not catalogue.render(body, "en").unknown
    assert isinstance(catalogue.inputs(form, body.fields, ctx=_context()), dict)


@cache
def _bodies() -> tuple[bytes, ...]:
    codes = [*SAMPLES, "L4"]
    made = [encode_body(Body(c, load().form(c).version, values_of(c))) for c in codes]
    return (*made, *(body for _, _, body in vectors.forms() if body))


def _read_back(data: bytes) -> None:
    """A receiver types the critical fields again, against a body that stands before them."""
    code, inputs = read_written(data)
    form, catalogue = _form(code), load()
    if form.code not in SAMPLES:
        form = catalogue.form("I1")
    found = catalogue.compare_read_back(form, values_of(form.code), inputs, ctx=_context())
    for mismatch in found:
        assert mismatch.reason
        assert not forbidden_character(mismatch.got_text)
    catalogue.read_back_values(form, values_of(form.code), inputs, ctx=_context())


def _instant(data: bytes) -> None:
    assert abs(parse_instant(_text(data))) < 2**53


def _date(data: bytes) -> None:
    assert abs(parse_date(_text(data))) < 2**31


def _lat_lon(data: bytes) -> None:
    lat, lon = parse_lat_lon(_text(data))
    assert abs(lat) <= 900_000_000
    assert abs(lon) <= 1_800_000_000


def _mgrs(data: bytes) -> None:
    point = parse_mgrs(_text(data))
    parse_mgrs(format_mgrs(point.lat_e7, point.lon_e7))


TIMES = (
    b"2026-11-21T22:30Z", b"2026-11-21T22:30:15.250Z", b"212230ZNOV26", b"21 22 30Z NOV 26",
    b"2026-11-21 22:30", b"22:30", b"2026-11-21T22:30+03:00", b"now", b"29 02 28 Z FEB 27",
)  # fmt: skip
PLACES = (
    b"55.75 37.6167", b"55.75N 37.6167E", b"55 45.000 N 037 37.000 E", b"554500N0373700E",
    "35°20'10\"N 040°08'28\"E".encode(), b"-90 180", b"91 0", b"55,75 37,6",
    b"37 37 0 E 55 45 0 N",
)  # fmt: skip
GRIDS = (b"37UDB 13000 78000", b"37UDB1300078000", b"ZAH", b"31VCJ0000", b"60CWP1234512345", b"B")


def _fields_of(kind: str) -> list[Field]:
    forms = load().forms
    found = [f for code in sorted(forms) for f in forms[code].fields if f.type == kind]
    assert found, kind
    return found


def _field_run(kind: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        fields = _fields_of(kind)
        field = fields[int.from_bytes(data[:1]) % len(fields)]
        _, given = read_written(b"\n" + data[1:])
        inputs = {f"{field.name}.{k}" if k else field.name: v for k, v in given.items()}
        inputs["original_form"] = inputs.get(f"{field.name}.form", "I1")
        value = parse_field(field, inputs, _context())
        assert legal(field, value)
        body = encode_body(Body("X", 1, (value,)))
        assert decode_body(body).fields == (value,)
        if kind != "changes" and field.type != "raw":
            again = field_inputs(field, value, _context())
            assert parse_field(field, again, _context()) == value

    return run


def _field_seeds(kind: str) -> list[bytes]:
    names = {field.name for field in _fields_of(kind)}
    found = [b"\0=unknown", b"\1=?", b"\0=", b"\0", b"\0=Watch one"]
    for number, field in enumerate(_fields_of(kind)):
        head = bytes([number % 256])
        found += [head + b"=" + code.encode() for code in field.choices[:3]]
    for inputs in (*SAMPLES.values(), *(inputs for _, inputs, _ in vectors.forms())):
        for name in names:
            parts = {
                key.removeprefix(name).removeprefix("."): value
                for key, value in inputs.items()
                if key.partition(".")[0] == name
            }
            if parts:
                at = next(n for n, f in enumerate(_fields_of(kind)) if f.name == name)
                found.append(bytes([at % 256]) + written("", parts).removeprefix(b"\n"))
    return list(dict.fromkeys(found))


CLASSES = {
    "t": "types_simple.Instant", "d": "types_simple.Date", "win": "types_simple.Window",
    "n": "types_simple.Count", "int": "types_simple.Count", "enum": "types_simple.Choice",
    "ynu": "types_simple.Choice", "txt": "types_simple.Text", "str": "types_simple.Name",
    "code": "types_simple.Code", "codes": "types_parts.Codes", "role": "types_simple.Role",
    "poc": "types_parts.Contact",
    "unit": "types_parts.Unit", "ref": "types_parts.Reference", "pos": "types_place.Position",
    "circ": "types_place.Circle", "poly": "types_place.Boundary",
    "route": "types_place.RouteType", "alt": "types_place.Altitude", "changes": "registry.Changes",
    "raw": "types_parts.Raw",
}  # fmt: skip


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(sorted({f.type for form in load().forms.values() for f in form.fields}))


def _field_target(kind: str) -> Target:
    covers: tuple[str, ...] = ()
    if kind != "raw":
        covers = (f"catalogue.{CLASSES[kind]}.parse", f"catalogue.{CLASSES[kind]}.legal")
    return Target(
        f"catalogue.field_{kind}", _field_run(kind), (ValueProblem,), 12_000,
        lambda: _field_seeds(kind), covers, Shape.TEXT, quick=120,
    )  # fmt: skip


def _words(data: bytes) -> None:
    """Values from outside in the words of a message: shown, never a template."""
    try:
        args = {str(k): str(v) for k, v in dict(json.loads(data)).items()}
    except (ValueError, TypeError, RecursionError):
        args = {"field": _text(data)}
    for language in LANGUAGES:
        assert load().word("error-text-long", language, **args)


def _own(data: bytes) -> None:
    """A file of the parties' own forms: a form that can be filled and shown, or a refusal."""
    text = data.decode("utf-8", "replace")
    assert all(key.startswith(("form-P-", "field-p-", "choice-p-", "quantity-p-"))
               for key, _ in own_words(text))  # fmt: skip
    form = own_form(text, "forms/p-fuzz.toml")
    assert form.precedence < Precedence.FLASH
    assert not form.one_officer(load().form("I1"))
    known = replace(load(), forms={form.code: form}, every={(form.code, form.version): form})
    for values in ((None,) * len(form.fields), ("x",) * len(form.fields)):
        known.render(Body(form.code, form.version, values), "ar")
    with contextlib.suppress(FormErrors):
        known.parse(form, {field.name: "1" for field in form.fields}, ctx=_context())
    own_problems({"forms/p-fuzz.toml": text}, ("en",), load())


def _carried(data: bytes) -> None:
    """The catalogue of a bundle: some digest and the units that it covers, or a refusal."""
    carried_digest(data)
    for name, text in carried_units(data).items():
        if name.startswith("forms/"):
            form_named(text)


def _carried_seeds() -> list[bytes]:
    units = {f"words/w{n}/en": f"w{n} = {n}\n" for n in range(7)} | {"forms/a.toml": NETS}
    units = dict(sorted(units.items()))
    return [carried(units, wanted) for wanted in ({"forms/a.toml"}, {"words/w3/en"}, set(units))]


TARGETS = (
    Target("catalogue.carried", _carried, (RemoteProtocolError,), 12_000, _carried_seeds,
           ("catalogue.pinned.carried_digest", "catalogue.pinned.carried_units",
            "catalogue.pinned.form_named"), Shape.BINARY, quick=100),
    Target("catalogue.own", _own, (ConfigError,), 16_000,
           lambda: (NETS.encode(), NETS_2.encode(), WORDS["ru"].encode()),
           ("catalogue.own.own_form", "catalogue.own.own_words", "catalogue.forms.parse_form"),
           Shape.TEXT, quick=60),
    Target("catalogue.form", _parse, (FormErrors,), INPUTS_BYTES_MAX, _filled,
           ("catalogue.catalogue.Catalogue.parse", "catalogue.registry.parse_field",
            "catalogue.types_place.read_point", "catalogue.types_simple.parse_role"),
           Shape.TEXT, quick=150, campaign=60_000),
    Target("catalogue.shown", _shown, (), 16_500, _bodies,
           ("catalogue.encoded.render_encoded", "catalogue.encoded.read_back_of",
            "catalogue.encoded.inputs_of", "catalogue.catalogue.Catalogue.render",
            "catalogue.catalogue.Catalogue.read_back_fields",
            "catalogue.catalogue.Catalogue.read_back_values"),
           Shape.CBOR, quick=150, campaign=60_000),
    Target("catalogue.checked", _checked, (RemoteProtocolError,), 16_500, _bodies,
           ("catalogue.catalogue.Catalogue.check", "catalogue.registry.legal"),
           Shape.CBOR, quick=200, campaign=60_000),
    Target("catalogue.read_back", _read_back, (), INPUTS_BYTES_MAX, _filled,
           ("catalogue.catalogue.Catalogue.read_back_values",), Shape.TEXT, quick=120,
           campaign=50_000),
    Target("catalogue.instant", _instant, (ValueProblem,), 400, lambda: TIMES,
           ("catalogue.instants.parse_instant",), Shape.TEXT),
    Target("catalogue.date", _date, (ValueProblem,), 400,
           lambda: (b"2026-11-21", b"2000-02-29", b"21.11.2026"),
           ("catalogue.instants.parse_date",), Shape.TEXT),
    Target("catalogue.lat_lon", _lat_lon, (ValueProblem,), 400, lambda: PLACES,
           ("catalogue.positions.parse_lat_lon",), Shape.TEXT),
    Target("catalogue.mgrs", _mgrs, (ValueProblem,), 400, lambda: GRIDS,
           ("catalogue.mgrs.parse_mgrs",), Shape.TEXT),
    Target("catalogue.words", _words, (), 4_000,
           lambda: (b'{"length": "9", "most": "{$x}"}', b'{"most": "\\u202e{-term}"}'), (),
           Shape.JSON, quick=150),
    *(_field_target(kind) for kind in _kinds()),
)  # fmt: skip
