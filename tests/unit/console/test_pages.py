"""Every page renders in every language, and says what it must."""

import html
import io
import re
import zipfile
from dataclasses import replace

import pytest

from directline.catalogue import load
from directline.catalogue.reviews import DESK, Review
from directline.console.rendering import instant, slug
from directline.station.views import BooksFoundView, BooksView, CosignedView, Silence, WitnessedView
from tests.unit.console.client import client_at, officer_at
from tests.unit.console.standin import (
    AIR_AREA,
    NOW_MS,
    STEP_BACK,
    busy_desk,
    message,
    mgrs_of,
    peer,
    step,
)

BOOK_STATES = (
    "equal", "waiting", "folding", "not-compared", "not-kept", "behind", "forgotten",
    "other-forms", "too-much",
)  # fmt: skip
LANGUAGES = ("en", "ru", "uk", "ar", "zh", "fr")

EVERY_PROFILE = frozenset(form.profile for form in load().forms.values())
PAGES = (
    "/",
    "/messages",
    "/messages/BRAVO_41",
    "/messages/BRAVO_41/read-back",
    "/messages/ALPHA_39",
    "/compose",
    *(f"/compose/{code}" for code, form in load().forms.items() if form.composable),
    "/step-back",
    "/alarms/7",
    "/watch",
    "/watch/relief",
    "/card",
    "/passkeys",
)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_has_all_its_words(language: str) -> None:
    client = await officer_at(busy_desk(), profiles=EVERY_PROFILE)
    await client.post("/language", data={"language": language, "next": "/"})
    for path in PAGES:
        page = await client.get(path)
        assert page.status_code == 200, path
        assert f'<html lang="{language}"' in page.text
        assert not re.findall(r"⟨[^⟩]*⟩", page.text), path
        assert "[en]" not in page.text, (path, re.findall(r"[^>]{0,60}\[en\]", page.text)[:3])
        assert "style=" not in page.text
        assert "<script>" not in page.text
        assert 'id="words-note"' in page.text, "nobody reviewed the words of the desk"


async def test_a_form_to_fill_in_says_that_nobody_reviewed_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = await officer_at(busy_desk())
    await client.post("/language", data={"language": "fr", "next": "/"})
    note = f'class="review-note">{load().word("shown-not-reviewed", "fr")}<'
    paths = ("/compose/I1", "/step-back", "/messages/BRAVO_41", "/messages/BRAVO_41/read-back")
    for path in (*paths, "/compose"):
        assert note in (await client.get(path)).text, path
    reviews = load().reviews
    states = [("I0", "reviewed"), ("I1", "certified"), (DESK, "reviewed")]
    by = tuple(
        Review(form, "fr", state, "linguist", "2026-12-01", reviews.digests[form, "fr"])
        for form, state in states
    )
    monkeypatch.setattr(load(frozenset()), "reviews", replace(reviews, reviews=by))
    for path in paths:
        page = (await client.get(path)).text
        said = page.split('id="other-languages"')[0] + page.split("</details>")[-1]
        assert note not in said, path
        assert 'id="words-note"' not in page


async def test_a_form_of_a_profile_is_offered_only_where_that_is_turned_on() -> None:
    off = await officer_at(busy_desk())
    on = await officer_at(busy_desk(), profiles=frozenset({"watch"}))
    for client, offered in ((off, False), (on, True)):
        assert ('href="/compose/L11"' in (await client.get("/compose")).text) is offered
        assert ((await client.get("/compose/L11")).status_code == 200) is offered


async def test_arabic_pages_run_right_to_left_and_codes_left_to_right() -> None:
    client = await officer_at(busy_desk())
    await client.post("/language", data={"language": "ar", "next": "/"})
    page = (await client.get("/messages/BRAVO_41")).text
    assert 'dir="rtl"' in page
    assert re.search(r'<code dir="ltr">I0/1 \|', page)
    assert re.search(r'<bdi class="value" dir="ltr">35°20\.167', page)


async def test_a_machines_step_is_never_shown_as_a_persons() -> None:
    client = await officer_at(busy_desk())
    page = (await client.get("/messages/BRAVO_41")).text
    rows = re.findall(r'<tr class="(\w+)">\s*<th scope="row">([^<]+)(.*?)</tr>', page, re.DOTALL)
    found = {name.strip(): (kind, rest) for kind, name, rest in rows}
    assert found["released"][0] == "person"
    assert found["delivered"][0] == "machine"
    assert '<span class="by">machine</span>' in found["delivered"][1]
    assert "DUTY-OFFICER" not in found["delivered"][1]
    for name in ("opened", "understood", "answered"):
        assert found[name][0] == "unreached"
        assert "not reached" in found[name][1]


async def test_the_timeline_shows_both_clocks_and_what_cannot_be() -> None:
    desk = busy_desk()
    odd = step(
        "opened", "ALPHA", NOW_MS, machine=False, our_ms=NOW_MS - 40_000, impossible_order=True
    )
    desk.add(message(43, "I0", STEP_BACK, steps=(odd,)))
    page = (await (await officer_at(desk)).get("/messages/BRAVO_43")).text
    assert "2016-09-17 12:00:00Z" in page
    assert "2016-09-17 11:59:20Z" in page
    assert "-40.0 s" in page
    assert "contradict" in page


@pytest.mark.parametrize("silence", list(Silence))
async def test_each_class_of_silence_has_its_own_words_and_names_no_motive(
    silence: Silence,
) -> None:
    desk = busy_desk()
    desk.peers = (peer(silence=silence, silence_since_ms=NOW_MS - 60_000),)
    for language in LANGUAGES:
        client = await officer_at(desk)
        await client.post("/language", data={"language": language, "next": "/"})
        page = (await client.get("/")).text
        assert load().word(f"silence-{silence}", language) in page
        assert not re.search(r"ignor|refus", page, re.IGNORECASE)
    words = {load().word(f"silence-{one}", "en") for one in Silence}
    assert len(words) == len(Silence)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_desk_says_up_to_where_the_witness_has_signed(language: str) -> None:
    desk = busy_desk()
    ours = WitnessedView("neutral.example/w", "ALPHA", 1, 12, 14, NOW_MS - 60_000)
    theirs = WitnessedView("neutral.example/w", "BRAVO", 1, 0, 3, None)
    desk.peers = (peer(witnessed=(ours, theirs)),)
    client = await officer_at(desk)
    await client.post("/language", data={"language": language, "next": "/"})
    page = (await client.get("/")).text
    assert load().word("ui-witnessed", language) in page
    assert "ALPHA 12 / 14" in page
    assert "BRAVO 0 / 3" in page
    desk.peers = (peer(),)
    assert load().word("ui-witnessed", language) not in (await client.get("/")).text


@pytest.mark.spec("LEAVES-2")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_the_other_side_does_not_give_is_shown_with_its_age(language: str) -> None:
    desk = busy_desk()
    cosigned = CosignedView("ALPHA 12", 14, NOW_MS - 3_600_000)
    since = (NOW_MS - 90_000, NOW_MS)
    lacking = peer(cosigned=cosigned, withheld=("BRAVO 7", "BRAVO 9"), withheld_since_ms=since)
    desk.peers = (lacking,)
    client = await officer_at(desk)
    await client.post("/language", data={"language": language, "next": "/"})
    page = (await client.get("/")).text
    assert load().word("ui-cosigned", language) in page
    assert "ALPHA 12 / 14" in page
    for since_ms in since:
        at = str(instant(since_ms).striptags())
        words = load().word("ui-withheld-since", language, party="BRAVO", time=at)
        assert html.escape(words) in page
    desk.peers = (peer(cosigned=CosignedView("", 14, None)),)
    page = (await client.get("/")).text
    assert "0 / 14" in page
    assert load().word("ui-withheld", language) not in page
    desk.peers = (peer(),)
    assert load().word("ui-cosigned", language) not in (await client.get("/")).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_desk_says_how_the_books_stand_and_where_they_differ(language: str) -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    await client.post("/language", data={"language": language, "next": "/"})
    cut = (("ALPHA", 1, 1_200), ("BRAVO", 1, 34))
    for state in BOOK_STATES:
        books = BooksView("BRAVO", state, NOW_MS - 12_000, 1_234, 2, cut, (), ())
        desk.peers = (peer(books=books),)
        page = (await client.get("/")).text
        said = load().word(f"ui-books-{state}", language, party="BRAVO", n=1_234)
        assert html.escape(said) in page, state
        assert html.escape(load().word("ui-books-gone", language, n=2)) in page
    found = (
        BooksFoundView("messages", "messages", "ALPHA 12", "instant_ms", "17<b>", "18"),
        BooksFoundView("line", "times", "ALPHA 13", "", None, "…"),
    )
    books = BooksView("BRAVO", "differ", NOW_MS, 1_234, 0, cut, ("messages", "line"), found)
    desk.peers = (peer(books=books),)
    page = (await client.get("/")).text
    for part in ("messages ALPHA 12 instant_ms", "17&lt;b&gt;", "18", "ALPHA 13",
                 load().word("ui-books-nothing", language),
                 load().word("ui-books-seen", language, party="ALPHA"),
                 load().word("ui-books-seen", language, party="BRAVO")):  # fmt: skip
        assert part in page, part


async def test_a_blackout_turns_the_peers_whole_panel() -> None:
    desk = busy_desk()
    desk.peers = (peer(blackout=True, silence=Silence.UNREACHABLE, station_heard_ms=None),)
    page = (await (await officer_at(desk)).get("/")).text
    assert '<article class="peer bad">' in page
    assert "not yet" in page


async def test_the_read_back_page_holds_no_received_value_and_refuses_help() -> None:
    client = await officer_at(busy_desk())
    page = (await client.get("/messages/BRAVO_41/read-back")).text
    for value in ("35°20", "35.336", "37S FV", "171400Z", "14:00", "35 20.167"):
        assert value not in page
    assert "<code" not in page
    assert page.count("data-retype") == 3
    inputs = re.findall(r"<input type=\"text\"[^>]*>", page)
    assert inputs
    assert all('autocomplete="off"' in one and 'value=""' in one for one in inputs)
    assert " selected" not in page.split("data-retype")[1].split("</fieldset>")[0]


async def test_a_read_back_that_differs_names_the_field_and_not_the_right_value() -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    wrong = {
        "halt": "fire",
        "since": "2016-09-17T14:00Z",
        "position.lat_lon": "35 25.167 N 040 08.467 E",
    }
    answer = await client.post("/messages/BRAVO_41/read-back", data=wrong)
    assert answer.status_code == 200
    assert "9.2 km" in answer.text
    assert 'value="35 25.167 N 040 08.467 E"' in answer.text
    assert "35°20" not in answer.text
    assert 'href="/compose/L5?ref=BRAVO%2041"' in answer.text
    assert not any(name == "understood" for name, _ in desk.calls)
    right = wrong | {"position.lat_lon": STEP_BACK["position.lat_lon"]}
    answer = await client.post("/messages/BRAVO_41/read-back", data=right)
    assert answer.headers["location"] == "/messages/BRAVO_41?done=understood"


async def test_reading_a_page_opens_nothing() -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    for path in PAGES:
        await client.get(path)
    assert {name for name, _ in desk.calls} == {"login"}


async def test_compose_keeps_every_value_and_shows_the_error_at_its_field() -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    typed = STEP_BACK | {
        "form": "I0",
        "position.mgrs": "37S FV 03713 20835",
        "since": "tomorrow 0800",
    }
    answer = await client.post("/drafts", data=typed, follow_redirects=True)
    assert "9.9 km apart" in answer.text
    assert 'value="37S FV 03713 20835"' in answer.text
    assert 'value="tomorrow 0800"' in answer.text
    assert re.search(
        r'id="f-since" name="since"[^>]*aria-invalid="true" aria-describedby="e-since"', answer.text
    )
    assert 'id="e-since"' in answer.text
    assert not any(name == "release" for name, _ in desk.calls)


async def test_two_officers_release_what_two_must() -> None:
    desk = busy_desk()
    one = await officer_at(desk)
    typed = {name: value for name, value in AIR_AREA.items() if value} | {"form": "A6"}
    answer = await one.post("/drafts", data=typed)
    review = answer.headers["location"]
    page = (await one.get(review)).text
    assert 'id="second-needed"' in page
    assert "act-release" not in page
    draft_id = review.split("/")[2]
    refused = await one.post(f"/drafts/{draft_id}/release")
    assert refused.status_code == 403
    assert "a second officer must release this" in refused.text
    two = await officer_at(desk, "two")
    assert "act-release" in (await two.get(review)).text
    sent = await two.post(f"/drafts/{draft_id}/release")
    assert sent.headers["location"].endswith("?done=released")


async def test_a_form_of_address_that_is_not_agreed_is_reviewed_first() -> None:
    desk = busy_desk()
    one = await officer_at(desk)
    typed = {name: value for name, value in AIR_AREA.items() if value} | {"form": "A6"}
    review = (await one.post("/drafts", data=typed)).headers["location"]
    draft_id = review.split("/")[2]
    desk.drafts[draft_id] = replace(desk.drafts[draft_id], address=("Comrade",))
    two = await officer_at(desk, "two")
    page = (await two.get(review)).text
    assert 'name="reviewed"' in page
    assert "Comrade" in page
    assert (await two.post(f"/drafts/{draft_id}/release")).status_code == 409
    sent = await two.post(f"/drafts/{draft_id}/release", data={"reviewed": "1"})
    assert sent.headers["location"].endswith("?done=released")


async def test_the_review_shows_every_language_and_the_code_line() -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    typed = STEP_BACK | {"form": "I0", "position.mgrs": mgrs_of(STEP_BACK["position.lat_lon"])}
    page = (await client.get((await client.post("/drafts", data=typed)).headers["location"])).text
    for language in LANGUAGES:
        assert f'<section lang="{language}"' in page
        assert load().word("form-I0", language) in page
    assert "I0/1 | ADDRESSEE DUTY-OFFICER" in page
    assert 'id="act-release"' in page


async def test_a_drill_is_marked_from_frame_to_word() -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    page = (await client.get("/messages/BRAVO_37")).text
    assert '<body data-drill="1">' in page
    assert page.count("EXERCISE") >= 2
    assert "data-drill" not in (await client.get("/messages/BRAVO_41")).text
    assert '<span class="mark drill">EXERCISE</span>' in (await client.get("/")).text


async def test_silence_acknowledge_and_answer_are_three_controls() -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    page = (await client.get("/messages/BRAVO_41")).text
    banner = page[page.index('id="alarms-high"') : page.index("<main")]
    assert 'action="/alarms/silence"' in banner
    assert 'href="/alarms/7"' in banner
    assert "/answer" not in banner
    assert 'action="/messages/BRAVO_41/answer"' in page[page.index('id="acts"') :]
    await client.post("/alarms/silence")
    assert desk.calls[-1] == ("silence", (None,))
    assert not any(name in {"opened", "acknowledge", "answered"} for name, _ in desk.calls)
    await client.post("/alarms/7/acknowledge")
    assert ("acknowledge", (7,)) in desk.calls


async def test_a_terminal_shows_precedence_form_and_party_and_no_more() -> None:
    desk = busy_desk()
    client = client_at(desk)
    await client.post("/enrol", data={"code": "ONE-TIME"})
    page = (await client.get("/login")).text
    board = page[page.index('id="board"') : page.index("</main>")]
    assert "FLASH" in board
    assert "STEP BACK" in board
    assert "BRAVO" in board
    for secret in ("35°", "fire", "BRAVO 41", "onerror", "BRAVO_41", "RULE-3"):
        assert secret not in page
    assert (await client.post("/alarms/silence")).status_code == 303
    assert (await client.get("/messages/BRAVO_41")).headers["location"] == "/login"
    told = {"desk": "tab-1", "visible": True, "audible": True, "heard": None}
    assert (await client.post("/presence", json=told)).status_code == 204
    assert desk.calls[-1] == ("presence", ("tab-1", True, True, None))


async def test_every_mark_of_a_message_is_a_word() -> None:
    desk = busy_desk()
    everything: dict[str, object] = {
        "crossed": ("ALPHA 1",), "gap": ("BRAVO 2",), "late": "x", "cancelled_by": "BRAVO 99",
        "second_pending": True, "suspended_by": ("ALPHA",), "overdue": True, "stored": False,
        "drill": True,
    }  # fmt: skip
    desk.add(message(44, "I0", STEP_BACK, **everything))
    page = (await (await officer_at(desk)).get("/messages/BRAVO_44")).text
    for text in (
        "crossed", "missing before it", "late by both clocks", "cancelled by BRAVO 99",
        "second confirmation pending", "sent while suspended by ALPHA", "overdue",
        "not stored, not acknowledged", "EXERCISE",
    ):  # fmt: skip
        assert text in page, text


async def test_the_call_back_card_shows_the_charters_number_whatever_a_message_says() -> None:
    page = (await (await officer_at(busy_desk())).get("/card")).text
    assert "+1 555 0199" in page
    assert "<span>7K2M</span>" in page


async def test_bytes_that_are_no_body_are_shown_and_flagged() -> None:
    desk = busy_desk()
    found = desk.list["BRAVO 41"]
    for body in (b"", b"\xff\x00", found.body[:-1]):
        desk.list["BRAVO 41"] = replace(found, body=body)
        page = await (await officer_at(desk)).get("/messages/BRAVO_41")
        assert page.status_code == 200
        assert "not in our catalogue" in page.text


async def test_nothing_of_the_catalogue_is_a_threat() -> None:
    page = (await (await officer_at(busy_desk())).get("/compose")).text
    assert not re.search(r"threat|ultimatum", page, re.IGNORECASE)
    assert page.index("/compose/I0") < page.index("/compose/L1") < page.index("/compose/A6")


async def test_fields_are_ticked_to_be_hidden_and_stay_ticked_when_the_copy_is_refused() -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    message = next(iter(desk.list.values()))
    address = f"/messages/{slug(message.id)}"
    page = (await client.get(address)).text
    first, second, *_ = names = re.findall(r'name="hide\.([a-z_]+)"', page)
    assert len(names) == len(set(names)) > 1
    assert "checked" not in page.partition('id="hide"')[2].partition("</details>")[0]
    ticked = {f"hide.{first}": "1", f"hide.{second}": "1", "hide_more": "\r\n BRAVO 9:call_sign\n"}
    made = await client.post(f"{address}/evidence", data={"recipient": "A commission"} | ticked)
    expected = f"{message.id} for A commission without {message.id}:{first}, {message.id}:{second}"
    expected += ", BRAVO 9:call_sign"
    assert made.content.decode() == expected
    refused = await client.post(f"{address}/evidence", data={"recipient": ""} | ticked)
    assert refused.status_code == 422
    again = re.findall(r'name="hide\.([a-z_]+)" value="1" checked', refused.text)
    assert again == [first, second]
    assert '<details id="hide" open>' in refused.text
    assert "BRAVO 9:call_sign" in refused.text.partition("<textarea")[2]


async def test_an_evidence_copy_is_a_file_and_a_missing_recipient_is_said_on_the_page() -> None:
    desk = busy_desk()
    client = await officer_at(desk)
    message = next(iter(desk.list.values()))
    path = f"/messages/{slug(message.id)}/evidence"
    made = await client.post(path, data={"recipient": "A commission"})
    assert made.status_code == 200
    assert made.content == f"{message.id} for A commission".encode()
    assert made.headers["content-disposition"].startswith("attachment")
    both = await client.post(path, data={"recipient": "A commission", "reading": "1"})
    assert both.headers["content-disposition"].endswith('.zip"')
    archive = zipfile.ZipFile(io.BytesIO(both.content))
    names = [f"directline-{slug(message.id)}.{kind}" for kind in ("bundle", "html", "pdf")]
    assert archive.namelist() == names
    assert archive.read(names[0]) == made.content
    assert archive.read(names[2]) == b"%PDF in en"
    refused = await client.post(path, data={"recipient": ""})
    assert refused.status_code == 422
    assert "for whom" in refused.text
