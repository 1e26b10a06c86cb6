"""The settings of a station: `config.toml` in its home, strict, with defaults.

config = parse_config(text)                   ConfigError names the unknown key and a near one
config = load_config(path)                    defaults when there is no file
render_config(config) -> str                  the whole file, every key with its reason
Address.parse("192.0.2.7:7447") -> Address    also "[2001:db8::7]:7447" and "localhost:0"
"""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from directline.errors import ConfigError, RemoteProtocolError
from directline.station.files import read_bounded
from directline.station.keyplaces import OUTSIDE, KeyPlace, parse_places
from directline.station.witness_client import Endpoint
from directline.transcript.note import KeyKind, VerifierKey
from directline.wire.values import Precedence

CONFIG_BYTES_MAX = 65_536
ADDRESSES_MAX = 16
"""Listen addresses, or dial addresses of one peer."""
PORT_MAX = 65_535
LANGUAGES = ("en", "ru", "uk", "ar", "zh", "fr")
"""Languages of the desk; the catalogue's languages of this version."""
LOG_LEVELS = ("debug", "info", "warning", "error")
_PARTY = re.compile(r"[A-Z][A-Z0-9-]{0,15}")
_FORM = re.compile(r"[A-Z][A-Z0-9-]{0,7}")
_MIB = 1024 * 1024
WITNESS_KEYS_MAX = 8
"""Two kinds of key, and the next ones while a witness changes them."""


@dataclass(frozen=True, slots=True)
class Address:
    """A host (name or number) and a port; port 0 listens on any free one."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str, *, key: str = "address") -> Self:
        """The address of "host:port" or "[v6]:port".

        Raises:
            ConfigError: it is none.
        """
        host, colon, port = text.rpartition(":")
        bracketed = host.startswith("[") and host.endswith("]")
        host = host[1:-1] if bracketed else host
        valid = colon and host and port.isascii() and port.isdigit() and len(port) <= 5
        plain = host.isprintable() and not set(host) & set(" /[]@")
        if not valid or not plain or (":" in host) != bracketed or int(port) > PORT_MAX:
            raise ConfigError(
                f"{key}: {text[:80]!r} is not an address",
                remedy='"host:port", for example "192.0.2.7:7447" or "[2001:db8::7]:7447"',
            )
        return cls(host, int(port))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class WitnessConfig:
    """The neutral that is asked for cosignatures, with the keys that are pinned for it."""

    url: str
    keys: tuple[VerifierKey, ...]
    overdue_min: int = 60

    @classmethod
    def parse(cls, url: str, vkeys: tuple[str, ...], overdue_min: int) -> Self:
        """The witness of three settings.

        Raises:
            ConfigError: a key is none that cosigns, or they have several names.
        """
        try:
            keys = tuple(VerifierKey.parse(vkey) for vkey in vkeys)
        except RemoteProtocolError as error:
            raise ConfigError(f"witness.vkeys: {error.message}") from error
        named = {key.name for key in keys}
        plain = any(key.kind is KeyKind.ED25519 for key in keys)
        if plain or len(named) != 1 or len(keys) > WITNESS_KEYS_MAX:
            raise ConfigError(
                "witness.vkeys: the keys of one witness are needed, as it printed them",
                remedy="the lines that `directline witness init` or `show` prints",
            )
        Endpoint.parse(url)
        return cls(url, keys, overdue_min)


@dataclass(frozen=True, slots=True)
class PasskeyRule:
    """What is released only with the releasing officer's passkey."""

    precedences: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    def wants(self, form: str, precedence: Precedence) -> bool:
        """Whether a message of this form at this precedence needs one."""
        return form in self.forms or precedence.name in self.precedences


@dataclass(frozen=True, slots=True)
class BooksConfig:
    """What a station's settings say of its books."""

    interval_s: float = 30
    """Between two comparisons on a network; on slower bearers they are an hour apart."""
    entries_max: int = 400_000
    """Of more entries no books are kept: each has some 2 kB in memory."""


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting of a station.  Instants and sizes carry their unit in the name."""

    listen: tuple[Address, ...] = ()
    """Where other parties' stations may connect."""
    peers: Mapping[str, tuple[Address, ...]] = field(default_factory=dict)
    """Where to dial each other party, in order of preference."""
    desk: Address = Address("127.0.0.1", 0)
    """Where the desk and the API are served; loopback unless a reverse proxy stands before it."""
    desk_origins: tuple[str, ...] = ()
    """Origins under which browsers reach the desk through a proxy, as "https://desk.example"."""
    alarm_command: tuple[str, ...] = ()
    """A program and its arguments, run while an alarm must sound: the station's own bell."""
    store_mib_max: int = 20_480
    """What the lines' databases may occupy before routine traffic is refused."""
    reserve_mib: int = 8
    """Kept free for FLASH, receipts and line events when the disk is full."""
    languages: tuple[str, ...] = ()
    """Languages offered at the desk; empty offers the charter's."""
    session_idle_min: int = 240
    session_longest_h: int = 14
    log_level: str = "info"
    witness: WitnessConfig | None = None
    """A neutral that signs heads of the feeds; none asks nobody."""
    passkeys: PasskeyRule = field(default_factory=PasskeyRule)
    """What is released only with the officer's passkey."""
    keys: Mapping[str, KeyPlace] = field(default_factory=dict)
    """Where keys are kept that are not in `keys.sealed`, by name."""
    books: BooksConfig = field(default_factory=BooksConfig)
    """How often books are compared with the peers', and of how many entries they are kept."""


_NO_WITNESS = WitnessConfig("", ())
_NUMBERS = {
    ("store", "mib_max"): ("store_mib_max", 16, 1024 * 1024),
    ("store", "reserve_mib"): ("reserve_mib", 1, 1024),
    ("sessions", "idle_min"): ("session_idle_min", 1, 24 * 60),
    ("sessions", "longest_h"): ("session_longest_h", 1, 48),
}
_KEYS: dict[str, tuple[str, ...]] = {
    "station": ("listen", "log_level"),
    "peers": (),
    "desk": ("address", "origins", "languages"),
    "alarm": ("command",),
    "store": ("mib_max", "reserve_mib"),
    "sessions": ("idle_min", "longest_h"),
    "witness": ("url", "vkeys", "overdue_min"),
    "keys": OUTSIDE,
    "passkeys": ("precedences", "forms"),
    "books": ("interval_s", "entries_max"),
}


def parse_config(text: str) -> Config:
    """The settings of a `config.toml`.

    Raises:
        ConfigError: not TOML, an unknown key or a wrong value; the key is named.
    """
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"config.toml is not TOML: {error}") from error
    for name, table in tables.items():
        _known(name, tuple(_KEYS), "")
        if not isinstance(table, dict):
            raise ConfigError(f"config.toml: {name} is a section", remedy=f"write [{name}]")
        if name != "peers":
            for key in table:
                _known(key, _KEYS[name], f"{name}.")
    station, desk = tables.get("station", {}), tables.get("desk", {})
    level = _text(station, "station", "log_level", Config().log_level)
    if level not in LOG_LEVELS:
        raise ConfigError(f"station.log_level: {level!r} is none of {', '.join(LOG_LEVELS)}")
    languages = _texts(desk, "desk", "languages")
    for language in languages:
        if language not in LANGUAGES:
            raise ConfigError(f"desk.languages: {language!r} is none of {', '.join(LANGUAGES)}")
    numbers = {
        name: _whole(tables.get(section, {}), section, key, low, high, getattr(Config(), name))
        for (section, key), (name, low, high) in _NUMBERS.items()
    }
    return Config(
        listen=_addresses(station.get("listen", []), "station.listen"),
        peers=_peers(tables.get("peers", {})),
        desk=Address.parse(_text(desk, "desk", "address", str(Config().desk)), key="desk.address"),
        desk_origins=_texts(desk, "desk", "origins"),
        alarm_command=_texts(tables.get("alarm", {}), "alarm", "command"),
        languages=languages,
        log_level=level,
        witness=_witness(tables.get("witness", {})),
        keys=_places(tables.get("keys", {})),
        passkeys=_passkeys(tables.get("passkeys", {})),
        books=_books(tables.get("books", {})),
        **numbers,
    )


def load_config(path: Path) -> Config:
    """The settings of a file; the defaults when there is none."""
    if not path.exists():
        return Config()
    try:
        return parse_config(read_bounded(path, CONFIG_BYTES_MAX).decode("utf-8"))
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not UTF-8 text") from None


def config_values(config: Config) -> dict[str, Any]:
    """The settings as `directline config show --json` prints them: the file's own sections."""
    return {
        "station": {"listen": [str(a) for a in config.listen], "log_level": config.log_level},
        "peers": {party: [str(a) for a in dial] for party, dial in config.peers.items()},
        "desk": {
            "address": str(config.desk),
            "origins": list(config.desk_origins),
            "languages": list(config.languages),
        },
        "alarm": {"command": list(config.alarm_command)},
        "store": {"mib_max": config.store_mib_max, "reserve_mib": config.reserve_mib},
        "sessions": {"idle_min": config.session_idle_min, "longest_h": config.session_longest_h},
        "witness": {
            "url": config.witness.url if config.witness else "",
            "vkeys": [key.vkey() for key in config.witness.keys] if config.witness else [],
            "overdue_min": (config.witness or _NO_WITNESS).overdue_min,
        },
        "keys": {name: str(config.keys.get(name, "")) for name in OUTSIDE},
        "passkeys": {
            "precedences": list(config.passkeys.precedences),
            "forms": list(config.passkeys.forms),
        },
        "books": {
            "interval_s": int(config.books.interval_s),
            "entries_max": config.books.entries_max,
        },
    }


def render_config(config: Config) -> str:
    """The whole `config.toml`, every key with its reason."""
    values = config_values(config)
    witness = values["witness"]
    keys = "".join(f"{name} = {_quoted(place)}\n" for name, place in values["keys"].items())
    peers = "".join(
        f"{party} = {_array([str(a) for a in dial])}\n" for party, dial in config.peers.items()
    )
    return f"""\
# Settings of one directline station.  An unknown key stops the start and is named.

[station]
# Where other parties' stations may connect: "host:port", as many as there are networks.
listen = {_array([str(a) for a in config.listen])}
# debug, info, warning or error.  Nothing secret is logged at any level.
log_level = {_quoted(config.log_level)}

[peers]
# Where to dial each other party, in order of preference:  BRAVO = ["192.0.2.7:7447"]
{peers}
[desk]
# Where the desk and the API are served.  Port 0 takes any free port and prints it at start.
address = {_quoted(str(config.desk))}
# Behind a reverse proxy: the origins that browsers use, as "https://desk.example".
origins = {_array(list(config.desk_origins))}
# Languages offered at the desk (en, ru, uk, ar, zh, fr); empty offers the charter's.
languages = {_array(list(config.languages))}

[alarm]
# A program and its arguments that the station runs while an alarm must sound, outside any browser.
command = {_array(list(config.alarm_command))}

[store]
# What the lines' databases may occupy, in MiB, before routine traffic is refused.
mib_max = {config.store_mib_max}
# Kept free for FLASH, receipts and line events when the disk is full, in MiB.
reserve_mib = {config.reserve_mib}

[sessions]
# A log-in ends after so many minutes without use, and after so many hours in any case.
idle_min = {config.session_idle_min}
longest_h = {config.session_longest_h}

[witness]
# A neutral that signs heads of the feeds and sees no message: its address and the verifier keys
# that it printed.  Empty asks nobody.  The charter names no witness: each side pins its own.
url = {_quoted(witness["url"])}
vkeys = {_array(witness["vkeys"])}
# A head that the witness has not signed after so many minutes is an alarm.
overdue_min = {witness["overdue_min"]}

[keys]
# Where a key is kept that is not in keys.sealed: pkcs11:token=...;object=...?module-path=/...
# or ssh-agent:SHA256:...  Settled when the home is made.  Never a PIN.
{keys}
[passkeys]
# What an officer releases only with a passkey: precedences (as "FLASH") and forms (as "N4").
# Whoever has none, or whose desk cannot use one, cannot release these: also not a FLASH.
precedences = {_array(values["passkeys"]["precedences"])}
forms = {_array(values["passkeys"]["forms"])}

[books]
# The books are compared with each peer's after so many seconds (1 to 60), on slow bearers each
# hour.  Of more entries than entries_max none are kept: each takes some 2 kB of memory.
interval_s = {values["books"]["interval_s"]}
entries_max = {values["books"]["entries_max"]}
"""


def _known(key: str, keys: tuple[str, ...], prefix: str) -> None:
    if key not in keys:
        near = difflib.get_close_matches(key, keys, n=1)
        remedy = f"did you mean {prefix}{near[0]}?" if near else f"known: {', '.join(keys)}"
        raise ConfigError(f"config.toml: unknown key {prefix}{key[:60]}", remedy=remedy)


def _peers(table: Mapping[str, Any]) -> dict[str, tuple[Address, ...]]:
    for party in table:
        if not _PARTY.fullmatch(party):
            raise ConfigError(
                f"peers.{party[:60]}: not a party's id", remedy='for example: BRAVO = ["host:port"]'
            )
    return {party: _addresses(value, f"peers.{party}") for party, value in table.items()}


def _addresses(value: object, key: str) -> tuple[Address, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{key}: a list of addresses is needed", remedy='["host:port"]')
    if len(value) > ADDRESSES_MAX:
        raise ConfigError(f"{key}: more than {ADDRESSES_MAX} addresses")
    return tuple(Address.parse(item, key=key) for item in value)


def _witness(table: Mapping[str, Any]) -> WitnessConfig | None:
    url, vkeys = _text(table, "witness", "url", ""), _texts(table, "witness", "vkeys")
    overdue = _whole(table, "witness", "overdue_min", 1, 10_080, _NO_WITNESS.overdue_min)
    return WitnessConfig.parse(url, vkeys, overdue) if url or vkeys else None


def _passkeys(table: Mapping[str, Any]) -> PasskeyRule:
    precedences = _texts(table, "passkeys", "precedences")
    forms = _texts(table, "passkeys", "forms")
    for name in precedences:
        if name not in Precedence.__members__:
            known = ", ".join(Precedence.__members__)
            raise ConfigError(f"passkeys.precedences: {name[:20]!r} is none of {known}")
    for code in forms:
        if not _FORM.fullmatch(code):
            raise ConfigError(f"passkeys.forms: {code[:20]!r} is not the code of a form")
    return PasskeyRule(precedences, forms)


def _books(table: Mapping[str, Any]) -> BooksConfig:
    known = BooksConfig()
    interval_s = _whole(table, "books", "interval_s", 1, 60, int(known.interval_s))
    entries = _whole(table, "books", "entries_max", 1_000, 100_000_000, known.entries_max)
    return BooksConfig(interval_s, entries)


def _places(table: Mapping[str, Any]) -> dict[str, KeyPlace]:
    texts = {name: _text(table, "keys", name, "") for name in OUTSIDE}
    return parse_places({name: text for name, text in texts.items() if text})


def _text(table: Mapping[str, Any], section: str, key: str, default: str) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise ConfigError(f"{section}.{key}: a text in quotes is needed")
    return value


def _texts(table: Mapping[str, Any], section: str, key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ConfigError(f"{section}.{key}: a list of texts is needed", remedy='["one", "two"]')
    return tuple(value)


def _whole(
    table: Mapping[str, Any], section: str, key: str, low: int, high: int, default: int
) -> int:
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ConfigError(f"{section}.{key}: a whole number from {low} to {high} is needed")
    return value


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


def _array(texts: list[str]) -> str:
    return "[" + ", ".join(_quoted(text) for text in texts) + "]"
