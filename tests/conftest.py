"""What every test shares: how hard Hypothesis searches, and that nothing leaves this machine."""

import ipaddress
import os
import sys
from typing import Any

from hypothesis import HealthCheck, settings

_CALM: tuple[HealthCheck, ...] = (
    HealthCheck.too_slow,
)  # two cores are shared; slowness is no fault

settings.register_profile("ci", deadline=None, print_blob=True, suppress_health_check=_CALM)
settings.register_profile("quick", parent=settings.get_profile("ci"), max_examples=20)
settings.register_profile("soak", parent=settings.get_profile("ci"), max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_WATCHED = frozenset({"socket.connect", "socket.sendto", "socket.bind"})


def _is_local(host: str) -> bool:
    if host in {"localhost", ""}:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Let no test reach beyond loopback: an audit hook sees every socket, whoever opened it."""
    if event in _WATCHED:
        address = arguments[1]
        if isinstance(address, tuple) and not _is_local(str(address[0])):
            message = f"a test may not reach {address[0]!r}: only loopback is allowed ({event})"
            raise RuntimeError(message)
    elif event == "socket.getaddrinfo":
        host = arguments[0]
        if host is not None and not _is_local(str(host)):
            message = f"a test may not look up {host!r}: only loopback is allowed"
            raise RuntimeError(message)


sys.addaudithook(_refuse_network)
