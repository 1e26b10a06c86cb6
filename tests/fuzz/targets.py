"""The registry: the targets of every `*_targets.py` of this folder, by name."""

import importlib
from pathlib import Path

from tests.fuzz.target import Target

MODULES = tuple(sorted(path.stem for path in Path(__file__).parent.glob("*_targets.py")))
TARGETS: dict[str, Target] = {
    target.name: target
    for name in MODULES
    for target in importlib.import_module(f"tests.fuzz.{name}").TARGETS
}
