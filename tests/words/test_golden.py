"""Each form's page in each language, as it was when somebody last read it."""

import pytest

from directline.catalogue import LANGUAGES
from tests.words.golden import FOLDER, pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_as_they_were(language: str) -> None:
    kept = FOLDER.joinpath(f"{language}.txt").read_text("utf-8").split("\n\n")
    now = pages(language).split("\n\n")
    changed = [after for after in now if after not in kept]
    assert now == kept, f"`make golden` writes them again; read the difference: {changed[:2]}"
