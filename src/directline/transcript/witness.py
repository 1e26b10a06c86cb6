"""The witness: a neutral that signs only heads that extend what it signed before.

C2SP tlog-witness without its transport.  The rules, in this order: the note is one (400), its log
is known (404), its own key signed it (403), the submitter knows what was signed last (409, with
the size), the new head extends it (422).  Nothing is signed before the new head is durable:

    answer = witness.add_checkpoint(old_size, path, note, now_s)
    if isinstance(answer, Keep):        # write answer.record under answer.origin, then
        cosigned = witness.kept(answer.token)

A head that is no extension is refused with the proof where there is one: both signed heads and the
path that leads from one to what should have been the other.  Anybody checks it alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from directline.errors import LocalProtocolError, RemoteProtocolError, VerificationError
from directline.transcript.checkpoint import Checkpoint, cosign, cosign_mldsa, open_checkpoint
from directline.transcript.limits import HASH_BYTES, PROOF_HASHES_MAX
from directline.transcript.note import Note, SignatureCheck, Signer, VerifierKey
from directline.transcript.tree import Tree, node_hash, verify_consistency
from directline.wire.codec import Value, decode, encode, integer

BAD_REQUEST, FORBIDDEN, NOT_FOUND, CONFLICT, UNPROCESSABLE = 400, 403, 404, 409, 422
BUSY = 503
"""Another head of the same log is being written: ask again."""
RECORD_BYTES_MAX = 65_536
FORK_BYTES_MAX = 131_072
_RECORD = "directline/witness-head/v1"
_FORK = "directline/fork/v1"


@dataclass(frozen=True, slots=True)
class Keep:
    """Make the record durable under the origin's name, then tell `kept` (or `not_kept`)."""

    token: int
    origin: str
    record: bytes


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The head is durable and signed: `line` is the answer's body, a line for each of its keys."""

    origin: str
    size: int
    line: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """No signature: an HTTP status, why, what is signed already, the proof of a fork."""

    status: int
    reason: str
    size: int | None = None
    fork: bytes | None = None


@dataclass(frozen=True, slots=True)
class Fork:
    """A proof that holds: one log's key signed two histories."""

    origin: str
    size: int
    """Here they differ."""


@dataclass(frozen=True, slots=True)
class _Head:
    checkpoint: Checkpoint
    note: bytes
    at_s: int


class Witness:
    """One witness over the logs that it was told of."""

    def __init__(
        self, name: str, signer: Signer, check: SignatureCheck, logs: Mapping[str, VerifierKey],
        records: Iterable[bytes] = (), *, mldsa: Signer | None = None,
    ) -> None:  # fmt: skip
        """Start, out of what is durable.

        Args:
            name: The name it signs under.
            signer: Its key, used for nothing else.
            check: What checks signatures.
            logs: The key of each log, by origin.
            records: Every record that was made durable, in any order.
            mldsa: Its post-quantum key, if it has one: it signs whatever the other signs.

        Raises:
            LocalProtocolError: a record is none of ours.
        """
        self.name = name
        self._signer, self._mldsa, self._check, self._logs = signer, mldsa, check, logs
        self._heads: dict[str, _Head] = {}
        self._writing: dict[int, _Head] = {}
        self._token = 0
        for record in records:
            head = _decode(record)
            held = self._heads.get(head.checkpoint.origin)
            if held is None or head.checkpoint.size >= held.checkpoint.size:
                self._heads[head.checkpoint.origin] = head

    def add_checkpoint(
        self, old_size: int, path: Sequence[bytes], note: bytes, now_s: int
    ) -> Keep | Cosigned | Refusal:
        """A head is to be signed.  Total: no bytes make it fail."""
        try:
            checkpoint = Checkpoint.parse(Note.parse(note).text)
        except RemoteProtocolError as error:
            return Refusal(BAD_REQUEST, error.message)
        if not 0 <= old_size <= checkpoint.size or len(path) > PROOF_HASHES_MAX:
            return Refusal(BAD_REQUEST, "the old size is above the new one, or the proof too long")
        if any(len(one) != HASH_BYTES for one in path):
            return Refusal(BAD_REQUEST, "a hash has 32 bytes")
        key = self._logs.get(checkpoint.origin)
        if key is None:
            return Refusal(NOT_FOUND, "an unknown log")
        try:
            open_checkpoint(note, key, (), self._check)
        except (RemoteProtocolError, VerificationError) as error:
            return Refusal(FORBIDDEN, error.message)
        return self._extend(old_size, path, checkpoint, own_lines(note, key), now_s)

    def kept(self, token: int) -> Cosigned:
        """The record is durable: sign."""
        head = self._writing.pop(token, None)
        if head is None:
            raise LocalProtocolError(f"no head waits for token {token}")
        self._heads[head.checkpoint.origin] = head
        return self._sign(head)

    def not_kept(self, token: int) -> None:
        """The record could not be written: nothing is signed."""
        self._writing.pop(token, None)

    def checkpoint(self, origin: str) -> bytes | None:
        """The last head signed, as its log signed it."""
        head = self._heads.get(origin)
        return None if head is None else head.note

    def cosigned(self, origin: str) -> bytes | None:
        """The last head with the witness's lines on it: for monitors."""
        head = self._heads.get(origin)
        return None if head is None else head.note + self._sign(head).line

    def origins(self) -> tuple[str, ...]:
        """The logs of which a head is signed."""
        return tuple(sorted(self._heads))

    def size(self, origin: str) -> int:
        """The size signed last; 0 for none."""
        head = self._heads.get(origin)
        return 0 if head is None else head.checkpoint.size

    def state(self) -> tuple[bytes, ...]:
        """The record of every head, by origin: the whole state, always the same bytes."""
        return tuple(_encode(self._heads[name]) for name in sorted(self._heads))

    def _extend(
        self, old_size: int, path: Sequence[bytes], new: Checkpoint, note: bytes, now_s: int
    ) -> Keep | Cosigned | Refusal:
        held = self._heads.get(new.origin)
        size = 0 if held is None else held.checkpoint.size
        if any(h.checkpoint.origin == new.origin for h in self._writing.values()):
            return Refusal(BUSY, "another head of this log is being written")
        if old_size != size:
            return Refusal(CONFLICT, "another size was signed last", size)
        at_s = now_s if held is None else max(now_s, held.at_s)
        head = _Head(new, note, at_s)
        if held is None or not size:
            if path:
                return Refusal(UNPROCESSABLE, "nothing is signed that a proof could begin at", 0)
        else:
            try:
                verify_consistency(size, new.size, path, held.checkpoint.root, new.root)
            except VerificationError as error:
                return Refusal(UNPROCESSABLE, error.message, size, _fork(held, new, note, path))
            if new.size == size:
                return self._sign(_Head(new, held.note, at_s))
        self._token += 1
        self._writing[self._token] = head
        return Keep(self._token, new.origin, _encode(head))

    def _sign(self, head: _Head) -> Cosigned:
        at_s = max(head.at_s, 1)
        lines = [cosign(head.checkpoint, self.name, self._signer, at_s)]
        if self._mldsa is not None:
            lines.append(cosign_mldsa(head.checkpoint, self.name, self._mldsa, at_s))
        answer = "".join(line.encode() for line in lines).encode()
        return Cosigned(head.checkpoint.origin, head.checkpoint.size, answer)


def fork_proof(older: bytes, newer: bytes, tree: Tree) -> bytes:
    """The proof that two heads of one log are of two histories, by who holds the newer one's.

    Args:
        older: A note of the log, of no more leaves than the tree.
        newer: A note of the log over exactly the tree's leaves or fewer.
        tree: The history of the newer.
    """
    size = Checkpoint.parse(Note.parse(older).text).size
    end = Checkpoint.parse(Note.parse(newer).text).size
    path: tuple[bytes, ...] = ()
    if size != end:
        path = tree.consistency(size, end)
        if size & (size - 1) == 0:
            path = (tree.root(size), *path)
    return _encode_fork(older, newer, path)


def verify_fork(proof: bytes, log: VerifierKey, check: SignatureCheck) -> Fork:
    """Check a proof of two histories, with nothing but the log's key.

    Raises:
        RemoteProtocolError: it is no such proof.
        VerificationError: it does not hold.
    """
    value = _fields(decode(proof, bytes_max=FORK_BYTES_MAX, rule="WITNESS-1"), 4)
    if value[0] != _FORK:
        raise RemoteProtocolError("another kind of proof", rule="WITNESS-1")
    older, newer = _bytes(value[1]), _bytes(value[2])
    path = [_bytes(one) for one in _fields(value[3])]
    one = open_checkpoint(older, log, (), check, part="older head").checkpoint
    two = open_checkpoint(newer, log, (), check, part="newer head").checkpoint
    if not 0 < one.size <= two.size:
        raise VerificationError("the heads are not in order", part="fork")
    if one.size == two.size:
        if path:
            raise VerificationError("a path where none is needed", part="fork")
        there, reached = two.root, two.root
    else:
        there, reached = _roots(one.size, two.size, path)
    if reached != two.root:
        raise VerificationError("the path does not lead to the newer head", part="fork")
    if there == one.root:
        raise VerificationError("both heads are of one history", part="fork")
    return Fork(one.origin, one.size)


def fork_origin(proof: bytes) -> str:
    """The log that a proof says it is of, before anything is checked.

    Raises:
        RemoteProtocolError: it is no such proof.
    """
    value = _fields(decode(proof, bytes_max=FORK_BYTES_MAX, rule="WITNESS-1"), 4)
    if value[0] != _FORK:
        raise RemoteProtocolError("another kind of proof", rule="WITNESS-1")
    return Checkpoint.parse(Note.parse(_bytes(value[1])).text).origin


def _fork(held: _Head, new: Checkpoint, note: bytes, path: Sequence[bytes]) -> bytes | None:
    """The proof of a fork, if head and path make one."""
    size = held.checkpoint.size
    if new.size == size:
        return _encode_fork(held.note, note, ())
    try:
        there, reached = _roots(size, new.size, path)
    except VerificationError:
        return None
    if reached != new.root or there == held.checkpoint.root:
        return None
    return _encode_fork(held.note, note, path)


def _roots(size: int, end: int, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The roots at both sizes that a consistency path leads to (RFC 9162 section 2.1.4.2).

    Its first hash is given also where the smaller tree is a whole subtree of the larger.
    """
    if not path or not all(len(one) == HASH_BYTES for one in path):
        raise VerificationError("the path is empty or no path", part="fork")
    index, last = size - 1, end - 1
    while index & 1:
        index >>= 1
        last >>= 1
    old = new = path[0]
    for one in path[1:]:
        if not last:
            raise VerificationError("the path is too long", part="fork")
        if index & 1 or index == last:
            old, new = node_hash(one, old), node_hash(one, new)
            while index and not index & 1:
                index >>= 1
                last >>= 1
        else:
            new = node_hash(new, one)
        index >>= 1
        last >>= 1
    if last:
        raise VerificationError("the path is too short", part="fork")
    return old, new


def own_lines(note: bytes, key: VerifierKey) -> bytes:
    """The note with its log's own line alone: what others added is not ours to keep."""
    parsed = Note.parse(note)
    own = tuple(line for line in parsed.lines if (line.name, line.key_id) == (key.name, key.key_id))
    return Note(parsed.text, own[:1]).encode()


def _encode(head: _Head) -> bytes:
    return encode((_RECORD, head.note, head.at_s))


def _decode(record: bytes) -> _Head:
    try:
        fields = _fields(decode(record, bytes_max=RECORD_BYTES_MAX, rule="WITNESS-2"), 3)
        note, at_s = _bytes(fields[1]), integer(fields[2], 0, 2**62, "WITNESS-2")
        return _Head(Checkpoint.parse(Note.parse(note).text), note, at_s)
    except RemoteProtocolError as error:
        raise LocalProtocolError(
            f"a witness's record cannot be read: {error.message}",
            remedy="do not sign on: restore it from a copy that is not older, or take a new key",
        ) from error


def _encode_fork(older: bytes, newer: bytes, path: Sequence[bytes]) -> bytes:
    return encode((_FORK, older, newer, tuple(path)))


def _fields(value: Value, count: int | None = None) -> tuple[Value, ...]:
    if not isinstance(value, tuple) or (count is not None and len(value) != count):
        raise RemoteProtocolError("an array of another length", rule="WITNESS-1")
    return value


def _bytes(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise RemoteProtocolError("bytes are due", rule="WITNESS-1")
    return value
