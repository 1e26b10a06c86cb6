"""XML from outside as a small tree: no DTD, no entities, nothing external, bounded."""

from dataclasses import dataclass, field
from xml.parsers import expat

from directline.interchange.found import unreadable
from directline.interchange.limits import (
    FILE_BYTES_MAX,
    XML_DEPTH_MAX,
    XML_ELEMENTS_MAX,
)


@dataclass(slots=True)
class Node:
    """One element: its name as `namespace name`, its own text, the elements inside."""

    name: str
    text: str = ""
    children: list["Node"] = field(default_factory=list)


def parse_xml(data: bytes) -> Node:
    """The tree of a document.

    Raises:
        LocalProtocolError: not well formed, too large, or with what is refused.
    """
    if len(data) > FILE_BYTES_MAX:
        raise unreadable("CAP", f"longer than {FILE_BYTES_MAX} bytes")
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.EntityDeclHandler = builder.refuse
    parser.UnparsedEntityDeclHandler = builder.refuse
    parser.ExternalEntityRefHandler = builder.refuse
    parser.ProcessingInstructionHandler = builder.refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise unreadable("CAP", f"not well-formed XML ({str(error)[:80]})") from error
    if builder.root is None:
        raise unreadable("CAP", "no element")
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._elements = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > XML_ELEMENTS_MAX or len(self._open) >= XML_DEPTH_MAX:
            raise unreadable("CAP", "too many elements, or nested too deeply")
        node = Node(name)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, _name: str) -> None:
        self._open.pop()

    def text(self, text: str) -> None:
        self._open[-1].text += text

    def refuse(self, *_what: object) -> int:
        raise unreadable("CAP", "a document type, an entity or a processing instruction")
