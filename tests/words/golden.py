"""The golden pages: each form with fixed values, as it is seen in each language.

    python -m tests.words.golden     (or `make golden`)

writes them again after a change of words, forms or rendering; read the difference before it lands.
"""

from pathlib import Path

from directline.catalogue import LANGUAGES, load
from directline.catalogue.render import text_lines
from tests.unit.catalogue.samples import values_of
from tests.words.pages import rendered, rows_of_page

FOLDER = Path(__file__).parents[1] / "golden"


def pages(language: str) -> str:
    """Every form's page in a language, as lines of text."""
    lines: list[str] = []
    for form in load().forms.values():
        shown = rendered(form, values_of(form.code), language)
        lines += ["", f"== {form.code}/{form.version} {shown.title}"]
        for row in rows_of_page(shown, language):
            lines += text_lines(row.label, row.text, row.detail)
        lines += [f"({shown.review_note})"] if shown.review_note else []
    return "\n".join(lines[1:]) + "\n"


def write() -> None:
    """Write all pages."""
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        FOLDER.joinpath(f"{language}.txt").write_text(pages(language), "utf-8")
    print(f"{len(load().forms)} forms in {len(LANGUAGES)} languages: read `git diff {FOLDER.name}`")


if __name__ == "__main__":
    write()
