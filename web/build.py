"""Copy the desk's browser sources into the package: there is no bundler, only a list of names.

Run by `make env` and by the wheel's build; the target is ignored by git.
The verifier page has a builder of its own, run after this one.
"""

import shutil
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parent
TARGET = WEB.parent / "src" / "directline" / "console" / "static"
KINDS = {".js", ".css", ".svg"}
API = WEB.parent / "docs" / "openapi.json"


def build(target: Path = TARGET) -> list[Path]:
    """Copy the sources and the API's document; remove from the target what has no source."""
    target.mkdir(parents=True, exist_ok=True)
    sources = {path.name: path for path in sorted((WEB / "src").iterdir()) if path.suffix in KINDS}
    sources[API.name] = API
    for old in target.iterdir():
        if old.name not in sources:
            old.unlink()
    return [Path(shutil.copyfile(path, target / name)) for name, path in sources.items()]


if __name__ == "__main__":
    written = build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
    print(f"desk: {len(written)} files", flush=True)
    subprocess.run([sys.executable, WEB / "verifier" / "build.py"], check=True)
