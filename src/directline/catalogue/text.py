"""Free text, codes, roles and language tags: what may stand in them."""

import re
import unicodedata

from directline.catalogue.limits import CODE_CHARS_MAX
from directline.catalogue.problems import ValueProblem

RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"})
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./:+()-]*", re.ASCII)
ROLE = re.compile(r"[A-Z][A-Z0-9-]{1,31}", re.ASCII)
_HIDDEN = frozenset(
    {
        *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0),
        *range(0x200B, 0x2010),  # zero width, and the left-to-right and right-to-left marks
        *range(0x202A, 0x202F),  # bidi embeddings and overrides
        *range(0x2060, 0x2070),  # joiners, invisible operators, bidi isolates, shaping
        *range(0xFE00, 0xFE10),  # variation selectors
        *range(0xFFF9, 0xFFFC),  # interlinear annotation
        *range(0xE0000, 0xE1000),  # tags and more variation selectors
    }
)


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the language tag."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in RTL_LANGUAGES else "ltr"


def is_tag(text: str) -> bool:
    """True for a language tag such as `uk` or `zh-Hans`."""
    return _TAG.fullmatch(text) is not None


def forbidden_character(text: str) -> str:
    """`U+202E` for the first character that may not be sent, or an empty string."""
    for char in text:
        category = unicodedata.category(char)
        if ord(char) in _HIDDEN or (category in ("Cc", "Cs", "Co", "Zl", "Zp") and char != "\n"):
            return f"U+{ord(char):04X}"
    return ""


def clean_text(text: str, chars_max: int) -> str:
    """The text as it is sent: NFC, LF line ends, no hidden characters.

    Raises:
        ValueProblem: too long, or a character that hides or reorders.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    if bad := forbidden_character(text):
        raise ValueProblem("text-character", character=bad)
    if len(text) > chars_max:
        raise ValueProblem("text-long", length=str(len(text)), most=str(chars_max))
    return text


def is_text(text: str, chars_max: int) -> bool:
    """True when a received text obeys what `clean_text` makes."""
    return (
        0 < len(text) <= chars_max
        and not forbidden_character(text)
        and text == text.strip()
        and unicodedata.is_normalized("NFC", text)
    )


def is_code(text: str, chars_max: int = CODE_CHARS_MAX) -> bool:
    """True for a short code in plain letters, digits and a few signs."""
    return len(text) <= chars_max and _CODE.fullmatch(text) is not None and text == text.strip()


def visible(text: str) -> str:
    """The text with every hidden character written out, for showing what was refused."""
    return "".join(f"<{bad}>" if (bad := forbidden_character(c)) else c for c in text)
