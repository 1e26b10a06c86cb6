"""A transcript's feeds as static logs (C2SP tlog-tiles): a folder that any web server can give.

DIR/ALPHA/g1/checkpoint             the newest signed head in the transcript
DIR/ALPHA/g1/tile/0/000.p/17        hashes
DIR/ALPHA/g1/tile/entries/000.p/17  leaves, which are digests: no word of any message
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from directline.errors import ConfigError
from directline.transcript.facts import CheckedFeed, Facts
from directline.transcript.tiles import EntryTile, log_file, tiles_of

CHECKPOINT = "checkpoint"


@dataclass(frozen=True, slots=True)
class WrittenLog:
    """One feed's log as it was written."""

    feed: str
    folder: str
    size: int
    """0: no head of it is in the transcript, so nothing was written."""
    files: int


def write_logs(facts: Facts, folder: Path) -> tuple[WrittenLog, ...]:
    """Write the log of each feed up to its newest head in a checked transcript.

    A file that is there already is left when it holds the same: a later transcript adds to a
    folder.  Full tiles never change; only `checkpoint` is replaced.

    Raises:
        ConfigError: A file cannot be written, or holds something else: another history.
    """
    return tuple(_write_log(facts, feed, folder) for feed in facts.feeds.values())


def _write_log(facts: Facts, feed: CheckedFeed, folder: Path) -> WrittenLog:
    name = f"{facts.charter.parties[feed.party].id}/g{feed.generation}"
    heads = [
        (checked.opened.checkpoint.size, note.note)
        for checked, note in zip(facts.notes, facts.bundle_notes, strict=True)
        if (checked.party, checked.generation) == feed.key
        and checked.opened.checkpoint.size <= feed.tree.size
    ]
    if not heads:
        return WrittenLog(feed.label, name, 0, 0)
    size, head = max(heads)
    count = 1
    for path, data in _files(feed, size):
        _write(folder / name / path, data)
        count += 1
    _write(folder / name / CHECKPOINT, head, again=True)
    return WrittenLog(feed.label, name, size, count)


def _files(feed: CheckedFeed, size: int) -> Iterator[tuple[str, bytes]]:
    def leaf(position: int) -> bytes:
        return feed.leaf(position - 1)  # the tree's leaves stand from the first on, without a gap

    for tile in tiles_of(size):
        same = [tile.path] if tile.level else [tile.path, EntryTile(tile.number, tile.width).path]
        for path in same:
            data = log_file(feed.tree, leaf, path)
            assert data is not None
            yield path, data


def _write(path: Path, data: bytes, *, again: bool = False) -> None:
    try:
        if not again and path.exists():
            if path.read_bytes() != data:
                raise ConfigError(
                    f"{path} holds another history of this feed",
                    remedy="keep it: it may prove that somebody shows two",
                )
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}") from error
