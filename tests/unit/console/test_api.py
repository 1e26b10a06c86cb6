"""The HTTP API: what a token may, what an officer may, and that the document is true."""

import dataclasses
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.routing import Route

from directline.catalogue import Rendered, RenderedField
from directline.console import api
from directline.station import views
from tests.unit.console.client import client_at
from tests.unit.console.standin import (
    API_TOKEN,
    PASSPHRASE,
    STEP_BACK,
    StandInDesk,
    busy_desk,
    mgrs_of,
)

DOCUMENT = json.loads(Path("docs/openapi.json").read_text("utf-8"))
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
GOOD = STEP_BACK | {"position.mgrs": mgrs_of(STEP_BACK["position.lat_lon"])}


async def cli(desk: StandInDesk, login: str = "one") -> httpx.AsyncClient:
    client = client_at(desk, {})
    answer = await client.post("/api/v1/login", json={"login": login, "passphrase": PASSPHRASE})
    assert answer.status_code == 200
    client.headers["authorization"] = f"Session {answer.json()['token']}"
    return client


def system(desk: StandInDesk) -> httpx.AsyncClient:
    return client_at(desk, {"authorization": f"Bearer {API_TOKEN}"})


def test_the_document_names_exactly_the_routes() -> None:
    written = {(m.upper(), p) for p, item in DOCUMENT["paths"].items() for m in item}
    served = {
        (m, r.path.replace(":path", "")) for r in api.ROUTES for m in r.methods or () if m != "HEAD"
    }
    assert written == served | {("GET", "/openapi.json")}
    assert all(isinstance(route, Route) for route in api.ROUTES)


def test_every_reference_of_the_document_leads_somewhere() -> None:
    text = json.dumps(DOCUMENT)
    for part in text.split('"$ref": "')[1:]:
        assert part.split('"')[0].removeprefix("#/components/schemas/") in SCHEMAS
    names = [op["operationId"] for item in DOCUMENT["paths"].values() for op in item.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("schema", "view", "extra"),
    [
        ("Officer", views.OfficerView, set()),
        ("Session", views.SessionView, set()),
        ("Bearer", views.BearerView, set()),
        ("Peer", views.PeerView, set()),
        ("Books", views.BooksView, set()),
        ("Month", views.MonthView, set()),
        ("BooksFound", views.BooksFoundView, set()),
        ("Alarm", views.AlarmView, set()),
        ("Step", views.StepView, set()),
        ("Message", views.MessageView, {"rendered"}),
        ("Draft", views.DraftView, {"rendered", "ready"}),
        ("Log", views.LogView, set()),
        ("FeedLog", views.FeedLogView, set()),
        ("Rendered", Rendered, set()),
        ("RenderedField", RenderedField, set()),
    ],
)
def test_the_document_knows_every_field_of_a_view(schema: str, view: Any, extra: set[str]) -> None:
    fields = {field.name for field in dataclasses.fields(view)} - {"token"}
    assert set(SCHEMAS[schema]["properties"]) == fields | extra


def test_the_status_of_the_document_is_the_desk_without_its_lists() -> None:
    fields = {field.name for field in dataclasses.fields(views.DeskView)}
    counted = {"messages_shown", "drafts_shown"}
    assert set(SCHEMAS["Status"]["properties"]) == (
        (fields - {"messages", "drafts"}) | counted | {"system"}
    )


async def test_the_document_is_served() -> None:
    answer = await client_at(busy_desk()).get("/api/v1/openapi.json")
    assert answer.json()["openapi"].startswith("3.1")


async def test_a_token_may_draft_and_never_release_open_or_read() -> None:
    desk = busy_desk()
    client = system(desk)
    drafted = await client.post("/api/v1/drafts", json={"form": "I0", "inputs": GOOD})
    assert drafted.status_code == 200
    draft = drafted.json()
    assert draft["ready"]
    assert draft["drafter"] == "radar"
    assert draft["source"] == "api"
    changed = await client.put(
        f"/api/v1/drafts/{draft['id']}", json={"form": "I0", "inputs": GOOD, "drill": True}
    )
    assert changed.json()["drill"]
    assert (await client.get("/api/v1/status")).json()["system"] == "radar"
    forms = (await client.get("/api/v1/forms")).json()["forms"]
    offered = {form["code"]: form["offered"] for form in forms}
    assert [offered[code] for code in ("L2", "L4")] == [True, False]
    assert "L11" not in offered  # its profile is off
    before = len(desk.calls)
    for route in api.ROUTES:
        method = next(m for m in route.methods or () if m != "HEAD")
        open_to_tokens = {"/login", "/status", "/forms", "/terminals/enrol"}
        if (
            route.path in open_to_tokens
            or route.path.startswith("/feeds")
            or (
                route.path.startswith("/drafts")
                and method in {"POST", "PUT"}
                and "release" not in route.path
            )
        ):
            continue
        path = "/api/v1" + route.path.replace("{id}", draft["id"])
        answer = await client.request(method, path)
        assert answer.status_code == 403, path
        assert answer.json()["error"]["code"] == "officer-only"
    assert len(desk.calls) == before


async def test_without_a_caller_everything_but_the_log_in_is_refused() -> None:
    client = client_at(busy_desk(), {})
    for route in api.ROUTES:
        if route.path in {"/login", "/terminals/enrol"}:
            continue
        method = next(m for m in route.methods or () if m != "HEAD")
        json_body = (
            {"form": "I0"}
            if method in {"POST", "PUT"}
            and route.path.startswith("/drafts")
            and "release" not in route.path
            else None
        )
        answer = await client.request(
            method, "/api/v1" + route.path.replace("{id}", "x"), json=json_body
        )
        assert answer.status_code == 401, route.path
        assert answer.json()["error"]["message"]


async def test_an_officer_has_the_same_powers_by_the_api() -> None:
    desk = busy_desk()
    client = await cli(desk)
    draft = (await client.post("/api/v1/drafts", json={"form": "I0", "inputs": GOOD})).json()
    sent = await client.post(f"/api/v1/drafts/{draft['id']}/release")
    assert sent.status_code == 200
    assert sent.json()["rendered"]["code_line"].startswith("I0/1")
    for path, body, level in (
        ("open", None, 3),
        ("passed", {"unit": "AIR CELL"}, 5),
        ("answer", {"code": "WILCO"}, 6),
    ):
        answer = await client.post(f"/api/v1/messages/BRAVO_41/{path}", json=body)
        assert answer.json()["level"] == level
    assert (
        await client.post("/api/v1/messages/BRAVO_40/decline", json={"reason": "not-now"})
    ).json()["closed"]
    assert (await client.post("/api/v1/messages/ALPHA_39/cancel")).json()["source"] == "cancel"
    assert (await client.post("/api/v1/silence")).json() == {"done": True}
    assert (await client.post("/api/v1/acknowledge", json={"alarm": 8})).json() == {"done": True}
    assert (await client.post("/api/v1/line-test")).json()["form"] == "L1"
    assert (await client.post("/api/v1/note", json={"text": "quiet"})).status_code == 200
    assert (await client.get("/api/v1/watch-log?limit=5")).json()["lines"][0]["args"][
        "text"
    ] == "quiet"
    assert (await client.get("/api/v1/export")).content == b"bundle"
    shown = (await client.get("/api/v1/messages?limit=2&lang=ar")).json()["messages"]
    assert len(shown) == 2
    relieved = await client.post("/api/v1/relief", json={"login": "two", "passphrase": PASSPHRASE})
    assert "BRAVO 37" in relieved.json()["items"]


async def test_two_releases_need_two_log_ins() -> None:
    desk = busy_desk()
    first, second = await cli(desk, "one"), await cli(desk, "two")
    from tests.unit.console.standin import AIR_AREA

    inputs = {name: value for name, value in AIR_AREA.items() if value}
    draft = (await first.post("/api/v1/drafts", json={"form": "A6", "inputs": inputs})).json()
    assert draft["needs_second"]
    refused = await first.post(f"/api/v1/drafts/{draft['id']}/release")
    assert refused.status_code == 403
    assert refused.json()["error"]["remedy"]
    assert (await second.post(f"/api/v1/drafts/{draft['id']}/release")).status_code == 200


async def test_a_form_of_address_that_is_not_agreed_is_reviewed_first() -> None:
    desk = busy_desk()
    first, second = await cli(desk, "one"), await cli(desk, "two")
    from tests.unit.console.standin import AIR_AREA

    inputs = {name: value for name, value in AIR_AREA.items() if value}
    draft = (await first.post("/api/v1/drafts", json={"form": "A6", "inputs": inputs})).json()
    desk.drafts[draft["id"]] = replace(desk.drafts[draft["id"]], address=("Comrade",))
    path = f"/api/v1/drafts/{draft['id']}/release"
    assert (await second.post(path)).status_code == 409
    assert (await second.post(path, json={"reviewed": "yes"})).status_code == 422
    assert (await second.post(path, json={"reviewed": True})).status_code == 200


async def test_a_read_back_that_differs_is_not_understood() -> None:
    client = await cli(busy_desk())
    wrong = {
        "halt": "fire",
        "since": "2016-09-17T14:00Z",
        "position.lat_lon": "35 25.167 N 040 08.467 E",
    }
    answer = (
        await client.post("/api/v1/messages/BRAVO_41/read-back", json={"inputs": wrong})
    ).json()
    assert not answer["understood"]
    assert answer["mismatches"][0]["distance_m"] == pytest.approx(9_247, abs=20)
    right = wrong | {"position.lat_lon": STEP_BACK["position.lat_lon"]}
    answer = (
        await client.post("/api/v1/messages/BRAVO_41/read-back", json={"inputs": right})
    ).json()
    assert answer["understood"]
    assert answer["message"]["level"] == 4


async def test_two_notations_that_disagree_are_named_at_the_field() -> None:
    client = await cli(busy_desk())
    wrong = GOOD | {"position.mgrs": "37S FV 03713 20835"}
    draft = (await client.post("/api/v1/drafts", json={"form": "I0", "inputs": wrong})).json()
    assert not draft["ready"]
    assert draft["errors"][0]["field"] == "position"
    assert "9.9 km apart" in draft["errors"][0]["message"]
    assert draft["inputs"]["position.mgrs"] == "37S FV 03713 20835"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"text": "a", "text": "b"}', "application/json", 400),
        (b"[1]", "application/json", 400),
        (b"[" * 60_000, "application/json", 400),
        (b'{"text": NaN}', "application/json", 400),
        (b"\xff", "application/json", 400),
        (b'{"text": "a"}', "text/plain", 415),
        (b'{"text": 1}', "application/json", 422),
        (b"{}", "application/json", 422),
        (b'{"text": "a", "more": 1}', "application/json", 422),
    ],
)
async def test_json_is_strict(body: bytes, kind: str, status: int) -> None:
    client = await cli(busy_desk())
    answer = await client.post("/api/v1/note", content=body, headers={"content-type": kind})
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message", "field", "value", "remedy"}


async def test_wrong_types_and_bounds_name_the_field() -> None:
    client = await cli(busy_desk())
    for method, path, body in (
        ("POST", "/drafts", {"form": "I0", "inputs": []}),
        ("POST", "/drafts", {"form": "I0", "inputs": {"since": 1}}),
        ("POST", "/drafts", {"form": "I0", "drill": "yes"}),
        ("POST", "/drafts", {"form": "I0", "precedence": 4}),
        ("POST", "/acknowledge", {"alarm": -1}),
        ("POST", "/acknowledge", {}),
        ("GET", "/messages?limit=1000", None),
        ("GET", "/messages?before=x", None),
    ):
        answer = await client.request(method, f"/api/v1{path}", json=body)
        assert answer.status_code == 422, (path, body)
        assert answer.json()["error"]["field"]


async def test_no_answer_ever_carries_a_session_token_but_the_log_in() -> None:
    desk = busy_desk()
    client = await cli(desk)
    token = client.headers["authorization"].split()[1]
    for path in ("/status", "/messages", "/drafts", "/watch-log", "/forms"):
        assert token not in (await client.get(f"/api/v1{path}")).text


async def test_an_unknown_path_of_the_api_is_an_error_in_json() -> None:
    answer = await (await cli(busy_desk())).get("/api/v1/nothing")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not-found"


async def test_an_evidence_copy_names_its_messages_and_recipient() -> None:
    desk = busy_desk()
    client = await cli(desk)
    good = {"messages": ["ALPHA 1"], "recipient": "A commission"}
    answer = await client.post("/api/v1/evidence", json=good)
    assert (answer.status_code, answer.content) == (200, b"ALPHA 1 for A commission")
    hiding = await client.post("/api/v1/evidence", json=good | {"hide": ["ALPHA 1:text"]})
    assert hiding.content == b"ALPHA 1 for A commission without ALPHA 1:text"
    for wrong in (
        {"hide": "ALPHA 1:text"},
        {"hide": [1]},
        {"messages": "ALPHA 1"},
        {"messages": [1]},
        {"messages": None},
        {"recipient": ""},
        {"recipient": 3},
    ):
        refused = await client.post("/api/v1/evidence", json=good | wrong)
        assert 400 <= refused.status_code < 500
    assert (await system(desk).post("/api/v1/evidence", json=good)).status_code == 403


async def test_a_system_may_follow_the_feeds_as_logs_and_nobody_else() -> None:
    desk = busy_desk()
    token = system(desk)
    answer = (await token.get("/api/v1/feeds")).json()
    assert set(answer["feeds"][0]) == set(SCHEMAS["FeedLog"]["properties"])
    head = await token.get("/api/v1/feeds/ALPHA/g1/checkpoint")
    assert (head.text, head.headers["content-type"]) == (
        "ALPHA g1 checkpoint", "text/plain; charset=utf-8",
    )  # fmt: skip
    tile = await token.get("/api/v1/feeds/ALPHA/g1/tile/0/x001/000.p/7")
    assert tile.content == b"ALPHA g1 tile/0/x001/000.p/7"
    assert tile.headers["content-type"] == "application/octet-stream"
    assert (await token.get("/api/v1/feeds/ALPHA/g1/tile/0/999")).status_code == 404
    for path in ("/api/v1/feeds", "/api/v1/feeds/ALPHA/g1/checkpoint"):
        assert (await client_at(desk, {}).get(path)).status_code == 401
