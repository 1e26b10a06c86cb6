"""The QR code on each page."""

import io

import segno


def qr_svg(text: str) -> str:
    """The code as an SVG element, black on white with its quiet zone, sized by whoever sets it."""
    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(out, kind="svg", xmldecl=False, svgns=True, nl=False, omitsize=True, light="#fff")
    return out.getvalue().decode()
