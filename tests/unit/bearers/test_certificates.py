"""Whom a TLS context lets in: the charter's keys, whatever the dates and names say."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

from directline.bearers.certificates import client_context, own_certificate, server_context
from directline.errors import CustodyError

ALPHA, BRAVO, MALLORY = (bytes([n]) * 32 for n in (1, 2, 3))


def public(private: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def shake(server: ssl.SSLContext, client: ssl.SSLContext) -> tuple[bytes, bytes]:
    """Runs a handshake in memory and returns the certificates that server and client saw."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    one = server.wrap_bio(to_server, to_client, server_side=True)
    two = client.wrap_bio(to_client, to_server)
    for _ in range(4):
        for side in (two, one):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    two.write(b"x")
    assert one.read(1) == b"x"
    return one.getpeercert(True) or b"", two.getpeercert(True) or b""


@pytest.mark.spec("TLS-2")
def test_parties_of_a_charter_reach_each_other() -> None:
    seen = shake(
        server_context(ALPHA, [public(MALLORY), public(BRAVO)]),
        client_context(BRAVO, public(ALPHA)),
    )
    assert seen == (own_certificate(BRAVO), own_certificate(ALPHA))


@pytest.mark.spec("TLS-4")
@pytest.mark.parametrize(("first", "last"), [(1950, 1960), (2000, 2001), (2090, 2099)])
def test_dates_are_not_looked_at(first: int, last: int) -> None:
    dated = own_certificate(
        BRAVO,
        valid_from=datetime(first, 1, 1, tzinfo=UTC),
        valid_until=datetime(last, 1, 1, tzinfo=UTC),
    )
    server = server_context(ALPHA, [public(BRAVO)])
    assert shake(server, client_context(BRAVO, public(ALPHA), dated))[0] == dated
    server = server_context(BRAVO, [public(ALPHA)], dated)
    assert shake(server, client_context(ALPHA, public(BRAVO)))[1] == dated


@pytest.mark.spec("TLS-3")
def test_a_stranger_is_refused_by_the_one_who_accepts() -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        shake(server_context(ALPHA, [public(BRAVO)]), client_context(MALLORY, public(ALPHA)))


def test_a_stranger_is_refused_by_the_one_who_dials() -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        shake(server_context(MALLORY, [public(BRAVO)]), client_context(BRAVO, public(ALPHA)))


@pytest.mark.spec("TLS-3")
def test_another_party_of_the_charter_does_not_pass_for_the_one_dialled() -> None:
    charlie = MALLORY
    with pytest.raises(ssl.SSLCertVerificationError):
        shake(server_context(charlie, [public(BRAVO)]), client_context(BRAVO, public(ALPHA)))


def test_a_stranger_who_copies_the_names_is_refused() -> None:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, public(BRAVO).hex())])
    leaf = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "directline leaf")])
    key = Ed25519PrivateKey.from_private_bytes(MALLORY)
    for subject in (leaf, name):
        forged = (
            x509.CertificateBuilder()
            .public_key(key.public_key())
            .serial_number(1)
            .not_valid_before(datetime(2000, 1, 1, tzinfo=UTC))
            .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
            .subject_name(subject)
            .issuer_name(name)
            .sign(key, None)
            .public_bytes(serialization.Encoding.DER)
        )
        with pytest.raises(ssl.SSLCertVerificationError):
            shake(
                server_context(ALPHA, [public(BRAVO)]),
                client_context(MALLORY, public(ALPHA), forged),
            )


@pytest.mark.spec("TLS-1")
def test_a_certificate_is_required() -> None:
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname = False
    client.verify_mode = ssl.CERT_NONE
    with pytest.raises(ssl.SSLError, match="PEER_DID_NOT_RETURN_A_CERTIFICATE"):
        shake(server_context(ALPHA, [public(BRAVO)]), client)


@pytest.mark.spec("TLS-1")
def test_older_tls_is_refused() -> None:
    client = client_context(BRAVO, public(ALPHA))
    client.minimum_version = ssl.TLSVersion.TLSv1_2
    client.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises(ssl.SSLError):
        shake(server_context(ALPHA, [public(BRAVO)]), client)


def test_keys_that_are_none_are_refused_without_being_shown() -> None:
    with pytest.raises(CustodyError) as caught:
        server_context(b"secret", [])
    assert "secret" not in str(caught.value)
    with pytest.raises(CustodyError):
        client_context(ALPHA, b"short")
    with pytest.raises(CustodyError):
        client_context(ALPHA, public(BRAVO), own_certificate(BRAVO))


def test_the_key_passes_through_no_file_in_the_clear(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[bytes] = []
    load = ssl.SSLContext.load_cert_chain

    def watch(self: ssl.SSLContext, path: str, **options: object) -> None:
        seen.append(Path(path).read_bytes())
        load(self, path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(ssl.SSLContext, "load_cert_chain", watch)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    client_context(ALPHA, public(BRAVO))
    monkeypatch.delattr("os.memfd_create")
    client_context(ALPHA, public(BRAVO))
    assert len(seen) == 2
    for content in seen:
        assert b"BEGIN ENCRYPTED PRIVATE KEY" in content
        assert b"BEGIN PRIVATE KEY" not in content
    assert list(tmp_path.iterdir()) == []
