"""A share of the secret as a card: one printed page that a courier carries and a person types back.

card_page(share, "NORTHERN AIR") -> str        HTML of one page, nothing loaded from anywhere
"""

from html import escape

from directline.station.party import plain
from directline.station.shares import Share, share_lines

_STYLE = """
@page { size: A5; margin: 12mm }
body { font: 11pt/1.4 sans-serif; max-width: 130mm; margin: 0 auto }
h1 { font-size: 15pt; margin: 0 }
table { border-collapse: collapse; margin: 5mm 0; width: 100% }
td { border: 1px solid #000; padding: 2mm 3mm; font: bold 17pt/1 monospace; letter-spacing: .15em }
td:first-child, td:last-child { font: 11pt/1 sans-serif; letter-spacing: 0; width: 8mm }
td:last-child { width: 18mm }
.sign { margin-top: 8mm; border-top: 1px solid #000 }
"""


def card_page(share: Share, line_name: str = "") -> str:
    """The card of one share, to be printed once and never kept in a file."""
    other = "B" if share.letter == "A" else "A"
    rows = "\n".join(
        f"<tr><td>{number}</td><td>{typed[:5]}-{typed[5:]}</td><td>typed</td></tr>"
        for number, typed in enumerate(share_lines(share), 1)
    )
    name = escape(plain(line_name))
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<title>directline card, share {share.letter}</title><style>{_STYLE}</style></head><body>
<h1>SHARE {share.letter} &mdash; {name or "directline"}</h1>
<p>Mark {share.mark.hex().upper()}. Share {other} travels by another courier, on another day or way;
never both in one hand, never over a network.</p>
<table>
{rows}
</table>
<p>Type one row at a time. The last two characters of a row check it: a slip is told at once, with
the row's number. There are no I, L, O and U; small letters, spaces and dashes do not matter.</p>
<p>Burn this card once every party has joined.</p>
<p class="sign">Handed over by, to, place, time (UTC)</p>
</body></html>
"""
