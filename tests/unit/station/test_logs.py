"""Secrets and foreign bytes never fill the log."""

from directline.station.logs import VALUE_CHARS_MAX, strike_out


def test_secrets_are_struck_out_and_bytes_cut() -> None:
    event = strike_out(
        None,
        "info",
        {
            "event": "x",
            "passphrase": "open",
            "api_token": "t",
            "unit": bytes(100),
            "why": "a" * 999,
        },
    )
    assert event["passphrase"] == event["api_token"] == "(struck out)"
    assert event["unit"] == "00" * 32 + "..."
    assert len(event["why"]) == VALUE_CHARS_MAX + 3
