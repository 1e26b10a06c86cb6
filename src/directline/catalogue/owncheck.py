"""Are the parties' own forms whole?  For the drafting and signing of a charter, never later."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from directline.catalogue.catalogue import Catalogue
from directline.catalogue.complete import field_keys
from directline.catalogue.forms import Form
from directline.catalogue.own import own_form, own_words
from directline.catalogue.words import attributes, messages
from directline.errors import ConfigError


def own_problems(
    files: Mapping[str, str], languages: tuple[str, ...], catalogue: Catalogue
) -> list[str]:
    """Everything that is wrong with the files, each with file, field and remedy; empty: whole.

    Args:
        files: The files by name, `forms/*.toml` and `words/*/*.ftl`.
        languages: The charter's; English is asked for too, for it is shown where another lacks.
        catalogue: The release, whose words may be used and not said anew.
    """
    found: list[str] = []
    forms: dict[str, Form] = {}
    for name, text in sorted(files.items()):
        if name.startswith("forms/"):
            try:
                forms[name] = own_form(text, name)
            except ConfigError as error:
                found.append(f"{error.message}; instead: {error.remedy or 'mend the file'}")
    found += _repeated(forms)
    for name, form in forms.items():
        found += _unknown_codes(name, form, forms.values(), catalogue)
    wanted = tuple(dict.fromkeys(("en", *languages)))
    for language in wanted:
        found += _word_problems(language, forms, files, catalogue)
    spoken = {name.split("/")[1] for name in files if name.startswith("words/")}
    found += [
        f"words/{language}: {language} is not a language of this charter; leave its words out"
        for language in sorted(spoken - set(wanted))
    ]
    return found


def _repeated(forms: Mapping[str, Form]) -> list[str]:
    first: dict[tuple[str, int], str] = {}
    return [
        f"{name}: {form.code} version {form.version} is in {other} too; give one of them the next"
        " version"
        for name, form in forms.items()
        if (other := first.setdefault((form.code, form.version), name)) != name
    ]


def _unknown_codes(
    name: str, form: Form, own: Iterable[Form], catalogue: Catalogue
) -> Iterator[str]:
    """Replies, answers, subjects and deadlines that are none."""
    known = {*catalogue.forms, *(one.code for one in own)}
    for code in form.reply_forms:
        if code not in known:
            yield f"{name}: the reply form {code} is none; name one that the line has"
    answers = {key for key in catalogue.words.keys("en") if key.startswith("answer-")}
    for answer in form.all_answers:
        if f"answer-{answer.lower()}" not in answers:
            yield f"{name}: the answer {answer} is none; `directline forms I1` shows some"
    subjects = catalogue.form("L8").field("subject").choices
    if form.subject and form.subject not in subjects:
        yield f"{name}: the subject {form.subject} is none of {', '.join(subjects)}"


def _word_problems(
    language: str, forms: Mapping[str, Form], files: Mapping[str, str], catalogue: Catalogue
) -> Iterator[str]:
    """What one language lacks, has twice, has for nobody, or may not have."""
    theirs = catalogue.words.keys(language)
    place = f"words/{language}/"
    said: list[str] = []
    have = set(theirs)
    for name, text in sorted(files.items()):
        if name.startswith(place):
            for key, message in messages(text):
                said.append(key)
                have |= {key, *(f"{key}.{one}" for one in attributes(message))}
            yield from _misplaced(name, text, theirs)
    wanted: set[str] = set()
    for name, form in forms.items():
        wanted |= {form.name_key}.union(*map(field_keys, form.fields))
        yield from _missing(name, form, have, language)
    for key, count in sorted(Counter(said).items()):
        if count > 1:
            yield f"{place}: {key} stands {count} times; leave one"
        if key not in wanted and key not in theirs:
            yield f"{place}: {key} is used by no form; leave it out, or name it in a form"


def _missing(name: str, form: Form, have: set[str], language: str) -> Iterator[str]:
    """The words of a form that a language lacks."""
    place = f"words/{language}/"
    if form.name_key not in have:
        yield f"{name}: no title in {language}; write {form.name_key} = ... in {place}"
    for field in form.fields:
        for key in sorted(field_keys(field) - have):
            what = f"{key} = ..."
            if key.endswith(".help"):
                what = f".help = ... under {key.removesuffix('.help')}"
            yield f"{name}: field {field.name}: no {key} in {language}; write {what} in {place}"


def _misplaced(name: str, text: str, theirs: frozenset[str]) -> Iterator[str]:
    """The words of a file that may not stand there."""
    taken = dict(own_words(text))
    for key, _ in messages(text):
        if key in theirs:
            yield f"{name}: {key} is a word of the catalogue; use it, or one that begins p-"
        elif key not in taken:
            yield (
                f"{name}: {key} may not stand here; form-P-CODE, field-p-..., choice-p-... or"
                " quantity-p-..., without { } and hidden characters"
            )
