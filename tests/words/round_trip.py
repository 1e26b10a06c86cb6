"""Text in one language, values, text in another, values: the same.

    python -m tests.words.round_trip --values 10000     (or `make words`)

draws so many values of each form; `make test` draws 150 of each.
"""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from random import Random

from directline.catalogue import LANGUAGES, load
from directline.catalogue.forms import Form
from directline.wire.codec import Value
from tests.words.pages import PARTIES, rendered, rows_of_command, rows_of_page
from tests.words.reader import Reader
from tests.words.values import Drawn


def read_back(form: Form, values: tuple[Value, ...], language: str, *, page: bool) -> object:
    """What somebody reads off the desk's page, or off the terminal."""
    shown = rendered(form, values, language)
    assert not shown.unknown
    seen = rows_of_page(shown, language) if page else rows_of_command(form, shown, language)
    return Reader(language, PARTIES).values(form, seen)


def passes(form: Form, count: int, seed: int) -> None:
    """Draw values of a form and read each in one language, every third in another after it.

    Each language is read as often as another, mostly from the desk's page, else from the lines of
    the command.  What is read in two languages must be the same.

    Raises:
        AssertionError: something was lost on the way; names form, language and draw.
    """
    chance = Random(f"{form.code} {seed}")
    drawn = Drawn(chance)
    for number in range(count):
        values = drawn.values(form)
        lap, at = divmod(number, len(LANGUAGES))
        languages = (LANGUAGES[at], LANGUAGES[(at + 1 + lap) % len(LANGUAGES)])
        for turn, language in enumerate(languages[: 2 if number % 3 == 0 else 1]):
            page = (lap + turn) % 4 < 3
            found = read_back(form, values, language, page=page)
            where = f"{form.code} in {language}, draw {number} of seed {seed}"
            assert found == values, f"{where}, {'page' if page else 'lines'}: {found} {values}"


def _one(asked: tuple[str, int, int]) -> str:
    code, count, seed = asked
    passes(load().form(code), count, seed)
    return code


def main() -> int:
    """Draw as many values of each form as asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--values", type=int, default=10_000, help="of each form")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--forms", default="", help="codes with a space between; all without it")
    asked = parser.parse_args()
    began = time.monotonic()
    codes = asked.forms.split() or [*load().forms]
    work = [(code, asked.values, asked.seed) for code in codes]
    with ProcessPoolExecutor(asked.processes) as pool:
        for done, code in enumerate(pool.map(_one, work), 1):
            spent = time.monotonic() - began
            print(
                f"== {code}: {asked.values} values ({done} of {len(codes)}, {spent:.0f} s)",
                flush=True,
            )
    print(f"{len(codes)} forms in {len(LANGUAGES)} languages: nothing lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
