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

BUNDLE_BYTES_MAX = 1 << 30
"""Some two million messages; a station's busiest year is well under 1 GiB."""

PART_BYTES_MAX = 16 * 1024 * 1024
"""A chunk of 256 entries with the largest headers and bodies is under 10 MiB."""

PARTS_MAX = 65_536
"""256 entries a part: 16 million entries."""

CHUNK_ITEMS_MAX = 256
"""Entries, proofs or pairs in one part."""

CHUNK_BYTES = 1 << 20
"""A part is closed once it is this long, so that progress shows and memory stays small."""

FEEDS_MAX = 1024
"""Sixteen parties with sixty-four generations each."""

GAPS_MAX = 1024
"""Stretches of one feed that a file may name as not held."""

NOTES_MAX = 1024
"""Checkpoints of all feeds in one file."""

INCLUSION_PROOFS_MAX = 1024
"""Of the newest messages; the tree is rebuilt from all leaves, so that these only lend a hand."""

EVIDENCE_MAX = 1024
"""Pairs of contradicting entries: one would do."""

REDACTED_MAX = 4096
"""Redacted bodies of one file: the messages of a selection, with thirty receipts of each."""

RECIPIENT_CHARS_MAX = 100
"""For whom a selection was made: a name and an office."""

COPY_MAX = 2**32 - 1
"""Selections that a station counts."""

BEARER_CHARS_MAX = 16
"""The kind of a bearer, such as `courier`."""

CATALOGUE_BYTES_MAX = 8 * 1024 * 1024
"""All forms and words in four languages are under half a megabyte."""

INSTANT_MS_MAX = 2**48 - 1
"""The largest instant an entry can carry (the year 10889)."""

CONSISTENCY_PROOFS_MAX = 16_384
"""One for each checkpoint, and for each newest receipt of each party, of each feed."""

SHELF_PARTS_MAX = 8
"""Parts that a verifier keeps when it reads messages again: receipts stand near their message."""

FINDINGS_MAX = 10_000
"""Contradictions, or remarks, that a report lists; how many more there are it says."""
