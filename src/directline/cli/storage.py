"""Commands about a line's store: `store check`."""

import sys
import time

import typer

from directline.cli.options import HomeOption, JsonOption, LineOption
from directline.cli.output import emit
from directline.station.home import Home
from directline.station.storecheck import check_store

SAY_S = 1.0


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    store = typer.Typer(help="What a line keeps on the disk.")
    store.callback()(lambda: None)
    store.command("check")(store_check)
    app.add_typer(store, name="store")


def store_check(home: HomeOption, line: LineOption = None, as_json: JsonOption = False) -> None:
    """Read every stored entry, and say which no longer reads as it was written.

    Changes nothing, and may run beside the station.  Exits 1 if anything is damaged.
    """
    here = Home.open(home)
    held = here.line(line)
    parties = [party.id for party in held.charter().parties]
    found = check_store(held.db_path, _Progress())
    names = [
        f"{parties[lost.party] if lost.party < len(parties) else lost.party}"
        f" {lost.generation}/{lost.position}"
        for lost in found.damaged
    ]
    value = {
        "ok": found.sound,
        "entries": found.entries,
        "damaged": names,
        "order": found.order,
        "remedy": found.remedy,
    }
    lines = [f"{found.entries} entries read, {len(names)} damaged"]
    lines += [f"damaged: {name}" for name in names]
    lines += [f"the database: {fault}" for fault in found.order]
    if found.remedy:
        lines.append(f"what helps: {found.remedy}")
    emit(value, lines, as_json=as_json)
    if not found.sound:
        raise typer.Exit(1)


class _Progress:
    def __init__(self) -> None:
        self._begun = self._said = time.monotonic()

    def __call__(self, looked: int, total: int, damaged: int) -> None:
        now = time.monotonic()
        if now - self._said < SAY_S:
            return
        self._said = now
        print(
            f"[{now - self._begun:6.1f} s] {looked} of {total} entries, {damaged} damaged",
            file=sys.stderr, flush=True,
        )  # fmt: skip
