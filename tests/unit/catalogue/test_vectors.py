"""The vectors of spec/vectors/forms: one file a case."""

from pathlib import Path

import pytest

from directline.catalogue import FormErrors, load
from directline.errors import RemoteProtocolError
from directline.wire.body import Body, decode_body, encode_body
from spec.vectors.forms import generate
from tests.unit.catalogue.samples import CTX, SAMPLES

FOLDER = Path(generate.__file__).parent
KNOWN = {"form", "expect", "rules", "input", "values", "body", "line", "field", "error"}


def read(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Headers and inputs.  An unknown header is an error."""
    headers: dict[str, str] = {}
    inputs: dict[str, str] = {}
    for line in path.read_text("utf-8").removesuffix("\n").split("\n"):
        name, _, value = line.partition(": ")
        assert name in KNOWN, name
        if name == "input":
            key, _, text = value.partition(" = ")
            inputs[key] = text.replace("\\n", "\n")
        else:
            assert name not in headers
            headers[name] = value
    return headers, inputs


@pytest.mark.parametrize("path", sorted(p for p in FOLDER.iterdir() if p.suffix == ""), ids=str)
def test_vector(path: Path) -> None:
    if path.is_dir():
        return
    headers, inputs = read(path)
    catalogue = load()
    if headers["expect"] == "unknown":
        body = decode_body(bytes.fromhex(headers["body"]))
        assert body.code == headers["form"]
        assert catalogue.render(body, "en").code_line
        return
    form = catalogue.form(headers["form"])
    if headers["expect"] == "ok":
        values = catalogue.parse(form, inputs, ctx=CTX)
        assert repr(values) == headers["values"]
        body = Body(form.code, form.version, values)
        assert encode_body(body).hex() == headers["body"]
        assert catalogue.render(decode_body(encode_body(body)), "en").code_line == headers["line"]
    elif headers["expect"] == "refused":
        with pytest.raises(FormErrors) as caught:
            catalogue.parse(form, inputs, ctx=CTX)
        said = {(error.field, error.message) for error in caught.value.errors}
        assert said == {(headers["field"], headers["error"])}
        assert all(error.remedy for error in caught.value.errors)
    elif headers["expect"] == "differs":
        body = decode_body(bytes.fromhex(headers["body"]))
        found = catalogue.compare_read_back(form, body.fields, inputs, ctx=CTX)
        assert [mismatch.field for mismatch in found] == [headers["field"]]
    else:
        body = decode_body(bytes.fromhex(headers["body"]))
        with pytest.raises(RemoteProtocolError) as refused:
            catalogue.check(form, body.fields)
        assert refused.value.rule == headers["expect"]


def test_the_files_are_what_the_generator_writes() -> None:
    written = dict(generate.vectors())
    on_disk = {
        p.name: p.read_text("utf-8") for p in FOLDER.iterdir() if p.is_file() and not p.suffix
    }
    assert written == on_disk
    assert len(written) == len(SAMPLES) + 3 + len(generate.REFUSED) + 15 + len(generate.DIFFERS)
