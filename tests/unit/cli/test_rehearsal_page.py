"""The ceremony's page as steps: what is no step is refused, so that nothing is passed over."""

import pytest

from directline.cli.rehearsal.page import (
    Burn,
    Carry,
    Command,
    Heading,
    Keep,
    Must,
    Same,
    Typed,
    read_page,
)
from directline.errors import ConfigError

PAGE = """# Title

Prose with **bold** words.

## 1. First

**Each party types**

```
directline init --home home \\
    --party SELF
```

It must say `SELF is there`.
All must say the same after `fingerprint`.

**ALPHA and the witness types**

```
directline run &
```

**Each party sends `SELF.party` and `x` to the others.**
**ALPHA takes `recovery` to its safe.**
**BRAVO destroys `card`.**

## What is not there
"""


def test_a_page_is_read_into_steps() -> None:
    steps = read_page(PAGE)
    assert steps[0] == Heading("1. First")
    assert steps[1] == Typed(
        tuple(
            Command(party, ("init", "--home", "home", "--party", party), stays=False)
            for party in ("ALPHA", "BRAVO", "CHARLIE")
        ),
        (Must("SELF is there"), Same("fingerprint")),
    )
    assert steps[2] == Typed(
        (Command("ALPHA", ("run",), stays=True), Command("WITNESS", ("run",), stays=True)), ()
    )
    assert steps[3] == Carry("ALPHA", ("ALPHA.party", "x"), ("BRAVO", "CHARLIE"))
    assert steps[6:] == (Keep("ALPHA", ("recovery",)), Burn("BRAVO", ("card",)))


@pytest.mark.parametrize(
    "text",
    [
        "**ALPHA does something else.**",
        "**ECHO types**\n\n```\ndirectline status\n```",
        "**ALPHA types**\n\n```\nrm -r home\n```",
        "**ALPHA types**\n\n```\ndirectline status",
        "```\ndirectline status\n```",
        "It must say `x`.",
        "**ALPHA types**\n\n```\ndirectline status\n```\n\nIt must surely say x.",
    ],
)
def test_what_is_no_step_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        read_page(text)
