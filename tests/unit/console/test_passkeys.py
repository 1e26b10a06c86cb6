"""Pages and posts of passkeys: what the station is asked, and what is told without script."""

import json
from dataclasses import replace

from tests.unit.console.client import officer_at
from tests.unit.console.standin import PASSPHRASE, STEP_BACK, busy_desk, mgrs_of

ANSWER = json.dumps(
    {
        "rawId": "AQI",
        "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAE"},
    }
)
NEW = json.dumps({"rawId": "AQI", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}})


async def test_a_passkey_is_asked_for_kept_and_removed() -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    wrong = await client.post("/passkeys/begin", data={"passphrase": "no"})
    assert (wrong.status_code, "wrong" in wrong.json()["error"]) == (403, True)
    asked = await client.post("/passkeys/begin", data={"passphrase": PASSPHRASE})
    assert asked.json() == {"challenge": "AAAA"}
    (origin,) = (args[0] for name, args in desk.calls if name == "begin-passkey")
    assert origin.startswith(("http://", "https://"))
    kept = await client.post("/passkeys", data={"name": "my <key>", "answer": NEW})
    assert kept.headers["location"] == "/passkeys?done=passkey-added"
    page = (await client.get("/passkeys")).text
    assert "my &lt;key&gt;" in page
    gone = await client.post("/passkeys/1/remove")
    assert gone.headers["location"] == "/passkeys?done=passkey-removed"
    for number in ("0x", "9" * 30):
        assert (await client.post(f"/passkeys/{number}/remove")).status_code == 409


async def test_a_page_whose_script_did_not_run_is_told() -> None:
    client = await officer_at(busy_desk())
    page = await client.post("/passkeys", data={"name": "x", "passphrase": PASSPHRASE})
    assert page.status_code == 422
    assert "no passkeys" in page.text
    for answer in ("{", "[]", json.dumps({"rawId": 1, "response": {}}), "x" * 40_000):
        assert (await client.post("/passkeys", data={"answer": answer})).status_code == 400


async def test_the_review_offers_the_passkey_and_the_release_carries_its_answer() -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    typed = STEP_BACK | {"form": "I0", "position.mgrs": mgrs_of(STEP_BACK["position.lat_lon"])}
    made = await client.post("/drafts", data=typed)
    draft = made.headers["location"].split("/")[2]
    path = f"/drafts/{draft}"
    assert "act-release-passkey" not in (await client.get(f"{path}/review")).text
    desk.drafts[draft] = replace(desk.drafts[draft], needs_passkey=True, mark="m")
    needed = (await client.get(f"{path}/review")).text
    assert 'data-passkey="get"' in needed
    assert 'id="act-release"' not in needed
    assert 'id="go-register"' in needed
    asked = await client.post(f"{path}/approve", data={"mark": "m"})
    assert asked.json() == {"challenge": "AAAA"}
    done = await client.post(f"{path}/release", data={"mark": "m", "answer": ANSWER})
    assert "done=released" in done.headers["location"]
    assert desk.approval is not None
    assert (desk.approval.credential, desk.approval.signature) == (b"\x01\x02", b"\x00\x01")
