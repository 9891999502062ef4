"""Personal text at rest: encrypted field by field, and found again by an index that tells nothing.

A stored value reads ``KEY:TEXT``: the name of the key, so that keys can be changed one row at a time, and the base64
of nonce, ciphertext and tag of AES-256-GCM. Table and column are authenticated with it: a value that is moved to
another column does not open.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

from nuantu_hub.site.data_folder import DataFolder

#: Names the key that new values are written with; older ones go on being read with theirs.
VARIABLE = "NUANTU_HUB_FIELD_KEY"
FIRST_KEY = "fields-1"
INDEX_KEY = "index"
NONCE_BYTES = 12


class UnreadableError(Exception):
    """A stored value that does not open: its key is not in the data folder, or it was changed or moved."""


@lru_cache(maxsize=16)
def _open_key(root: Path, name: str) -> AESGCM:
    return AESGCM(DataFolder(root).read_key(name))


@lru_cache(maxsize=4)
def _read_index_key(root: Path) -> bytes:
    return DataFolder(root).read_key(INDEX_KEY)


def encrypt_text(text: str, place: str) -> str:
    """A text as it is stored at a place (``table|column``), with the key of today."""
    name = os.environ.get(VARIABLE, FIRST_KEY)
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = nonce + _open_key(settings.DATA.root, name).encrypt(nonce, text.encode(), place.encode())
    return f"{name}:{base64.b64encode(sealed).decode()}"


def decrypt_text(stored: str, place: str) -> str:
    """The text that was stored at a place. Raises UnreadableError where it does not open."""
    name, _, sealed = stored.partition(":")
    folder: DataFolder = settings.DATA
    if not name.isascii() or not sealed or not folder.has_key(name):
        raise UnreadableError(f"{place}: the key {name[:20]!r} is not in {folder.root / 'keys'}; put it back there")
    try:
        raw = base64.b64decode(sealed, validate=True)
        return _open_key(folder.root, name).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode()
    except (InvalidTag, ValueError) as fault:
        raise UnreadableError(f"{place}: a stored value was changed or moved; restore the row from a backup") from fault


def encrypt_bytes(plain: bytes, place: str) -> bytes:
    """A file as it is stored at a place: the key's name, a colon, nonce, ciphertext and tag."""
    name = os.environ.get(VARIABLE, FIRST_KEY)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return f"{name}:".encode() + nonce + _open_key(settings.DATA.root, name).encrypt(nonce, plain, place.encode())


def decrypt_bytes(stored: bytes, place: str) -> bytes:
    """The file that was stored at a place. Raises UnreadableError where it does not open."""
    name, _, sealed = stored.partition(b":")
    folder: DataFolder = settings.DATA
    if not name.isascii() or not folder.has_key(name.decode("ascii")):
        raise UnreadableError(f"{place}: its key is not in {folder.root / 'keys'}; put it back there")
    try:
        return _open_key(folder.root, name.decode("ascii")).decrypt(
            sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as fault:
        raise UnreadableError(f"{place}: a stored file was changed or moved; restore it from a backup") from fault


def blind_index(text: str, purpose: str) -> str:
    """64 hexadecimal signs by which an encrypted text is found again; equal for equal text and purpose.

    Without the hub's own key nothing can be learned from it, not even by trying all phone numbers. The purpose
    (``"phone"``) keeps indexes of different fields apart.
    """
    return hmac.new(_read_index_key(settings.DATA.root), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField[Any, Any]):
    """A text that the database holds encrypted. It is found again by a blind index beside it, never by itself."""

    @property
    def place(self) -> str:
        """Where values of this field belong: ``table|column``."""
        return f"{self.model._meta.db_table}|{self.column}"

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        """The readable text; an empty one is stored as it is."""
        del expression, connection
        return decrypt_text(value, self.place) if value else value

    def get_prep_value(self, value: Any) -> Any:
        """What is stored."""
        if value is None or value == "":
            return value
        return encrypt_text(str(value), self.place)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only ``isnull`` can be asked: every stored value differs, so a comparison would never find a thing."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.place} is encrypted and cannot be searched; ask its blind index")
        return super().get_lookup(lookup_name)
