"""The reading copy as PDF, set by Typst with fonts of its own: the extra `pdf`.

What is set goes in as data, never as Typst's own language.
"""

import json
from contextlib import ExitStack
from dataclasses import asdict
from importlib.resources import as_file, files
from importlib.util import find_spec

from directline.catalogue.text import is_tag
from directline.copies.content import Copy
from directline.copies.qr import qr_svg
from directline.errors import ConfigError

FONTS = ("fontpkg_noto_sans/files", "fontpkg_amiri/files", "manimgx_fonts_cjk")
"""Latin and Cyrillic; Arabic, in letters that can also be copied out of a PDF and read aloud;
Chinese, Japanese and Korean.
"""
REMEDY = "install directline with the extra `pdf`, or make the copy as HTML and print it"


def has_pdf() -> bool:
    """Whether what sets a PDF is installed."""
    return all(find_spec(name.split("/")[0]) is not None for name in ("typst", *FONTS))


def pdf_copy(copy: Copy) -> bytes:
    """Set a copy as a tagged PDF of A4 pages.

    Raises:
        ConfigError: The extra `pdf` is not installed.
    """
    if not has_pdf():
        raise ConfigError("a PDF cannot be set here", remedy=REMEDY)
    import typst  # noqa: PLC0415 - 80 MB that only this needs

    value = asdict(copy) | {"direction": copy.direction, "qr": qr_svg(copy.qr)}
    for message in value["messages"]:
        for row in message["rows"]:
            row["language"] = row["language"] if is_tag(row["language"]) else ""
    template = files("directline.copies").joinpath("copy.typ").read_bytes()
    with ExitStack() as unpacked:
        folders = [name.partition("/") for name in FONTS]
        paths = [
            str(unpacked.enter_context(as_file(files(package))) / folder)
            for package, _, folder in folders
        ]
        compiler = typst.Compiler(font_paths=paths, ignore_system_fonts=True)
        data = compiler.compile(
            template,
            format="pdf",
            sys_inputs={"copy": json.dumps(value, ensure_ascii=False)},
            timestamp=copy.exported_ms // 1000,
        )
    assert isinstance(data, bytes)
    return data
