"""Vectors of the frames in which two stations compare their books."""

import hashlib
from collections.abc import Iterator
from typing import Any

import cbor2

from directline.wire import comparing

ROOT = hashlib.sha256(b"a root").digest()
LEAF = hashlib.sha256(b"a leaf").digest()

Case = tuple[str, str, str, bytes, dict[str, str]]


def comparings() -> Iterator[Case]:
    """Frames in which two stations compare their books."""
    sizes, row = {(0, 1): 12, (1, 2): 9}, ("messages", "messages", (0, 1, 0), (0, 1, 0), (0, 1, 3))
    digests = {"messages": ROOT, "notices": LEAF}
    nodes = (((0, 1, 3), bytes(8)), ((0, 1, 4), bytes(8)))
    good: dict[str, Any] = {
        "offer": comparing.Account(False, 7, bytes(8), sizes, (2, bytes(16)), digests),
        "answer": comparing.Account(True, 7, bytes(8), {}, (0, bytes(16)), {}),
        "ask": comparing.Ask(7, row[:4], (0, 1, 2)),
        "part": comparing.Part(7, row[:4], None, nodes, True),
        "value": comparing.Leaf(7, (*row, 8, 0), b"\x19\x01\x00", True),
        "ask_forgotten": comparing.AskForgotten(7, (0, 1, 3)),
        "forgotten": comparing.Forgotten(7, ((0, 1, 3), (0, 1, 9), (1, 1, 1)), False),
    }
    for name, one in good.items():
        yield f"comparing_{name}", "comparing", "ok", one.encode(), {"rules": "COMPARE-1"}
    defects: dict[str, Any] = {
        "kind_7": [7, 7, None],
        "number_negative": [2, -1, ["messages"], None],
        "forms_short": [0, 7, bytes(7), [], [0, bytes(16)], []],
        "feeds_fall": [0, 7, bytes(8), [[1, 1, 3], [0, 1, 3]], [0, bytes(16)], []],
        "size_zero": [0, 7, bytes(8), [[0, 1, 0]], [0, bytes(16)], []],
        "129_feeds": [0, 7, bytes(8), [[0, n + 1, 1] for n in range(129)], [0, bytes(16)], []],
        "a_book_twice": [1, 7, bytes(8), [], [0, bytes(16)], [["line", ROOT], ["line", ROOT]]],
        "digest_short": [1, 7, bytes(8), [], [0, bytes(16)], [["line", ROOT[:31]]]],
        "set_short": [1, 7, bytes(8), [], [0, bytes(15)], []],
        "no_path": [2, 7, [], None],
        "path_of_17": [2, 7, ["line"] * 17, None],
        "key_of_five": [2, 7, ["line", "tests", [0, 1, 2, 3, 4]], None],
        "key_of_bytes": [2, 7, ["line", "tests", b"key"], None],
        "nodes_fall": [3, 7, ["line"], None, [["tests", bytes(8)], ["a", bytes(8)]], False],
        "nodes_before": [3, 7, ["line"], "tests", [["a", bytes(8)]], False],
        "65_nodes": [3, 7, ["line"], None, [[n, bytes(8)] for n in range(65)], False],
        "node_short": [3, 7, ["line"], None, [["tests", bytes(7)]], False],
        "more_one": [3, 7, ["line"], None, [], 1],
        "value_long": [4, 7, ["line"], bytes(1_025), True],
        "after_two": [5, 7, [0, 1]],
        "places_fall": [6, 7, [[0, 1, [3, 2]]], False],
        "401_places": [6, 7, [[0, 1, list(range(1, 402))]], False],
        "one_part_more": [5, 7, None, None],
    }
    for name, value in defects.items():
        yield f"comparing_{name}", "comparing", "COMPARE-1", cbor2.dumps(value), {}
    yield "comparing_empty", "comparing", "COMPARE-1", b"", {}
    yield "comparing_too_long", "comparing", "COMPARE-1", bytes(4_001), {}
    more = good["ask"].encode() + b"\0"
    yield "comparing_one_byte_more", "comparing", "COMPARE-1", more, {}
