"""Commands about the transcript: `export` from a station, `verify` anywhere, offline."""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import typer

from directline.cli.client import Station
from directline.cli.options import JsonOption, SessionOption
from directline.cli.output import emit, plain
from directline.cli.tiles import write_logs
from directline.cli.verifying import ProgressLine, checker, opened
from directline.copies import html_copy, pdf_copy, reading_copy
from directline.errors import ConfigError, RemoteProtocolError, VerificationError
from directline.station.files import read_bounded
from directline.transcript.note import KeyKind, VerifierKey
from directline.transcript.reconcile import reconcile
from directline.transcript.source import Source
from directline.transcript.verify import check_bundle, read_fingerprint, verify_bundle
from directline.wire.charter import normalise_fingerprint

BUNDLE_BYTES_MAX = 4 * 1024 * 1024 * 1024
"""Some ten million messages."""
VKEYS_BYTES_MAX = 65_536
"""A post-quantum key is 1,800 characters; a witness prints a few."""


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("export")(export)
    app.command("evidence")(evidence)
    app.command("verify")(verify)
    app.command("copy")(copy)
    app.command("verifier")(verifier)
    app.command("reconcile")(reconcile_files)


def export(
    file: Annotated[Path, typer.Argument(help="The new file to write.")],
    tiles: Annotated[
        Path | None,
        typer.Option(
            help="Write each feed's log into this folder, too, as tiles (C2SP tlog-tiles)."
        ),
    ] = None,
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the transcript as one file that anyone can verify offline."""
    size = Station.of(session_file).download("/export", file)
    found: dict[str, Any] = {"file": str(file), "bytes": size}
    lines = [f"{file}: {size} bytes; check it with: directline verify {file}"]
    if tiles is not None:
        with opened(file, BUNDLE_BYTES_MAX) as source:
            logs = write_logs(check_bundle(source), tiles)
        found["logs"] = [asdict(log) for log in logs]
        lines += [
            f"{tiles / log.folder}: a log of {log.size} entries in {log.files} files"
            if log.size
            else f"{log.feed}: no signed head yet, so no log is written"
            for log in logs
        ]
    emit(found, lines, as_json=as_json)


def evidence(
    file: Annotated[Path, typer.Argument(help="The new file to write.")],
    message: Annotated[
        list[str], typer.Option("--message", help="A message's name; give it once for each.")
    ],
    recipient: Annotated[str, typer.Option("--for", help="For whom the copy is made.")],
    hide: Annotated[
        list[str] | None,
        typer.Option(
            "--hide",
            metavar="MESSAGE:FIELD",
            help="A field to black out, such as 'ALPHA 12:position'; give it once for each.",
        ),
    ] = None,
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write chosen messages, with what was signed about them, as a copy made for one recipient.

    Holds nothing else of the line.  Recipient and copy number stand in the file and in the log.

    A field that is blacked out is not in the file, and what is shown still verifies.  With it go
    what was read back of the message, how it was corrected, and remarks on it: they may repeat it.
    """
    hidden = hide or []
    body = {"messages": message, "recipient": recipient, "hide": hidden}
    size = Station.of(session_file).download("/evidence", file, body=body)
    emit(
        {"file": str(file), "bytes": size} | body,
        [f"{file}: {size} bytes; check it with: directline verify {file}"],
        as_json=as_json,
    )


def verify(
    file: Annotated[Path, typer.Argument(help="An exported transcript.")],
    charter: Annotated[
        str, typer.Option(help="The charter's fingerprint, as you know it from elsewhere.")
    ] = "",
    witness: Annotated[
        list[str] | None,
        typer.Option(
            help="A witness's verifier key, or a file of them, as you have it from elsewhere."
        ),
    ] = None,
    brief: Annotated[bool, typer.Option("--brief", help="Leave out the single messages.")] = False,
    processes: Annotated[
        int | None,
        typer.Option(min=1, help="How many check signatures; default: one a core in a large file."),
    ] = None,
    progress: Annotated[
        bool, typer.Option("--progress", help="Say how far it is, also without a terminal.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check an exported transcript and say in plain words what it proves, and what it does not.

    Needs no station, no home and no network.  Exits 1 when any part is not what was signed.
    """
    witnesses = [key for text in witness or [] for key in _witnesses(text)]
    with opened(file, BUNDLE_BYTES_MAX) as source:
        line = ProgressLine(wanted=progress)
        with _naming(charter, source, as_json=as_json), closing(line):
            report = verify_bundle(
                source, fingerprint=charter or None, title_of=_title, witnesses=witnesses,
                each=checker(processes, source.size), progress=line,
            )  # fmt: skip
        found = report.as_dict() if as_json else {}
        emit(found, report.lines(messages=not brief), as_json=as_json)
    if not report.ok:
        raise typer.Exit(1)


def copy(
    bundle: Annotated[Path, typer.Argument(help="An evidence copy, or a whole transcript.")],
    file: Annotated[Path, typer.Argument(help="The new file to write: .html, or .pdf.")],
    language: Annotated[
        str, typer.Option(help="The reader's language: en, ru, uk, ar, zh or fr.")
    ] = "en",
    charter: Annotated[
        str, typer.Option(help="The charter's fingerprint, as you know it from elsewhere.")
    ] = "",
    witness: Annotated[
        list[str] | None,
        typer.Option(help="A witness's verifier key, as you know it from elsewhere; repeat."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write a reading copy of an evidence bundle, for people, in their language.

    Only of a bundle that holds.  The copy proves nothing: each page names the bundle by its
    digest, as text and as a QR code, and asks to check it with a verifier from elsewhere.
    PDF needs the extra `pdf`.
    """
    if file.suffix not in {".html", ".pdf"}:
        raise typer.BadParameter(f"{plain(file.name)}: the name ends in .html or in .pdf")
    witnesses = [_witness(vkey) for vkey in witness or []]
    made = reading_copy(
        read_bounded(bundle, BUNDLE_BYTES_MAX),
        language=language,
        fingerprint=charter or None,
        witnesses=witnesses,
    )
    data = html_copy(made) if file.suffix == ".html" else pdf_copy(made)
    _write_new(file, data)
    emit(
        {"file": str(file), "bytes": len(data), "bundle_sha256": made.digest},
        [f"{file}: {len(data)} bytes, a reading copy of the bundle with SHA-256 {made.digest}"],
        as_json=as_json,
    )


def verifier(
    file: Annotated[Path, typer.Argument(help="The new file to write, such as verifier.html.")],
    as_json: JsonOption = False,
) -> None:
    """Write the verifier page: one HTML file that checks a transcript in a browser, offline.

    It is the same for every transcript.  Its SHA-256 stands in spec/verifier.sha256: who is to
    believe it compares the two, or builds the page anew from web/verifier.
    """
    data = files("directline.cli").joinpath("static", "verifier.html").read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    _write_new(file, data)
    emit(
        {"file": str(file), "bytes": len(data), "sha256": digest},
        [f"{file}: {len(data)} bytes, SHA-256 {digest}"],
        as_json=as_json,
    )


def reconcile_files(
    first: Annotated[Path, typer.Argument(help="A transcript exported by one side.")],
    second: Annotated[Path, typer.Argument(help="A transcript exported by the other.")],
    charter: Annotated[
        str, typer.Option(help="The charter's fingerprint, as you know it from elsewhere.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Compare the transcripts of two sides, entry by entry, and say whose signature settles what.

    Both files are verified first.  Exits 1 when one lacks what the other has, or they conflict.
    """
    with opened(first, BUNDLE_BYTES_MAX) as one, opened(second, BUNDLE_BYTES_MAX) as other:
        checkers = checker(None, one.size), checker(None, other.size)
        with _naming(charter, one, as_json=as_json):
            found = reconcile(one, other, fingerprint=charter or None, each=checkers)
    emit(found.as_dict(), found.lines(), as_json=as_json)
    if not found.same:
        raise typer.Exit(1)


def _write_new(file: Path, data: bytes) -> None:
    try:
        with file.open("xb") as target:
            target.write(data)
    except OSError as error:
        raise ConfigError(
            f"{plain(str(file))} cannot be written: {error.strerror}", remedy="name a new file"
        ) from error


@contextmanager
def _naming(charter: str, data: bytes | Source, *, as_json: bool) -> Iterator[None]:
    """Say the fingerprint first, also when the file does not hold."""
    try:
        yield
    except VerificationError:
        if not as_json:
            try:
                found = read_fingerprint(data)
            except VerificationError:
                found = ""
            state = "not compared"
            if charter:
                same = found == normalise_fingerprint(charter)
                state = "compared" if same else "DIFFERENT from the one given"
            if found:
                print(f"Charter fingerprint: {found} ({state})")
        raise


def _witnesses(text: str) -> list[VerifierKey]:
    """The keys of a file as the witness printed them, or the one that was typed."""
    if "+" in text and not Path(text).exists():
        return [_witness(text)]
    data = read_bounded(Path(text), VKEYS_BYTES_MAX)
    return [_witness(vkey) for vkey in data.decode("utf-8", "replace").split()]


def _witness(vkey: str) -> VerifierKey:
    try:
        key = VerifierKey.parse(vkey)
    except RemoteProtocolError as error:
        raise typer.BadParameter(f"{plain(vkey[:60])}: {error.message}") from error
    if key.kind is KeyKind.ED25519:
        raise typer.BadParameter(f"{plain(key.name)}: a log's key, not one that cosigns")
    return key


def _title(code: str, version: int) -> str | None:
    from directline.catalogue import load  # noqa: PLC0415 - forms take time to load

    catalogue = load()
    form = catalogue.forms.get(code)
    return catalogue.word(form.name_key, "en") if form and form.version == version else None
