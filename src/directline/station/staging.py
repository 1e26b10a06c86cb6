"""Files of a home that change together: all of them, or none, whenever the power goes.

    stage(home, {"next.sealed": data, "keys.sealed": data})      all are replaced
    promote(home, {"party": data})  `next.sealed` becomes `keys.sealed`, and these change with it
    finish(home)                    at the next opening: what was begun is ended

New files are written beside the old ones, `keys.sealed.new` last: from then on the change is made,
and only renamed into place.  `finish` ends it without a passphrase, as often as it is asked.
"""

from collections.abc import Mapping
from pathlib import Path

from directline.errors import ConfigError
from directline.station.files import sync_directory, write_atomic

LAST = "keys.sealed"
"""Written last and renamed last: while its new one is there, so are all the others."""
NEXT = "next.sealed"
_TOGETHER = ("recovery.sealed", NEXT, "approvers", "party")
_SUFFIX = ".new"


def stage(home: Path, files: Mapping[str, bytes]) -> None:
    """Replace these files together.  One of them is `keys.sealed`.

    Raises:
        ConfigError: one cannot be written; no file has changed, or `finish` ends it.
    """
    prepare(home, {name: data for name, data in files.items() if name != LAST})
    write_atomic(home / (LAST + _SUFFIX), files[LAST])
    finish(home)


def promote(home: Path, files: Mapping[str, bytes]) -> None:
    """Let the renewed keys take the place of the first ones, and replace these files with them.

    Raises:
        ConfigError: it cannot be written; no file has changed, or `finish` ends it.
    """
    prepare(home, files)
    try:
        (home / NEXT).rename(home / (LAST + _SUFFIX))
        sync_directory(home)
    except OSError as error:
        raise ConfigError(f"{home} cannot be written: {error.strerror}") from error
    finish(home)


def prepare(home: Path, files: Mapping[str, bytes]) -> None:
    """Write new files beside the old ones, in place of what an unmade change has left there.

    Raises:
        ConfigError: one cannot be written.
    """
    finish(home)
    try:
        for name in _TOGETHER:
            (home / (name + _SUFFIX)).unlink(missing_ok=True)
    except OSError as error:
        raise ConfigError(f"{home} cannot be written: {error.strerror}") from error
    for name, data in files.items():
        write_atomic(home / (name + _SUFFIX), data)


def finish(home: Path) -> None:
    """End a change that was made and not yet put into place.

    Raises:
        ConfigError: the disk refuses.
    """
    if not (home / (LAST + _SUFFIX)).exists():
        return
    try:
        for name in _TOGETHER:
            if name == "recovery.sealed" and not (home / name).exists():
                # It was carried away meanwhile, and does not come back.
                (home / (name + _SUFFIX)).unlink(missing_ok=True)
            _rename(home, name)
        sync_directory(home)
        _rename(home, LAST)
        sync_directory(home)
    except OSError as error:
        raise ConfigError(
            f"a change of the keys in {home} was begun and cannot be ended: {error.strerror}",
            remedy="mend the disk, and open the home again",
        ) from error


def _rename(home: Path, name: str) -> None:
    """Put a new file into place, unless somebody else who opens the home was faster."""
    try:
        (home / (name + _SUFFIX)).rename(home / name)
    except FileNotFoundError:
        return
