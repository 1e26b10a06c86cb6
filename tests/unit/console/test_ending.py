"""Leaving the line at the desk and over the API: two officers, no way back."""

from dataclasses import replace

import pytest

from directline.catalogue import LANGUAGES, load
from directline.console.rendering import slug
from directline.station.views import LeftView, Silence
from tests.unit.console.client import client_at, officer_at
from tests.unit.console.standin import NOW_MS, PASSPHRASE, busy_desk, peer

LEFT = LeftView(NOW_MS - 60_000, "BRAVO 9", "<b>the end</b>", "0123-4567")


async def test_one_officer_asks_a_second_does_it_at_the_desk() -> None:
    desk = busy_desk()
    one, two = await officer_at(desk), await officer_at(desk, "two")
    assert 'href="/end"' in (await one.get("/card")).text
    empty = await one.post("/end", data={"why": " "})
    assert (empty.status_code, 'id="end-error"' in empty.text) == (422, True)
    asked = await one.post("/end", data={"why": "<i>order 7</i>", "successor": "ab" * 32})
    assert asked.headers["location"] == "/end?done=end-asked"
    page = (await two.get("/end?done=end-asked")).text
    assert "&lt;i&gt;order 7&lt;/i&gt;" in page
    assert "there is no way back" in page.lower()
    alone = await one.post("/end/1/do", data={"sure": "1"})
    assert (alone.status_code, "the officer who asked" in alone.text) == (403, True)
    unsure = await two.post("/end/1/do", data={})
    assert unsure.status_code == 422
    assert not [name for name, _ in desk.calls if name == "do-end"]
    done = await two.post("/end/1/do", data={"sure": "1"})
    assert done.headers["location"] == "/end?done=end-done"
    assert ("do-end", (1,)) in desk.calls


async def test_an_asking_is_dropped_once() -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    await client.post("/end", data={"why": "order 7"})
    gone = await client.post("/end/1/drop")
    assert gone.headers["location"] == "/end?done=end-dropped"
    assert (await client.post("/end/1/drop")).status_code == 409


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_desk_shows_who_has_left_and_that_we_have(language: str) -> None:
    desk = busy_desk()
    desk.peers = (peer(left=LEFT, silence=Silence.LEFT),)
    desk.more = {"left": replace(LEFT, entry="ALPHA 7"), "ended": True}
    client = await officer_at(desk)
    await client.post("/language", data={"language": language, "next": "/"})
    front, own = (await client.get("/")).text, (await client.get("/end")).text
    for page in (front, own):
        assert "&lt;b&gt;the end&lt;/b&gt;" in page
        assert load().word("ui-line-ended", language) in page
    assert 'class="peer gone"' in front, "neither in order nor a warning"
    assert "0123-4567" in own
    assert 'id="act-end-ask"' not in own


@pytest.mark.spec("END-3")
async def test_a_message_signed_after_leaving_is_marked_and_one_not_for_us_says_so() -> None:
    desk = busy_desk()
    name = next(m.id for m in desk.list.values() if not m.ours)
    client = await officer_at(desk)
    desk.list[name] = replace(desk.list[name], after_leaving=True)
    page = (await client.get(f"/messages/{slug(name)}")).text
    assert 'id="after-leaving"' in page
    assert load().word("ui-mark-after-leaving", "en") in (await client.get("/")).text
    desk.list[name] = replace(desk.list[name], body=b"", addressed=False, after_leaving=False)
    page = (await client.get(f"/messages/{slug(name)}")).text
    assert 'id="not-addressed"' in page
    assert 'id="forgotten"' not in page
    assert 'id="after-leaving"' not in page


async def test_the_api_asks_shows_does_and_drops() -> None:
    desk = busy_desk()
    desk.peers = (peer(left=LEFT, silence=Silence.LEFT),)
    client = client_at(desk, {})
    told = await client.post("/api/v1/login", json={"login": "one", "passphrase": PASSPHRASE})
    client.headers["authorization"] = f"Session {told.json()['token']}"
    asked = await client.post("/api/v1/end", json={"why": "order 7"})
    assert (asked.json()["number"], asked.json()["successor"]) == (1, "")
    shown = (await client.get("/api/v1/end")).json()
    assert shown["waiting"]["why"] == "order 7"
    assert shown["left"] == {"BRAVO": {"at_ms": LEFT.at_ms, "entry": "BRAVO 9", "why": LEFT.why,
                                       "successor": LEFT.successor}}  # fmt: skip
    refused = await client.post("/api/v1/end/1/do")
    assert refused.status_code == 403
    await client.post("/api/v1/end/1/drop")
    assert (await client.get("/api/v1/end")).json()["waiting"] is None
    assert (await client.post("/api/v1/end", json={"why": 7})).status_code == 422
