"""An act on an undertaking, before it is released: what its terms do not allow is refused.  Pure.

The book of undertakings shows the same of an act that another station let go.
"""

from directline.books.undertakings import ACT_CODE, HOUR_MS
from directline.catalogue.forms import Form
from directline.errors import LocalProtocolError
from directline.station.facts import named
from directline.station.subjects import is_number
from directline.wire.body import Body

OFFERS = frozenset({"U1", "H6", "A8"})
NOTICE_FREE = frozenset({"agreed", "response-to-breach"})
"""Grounds on which no notice runs: acceptance or the release rule decides."""


def check_act(
    form: Form, body: Body, of: tuple[Form | None, Body | None] | None, now_ms: int
) -> None:
    """Check one act against the undertaking that it names.

    Args:
        form: the act's form; another form is not looked at.
        body: what would be released.
        of: form and body of the message that it refers to; None: it is not there.
        now_ms: the instant of the release.

    Raises:
        LocalProtocolError: there is no such undertaking, or its terms do not allow the act.
    """
    if form.code != ACT_CODE:
        return
    if of is None or of[0] is None or of[1] is None or of[0].code not in OFFERS:
        raise LocalProtocolError(
            "the act names no undertaking that is there", remedy="name it by party and number"
        )
    act, terms = named(form, body), named(of[0], of[1])
    if terms.get("humanitarian") == "yes" and act.get("humanitarian") != "yes":
        raise LocalProtocolError(
            "the undertaking says of itself that it is humanitarian",
            remedy="say so; it is not suspended in answer to a breach",
        )
    notice, effect_ms = terms.get("notice_hours"), act.get("effect_at")
    if act.get("undertaking_act") != "denounce" or act.get("ground") in NOTICE_FREE:
        return
    if is_number(notice) and is_number(effect_ms) and effect_ms < now_ms + notice * HOUR_MS:
        raise LocalProtocolError(
            f"a denunciation takes effect {notice} hours after it is released, or later",
            remedy="choose a later time",
        )
