"""``nuantu hub`` from the outside: it serves, and what it cannot do it says in one sentence."""

from __future__ import annotations

import ssl
import subprocess
import urllib.request
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.nuantu_hub.serving import HUB, Served, clean_environment


def _run(*words: str) -> tuple[int, str]:
    done = subprocess.run([*HUB, *words], capture_output=True, text=True, check=False, timeout=120,
                          env=clean_environment())
    return done.returncode, done.stderr


def _write_certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hub on a local network")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256()))
    paths = folder / "cert.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                           serialization.NoEncryption()))
    return paths


def test_a_hub_serves_over_https_keeps_a_second_one_out_and_sets_safe_cookies(tmp_path: Path) -> None:
    certificate, key = _write_certificate(tmp_path)
    served = Served(tmp_path / "hub", ("--tls-cert", str(certificate), "--tls-key", str(key))).start()
    try:
        trust = ssl.create_default_context(cafile=str(certificate))
        with urllib.request.urlopen(f"{served.url}/healthz", context=trust) as answer:
            assert answer.status == 200
        with urllib.request.urlopen(f"{served.url}/sign-in/", context=trust) as answer:
            cookies = answer.headers.get_all("Set-Cookie")
            policy = answer.headers["Content-Security-Policy"]
        status, said = _run("--data", str(tmp_path / "hub"))
    finally:
        served.stop()

    assert all("Secure" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert status == 2
    assert said == f"nuantu: another hub serves {tmp_path / 'hub'}; stop it, or name another folder with --data.\n"
    assert (tmp_path / "hub" / "hub.sqlite3").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("words", "said"), [
    (("--host", "0.0.0.0"), "NUANTU_HUB_HOSTS must say"),
    (("--tls-cert", "cert.pem"), "needs both --tls-cert and --tls-key"),
    (("--tls-cert", "cert.pem", "--tls-key", "key.pem"), "no certificate and its key"),
    (("--host", "192.0.2.1"), "cannot be listened on"),
    (("--port", "0"), "--port"),
    (("jobs",), "the serving process works on the jobs itself"),
    (("take", "run", "--platform", "甲"), "--union"),
])
def test_what_cannot_be_done_is_said_in_one_sentence(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    status, told = _run("--data", str(tmp_path / "hub"), *words)

    assert status == 2
    assert said in told
    assert told.count("\n") == 1


def test_a_folder_or_database_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "hub.sqlite3").write_text("no database, but as long as the head of one would be " * 3)

    assert _run("--data", str(tmp_path / "file")) == (
        2, (f"nuantu: {tmp_path / 'file'} cannot be the hub's folder (File exists); name a folder that can be written "
            f"with --data.\n"))
    status, told = _run("steward", "--data", str(tmp_path / "broken"), "--login", "chen", "--name", "陈管", "--union",
                        "云港市总工会")
    assert (status, told.count("\n")) == (2, 1)
    assert "file is not a database" in told
