"""Bounds of the transcript room, each with its reason."""

HASH_BYTES = 32
"""SHA-256: leaves, nodes, roots and digests."""

SIGNATURE_BYTES = 64
"""Ed25519."""

ML_DSA_44_SIGNATURE_BYTES = 2420
"""FIPS 204, the larger of the two kinds of cosignature."""

ML_DSA_44_PUBLIC_BYTES = 1312
"""FIPS 204."""

TREE_SIZE_MAX = (1 << 63) - 1
"""Sizes fit a signed 64-bit integer in every language; no feed comes near."""

PROOF_HASHES_MAX = 64
"""A proof in a tree of fewer than 2**63 leaves is at most 63 hashes, consistency one more."""

NOTE_TEXT_BYTES_MAX = 4096
"""A checkpoint's text is about 150 bytes; the rest is room for longer names."""

NOTE_LINES_MAX = 64
"""The format asks for at least 16; a line of eight parties, two kinds of key each, is 17."""

NOTE_BYTES_MAX = 256 * 1024
"""64 ML-DSA-44 lines with their names, and the text."""

KEY_NAME_BYTES_MAX = 255
"""The ML-DSA cosignature counts the name's bytes in one byte."""

TIMESTAMP_S_MAX = (1 << 63) - 1
"""The cosignature format's own limit."""
