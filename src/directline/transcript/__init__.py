"""The transcript room: Merkle trees, checkpoints, cosignatures, evidence bundles, the verifier."""

from directline.transcript.checkpoint import (
    Checkpoint,
    Cosignature,
    OpenedCheckpoint,
    cosign,
    cosign_mldsa,
    cosignature_line,
    cosignature_message,
    cosigner_key,
    cosigner_name,
    log_key,
    open_checkpoint,
    origin,
    sign_checkpoint,
)
from directline.transcript.export import Exporter, export_bundle
from directline.transcript.facts import Finding
from directline.transcript.note import KeyKind, Note, NoteLine, VerifierKey, sign_note, verify_note
from directline.transcript.report import Report
from directline.transcript.tree import EMPTY_ROOT, Tree, verify_consistency, verify_inclusion
from directline.transcript.verify import read_fingerprint, verify_bundle

__all__ = [
    "EMPTY_ROOT",
    "Checkpoint",
    "Cosignature",
    "Exporter",
    "Finding",
    "KeyKind",
    "Note",
    "NoteLine",
    "OpenedCheckpoint",
    "Report",
    "Tree",
    "VerifierKey",
    "cosign",
    "cosign_mldsa",
    "cosignature_line",
    "cosignature_message",
    "cosigner_key",
    "cosigner_name",
    "export_bundle",
    "log_key",
    "open_checkpoint",
    "origin",
    "read_fingerprint",
    "sign_checkpoint",
    "sign_note",
    "verify_bundle",
    "verify_consistency",
    "verify_inclusion",
    "verify_note",
]
