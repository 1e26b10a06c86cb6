"""Ports on this machine for stations that a demonstration or a rehearsal starts and restarts."""

import random
import socket

LOW, HIGH = 20_000, 32_000
"""Below the ports that outgoing connections get: none of those takes one between two starts."""
TRIES = 200


def free_port(low: int = LOW, high: int = HIGH) -> int:
    """A port from `low` up to `high` that nobody uses now; any, where all of these are taken."""
    chance = random.SystemRandom()
    for port in (*(chance.randrange(low, high) for _ in range(TRIES)), 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("this machine has no free port")


def free_ports(count: int) -> list[int]:
    """Different ports that nobody uses now."""
    found: dict[int, None] = {}
    while len(found) < count:
        found[free_port()] = None
    return list(found)
