"""The secrets of a running service, each derived from a root that is never in the database."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
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
_ID = 8  # hexadecimal digits


@dataclass(frozen=True)
class Keys:
    """The root, and what is derived from it: one key for each purpose.

    What is new is made with `root`. After a change of keys the earlier roots stay in `former`, newest
    first: they open what was sealed and verify what was recorded before.
    """

    root: bytes
    former: tuple[bytes, ...] = ()

    def derived(self, purpose: str) -> bytes:
        """Return the key of a purpose: HKDF-SHA256 of the root."""
        return _derived(self.root, purpose)

    @property
    def audit(self) -> AuditKey:
        """The keys of the record."""
        return AuditKey(self.derived("audit"), tuple(_derived(root, "audit") for root in self.former))

    def seal(self, secret: str, place: str) -> str:
        """Return a secret encrypted (AES-256-GCM) so that it opens only at its place, a table and id.

        It begins with the id of the key it was sealed with.
        """
        nonce = os.urandom(_NONCE)
        key = self.derived("seal")
        sealed = AESGCM(key).encrypt(nonce, secret.encode(), place.encode())
        return f"{_id(key)}:{urlsafe_b64encode(nonce + sealed).decode()}"

    def opened(self, sealed: str, place: str) -> str:
        """Return a sealed secret, or raise BadValue where it was changed or is of another place."""
        name, _, text = sealed.partition(":")
        by_id = {_id(key): key for key in (_derived(r, "seal") for r in (self.root, *self.former))}
        try:
            raw = urlsafe_b64decode(text)
            return AESGCM(by_id[name]).decrypt(raw[:_NONCE], raw[_NONCE:], place.encode()).decode()
        except (InvalidTag, KeyError, ValueError):
            raise BadValue("A sealed secret does not open with this service's key.") from None


def load_keys(folder: Path, given: str | None = None) -> Keys:
    """Return the keys: of roots as base64, or of the folder's file, made where there is none.

    Several roots stand in several lines (or with commas between them), the present one first.

    Raises
    ------
    BadValue
        A root is not 32 bytes, or its file may be read by others.
    """
    path = folder / FILE
    if given is None and not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, _new())
    if given is None and path.stat().st_mode & 0o077:
        raise BadValue(f"{path.name} may be read by others; let only its owner read it (chmod 600).")
    text = path.read_text("ascii") if given is None else given
    roots = tuple(_root(line) for line in text.replace(",", "\n").split())
    if not roots or len(set(roots)) < len(roots):
        raise BadValue("The service's key has to be 32 bytes as base64, and no line may come twice.")
    return Keys(roots[0], roots[1:])


def rotate(folder: Path) -> Keys:
    """Put a new root before those of the folder's file and return the keys; the former ones stay.

    Stop the service first and start it again afterwards: a row made with a former key after one made
    with a newer key is a fault of the record.
    """
    load_keys(folder)
    path = folder / FILE
    fresh = path.with_suffix(".new")
    _write(fresh, f"{_new()}\n{path.read_text('ascii')}")
    fresh.replace(path)
    return load_keys(folder)


def _derived(root: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), _BYTES, salt=None, info=purpose.encode()).derive(root)


def _id(key: bytes) -> str:
    return sha256(b"caseload key id" + key).hexdigest()[:_ID]


def _new() -> str:
    return urlsafe_b64encode(os.urandom(_BYTES)).decode()


def _root(text: str) -> bytes:
    try:
        root = urlsafe_b64decode(text)
    except ValueError:
        root = b""
    if len(root) != _BYTES:
        raise BadValue("The service's key has to be 32 bytes as base64.")
    return root


def _write(path: Path, text: str) -> None:
    made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(made, text.encode("ascii"))
        os.fsync(made)
    finally:
        os.close(made)
