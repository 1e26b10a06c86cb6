"""Finds or gets what the tests of keys kept elsewhere need: SoftHSM (PKCS#11) and OpenSSH's agent.

In this order: what is already installed (SoftHSM's module may be named by `DIRECTLINE_SOFTHSM`);
as root on Debian, `apt-get install softhsm2 openssh-client`, which checks Debian's own signatures.
SoftHSM must be 2.6 or newer and built with Ed25519, as Debian's is: `CKM_EDDSA` is asked for.

`python -m tools.tokens` gets them and prints where they are.
Tests call `find()` and fail with `REMEDY` when something lacks.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.env import StepError, run, say

VARIABLE = "DIRECTLINE_SOFTHSM"
DEBIAN_PACKAGES = ("softhsm2", "openssh-client")
MODULES = (
    Path("/usr/lib/softhsm/libsofthsm2.so"),
    Path("/usr/lib64/softhsm/libsofthsm2.so"),
    Path("/usr/local/lib/softhsm/libsofthsm2.so"),
)
VERSION_MIN = (2, 6)
"""The first SoftHSM with Ed25519."""
PROGRAMS = ("softhsm2-util", "ssh-agent", "ssh-add", "ssh-keygen")

REMEDY = f"""no SoftHSM 2.6 with its tools, or no OpenSSH, for the tests of keys kept elsewhere:
  - as root on Debian or Ubuntu: apt-get install {" ".join(DEBIAN_PACKAGES)}, or `make tokens`;
  - elsewhere install both, and name the module: {VARIABLE}=/path/to/libsofthsm2.so make test"""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What was found."""

    module: Path
    version: str


def find() -> Tokens | None:
    """Look for SoftHSM and OpenSSH, without getting them."""
    named = os.environ.get(VARIABLE)
    modules = (Path(named),) if named else MODULES
    module = next((path for path in modules if path.exists()), None)
    if module is None or not all(shutil.which(program) for program in PROGRAMS):
        return None
    asked = subprocess.run(
        ["softhsm2-util", "--version"],
        capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    version = asked.stdout.strip()
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    return Tokens(module, version) if numbers >= VERSION_MIN else None


def obtain() -> Tokens:
    """Find both, or get them.

    Raises:
        StepError: they could not be had; the message lists the remedies.
    """
    found = find()
    if found is None:
        install_from_debian()
        found = find()
    if found is None:
        raise StepError(REMEDY)
    return found


def install_from_debian() -> None:
    """Install both from Debian, where we may.

    Raises:
        StepError: it did not work, or we may not.
    """
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise StepError(REMEDY)
    say("installing Debian's SoftHSM and OpenSSH client for the tests of keys kept elsewhere")
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    wait = "-oDPkg::Lock::Timeout=300"  # another installation may be running
    try:
        run("apt-get", "update", "-qq", wait)
    except StepError as error:
        say(f"the list of packages could not be refreshed, going on with the old one: {error}")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", wait, *DEBIAN_PACKAGES)


def main() -> int:
    """Get what lacks and say what there is."""
    try:
        found = obtain()
    except (StepError, OSError) as error:
        print(f"make tokens: {error}", file=sys.stderr)
        return 1
    say(f"tokens: {found.module} (SoftHSM {found.version})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
