"""Forgetting what messages said: asked by one officer with a reason, done by another.

Body and salt are destroyed in our own store; signature, leaf and place stay, so that the tree and
every receipt still verify.  The other parties' copies are theirs.  What was asked and done, by
whom and why, stands in the watch log.

Nothing is forgotten that somebody still owes or lacks: a message must be closed, and one of ours
must be durable at everybody whom it addresses.  What decides how others read the line (a
suspension, a cancellation) is not forgotten.

Receipts on the message carry its values back (a read-back), and remarks: they are forgotten with
it.  Of each, level and codes stay in `desk.db`, the instant in its header.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from directline.catalogue import DECLINE_REASONS
from directline.errors import AccessError, LocalProtocolError, StoreError
from directline.line.ladder import CANCEL_CODE, DELIVERED, Key, Step, receipt_body
from directline.line.ports import EntryRecord
from directline.station.door import Room
from directline.station.localdb import Memos
from directline.station.officers import Officer
from directline.station.subjects import SUSPEND_CODE
from directline.station.views import ForgetView
from directline.wire.body import encode_body

MESSAGES_MAX = 32
"""Messages of one asking: what two people can look through."""
WAITING_MAX = 64
REASON_CHARS = (3, 500)
KEPT_CODES = frozenset({SUSPEND_CODE, CANCEL_CODE})
"""Messages that change how others are read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one officer asked to have forgotten."""

    number: int
    messages: tuple[str, ...]
    reason: str
    officer: int
    name: str
    at_ms: int


class Forgetting:
    """Two officers' forgetting on one line."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._memo = f"forget/{room.line_hex}"

    def waiting(self) -> tuple[ForgetView, ...]:
        """What was asked and nobody has done yet."""
        return tuple(
            ForgetView(one.number, one.messages, one.reason, one.name, one.at_ms)
            for one in self._kept()[1]
        )

    def ask(self, officer: Officer, messages: Sequence[str], reason: str) -> ForgetView:
        """Ask to have messages forgotten.

        Raises:
            LocalProtocolError: too many, no reason, or one that may not be forgotten now.
        """
        said = " ".join(reason.split())
        low, high = REASON_CHARS
        if not low <= len(said) <= high:
            raise LocalProtocolError(
                "forgetting needs a reason in a sentence", remedy="the rule or order that asks it"
            )
        keys = [self.room.watch.index.key_of(message) for message in dict.fromkeys(messages)]
        if not 1 <= len(keys) <= MESSAGES_MAX:
            raise LocalProtocolError(f"name 1 to {MESSAGES_MAX} messages")
        for key in keys:
            self._check(key)
        number, waiting = self._kept()
        if len(waiting) >= WAITING_MAX:
            raise LocalProtocolError(
                f"{WAITING_MAX} askings wait already", remedy="do or drop some"
            )
        names = tuple(self.room.watch.index.id_of(key) for key in keys)
        asked = Asked(number + 1, names, said, officer.id, officer.name, self.room.now_ms())
        self._keep(asked.number, (*waiting, asked))
        args = {"number": str(asked.number), "messages": ", ".join(names), "reason": said}
        self.room.log("log-forget-asked", args, officer.name)
        return self.waiting()[-1]

    def drop(self, officer: Officer, number: int) -> None:
        """Take an asking back, or refuse it; any officer may."""
        asked = self._get(number)
        self._keep_without(asked)
        self.room.log("log-forget-dropped", {"number": str(number)}, officer.name)

    async def do(self, officer: Officer, number: int) -> tuple[str, ...]:
        """Forget, as the second officer: not undone by anybody.

        Returns:
            The messages whose bodies are gone.

        Raises:
            AccessError: it is the officer who asked.
            LocalProtocolError: it does not wait, or a message may no longer be forgotten.
            StoreError: the store refuses; what was asked still waits.
        """
        asked = self._get(number)
        if asked.officer == officer.id:
            raise AccessError(
                "the officer who asked may not do it", remedy="a second officer logs in and does it"
            )
        keys = [self.room.watch.index.key_of(message) for message in asked.messages]
        for key in keys:
            self._check(key)
        # Logged first: that a body is gone must never be without its reason and its names.
        args = {
            "number": str(number), "messages": ", ".join(asked.messages), "reason": asked.reason,
            "asked": asked.name,
        }  # fmt: skip
        self.room.office.log.append(
            "log-forgotten", args, officer=officer.name, now_ms=self.room.now_ms()
        )
        steps = [self._bare(key) for key in keys]
        for key, bare in zip(keys, steps, strict=True):
            for step in bare:
                keep_fact(self.room.office.memos, self.room.line_hex, key, step)
        await self.room.forget([*keys, *(step.entry for bare in steps for step in bare)])
        for key, name, bare in zip(keys, asked.messages, steps, strict=True):
            self.room.watch.index.forgotten(key, bare)
            self.room.office.passkeys.forget(f"{self.room.line_hex}/{name}")
        self._keep_without(asked)
        self.room.watch.changes.topic("log")
        return asked.messages

    # --- inside ---------------------------------------------------------------------------------

    def _check(self, key: Key) -> None:
        """Refuse what somebody still needs."""
        index = self.room.watch.index
        item, thread, name = index.item(key), index.thread(key), index.id_of(key)
        if item.code in KEPT_CODES:
            raise LocalProtocolError(f"{name} ({item.code}) decides how others are read: it stays")
        if item.open or not item.stored:
            raise LocalProtocolError(f"{name} is still open", remedy="close it first")
        if key[0] == self.room.own:
            lacking = [
                party
                for party in index.ladder.addressees(thread)
                if thread.level(party) < DELIVERED
            ]
            if lacking:
                parties = ", ".join(self.room.charter.parties[party].id for party in lacking)
                raise LocalProtocolError(
                    f"{name} is not yet durable at {parties}", remedy="wait until it is delivered"
                )

        # A receipt goes to all, and is sent again from the store until all have it.
        others = [p for p in range(len(self.room.charter.parties)) if p != self.room.own]
        ours = [step for step in thread.steps if step.entry[0] == self.room.own]
        if not all(
            index.ladder.delivered(step.entry, party) or self._not_to(party, key, step)
            for step in ours
            for party in others
        ):
            raise LocalProtocolError(
                f"our receipts on {name} are not yet durable at all others",
                remedy="wait until their next entries say so",
            )

    def _not_to(self, party: int, message: Key, receipt: Step) -> bool:
        """Whether a receipt of ours did not go to a party, which had left the line before."""
        departure = self.room.watch.index.departures.of(party)
        return (
            departure is not None
            and message[0] != party
            and receipt.learnt_ms > departure.learnt_ms
        )

    def _bare(self, key: Key) -> list[Step]:
        """What stays of each receipt on a message: no text but codes of the catalogue."""
        index = self.room.watch.index
        forms = self.room.catalogue.ever().values()
        answers = {answer for form in forms for answer in form.all_answers}
        return [
            replace(
                step, role="", call_sign="", unit="", remark="", read_back=None,
                answer=step.answer if step.answer in answers else "",
                reason=step.reason if step.reason in DECLINE_REASONS else "",
            )
            for step in index.thread(key).steps
        ]  # fmt: skip

    def _get(self, number: int) -> Asked:
        for asked in self._kept()[1]:
            if asked.number == number:
                return asked
        raise LocalProtocolError(f"asking {number} does not wait", remedy="it was done or dropped")

    def _kept(self) -> tuple[int, tuple[Asked, ...]]:
        memo = self.room.office.memos.get(self._memo)
        if memo is None:
            return 0, ()
        try:
            told = json.loads(memo)
            waiting = tuple(
                Asked(**{**one, "messages": tuple(one["messages"])}) for one in told["waiting"]
            )
            return int(told["last"]), waiting
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                "desk.db holds a value of the wrong kind", remedy="restore desk.db"
            ) from error

    def _keep(self, last: int, waiting: tuple[Asked, ...]) -> None:
        told = {"last": last, "waiting": [asdict(one) for one in waiting]}
        self.room.office.memos.put(self._memo, json.dumps(told, ensure_ascii=False).encode())

    def _keep_without(self, asked: Asked) -> None:
        last, waiting = self._kept()
        self._keep(last, tuple(one for one in waiting if one.number != asked.number))


def keep_fact(memos: Memos, line_hex: str, message: Key, step: Step) -> None:
    """Keep what stays of a receipt whose body goes."""
    body = receipt_body(message, step.level, answer=step.answer, reason=step.reason)
    memos.put(_fact(line_hex, step.entry), encode_body(body))


def with_facts(
    entries: Iterable[tuple[int, EntryRecord]], memos: Memos, line_hex: str
) -> Iterator[tuple[int, EntryRecord]]:
    """The entries of a store, each forgotten receipt with what stayed of it."""
    for serial, record in entries:
        if record.body is not None:
            yield serial, record
            continue
        fact = memos.get(_fact(line_hex, (record.party, record.generation, record.position)))
        yield serial, record if fact is None else replace(record, body=fact)


def _fact(line_hex: str, entry: Key) -> str:
    return f"forgotten/{line_hex}/" + "/".join(map(str, entry))
