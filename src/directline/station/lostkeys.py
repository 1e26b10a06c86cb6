"""The alarms of keys that were declared lost and not renewed since."""

from directline.station.alarms import AlarmKind
from directline.station.confirming import Confirmations
from directline.station.instants import instant_text
from directline.station.localdb import LocalDb
from directline.station.watch import Watch
from directline.wire.charter import Charter
from directline.wire.keyevent import NOT_SAID, KeyEvent, lost_keys


def ring_lost_keys(
    watch: Watch, events: tuple[KeyEvent, ...], charter: Charter, db: LocalDb, now_ms: int
) -> None:
    """Ring for each party whose keys were declared lost and not renewed since."""
    lost = lost_keys(events, charter, "identity")
    for event in events:
        party = charter.parties[event.party]
        since = instant_text(event.claimed_ms) if event.claimed_ms != NOT_SAID else "not said"
        doubted = Confirmations(db).stands(event) is False
        for kind in (AlarmKind.KEY_LOST, AlarmKind.KEY_UNCONFIRMED):
            holds = party.identity in lost and doubted == (kind is AlarmKind.KEY_UNCONFIRMED)
            args = {"party": party.id, "claimed": since, "why": event.why}
            watch.alarms.level_of(kind, party.id, holds, now_ms, **args)
