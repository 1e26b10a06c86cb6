"""The form of a draft: only one that the charter in force has turned on is written and released."""

from directline.catalogue import Catalogue, Form, load
from directline.errors import LocalProtocolError


def writable(catalogue: Catalogue, code: str) -> Form:
    """A form that is on.

    Raises:
        LocalProtocolError: its profile is off, or there is no such form.
    """
    off = _ever(catalogue, code) if catalogue.find(code) is None else None
    if off is not None:
        raise LocalProtocolError(
            f"{code} belongs to the profile {off.profile}, which is off on this line",
            remedy="the charter turns forms on, for all parties",
        )
    return catalogue.form(code)


def kept(catalogue: Catalogue, code: str) -> tuple[Form | None, LocalProtocolError | None]:
    """The form of a draft that lies there, and why it cannot go; None: nobody knows it any more.

    A form may go off by a later charter while a draft of it waits.
    """
    try:
        return writable(catalogue, code), None
    except LocalProtocolError as error:
        return _ever(catalogue, code), error


def _ever(catalogue: Catalogue, code: str) -> Form | None:
    """The form as this line had it under some charter, or as this software has it."""
    forms = [form for (name, _), form in sorted(catalogue.ever().items()) if name == code]
    return forms[-1] if forms else load().find(code)
