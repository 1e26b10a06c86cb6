"""TLS contexts in which a certificate carries a charter's key and says nothing else.

Each party makes its own certificate: subject "directline leaf", issuer named after its key,
signed by that same key.  For each peer we make a trust anchor from the key in the charter: a
certificate with the issuer's name and the peer's key, signed by a key that is thrown away.
OpenSSL then accepts exactly what the peer's key has signed, and `peer_key` compares the rest.
Dates and host names are not looked at.
"""

import contextlib
import os
import secrets
import ssl
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.x509.oid import NameOID

from directline.errors import CustodyError, VerificationError

KEY_BYTES = 32

_NO_CHECK_TIME = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME: an expiry or a dead clock must not cut the line."""

_PARTIAL_CHAIN = 0x80000
"""X509_V_FLAG_PARTIAL_CHAIN: an anchor need not be self-signed."""

_FROM = datetime(2000, 1, 1, tzinfo=UTC)
_UNTIL = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


def own_certificate(
    private_key: bytes, *, valid_from: datetime = _FROM, valid_until: datetime = _UNTIL
) -> bytes:
    """The party's certificate in DER, the same on every call with the same arguments."""
    key = _private(private_key)
    public = key.public_key().public_bytes_raw()
    builder = _builder(key.public_key(), valid_from, valid_until)
    certificate = (
        builder.subject_name(_name("directline leaf"))
        .issuer_name(_key_name(public))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, None)
    )
    return certificate.public_bytes(serialization.Encoding.DER)


def peer_anchor(public_key: bytes) -> bytes:
    """A trust anchor in DER under which only what this key has signed is accepted."""
    try:
        key = Ed25519PublicKey.from_public_bytes(public_key)
    except ValueError as error:
        raise CustodyError("a peer's TLS key is not an Ed25519 public key") from error
    anchor = (
        _builder(key, _FROM, _UNTIL)
        .subject_name(_key_name(public_key))
        .issuer_name(_name("directline anchor"))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(Ed25519PrivateKey.generate(), None)
    )
    return anchor.public_bytes(serialization.Encoding.DER)


def server_context(
    private_key: bytes, peer_keys: Sequence[bytes], certificate: bytes | None = None
) -> ssl.SSLContext:
    """For connections that are accepted: any of the peers may come.

    Raises:
        CustodyError: a key is not an Ed25519 key.
    """
    context = _context(ssl.PROTOCOL_TLS_SERVER, private_key, peer_keys, certificate)
    context.num_tickets = 0  # A link lives for days: resumption would only cost bytes.
    return context


def client_context(
    private_key: bytes,
    peer_key: bytes,
    certificate: bytes | None = None,
    others: Sequence[bytes] = (),
) -> ssl.SSLContext:
    """For connections that are dialled: only this peer may answer, with this key or another of its.

    Raises:
        CustodyError: a key is not an Ed25519 key.
    """
    return _context(ssl.PROTOCOL_TLS_CLIENT, private_key, [peer_key, *others], certificate)


def peer_key(connection: ssl.SSLSocket) -> bytes:
    """The Ed25519 key (32 bytes) that the peer has just proved to hold.

    Raises:
        VerificationError: the connection carries no such key.
    """
    der = connection.getpeercert(binary_form=True)
    if not der:
        raise VerificationError("the peer showed no certificate", part="TLS certificate")
    try:
        key = x509.load_der_x509_certificate(der).public_key()
    except (ValueError, x509.InvalidVersion, UnsupportedAlgorithm) as error:
        raise VerificationError("not a certificate", part="TLS certificate") from error
    if not isinstance(key, Ed25519PublicKey):
        raise VerificationError("not an Ed25519 certificate", part="TLS certificate")
    return key.public_bytes_raw()


def _context(
    protocol: int, private_key: bytes, peer_keys: Sequence[bytes], certificate: bytes | None
) -> ssl.SSLContext:
    context = ssl.SSLContext(protocol)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_REQUIRED
    context.verify_flags = ssl.VerifyFlags(_NO_CHECK_TIME | _PARTIAL_CHAIN)
    anchors = b"".join(peer_anchor(key) for key in peer_keys)
    if anchors:
        context.load_verify_locations(cadata=anchors)
    _load_own(context, private_key, certificate or own_certificate(private_key))
    return context


def _load_own(context: ssl.SSLContext, private_key: bytes, certificate: bytes) -> None:
    """Hands OpenSSL the key, which it takes only from a file: in memory, sealed, gone at once."""
    password = secrets.token_bytes(32)
    sealed = _private(private_key).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password),
    )
    pem = ssl.DER_cert_to_PEM_cert(certificate).encode("ascii")
    with _passing_file(sealed + pem) as path:
        try:
            context.load_cert_chain(path, password=lambda: password)
        except ssl.SSLError as error:
            raise CustodyError("the TLS key and its certificate do not belong together") from error


@contextlib.contextmanager
def _passing_file(content: bytes) -> Iterator[str]:
    if hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir():
        descriptor = os.memfd_create("directline", os.MFD_CLOEXEC)
        try:
            os.write(descriptor, content)
            yield f"/proc/self/fd/{descriptor}"
        finally:
            os.close(descriptor)
        return
    with tempfile.TemporaryDirectory() as directory:  # Made with mode 0700.
        path = Path(directory) / "key"
        path.write_bytes(content)
        yield str(path)


def _builder(
    key: Ed25519PublicKey, valid_from: datetime, valid_until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .public_key(key)
        .serial_number(1)
        .not_valid_before(valid_from)
        .not_valid_after(valid_until)
    )


def _private(private_key: bytes) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(private_key)
    except ValueError as error:
        raise CustodyError("the TLS key is not an Ed25519 private key") from error


def _key_name(public_key: bytes) -> x509.Name:
    # 64 hexadecimal digits are the longest common name that X.509 allows.
    return _name(public_key.hex())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
