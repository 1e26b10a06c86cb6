"""Views as JSON: plain values with the names they have in the code; secrets never."""

import dataclasses
from collections.abc import Mapping
from enum import Enum
from typing import Any

SECRET = frozenset({"token"})


def jsonable(value: Any) -> Any:
    """A view as dicts, lists, text and numbers; bytes become hex."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: jsonable(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.name not in SECRET
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Mapping):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple | frozenset | set):
        return [jsonable(item) for item in value]
    return value
