"""Finds or gets foreign software that judges ours in the tests: Go's verifier, a C2SP witness.

As root on Debian, Go and `golang.org/x/mod` by apt-get.  From PyPI, by requirements/oracles.txt,
a witness and a verifier that need Python 3.12: they get an environment of their own under
`.tools/`, made with one that is on the PATH or among pyenv's versions.

`python -m tools.oracles` gets what it can and says what lacks; the tests that would ask it are
then skipped with a notice, and everything else runs.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.env import (
    PIP_QUIET,
    ROOT,
    STAMPS,
    StepError,
    digest_of,
    is_done,
    mark_done,
    pip,
    run,
    say,
)

DEBIAN_PACKAGES = ("golang-go", "golang-golang-x-mod-dev")
GOPATH = Path("/usr/share/gocode")
"""Where Debian keeps the sources of Go's packages."""
LOCKED = ROOT / "requirements" / "oracles.txt"
PLACE = ROOT / ".tools" / "oracles"
PYTHON_MIN = (3, 12)
STEP = "oracles"
_NAMES = ("python3.12", "python3.13", "python3.14", "python3")
_VERSION = re.compile(r"\d+(\.\d+)*")

NO_GO = (
    f"Go or golang.org/x/mod is not installed (Debian: {', '.join(DEBIAN_PACKAGES)}): "
    "the formats' original verifier was NOT run"
)
NO_FOREIGN = (
    "no foreign witness and verifier (`make oracles` gets them where Python "
    f"{'.'.join(str(part) for part in PYTHON_MIN)} or newer is installed): they were NOT run"
)


def find_go() -> str | None:
    """The Go command, if it and the formats' original stand on this machine as Debian packages."""
    if not (GOPATH / "src/golang.org/x/mod/sumdb/note").is_dir():
        return None
    return shutil.which("go")


def find_foreign() -> Path | None:
    """The Python that can import the foreign packages, if they are here as they are locked."""
    python = PLACE / "bin" / "python"
    return python if python.exists() and is_done(STEP, digest_of([LOCKED])) else None


def install_go() -> None:
    """Install Go from Debian, where we may.

    Raises:
        StepError: it did not work, or we may not.
    """
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise StepError("not root on Debian or Ubuntu")
    say("installing Debian's Go for the tests that ask it (up to two minutes)")
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    wait = "-oDPkg::Lock::Timeout=300"  # another installation may be running
    try:
        run("apt-get", "update", "-qq", wait)
    except StepError as error:
        say(f"the list of packages could not be refreshed, going on with the old one: {error}")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", wait, *DEBIAN_PACKAGES)


def pythons() -> Iterator[Path]:
    """Every Python that might do: our own, those on the PATH, pyenv's, oldest first."""
    yield Path(sys.executable)
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            yield Path(found)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    numbered = [
        ([int(part) for part in folder.name.split(".")], folder)
        for folder in (pyenv.iterdir() if pyenv.is_dir() else ())
        if _VERSION.fullmatch(folder.name)
    ]
    for _, folder in sorted(numbered):
        yield folder / "bin" / "python3"


def is_new_enough(python: Path) -> bool:
    """Tell whether it starts and is new enough; pyenv leaves names on the PATH that do not."""
    probe = f"import sys, venv; sys.exit(sys.version_info < {PYTHON_MIN})"
    try:
        asked = subprocess.run(
            [python, "-c", probe],
            capture_output=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def install_foreign() -> None:
    """Make the environment of the foreign packages, each file checked against its hash.

    Raises:
        StepError: it did not work, or there is no Python for it.
    """
    python = next((path for path in pythons() if is_new_enough(path)), None)
    if python is None:
        wanted = ".".join(str(part) for part in PYTHON_MIN)
        raise StepError(f"no Python {wanted} or newer on the PATH or among pyenv's versions")
    say(f"installing a foreign witness and verifier with {python}")
    (STAMPS / STEP).unlink(missing_ok=True)
    shutil.rmtree(PLACE, ignore_errors=True)
    # Our own pip fills it: Debian splits off the one that a new environment would get.
    run(python, "-m", "venv", "--without-pip", PLACE)
    pip(
        "--python", PLACE / "bin" / "python", "install", *PIP_QUIET,
        "--require-hashes", "--only-binary", ":all:", "--requirement", LOCKED,
    )  # fmt: skip
    mark_done(STEP, digest_of([LOCKED]))


def main() -> int:
    """Get what lacks, and say what there is; what cannot be had stops nothing."""
    if find_go() is None:
        try:
            install_go()
        except (StepError, OSError) as error:
            say(f"{NO_GO} ({error})")
    if find_foreign() is None:
        try:
            install_foreign()
        except (StepError, OSError) as error:
            say(f"{NO_FOREIGN} ({error})")
    go, foreign = find_go(), find_foreign()
    say(f"oracles: Go {go or 'none'}, foreign witness {foreign or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
