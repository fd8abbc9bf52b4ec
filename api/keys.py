"""The secrets of a running service, each derived from one root that is never in the database."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from api.audit.chain import AuditKey
from planner.errors import BadValue

FILE = "caseload.key"
_BYTES = 32
_NONCE = 12


@dataclass(frozen=True)
class Keys:
    """The root, and what is derived from it: one key for each purpose."""

    root: bytes

    def derived(self, purpose: str) -> bytes:
        """Return the key of a purpose: HKDF-SHA256 of the root."""
        return HKDF(SHA256(), _BYTES, salt=None, info=purpose.encode()).derive(self.root)

    @property
    def audit(self) -> AuditKey:
        """The key of the record."""
        return AuditKey(self.derived("audit"))

    def seal(self, secret: str, place: str) -> str:
        """Return a secret encrypted (AES-256-GCM) so that it opens only at its place, a table and id."""
        nonce = os.urandom(_NONCE)
        sealed = AESGCM(self.derived("seal")).encrypt(nonce, secret.encode(), place.encode())
        return urlsafe_b64encode(nonce + sealed).decode()

    def opened(self, sealed: str, place: str) -> str:
        """Return a sealed secret, or raise BadValue where it was changed or is of another place."""
        raw = urlsafe_b64decode(sealed)
        try:
            cipher = AESGCM(self.derived("seal"))
            return cipher.decrypt(raw[:_NONCE], raw[_NONCE:], place.encode()).decode()
        except InvalidTag:
            raise BadValue("A sealed secret does not open with this service's key.") from None


def load_keys(folder: Path, given: str | None = None) -> Keys:
    """Return the keys: of a root as base64, or of the folder's file, made where there is none.

    Raises
    ------
    BadValue
        The root is not 32 bytes, or its file may be read by others.
    """
    path = folder / FILE
    if given is None and not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(made, urlsafe_b64encode(os.urandom(_BYTES)))
    if given is None and path.stat().st_mode & 0o077:
        raise BadValue(f"{path.name} may be read by others; let only its owner read it (chmod 600).")
    text = path.read_text("ascii") if given is None else given
    try:
        root = urlsafe_b64decode(text)
    except ValueError:
        root = b""
    if len(root) != _BYTES:
        raise BadValue("The service's key has to be 32 bytes as base64.")
    return Keys(root)
