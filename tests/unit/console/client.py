"""A browser's side of the console for tests: requests as our own page sends them."""

import asyncio

import httpx

from directline.catalogue import load
from directline.console.app import create_app
from tests.unit.console.standin import PASSPHRASE, StandInDesk

HOST = "127.0.0.1"
BROWSER = {"sec-fetch-site": "same-origin", "origin": "null"}


def client_at(
    desk: StandInDesk,
    headers: dict[str, str] | None = None,
    *,
    profiles: frozenset[str] = frozenset(),
) -> httpx.AsyncClient:
    """A client of a console for this desk, inside the process."""
    forms = load(profiles)
    app = create_app(desk, catalogue=forms, secure_cookie=True, shutdown=asyncio.Event())
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app, raise_app_exceptions=False),
        base_url=f"https://{HOST}",
        headers=BROWSER if headers is None else headers,
    )


async def log_in(client: httpx.AsyncClient, login: str = "one") -> None:
    """Log an officer in at this client."""
    answer = await client.post("/login", data={"login": login, "passphrase": PASSPHRASE})
    assert answer.status_code == 303, answer.text


async def officer_at(
    desk: StandInDesk, login: str = "one", *, profiles: frozenset[str] = frozenset()
) -> httpx.AsyncClient:
    """A client with an officer logged in."""
    client = client_at(desk, profiles=profiles)
    await log_in(client, login)
    return client
