"""The forms of the catalogue as `directline forms` prints them: a table, or one form whole."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from directline.catalogue import CORE, Catalogue, Field, Form

Value = Mapping[str, Any]
_TITLES = ("code", "precedence", "release", "profile", "title")


def form_value(form: Form, catalogue: Catalogue, lang: str, *, whole: bool) -> dict[str, Any]:
    """One form as plain values, with its fields when it is shown whole."""
    shown: dict[str, Any] = {
        "code": form.code,
        "version": form.version,
        "title": catalogue.word(form.name_key, lang),
        "precedence": form.precedence.name,
        "life_saving": form.life_saving,
        "life_saving_by_reference": form.life_saving_by_reference,
        "profile": form.profile,
        "languages": list(catalogue.languages),
        "reviews": {code: _review(form, catalogue, code) for code in catalogue.languages},
        "lang": lang,
    }
    if not whole:
        return shown
    return shown | {
        "answers": list(form.all_answers),
        "reply_forms": list(form.reply_forms),
        "survives_suspension": form.survives_suspension,
        "subject": form.subject,
        "composable": form.composable,
        "deadlines": [
            {"what": due.what, "ms": due.ms, "source": due.source} for due in form.deadlines
        ],
        "fields": [_field_value(item, catalogue, lang) for item in form.fields],
    }


def _review(form: Form, catalogue: Catalogue, lang: str) -> dict[str, str]:
    """How far a form's words in a language are reviewed, by whom and when."""
    found = catalogue.reviews.review(form.code, lang)
    if found is None:
        return {"state": "drafted"}
    return {"state": found.state, "by": found.by, "on": found.on}


def _review_text(form: Value) -> str:
    """The review of the words that are shown."""
    review = form["reviews"][form["lang"]]
    if review["state"] == "drafted":
        return "drafted, not reviewed"
    return f"{review['state']} by {review['by']} on {review['on']}"


def _field_value(item: Field, catalogue: Catalogue, lang: str) -> dict[str, Any]:
    return {
        "name": item.name,
        "type": item.type,
        "label": catalogue.word(f"field-{item.word}", lang),
        "help": catalogue.word(f"field-{item.word}.help", lang),
        "required": item.required,
        "read_back": item.critical,
        "choices": list(item.choices),
    }


def form_table(forms: Sequence[Value], *, on: bool = False) -> Iterator[str]:
    """One line a form, in columns.  The title stands last: its width is the reader's matter.

    `on`: these are the forms of one line, all of them turned on.
    """
    rows = [_TITLES, *(_row(form) for form in forms)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(_TITLES) - 1)]
    for row in rows:
        columns = [text.ljust(width) for text, width in zip(row, widths, strict=False)]
        yield "  ".join((*columns, row[-1]))
    off = sum(form["profile"] != CORE for form in forms)
    yield ""
    if on:
        yield f"{len(forms)} forms are on, {off} of them beside the core"
    else:
        yield f"{len(forms)} forms, {off} of them in profiles that are off until a charter says so"
    for said, count in Counter(map(_review_text, forms)).most_common():
        yield f"words in {forms[0]['lang']}: {said} ({count} of {len(forms)} forms)"


def _row(form: Value) -> tuple[str, ...]:
    release = "one officer" if form["life_saving"] else "two officers"
    if form["life_saving_by_reference"]:
        release = "by reference"
    return form["code"], form["precedence"], release, form["profile"], form["title"]


def form_lines(form: Value) -> Iterator[str]:
    """One form whole: what holds for it, then its fields."""
    yield f"{form['code']}/{form['version']}  {form['precedence']}  {form['title']}"
    yield f"  profile: {form['profile']}"
    yield f"  words in {form['lang']}: {_review_text(form)}"
    if form["life_saving"]:
        yield "  life-saving: one officer may release it alone"
    if form["answers"]:
        yield f"  answers: {', '.join(form['answers'])}"
    if form["reply_forms"]:
        yield f"  replies: {', '.join(form['reply_forms'])}"
    for due in form["deadlines"]:
        yield f"  due, {due['what']}: {due['ms'] // 60_000} min ({due['source']})"
    yield ""
    for item in form["fields"]:
        marks = [
            "required" if item["required"] else "",
            "read back" if item["read_back"] else "",
            "one of " + ", ".join(item["choices"]) if item["choices"] else "",
        ]
        head = f"  {item['name']}  {item['type']}  {item['label']}"
        yield "  ".join((head, *(mark for mark in marks if mark)))
