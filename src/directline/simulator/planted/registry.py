"""The registry of planted bugs: name, what finds it, in which worlds and within how many seeds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from directline.errors import ConfigError
from directline.simulator.planted import books, keeping, keys, many, order, starts, watch

Patch = tuple[Any, str, Callable[..., Any]]
"""(owner, name of the function, what makes the sabotaged function out of the real one)."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One sabotage."""

    name: str
    checkers: tuple[str, ...]
    """Any of these finds it."""
    profile: str
    seeds_max: int
    """It must be found within so many seeds, from 0 on."""
    patch: Callable[[], Patch]


_TABLE: tuple[tuple[str, tuple[str, ...], str, int, Callable[[], Patch]], ...] = (
    ("ack-before-sync", ("receipt-durable",), "dense", 10, keeping.ack_before_sync),
    ("ack-when-refused", ("receipt-durable",), "dense", 60, keeping.ack_when_refused),
    ("seen-before-sync", ("receipt-durable", "prefix"), "dense", 20, keeping.seen_before_sync),
    ("send-before-sync", ("write-ahead",), "dense", 10, keeping.send_before_sync),
    ("shown-twice", ("shown-once",), "dense", 10, keeping.shown_twice),
    ("gap-hidden", ("shown-once",), "dense", 20, keeping.gap_hidden),
    ("prefix-over-gaps", ("prefix", "receipt-durable", "only-remote-errors"), "dense", 40,
     keeping.prefix_over_gaps),
    ("no-checksum", ("prefix", "shown-once", "receipt-durable", "liveness"), "dense", 150,
     keeping.no_checksum),
    ("refused-and-forgotten", ("liveness",), "dense", 40, keeping.refused_and_forgotten),
    ("no-signature-check", ("prefix", "receipt-durable"), "liar", 20, watch.no_signature_check),
    ("no-evidence", ("evidence",), "liar", 20, watch.no_evidence),
    ("accuse-repeats", ("evidence",), "dense", 60, watch.accuse_repeats),
    ("fragile-header", ("only-remote-errors",), "liar", 20, watch.fragile_header),
    ("fragile-fragments", ("only-remote-errors",), "liar", 20, watch.fragile_fragments),
    ("deaf-to-silence", ("silence",), "dense", 20, watch.deaf_to_silence),
    ("one-way-unseen", ("silence",), "enemy", 30, watch.one_way_unseen),
    ("never-all-clear", ("liveness", "silence"), "dense", 20, watch.never_all_clear),
    ("replays-count", ("silence",), "enemy", 60, watch.replays_count),
    ("machine-as-person", ("ladder",), "dense", 10, watch.machine_as_person),
    ("drill-as-real", ("write-ahead",), "dense", 10, watch.drill_as_real),
    ("fixed-incarnation", ("one-key",), "dense", 10, keys.fixed_incarnation),
    ("index-stands-still", ("one-key",), "dense", 10, keys.index_stands_still),
    ("roots-before-sync", ("roots-first",), "dense", 60, keys.roots_before_sync),
    ("roots-not-stored", ("roots-first", "liveness"), "dense", 60, keys.roots_not_stored),
    ("no-resync", ("liveness", "one-epoch"), "backup", 60, keys.no_resync),
    ("anchor-ignored", ("generation", "evidence"), "backup", 150, starts.anchor_ignored),
    ("missing-anchor-trusted", ("generation", "evidence"), "backup", 300,
     starts.missing_anchor_trusted),
    ("nothing-taken-back", ("generation", "evidence", "receipt-durable"), "backup", 150,
     starts.nothing_taken_back),
    ("same-generation", ("generation", "evidence"), "backup", 60, starts.same_generation),
    ("nobody-asked", ("generation", "evidence"), "backup", 150, starts.nobody_asked),
    ("flash-last", ("flash-first",), "dense", 20, order.flash_last),
    ("flash-queues", ("flash-first", "liveness", "bounds"), "dense", 20, order.flash_queues),
    ("first-come", ("precedence-order",), "dense", 20, order.first_come),
    ("lost-with-the-link", ("liveness",), "dense", 60, order.lost_with_the_link),
    ("never-again", ("liveness", "bounds"), "dense", 60, order.never_again),
    ("credit-stays-spent", ("liveness",), "credit", 30, order.credit_stays_spent),
    ("repeats-at-once", ("bounds", "liveness"), "dense", 60, order.repeats_at_once),
    ("owes-nothing", ("liveness",), "backup", 60, order.owes_nothing),
    ("roots-race", ("roots-first", "liveness"), "many", 60, many.roots_race),
    ("views-not-compared", ("evidence", "liveness"), "faces", 20, many.views_not_compared),
    ("nothing-relayed", ("liveness",), "split", 20, many.nothing_relayed),
    ("body-to-all", ("addressed",), "many", 5, many.body_to_all),
    ("epoch-never-confirmed", ("one-epoch",), "dense", 20, many.epoch_never_confirmed),
    ("rot-believed", ("bit-rot", "prefix", "evidence", "liveness"), "rot", 20, many.rot_believed),
    ("damage-skipped", ("bit-rot", "liveness", "shown-once"), "rot", 10, many.damage_skipped),
    ("damage-never-asked", ("bit-rot", "liveness"), "rot", 10, many.damage_never_asked),
    ("signs-before-writing", ("witness",), "split", 40, many.signs_before_writing),
    ("extension-unchecked", ("witness",), "split", 20, many.extension_unchecked),
    ("fork-unproven", ("witness",), "split", 20, many.fork_unproven),
    ("folded-as-it-came", ("books",), "books", 20, books.folded_as_it_came),
    ("cut-left-out", ("books",), "books", 10, books.cut_left_out),
    ("forgetting-unsaid", ("books",), "forgetful", 20, books.forgetting_unsaid),
    ("bit-in-a-book", ("books",), "forgetful", 10, books.bit_in_a_book),
    ("never-answered", ("books",), "forgetful", 10, books.never_answered),
    ("suspension-of-all", ("suspension",), "suspend", 20, many.suspension_of_all),
)  # fmt: skip

ALL: dict[str, Planted] = {row[0]: Planted(*row) for row in _TABLE}


@contextmanager
def planted(name: str) -> Iterator[None]:
    """Sabotage the core while this holds.

    Raises:
        ConfigError: no such bug.
    """
    if name not in ALL:
        raise ConfigError(f"no planted bug {name!r}", remedy=", ".join(ALL))
    owner, attribute, make = ALL[name].patch()
    real = owner.__dict__[attribute] if isinstance(owner, type) else getattr(owner, attribute)
    setattr(owner, attribute, make(real))
    try:
        yield
    finally:
        setattr(owner, attribute, real)
