"""Creates `.venv` from the hashed requirements and builds the desk's assets.

Uses nothing but the standard library, and pip with whatever configuration the machine has.
Each step keeps a digest of its inputs under `.venv/.directline/` and is left out while they
are unchanged, so running it again costs a fraction of a second.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / ".directline"
REQUIREMENTS = ("core", "desk", "pdf", "pkcs11", "tests", "dev")
WEB = ROOT / "web"
STATIC = ROOT / "src" / "directline" / "console" / "static"
NODE_VERSION_MIN = 20

PIP_QUIET = ("--disable-pip-version-check", "--no-input", "--quiet", "--no-warn-script-location")


class StepError(Exception):
    """A step could not be done; the message says what a person can do about it."""


def say(text: str) -> None:
    """Print one line of progress at once, also into a pipe."""
    print(f"== {text}", flush=True)


def digest_of(paths: Iterable[Path], *extra: str) -> str:
    """Digest names and contents of files, and of what else the step depends on."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    for item in extra:
        total.update(item.encode() + b"\0")
    return total.hexdigest()


def is_done(name: str, digest: str) -> bool:
    """Tell whether a step was last done with the same inputs."""
    stamp = STAMPS / name
    return stamp.is_file() and stamp.read_text() == digest


def mark_done(name: str, digest: str) -> None:
    """Keep the digest of a step's inputs, after it has succeeded."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(digest)


def run(*command: str | Path, cwd: Path = ROOT, path_first: Path | None = None) -> None:
    """Run a program with its output on ours, and stop with its name if it fails."""
    environment = dict(os.environ)
    if path_first is not None:
        environment["PATH"] = f"{path_first}{os.pathsep}{environment.get('PATH', '')}"
    words = [str(word) for word in command]
    finished = subprocess.run(
        words, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, check=False
    )
    if finished.returncode != 0:
        message = f"`{' '.join(words)}` ended with {finished.returncode}"
        raise StepError(message)


def is_usable() -> bool:
    """Tell whether `.venv` holds a Python of the right age that still starts, with a pip."""
    if not (BIN / "python").exists():
        return False
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    asked = subprocess.run(
        [BIN / "python", "-c", probe], capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    return asked.returncode == 0


def has_ensurepip() -> bool:
    """Tell whether this Python can put pip into a new environment (Debian splits that off)."""
    asked = subprocess.run(
        [sys.executable, "-c", "import ensurepip, sys; sys.exit(not ensurepip.version())"],
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return asked.returncode == 0


def install_debian_venv() -> None:
    """Get the package that Debian splits off, or say which one is missing."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    package = f"python{version}-venv"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        message = f"this Python cannot make an environment: install {package} (Debian, Ubuntu)"
        raise StepError(message)
    say(f"installing {package}, which this Python needs to make an environment")
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package)


def make_venv() -> None:
    """Create `.venv` with pip in it, unless it stands."""
    if is_usable():
        return
    version = ".".join(str(part) for part in sys.version_info[:3])
    say(f"creating .venv with Python {version}")
    if not has_ensurepip():
        install_debian_venv()
    venv.EnvBuilder(clear=True, symlinks=True, with_pip=True).create(VENV)


def pip(*arguments: str | Path) -> None:
    """Run the environment's own pip."""
    run(BIN / "python", "-m", "pip", *arguments)


def install_requirements() -> None:
    """Install every locked requirement, each checked against its hash."""
    files = [ROOT / "requirements" / f"{name}.txt" for name in REQUIREMENTS]
    digest = digest_of(files)
    if is_done("requirements", digest):
        return
    lines = {line for file in files for line in file.read_text().splitlines()}
    count = len({line.partition("==")[0] for line in lines if line[:1].isalnum()})
    say(f"installing {count} locked packages, each checked against its hash (up to a minute)")
    options = [word for file in files for word in ("--requirement", str(file))]
    pip("install", *PIP_QUIET, "--require-hashes", "--only-binary", ":all:", *options)
    mark_done("requirements", digest)


def install_project() -> None:
    """Install the package itself so that edits take effect at once."""
    digest = digest_of([ROOT / "pyproject.toml", ROOT / "src" / "directline" / "__init__.py"])
    if is_done("project", digest):
        return
    say("installing directline itself, editable")
    pip("install", *PIP_QUIET, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    mark_done("project", digest)


def node_bin() -> Path:
    """Find the folder of a Node that is new enough, and get one from PyPI if there is none."""
    for folder in (BIN, *map(Path, os.environ.get("PATH", "").split(os.pathsep))):
        if (folder / "npm").exists() and node_version(folder / "node") >= NODE_VERSION_MIN:
            return folder
    say(f"no Node {NODE_VERSION_MIN} or newer here: installing one from the Python index")
    locked = ROOT / "requirements" / "node.txt"
    pip("install", *PIP_QUIET, "--require-hashes", "--only-binary", ":all:", "-r", locked)
    if node_version(BIN / "node") < NODE_VERSION_MIN:
        message = f"no Node to be had: install Node {NODE_VERSION_MIN} or newer with npm"
        raise StepError(message)
    return BIN


def node_version(node: Path) -> int:
    """Ask a Node for its major version; 0 if it is none."""
    if not node.exists():
        return 0
    asked = subprocess.run(
        [node, "--version"], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    major = asked.stdout.strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdigit() else 0


def npm_ci(folder: Path) -> None:
    """Install a folder's locked npm packages, scripts refused."""
    where = node_bin()
    run(
        where / "npm",
        "ci",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--no-update-notifier",
        "--loglevel=error",
        cwd=folder,
        path_first=where,
    )


def install_web() -> None:
    """Install what type-checks and feeds the desk's assets, if the desk has such needs."""
    if not (WEB / "package-lock.json").exists():
        return
    inputs = [WEB / name for name in ("package.json", "package-lock.json")]
    digest = digest_of(inputs)
    if is_done("web", digest) and (WEB / "node_modules").is_dir():
        return
    say("installing the web packages that the lock names")
    npm_ci(WEB)
    mark_done("web", digest)


def build_assets(*, always: bool) -> None:
    """Build the desk's assets from `web/` into the package."""
    build = WEB / "build.py"
    if not build.exists():
        return
    sources = [
        path
        for path in WEB.rglob("*")
        if path.is_file() and "node_modules" not in path.parts and "__pycache__" not in path.parts
    ]
    digest = digest_of(sources)
    if not always and is_done("assets", digest) and STATIC.is_dir():
        return
    say("building the desk's assets")
    run(BIN / "python", build)
    mark_done("assets", digest)


def main() -> int:
    """Do what is missing, in order; print what is being done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", action="store_true", help="build the assets in any case")
    asked = parser.parse_args()
    started = time.monotonic()
    try:
        make_venv()
        install_requirements()
        install_project()
        install_web()
        build_assets(always=asked.assets)
    except StepError as error:
        print(f"make env: {error}", file=sys.stderr)
        return 1
    say(f"environment ready in .venv ({time.monotonic() - started:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
