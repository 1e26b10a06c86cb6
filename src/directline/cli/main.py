"""Start of the `directline` command: groups, errors, exit codes.

Exit codes: 0 done; 1 refused, with the reason and a remedy; 2 called wrongly; 130 interrupted.
With `--json` exactly one JSON object goes to standard output, errors too: `{"error": {...}}`.
"""

import importlib
import os
import sys
from collections.abc import Sequence

import typer

from directline import __version__
from directline.cli.output import print_error, usage_error
from directline.errors import DirectlineError

GROUPS: dict[str, tuple[str, ...]] = {
    "directline.cli.founding": ("init", "party", "charter"),
    "directline.cli.approval": ("approval",),
    "directline.cli.cards": ("secret",),
    "directline.cli.loss": ("loss",),
    "directline.cli.lines": ("line",),
    "directline.cli.doctor": ("doctor",),
    "directline.cli.people": ("officer", "terminal", "token"),
    "directline.cli.running": ("run", "config", "keys"),
    "directline.cli.officer": (
        "login", "logout", "draft", "discard", "release", "confirm", "open", "read-back",
        "passed", "answer", "decline", "cancel", "silence", "acknowledge", "test", "note",
        "relief",
    ),
    "directline.cli.reading": (
        "status", "messages", "show", "forms", "drafts", "review", "log",
    ),
    "directline.cli.transcripts": ("export", "evidence", "verify", "reconcile", "verifier", "copy"),
    "directline.cli.books": ("book",),
    "directline.cli.notified": ("notified",),
    "directline.cli.sites": ("sites",),
    "directline.cli.importing": ("import-draft",),
    "directline.cli.witness": ("witness", "verify-fork"),
    "directline.cli.storage": ("store",),
    "directline.cli.forget": ("forget",),
    "directline.cli.demo.command": ("demo",),
    "directline.cli.rehearsal.command": ("rehearse",),
    "directline.cli.bench": ("bench",),
    "directline.cli.simulate": ("simulate",),
    "directline.cli.scenario": ("scenario",),
    "directline.cli.conform": ("conform",),
}  # fmt: skip
"""Modules whose `register(app)` adds the commands beside them; another group adds itself here.

Only the module of the command that is called is loaded, which keeps every command quick.
"""

EXIT_REFUSED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


def build(command: str = "") -> typer.Typer:
    """The command with all its groups, or with the one that holds `command`."""
    app = typer.Typer(
        name="directline",
        help="A direct line between parties that do not trust one another.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback(invoke_without_command=True)
    def _top(
        version: bool = typer.Option(False, "--version", help="Print the version and stop."),
    ) -> None:
        if version:
            print(f"directline {__version__}")
            raise typer.Exit

    for name in [name for name, held in GROUPS.items() if command in held] or GROUPS:
        importlib.import_module(name).register(app)
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    as_json = "--json" in arguments
    try:
        result = typer.main.get_command(build(next(iter(arguments), ""))).main(
            args=list(arguments), prog_name="directline", standalone_mode=False
        )
    except DirectlineError as error:
        return _refused(error, as_json=as_json)
    except typer.Abort:
        print_error("interrupted", "interrupted: nothing more was done", "", as_json=as_json)
        return EXIT_INTERRUPTED
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; say nothing more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_REFUSED
    except typer.TyperException as error:
        usage_error(error, as_json=as_json)
        return EXIT_USAGE
    return result if isinstance(result, int) else 0


def _refused(error: DirectlineError, *, as_json: bool) -> int:
    names = ("field", "value", "part", "rule")
    more = {name: str(found) for name in names if (found := getattr(error, name, ""))}
    code = getattr(error, "code", "") or type(error).__name__.removesuffix("Error").lower()
    print_error(code, error.message, error.remedy, as_json=as_json, more=more)
    return EXIT_REFUSED


def main() -> None:
    """Entry point of the `directline` command."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
