"""Build the verifier page: TypeScript to one HTML file that loads nothing from anywhere.

`tsc` strips the types; each module becomes a function of its own, in the order of their imports.
The same sources and the same locked `tsc` give the same bytes on every machine.
"""

import argparse
import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from graphlib import TopologicalSorter
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = ROOT / "src" / "directline" / "cli" / "static" / "verifier.html"
PUBLISHED = ROOT / "spec" / "verifier.sha256"
COMPILER = HERE.parent / "node_modules" / "typescript" / "bin" / "tsc"
IMPORT = re.compile(r'^import \{ ([^}]*) \} from "\./([a-z0-9]+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const|let) (\w+))", re.MULTILINE)


def node() -> str:
    """The Node of this environment, or the machine's."""
    own = Path(sys.executable).parent / "node"
    found = str(own) if own.exists() else shutil.which("node")
    if found is None:
        sys.exit("no Node here: run `make env`")
    return found


def compiled() -> dict[str, str]:
    """Each module's JavaScript by its name."""
    with tempfile.TemporaryDirectory() as folder:
        command = [node(), str(COMPILER), "--project", str(HERE), "--outDir", folder]
        subprocess.run(command, check=True, cwd=HERE, stdin=subprocess.DEVNULL)
        return {path.stem: path.read_text("utf-8") for path in Path(folder).glob("*.js")}


def joined(modules: dict[str, str]) -> str:
    """One script: each module a function that gives what it exports."""
    needs = {name: {other for _, other in IMPORT.findall(text)} for name, text in modules.items()}
    parts = []
    order = TopologicalSorter({name: sorted(needs[name]) for name in sorted(needs)})
    for name in order.static_order():
        text = IMPORT.sub(r"const { \1 } = from_\2;\n", modules[name])
        exports = ", ".join(EXPORT.findall(text))
        text = EXPORT.sub("", text)
        if re.search(r"^(import|export)\b", text, re.MULTILINE):
            sys.exit(f"{name}.ts imports or exports in a way that this builder does not know")
        head, tail = f"const from_{name} = (() => {{\n", f"return {{ {exports} }};\n}})();\n"
        parts.append(f"// ---- {name}.ts\n{head}{text}{tail}")
    return '\n"use strict";\n' + "".join(parts)


def hashed(text: str) -> str:
    """How a content policy names one inline script or style."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def page() -> bytes:
    """The whole page."""
    script = joined(compiled())
    style = (HERE / "page.css").read_text("utf-8")
    for inside in (script, style):
        if re.search(r"</|<!--", inside):
            sys.exit("what stands in the page must not end its own element")
    text = (HERE / "page.html").read_text("utf-8")
    for name, value in (
        ("SCRIPT-HASH", hashed(script)),
        ("STYLE-HASH", hashed(style)),
        ("SCRIPT", script),
        ("STYLE", style),
    ):
        mark = f"@{name}@"
        if text.count(mark) != 1:
            sys.exit(f"the page needs {mark} once")
        text = text.replace(mark, value)
    return text.encode()


def build(target: Path = TARGET) -> Path:
    """Write the page."""
    data = page()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target


def published(data: bytes) -> str:
    """The line of spec/verifier.sha256, as `sha256sum --check` reads it."""
    return f"{hashlib.sha256(data).hexdigest()}  {TARGET.name}\n"


def main() -> None:
    """Build it where the arguments say; `--publish` writes its digest into `spec/` too."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--publish", action="store_true", help="write its digest into spec/ too")
    parser.add_argument("target", type=Path, nargs="?", default=TARGET, help="where to write it")
    given = parser.parse_args()
    line = published(build(given.target).read_bytes())
    if given.publish:
        PUBLISHED.write_text(line)
    print(f"verifier: {line}", end="")


if __name__ == "__main__":
    main()
