"""Resolves `requirements/*.in` into hashed `*.txt` without download addresses.

`make lock` keeps what is locked where it still fits; `make lock UPGRADE=1` takes what is newest.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ORDER = ("core", "desk", "pdf", "pkcs11", "tests", "dev", "node", "model", "fuzz", "oracles")
"""Each is a constraint of those that follow, where it says so."""
PYTHON = "3.11"
PYTHONS = {"oracles": "3.12"}
"""What needs a newer one; uv resolves for a Python that is not here."""
OPTIONS = (
    "--quiet",
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
    "--custom-compile-command=make lock",
)


def main() -> int:
    """Compile each file in turn."""
    uv = Path(sys.executable).parent / "uv"
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    upgrade = ("--upgrade",) if os.environ.get("UPGRADE") else ()
    for name in ORDER:
        print(f"== requirements/{name}.txt", flush=True)
        options = (*OPTIONS, f"--python-version={PYTHONS.get(name, PYTHON)}", *upgrade)
        command = [uv, "pip", "compile", *options, "-o", f"{name}.txt", f"{name}.in"]
        subprocess.run(command, cwd=ROOT / "requirements", env=environment, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
