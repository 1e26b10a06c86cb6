"""A share's card: what is printed is what is typed back, and nothing is loaded from anywhere."""

import re

from directline.station.cards import card_page
from directline.station.shares import make_shares, read_share

ONE, OTHER = make_shares(bytes(range(32)), bytes(range(100, 132)), b"\x97\xfd\x1c")


def test_the_card_is_typed_back_row_by_row() -> None:
    for share in (ONE, OTHER):
        page = card_page(share, "NORTHERN AIR")
        rows = re.findall(r"<td>([1-8])</td><td>([0-9A-Z-]{11})</td>", page)
        assert [number for number, _ in rows] == list("12345678")
        assert read_share("\n".join(typed for _, typed in rows)) == share
        assert f"SHARE {share.letter}" in page
        assert "97FD1C" in page


def test_the_card_loads_nothing_and_a_name_cannot_write_it() -> None:
    page = card_page(ONE, "<script>x</script>\x1b")
    assert "<script" not in page
    assert "\x1b" not in page
    assert not re.search(r"(?:src|href|url|@import)\s*[=(]", page)
