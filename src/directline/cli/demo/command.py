"""`directline demo`: two stations, a documented case, then yours to take over."""

import json
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from directline.cli.demo.play import Played, ladders, play
from directline.cli.demo.world import PASSPHRASE, DemoParty, found, start, stop
from directline.cli.options import JsonOption
from directline.errors import VerificationError
from directline.transcript.verify import verify_bundle


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("demo")(demo)


def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="Play the case without a browser and stop.")
    ] = False,
    folder: Annotated[
        Path | None, typer.Option(help="Where homes and exports go; a new folder when left out.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Start two parties' stations and desks here, and play a documented case on their line.

    Nothing leaves this machine.  The keys and passphrases are for this demonstration only.
    """
    begun = time.monotonic()
    root = folder or Path(tempfile.mkdtemp(prefix="directline-demo-"))
    root.mkdir(parents=True, exist_ok=True)

    def say(text: str) -> None:
        print(
            f"[{time.monotonic() - begun:5.1f} s] {text}",
            file=sys.stderr if as_json else sys.stdout,
            flush=True,
        )

    signal.signal(signal.SIGTERM, _interrupt)
    say(
        "Two parties make keys, sign one charter, share a secret (passphrases are slow on purpose)."
    )
    parties, charter = found(root)
    try:
        start(parties)
        say(f"Charter fingerprint: {charter.verify().fingerprint}")
        _where(parties, say)
        played = play(*parties, say)
        summary = _summary(parties, played, root)
        summary["charter_fingerprint"] = charter.verify().fingerprint
        summary["seconds"] = round(time.monotonic() - begun, 1)
        if not headless:
            _hand_over(parties, summary, say)
    finally:
        stop(parties)
        if folder is None and not headless:
            shutil.rmtree(root, ignore_errors=True)
    if as_json:
        print(json.dumps(summary, ensure_ascii=False), flush=True)
    elif headless:
        _print(summary)
    if not all(summary["verified"].values()):
        raise typer.Exit(1)


def _where(parties: tuple[DemoParty, DemoParty], say: Any) -> None:
    """Desks under names of their own: a browser's cookies know a host, not its port."""
    for party in parties:
        logins = " or ".join(officer.login for officer in party.officers)
        desk = party.desk.replace("127.0.0.1", f"{party.id.lower()}.localhost")
        say(f"{party.id}'s desk: {desk}   log in as {logins}, passphrase: {PASSPHRASE}")


def _summary(parties: tuple[DemoParty, DemoParty], played: Played, root: Path) -> dict[str, Any]:
    """Export from both sides, verify both, and say what happened."""
    exports, verified = [], {}
    for party in parties:
        path = root / f"{party.id.lower()}.directline"
        party.officer(party.officers[1].login).download("/export", path)
        exports.append(str(path))
        try:
            verified[party.id.lower()] = verify_bundle(path.read_bytes(), fingerprint=None).ok
        except VerificationError:
            verified[party.id.lower()] = False
    status = parties[0].officer(parties[0].officers[1].login).get("/status")
    return {
        "line": {"name": status["line_name"], "id": status["line_id"]},
        "messages": [ladders(*parties, message) for message in played.messages],
        "refused_before_release": played.refused,
        "stop_answered_s": played.stop_answered_s,
        "verified": verified,
        "exports": exports,
    }


def _hand_over(parties: tuple[DemoParty, DemoParty], summary: dict[str, Any], say: Any) -> None:
    say(
        f"Both transcripts verify: {summary['verified']}.  "
        f"Check one yourself: directline verify {summary['exports'][0]}"
    )
    say("Now it is yours: open both desks, log in, answer, write, pull the plug.  Ctrl-C ends it.")
    _where(parties, say)
    try:
        while all(p.process is not None and p.process.poll() is None for p in parties):
            time.sleep(0.5)
        say("A station has stopped.")
    except KeyboardInterrupt:
        say("Stopping both stations.")


def _print(summary: dict[str, Any]) -> None:
    for message in summary["messages"]:
        print(f"\n{message['id']}  {message['form']}  {message['precedence']}  {message['answer']}")
        for step in message["ladder"]:
            who = "machine" if step["by_machine"] else step["call_sign"] or step["role"]
            clocks = "  ".join(
                f"{party} {instant or 'not reached'}" for party, instant in step["instants"].items()
            )
            print(f"  {step['step']:12} {step['party']:6} {who:14} {clocks}")
    print(f"\nverified: {summary['verified']}   exports: {', '.join(summary['exports'])}")


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
