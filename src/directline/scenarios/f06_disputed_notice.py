"""F06: one side says that it gave notice, the other that none came."""

from dataclasses import replace

from directline.books import NOT_NOTIFIED, Told, asked
from directline.catalogue import parse_instant
from directline.errors import DirectlineError, VerificationError
from directline.scenarios.fixtures import E7, exchange_flight
from directline.scenarios.house import PASSPHRASE, SOFT, World
from directline.scenarios.play import Play, Scenario, Source
from directline.scenarios.reading import books_of
from directline.station.config import WitnessConfig
from directline.transcript import verify_bundle
from directline.transcript.submission import Answer, Request
from directline.witness.home import WitnessHome
from directline.witness.keeper import Keeper

PLACE = (round(50.6 * E7), round(36.6 * E7))
ELSEWHERE = (round(48.0 * E7), round(10.0 * E7))
NEUTRAL = "neutral.example/w"


class _Call:
    """A call to the witness that stands in the same world."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    async def add_checkpoint(self, request: Request) -> Answer:
        return await self._keeper.answer(request.encode())

    async def checkpoint(self, name_digest: str) -> Answer:
        found = self._keeper.checkpoint(name_digest)
        return Answer(404, b"") if found is None else Answer(200, found)


def _with_witness(world: World) -> None:
    """Both stations pin a neutral witness."""
    assert world.signed is not None
    home = WitnessHome.create(world.folder / "w", NEUTRAL, PASSPHRASE, hardness=SOFT)
    home.add_charter(world.signed.encode())
    keeper = Keeper(home, home.unseal(PASSPHRASE), lambda: world.time.now_ms // 1000)
    world.witness = lambda _url: _Call(keeper)
    pinned = WitnessConfig("http://127.0.0.1:1", home.vkeys())
    for party in world.parties:
        party.home.save_config(replace(party.home.config(), witness=pinned))


def _ask(world: World, point: tuple[int, int], at_ms: int) -> list[Told]:
    return asked(books_of(world["ALPHA"]), point, 5_000, at_ms, at_ms)


async def _witnessed(world: World) -> None:
    """Heads are signed, exchanged, and brought to the witness."""
    for party in world.parties:
        party.station.scribe.sign_head()
    await world.settle()
    for party in world.parties:
        if party.station.witnessed is not None:
            await party.station.witnessed.round()
    await world.settle()


def _changed(data: bytes, part: bytes) -> str:
    """What the verifier says of a transcript with one byte of this part changed."""
    at = data.index(part) + len(part) // 2
    wrong = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    try:
        report = verify_bundle(wrong)
    except (VerificationError, DirectlineError) as error:
        return f"refused: {error.message}"
    return "; ".join(line for line in report.lines() if "not" in line)[:200]


async def _play(play: Play) -> None:
    world = await play.line(prepare=_with_witness)
    alpha, alpha_two = await world["ALPHA"].seat(), await world["ALPHA"].seat("two")
    bravo = await world["BRAVO"].seat()
    inputs = exchange_flight(play)
    at_ms = parse_instant(inputs["window.from"]) + 3_600_000
    play.step("Before any notice ALPHA's book is asked for the route and time")
    play.same("it has nothing", _ask(world, PLACE, at_ms), [])

    world.cable.cut(0, 1)
    name = await alpha.send("H11", inputs, by=alpha_two)
    await world.settle()
    play.step(f"ALPHA releases {name} while the line is cut, and says that BRAVO was notified")
    play.same(
        "the book: released, and no receipt",
        [t.word for t in _ask(world, PLACE, at_ms)],
        [NOT_NOTIFIED],
    )

    world.cable.mend(0, 1)
    await world.wait(30)
    await bravo.open(name)
    await bravo.answer(name, "AIR-DEFENCE-TOLD", "AIR DEFENCE 3")
    await world.settle()
    (told,) = _ask(world, PLACE, at_ms)
    play.step("the line is back; BRAVO opens it and says which unit was told")
    play.same("now the book has it with BRAVO's signed receipts",
              [r.what for r in told.receipts], ["received", "opened", "answered"])  # fmt: skip
    play.check("the unit among them", "AIR DEFENCE 3" in told.receipts[-1].says, told.receipts[-1])
    play.same("asked for another place it has nothing", _ask(world, ELSEWHERE, at_ms), [])

    await _witnessed(world)
    data = await alpha.desk.export(alpha.session)
    keys = WitnessHome.open(world.folder / "w").vkeys()
    report = verify_bundle(data, witnesses=keys)
    lines = report.lines()
    play.check("the transcript verifies offline, and the witness saw it",
               any(f"The witness {NEUTRAL} saw it" in line for line in lines),
               next((line for line in lines if NEUTRAL in line), ""))  # fmt: skip
    station = world["ALPHA"].station
    receipt = station.store.entry(*told.receipts[-1].entry)
    message = station.store.entry(*told.notice)
    for what, record in (("message", message), ("receipt", receipt)):
        assert record is not None
        assert record.body is not None
        said = _changed(data, record.body)
        entry = f"{station.charter.parties[record.party].id} {record.position}"
        play.check(f"one byte of the {what} changed: verification fails and names the entry",
                   said.startswith("refused") and entry in said, said)  # fmt: skip


SCENARIO = Scenario(
    "F06",
    "A dispute whether notice was given",
    (Source("24 January 2024: one side says that notice was given fifteen minutes before; the other that there was none.", "disputed"),),
    "The notices are asked for a place and a time: they show the message with the addressee's signed receipts, or 'no receipt: not notified'; anybody verifies both offline, against a neutral's cosignature.",
    _play,
)  # fmt: skip
