"""The registry of all targets, by name."""

from tests.fuzz import (
    catalogue_targets,
    desk_targets,
    files_targets,
    outside_targets,
    proof_targets,
    transcript_targets,
    wire_targets,
)
from tests.fuzz.target import Target

TARGETS: dict[str, Target] = {
    target.name: target
    for module in (
        wire_targets, transcript_targets, proof_targets, catalogue_targets, files_targets,
        outside_targets,
        desk_targets,
    )
    for target in module.TARGETS
}  # fmt: skip
