"""Forgetting over the API, and how a message looks whose words are gone."""

from dataclasses import replace

from directline.console.rendering import slug
from tests.unit.console.client import client_at, officer_at
from tests.unit.console.standin import PASSPHRASE, busy_desk


async def test_a_forgotten_message_is_shown_as_such_in_the_list_and_on_its_page() -> None:
    desk = busy_desk()
    name = next(m.id for m in desk.list.values() if m.ours)
    desk.list[name] = replace(desk.list[name], body=b"", closed=True)
    client = await officer_at(desk)
    page = await client.get(f"/messages/{slug(name)}")
    assert (page.status_code, 'id="forgotten"' in page.text) == (200, True)
    assert (await client.get("/")).status_code == 200
    assert (await client.get("/messages")).status_code == 200


async def test_the_api_asks_lists_does_and_drops() -> None:
    desk = busy_desk()
    client = client_at(desk, {})
    token = (
        await client.post("/api/v1/login", json={"login": "one", "passphrase": PASSPHRASE})
    ).json()["token"]
    client.headers["authorization"] = f"Session {token}"
    asked = await client.post(
        "/api/v1/forget", json={"messages": ["ALPHA 7"], "reason": "retention rule 3"}
    )
    assert (asked.json()["number"], asked.json()["messages"]) == (1, ["ALPHA 7"])
    listed = (await client.get("/api/v1/forget")).json()["waiting"]
    assert [one["reason"] for one in listed] == ["retention rule 3"]
    done = await client.post("/api/v1/forget/1/do")
    assert done.json() == {"forgotten": ["ALPHA 7"]}
    await client.post("/api/v1/forget/x/drop")
    assert [args for name, args in desk.calls if name.endswith("-forgetting")] == [(1,), (0,)]
