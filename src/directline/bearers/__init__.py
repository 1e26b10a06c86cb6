"""The bearers room: what carries units between stations, and promises nothing."""

from directline.bearers.link import BearerEvents, Link
from directline.bearers.sockets import Address, DialError
from directline.bearers.tls import Peer, Timing, TlsBearers

__all__ = ["Address", "BearerEvents", "DialError", "Link", "Peer", "Timing", "TlsBearers"]
