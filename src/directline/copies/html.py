"""The reading copy as one HTML file: nothing loaded, no script, digest and code on each page."""

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from importlib.resources import files

from directline.catalogue.text import direction, is_tag
from directline.copies.content import Copy, Message, Paragraph, Row
from directline.copies.qr import qr_svg


def html_copy(copy: Copy) -> bytes:
    """Set a copy as HTML: for a screen, and for a browser's own printing."""
    style = files("directline.copies").joinpath("copy.css").read_text("utf-8")
    named = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{named}'; base-uri 'none'; form-action 'none'"
    alarms = f'<div class="alarm">{_paragraphs(copy.alarms)}</div>' if copy.alarms else ""
    facts = "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in copy.facts)
    sections = "".join(
        f"<section><h2>{escape(name)}</h2>{_paragraphs(paragraphs)}</section>"
        for name, paragraphs in copy.sections
    )
    messages = "".join(map(_message, copy.messages))
    return f"""<!doctype html>
<html lang="{copy.language}" dir="{copy.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(copy.title)} {copy.digest[:16]}</title>
<style>{style}</style>
</head>
<body>
<table role="presentation">
<thead><tr><td>{_head(copy)}</td></tr></thead>
<tbody><tr><td><main>
<h1>{escape(copy.title)}</h1>
{alarms}<dl>{facts}</dl>
<section><h2>{escape(copy.messages_label)}</h2>{messages}</section>
{sections}
</main></td></tr></tbody>
</table>
</body>
</html>
""".encode()


def _head(copy: Copy) -> str:
    """What each printed page bears: a table's head is repeated on every one."""
    return (
        f'<header><div class="code" aria-hidden="true">{qr_svg(copy.qr)}</div><div>'
        f"<p><strong>{escape(copy.made_for)}</strong></p>"
        f"<p>{escape(copy.digest_label)}: <bdi><code>{copy.digest}</code></bdi></p>"
        f'<p class="check">{escape(copy.check)}</p></div></header>'
    )


def _tongue(language: str) -> str:
    if not language:
        return 'dir="ltr"'
    if not is_tag(language):
        return 'dir="auto"'
    return f'lang="{language}" dir="{direction(language)}"'


def _paragraphs(paragraphs: Iterable[Paragraph]) -> str:
    rows = "".join(
        f'<li class="depth-{p.depth}" {_tongue(p.language)}>{escape(p.text)}</li>'
        for p in paragraphs
    )
    return f"<ul>{rows}</ul>"


def _row(row: Row) -> str:
    bar = ' class="bar"' if row.hidden else ""
    detail = f"<small>{escape(row.detail)}</small>" if row.detail else ""
    text = f"<bdi {_tongue(row.language)}>{escape(row.text)}</bdi>"
    return f"<dt>{escape(row.label)}</dt><dd{bar}>{text} {detail}</dd>"


def _message(message: Message) -> str:
    title = f"<h4>{escape(message.title)}</h4>" if message.title else ""
    rows = f"<dl>{''.join(map(_row, message.rows))}</dl>" if message.rows else ""
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in message.notes)
    head = f"<h3>{escape(message.heading)}</h3>"
    return f"<article>{head}{title}{rows}{notes}{_paragraphs(message.claims)}</article>"
