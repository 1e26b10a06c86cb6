"""The forms of a charter: profiles by name, the parties' own from a folder, and what they say.

    files = read_folder(path)                         forms/*.toml and words/LANGUAGE/*.ftl
    check_forms(files, languages, profiles)           ConfigError with all that is wrong
    describe(charter), unusual(charter)               for who inspects it

The one place where a station's house asks whether forms are whole: before anybody signs.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from directline.catalogue import CORE, OWN, Catalogue, load, of_charter
from directline.catalogue.complete import problems
from directline.catalogue.owncheck import own_problems
from directline.errors import ConfigError
from directline.station.files import read_bounded
from directline.station.party import plain
from directline.wire.agreedforms import form_digest, is_file_name
from directline.wire.charter import Charter, SignedCharter
from directline.wire.limits import FORM_FILE_BYTES_MAX, FORM_FILES_BYTES_MAX, FORM_FILES_MAX

PROBLEMS_SHOWN_MAX = 40


def read_folder(path: Path) -> dict[str, str]:
    """The files of the parties' own forms below a folder, by name.

    Raises:
        ConfigError: a file of another name, too many or too long, or no text.
    """
    if not path.is_dir():
        raise ConfigError(f"{path} is no folder", remedy="a folder with forms/ and words/ in it")
    found: dict[str, str] = {}
    for file in sorted(path.rglob("*")):
        if file.is_dir():
            continue
        name = file.relative_to(path).as_posix()
        if not is_file_name(name):
            raise ConfigError(
                f"{plain(name[:80])} in {path} is no file of forms",
                remedy="forms/NAME.toml and words/LANGUAGE/NAME.ftl, small letters, digits and -",
            )
        if len(found) == FORM_FILES_MAX:
            raise ConfigError(f"{path} holds over {FORM_FILES_MAX} files")
        found[name] = _text(file, name)
    size = sum(len(text.encode()) for text in found.values())
    if size > FORM_FILES_BYTES_MAX:
        raise ConfigError(
            f"the files in {path} have {size} bytes",
            remedy=f"at most {FORM_FILES_BYTES_MAX}: they travel with every copy of the charter",
        )
    return found


def _text(file: Path, name: str) -> str:
    try:
        return read_bounded(file, FORM_FILE_BYTES_MAX).decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{name} is not UTF-8", remedy="save it as UTF-8") from error


def files_of(charter: Charter) -> dict[str, str]:
    """The parties' own files that a version of a charter names, by name."""
    texts = {form_digest(text): text for text in charter.texts}
    return {name: texts[digest] for name, digest in charter.form_files if digest in texts}


def profiles_of(catalogue: Catalogue) -> dict[str, list[str]]:
    """The codes of each profile that a charter can turn on."""
    found: dict[str, list[str]] = {}
    for form in catalogue.forms.values():
        if form.profile not in (CORE, OWN):
            found.setdefault(form.profile, []).append(form.code)
    return dict(sorted(found.items()))


def check_forms(
    files: Mapping[str, str], languages: tuple[str, ...], profiles: tuple[str, ...]
) -> None:
    """Refuse forms that are not whole, and profiles that there are not.

    Raises:
        ConfigError: each thing that is wrong, with its file, field and remedy.
    """
    catalogue = load()
    known = profiles_of(catalogue)
    for profile in profiles:
        if profile not in known:
            raise ConfigError(
                f"the catalogue has no profile {plain(profile[:40])}",
                remedy=f"one of {', '.join(known)}",
            )
    _refuse("the catalogue of this software is", _release_problems())
    _refuse("these forms are", own_problems(files, languages, catalogue))


def check_charter(signed: SignedCharter) -> None:
    """Refuse a draft whose forms are not whole.

    Raises:
        ConfigError: each thing that is wrong, with its file, field and remedy.
    """
    charter = signed.charters()[-1]
    check_forms(files_of(charter), charter.languages, charter.profiles)


def check_signable(charter: Charter) -> None:
    """Refuse to sign a charter with a profile or a form of its own that cannot be read.

    Raises:
        ConfigError: each thing that is wrong, with its file, field and remedy.
    """
    if found := unusual(charter):
        _refuse("the forms of this charter are", found)


@cache
def _release_problems() -> list[str]:
    return problems(load())


def _refuse(what: str, found: list[str]) -> None:
    if not found:
        return
    shown = [plain(line[:400]) for line in found[:PROBLEMS_SHOWN_MAX]]
    if len(found) > len(shown):
        shown.append(f"and {len(found) - len(shown)} more")
    raise ConfigError(
        "\n  ".join([f"{what} not whole:", *shown]), remedy="mend each line and draft again"
    )


def describe(charter: Charter) -> list[str]:
    """Which forms are on under a version of a charter, each kind in one line."""
    on, known = of_charter(charter), profiles_of(load())
    core = sum(form.profile == CORE for form in on.forms.values())
    lines = [f"Forms: {core} of the core."]
    lines += [
        f"Profile {name} is on: {', '.join(known.get(name, ['(no form that is known here)']))}."
        for name in charter.profiles
    ]
    lines += [
        f"Own form {form.code} version {form.version}: {plain(on.word(form.name_key, 'en'))};"
        f" {form.precedence.name}."
        for form in on.every.values()
        if form.profile == OWN
    ]
    if charter.form_files:
        lines.append(f"Own forms stand in {len(charter.form_files)} files beside the charter.")
    return lines


def unusual(charter: Charter) -> list[str]:
    """What is wrong with the forms of a charter: a reason not to sign it."""
    known = profiles_of(load())
    found = [
        f"it turns on the profile {name}, which this software's catalogue does not have"
        for name in charter.profiles
        if name not in known
    ]
    if charter.form_files:
        wrong = own_problems(files_of(charter), charter.languages, load())
        found += [f"own forms: {plain(line[:400])}" for line in wrong[:PROBLEMS_SHOWN_MAX]]
    return found
