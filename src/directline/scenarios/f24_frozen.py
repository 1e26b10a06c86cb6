"""F24: what is technical stands in a treaty, which is slow to change."""

from directline.catalogue import load
from directline.errors import DirectlineError
from directline.scenarios.fixtures import stop
from directline.scenarios.house import PartyHere, World
from directline.scenarios.play import Play, Scenario, Source
from directline.station.founding import amend_line, combine, draft_amendment, sign_charter
from directline.wire.charter import Charter, SignedCharter
from directline.wire.entry import Header


async def _take(party: PartyHere, signed: SignedCharter) -> None:
    """A party takes a version into its home; its station begins anew."""
    await party.stop()
    try:
        amend_line(party.line, party.keys, signed, catalogue=load().digest)
    finally:
        await party.start()


async def _anew(world: World) -> None:
    """Stations that are to begin anew under another version do."""
    for party in world.parties:
        if party.station.again.is_set():
            await party.stop()
            await party.start()


def _versions(world: World) -> dict[str, int]:
    return {party.id: party.station.charter.version for party in world.parties}


async def _play(play: Play) -> None:
    world = await play.line()
    assert world.signed is not None
    digest = load().digest
    draft = draft_amendment(world.signed, terms={"heartbeat_ms": "15000"})
    alone = sign_charter(draft, world["ALPHA"].keys, catalogue=digest)
    play.step("ALPHA alone signs version 2, with another heartbeat")
    try:
        await _take(world["ALPHA"], alone)
        play.check("it is refused at ALPHA itself", False)
    except DirectlineError as error:
        play.check("it is refused at ALPHA itself", True, error.message)
    await world.settle()
    play.same("both stations stay on version 1", _versions(world), {"ALPHA": 1, "BRAVO": 1})

    both = combine([alone, sign_charter(draft, world["BRAVO"].keys, catalogue=digest)])
    play.step("BRAVO signs the same bytes; ALPHA takes them first")
    await _take(world["ALPHA"], both)
    await world.settle()
    await _anew(world)
    play.same("nothing changes before both hold it", _versions(world), {"ALPHA": 1, "BRAVO": 1})
    before = await (await world["ALPHA"].seat()).send("I1", stop(play))
    await _take(world["BRAVO"], both)
    await world.settle()
    await _anew(world)
    await world.settle()
    play.same("then both switch, by themselves and with the same code",
              _versions(world), {"ALPHA": 2, "BRAVO": 2})  # fmt: skip
    after = await (await world["ALPHA"].seat()).send("I1", stop(play, 59.0, 21.0))
    await world.settle()
    named = []
    for name in (before, after):
        station = world["BRAVO"].station
        record = station.store.entry(*station.watch.index.key_of(name))
        named.append(0 if record is None else Header.parse(record.header).charter_version)
    play.same("every message names the version that it was sent under", named, [1, 2])
    stated = [
        field for field in Charter.__dataclass_fields__ if "from" in field or "effective" in field
    ]
    play.lacks("both switch at an instant that the version states", stated,
               "a version is in force once every party has said in its feed that it holds it")  # fmt: skip


SCENARIO = Scenario(
    "F24",
    "A configuration frozen in a treaty",
    (Source("The route of a circuit is written in the annex of the agreement on it.", "found"),),
    "Terms, posts and keys stand in a charter of its own versions: one party alone changes nothing; once all have signed the same bytes and say so, all switch, and every message names its version.",
    _play,
)  # fmt: skip
