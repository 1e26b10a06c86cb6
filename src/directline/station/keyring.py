"""Opens the keys that a home keeps elsewhere, and examines them without a PIN.

outside_keys(places, publics, pin) -> {"identity": OutsideSigner, ...}
found_keys(places, pin)            the same before there is a party file: what is there is taken
"""

from collections.abc import Mapping

from directline.errors import CustodyError
from directline.station.agent import AgentKey, find_agent_key
from directline.station.keyplaces import KeyPlace
from directline.station.signing import Bench, OutsideSigner, waited
from directline.station.tokens import AskPin, Pin, Token


def no_pin(label: str) -> Pin:
    """Nobody is there to give a PIN.

    Raises:
        CustodyError: always.
    """
    raise CustodyError(f"the PIN of token {label[:40]} was not asked for")


def outside_keys(
    places: Mapping[str, KeyPlace], publics: Mapping[str, bytes], pin: AskPin
) -> dict[str, OutsideSigner]:
    """Signers of keys kept elsewhere.  Touches no device; asks for no PIN.

    Args:
        places: By the key's name.
        publics: The public keys that the party file names, by the key's name.
        pin: Asked at most once a key, when it first signs or by `ask_pins`.
    """
    benches: dict[str, Bench] = {}
    found = {}
    for name, place in places.items():
        key: Token | AgentKey
        if place.scheme == "pkcs11":
            key = Token(place, pin, publics[name])
        else:
            key = AgentKey(publics[name], place.device)
        device = place.device or place.scheme
        if device not in benches:
            benches[device] = Bench(place.scheme)
        found[name] = OutsideSigner(name, publics[name], place.spoken(), key, benches[device])
    return found


def found_keys(places: Mapping[str, KeyPlace], pin: AskPin) -> dict[str, OutsideSigner]:
    """Signers of the keys that tokens and agents hold now at these places.

    Raises:
        CustodyError: one is not there, or is not Ed25519.
    """
    publics = {}
    for name, place in places.items():
        if place.scheme == "pkcs11":
            publics[name] = waited(Bench(place.scheme).submit(Token(place, pin).public))
        else:
            publics[name] = find_agent_key(place.label("fingerprint"), place.device)
    return outside_keys(places, publics, pin)


def one_pin_a_token(ask: AskPin) -> AskPin:
    """Asks for each token's PIN once, however many keys are on it."""
    held: dict[str, Pin] = {}

    def asked(label: str) -> Pin:
        if label not in held:
            held[label] = ask(label)
        return held[label]

    return asked
