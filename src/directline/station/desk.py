"""The one door between the station and its desks: what an officer, a terminal or a token may do.

The console and the API call this protocol and nothing else of the station.
Every call that acts takes the session of the officer who acts.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Protocol

from directline.station.views import (
    DeskView,
    DraftView,
    EndView,
    FeedLogView,
    ForgetView,
    LogView,
    MessageView,
    PasskeyAnswer,
    PasskeyView,
    SessionView,
    TerminalView,
)


class Desk(Protocol):
    """Everything a desk can ask of its station.

    Raises throughout: AccessError (no session, or not allowed), LocalProtocolError (not now, with
    a remedy), FieldError or FormErrors (a field is wrong), StoreFullError.
    """

    async def login(
        self, login: str, passphrase: str, *, terminal: str, address: str
    ) -> SessionView:
        """Log an officer in.  Slow on purpose; failures are counted and delayed."""

    async def logout(self, token: str) -> None:
        """End a session.  Unknown tokens are ignored."""

    def session(self, token: str) -> SessionView | None:
        """The live session of a token, or None."""

    def api_token(self, token: str) -> str | None:
        """The name of a party's own system that may draft, or None."""

    def terminal(self, cookie: str) -> str | None:
        """The name of an enrolled terminal, or None."""

    async def enrol(self, code: str) -> str:
        """Turn a one-time code (made by `directline terminal enrol`) into a terminal's cookie."""

    def view(self, session: SessionView) -> DeskView:
        """The whole desk now."""

    def terminal_view(self) -> TerminalView:
        """What a terminal shows while nobody is logged in."""

    def message(self, session: SessionView, message_id: str) -> MessageView:
        """One message, without opening it (opening is an act: `open`)."""

    def messages(
        self, session: SessionView, *, before_serial: int | None, limit: int
    ) -> tuple[MessageView, ...]:
        """Older messages, newest first."""

    async def draft(
        self,
        session: SessionView | str,
        form: str,
        inputs: Mapping[str, str],
        *,
        draft_id: str = "",
        drill: bool = False,
        precedence: int | None = None,
        source: str = "desk",
        language: str = "en",
    ) -> DraftView:
        """Make or change a draft.  `session` may be the name of an API token.

        `language` is the author's: of free text typed without one, and of the errors.

        Errors of fields come back inside the draft, so that nothing typed is lost.
        """

    def draft_view(self, session: SessionView, draft_id: str, *, language: str = "en") -> DraftView:
        """One draft.  `language` is the reader's: of the errors."""

    async def discard(self, session: SessionView, draft_id: str) -> None:
        """Throw a draft away."""

    def forgetting(self, session: SessionView) -> tuple[ForgetView, ...]:
        """What one officer asked to have forgotten, and a second has not done yet."""

    async def ask_forgetting(
        self, session: SessionView, message_ids: Sequence[str], reason: str
    ) -> ForgetView:
        """Ask to have the bodies of closed messages forgotten; a second officer does it.

        Raises:
            LocalProtocolError: one is open, or not yet durable at those whom it addresses.
        """

    async def drop_forgetting(self, session: SessionView, number: int) -> None:
        """Take an asking back, or refuse it."""

    async def do_forgetting(self, session: SessionView, number: int) -> tuple[str, ...]:
        """Forget, as the second officer; nobody can undo it here.

        Raises:
            AccessError: it is the officer who asked.
        """

    def ending(self, session: SessionView) -> EndView | None:
        """That we leave the line: asked by one officer, and not yet done by a second."""

    async def ask_end(self, session: SessionView, why: str, successor: str) -> EndView:
        """Ask to leave the line for good; a second officer does it.

        Args:
            session: Who asks.
            why: What the other parties are told.
            successor: The digest of the charter that succeeds, 64 hexadecimal digits; may be empty.
        """

    async def drop_end(self, session: SessionView, number: int) -> None:
        """Take the asking back, or refuse it."""

    async def do_end(self, session: SessionView, number: int) -> str:
        """Leave, as the second officer; nobody can undo it.  Returns the entry that says so.

        Raises:
            AccessError: it is the officer who asked.
        """

    def passkeys(self, session: SessionView) -> tuple[PasskeyView, ...]:
        """This officer's passkeys."""

    async def begin_passkey(
        self, session: SessionView, passphrase: str, *, origin: str, address: str
    ) -> dict[str, Any]:
        """What a page asks a browser to make a passkey of; the passphrase is typed again for it.

        Raises:
            AccessError: a wrong passphrase, or a page that browsers give no passkeys to.
        """

    async def add_passkey(self, session: SessionView, name: str, answer: PasskeyAnswer) -> None:
        """Keep the passkey that the browser made.

        Raises:
            AccessError: it was not made for this page and this asking.
        """

    async def remove_passkey(self, session: SessionView, passkey: int) -> None:
        """Take a passkey of this officer's own away; what it approved stays provable."""

    def begin_approval(
        self, session: SessionView, draft_id: str, *, mark: str, origin: str
    ) -> dict[str, Any]:
        """What a page asks an authenticator, so that its answer approves exactly this draft.

        Raises:
            AccessError: this officer has no passkey for this page.
            LocalProtocolError: the draft was changed since it was reviewed.
        """

    async def release(
        self,
        session: SessionView,
        draft_id: str,
        *,
        mark: str = "",
        approval: PasskeyAnswer | None = None,
        reviewed: bool = False,
    ) -> MessageView:
        """Release a draft: signed and durable here when this returns.

        Args:
            session: Who releases.
            draft_id: The draft.
            mark: `DraftView.mark` of what this officer reviewed; a draft that was changed since is
                not released.  Empty: whatever it is now.
            approval: The officer's passkey's answer to `begin_approval`.
            reviewed: This officer has reviewed forms of address that are not agreed.

        Raises:
            LocalProtocolError: it was changed since.
            AccessError: the drafter may not be the releaser of this form, or the passkey is
                needed and lacks, or did not approve exactly this.
        """

    async def confirm_second(self, session: SessionView, message_id: str) -> None:
        """The later confirmation of a life-saving form released by one officer alone."""

    async def open(self, session: SessionView, message_id: str) -> MessageView:
        """A person opens a message: level 3, signed."""

    async def read_back(
        self, session: SessionView, message_id: str, inputs: Mapping[str, str]
    ) -> tuple[MessageView, tuple[tuple[str, str, str, int | None], ...]]:
        """Re-enter the critical fields: level 4 when they agree.

        Returns:
            The message and the mismatches (field, expected text, entered text, distance in m);
            with any mismatch no level 4 is signed and a query (L7) is offered.
        """

    async def passed(self, session: SessionView, message_id: str, unit: str) -> MessageView:
        """Passed to a named authority or unit: level 5."""

    async def answer(
        self, session: SessionView, message_id: str, code: str, remark: str = ""
    ) -> MessageView:
        """STANDBY or CHECKING (stay open), or a closing answer of the form: level 6."""

    async def decline(self, session: SessionView, message_id: str, reason: str) -> MessageView:
        """Declined with a reason code of the catalogue: level 6."""

    async def cancel_draft(self, session: SessionView, message_id: str) -> DraftView:
        """The CANCEL that stands ready for one of our own messages: only a reason is missing."""

    async def silence(self, who: SessionView | str, alarm_id: int | None) -> None:
        """Quiet the sound for 60 s (None: all alarms).  Signs nothing.  `who` may be a terminal."""

    async def acknowledge(self, session: SessionView, alarm_id: int) -> None:
        """A named person has seen the alarm.  It stays listed while its condition lasts."""

    async def presence(
        self,
        who: SessionView | str,
        *,
        desk: str,
        visible: bool,
        audible: bool,
        heard: bool | None = None,
    ) -> None:
        """A page is visible and may sound.  `heard`: the officer's answer to the test tone."""

    async def line_test(self, session: SessionView) -> MessageView:
        """Send a line test (L1) now."""

    async def note(self, session: SessionView, text: str) -> None:
        """Write a remark into the watch log."""

    async def relief(
        self, session: SessionView, relieving_login: str, passphrase: str
    ) -> tuple[str, ...]:
        """Hand the watch over: both officers sign the list of open items, which is returned."""

    def watch_log(self, session: SessionView, *, limit: int) -> tuple[LogView, ...]:
        """The watch log, newest first."""

    def feed_logs(self) -> tuple[FeedLogView, ...]:
        """Each feed as a log that a monitor can follow; no word of any message is in it."""

    def feed_file(self, party: str, generation: str, path: str) -> bytes | None:
        """A file of such a log (C2SP tlog-tiles), or None."""

    async def export(self, session: SessionView) -> bytes:
        """The transcript as one file that `directline verify` checks."""

    async def evidence(
        self,
        session: SessionView,
        message_ids: Sequence[str],
        recipient: str,
        hide: Sequence[str] = (),
    ) -> bytes:
        """These messages, and what was signed about them, as one file made for one recipient.

        Recipient, copy number and messages go into the release log before the file is given out,
        and so does what it hides: each of `hide` is a field as `ALPHA 12:position`.
        """

    async def reading_copies(self, data: bytes, language: str) -> dict[str, bytes]:
        """What such a file shows, for people to read: `html`, and `pdf` where it can be set."""

    def changes(self, *, after_serial: int | None) -> AsyncIterator[tuple[int | None, str]]:
        """What changed, for the event stream: (serial or None, topic).

        An entry carries its store serial; topics without one ("peers", "alarms", "drafts",
        "presence") are states that are sent whole.  Bounded: a slow reader is ended and resumes.
        """
