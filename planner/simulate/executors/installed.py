"""What of an installation decides the numbers: two machines with the same say the same."""

import platform
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("numpy", "scipy", "ortools")
_PLANNER = Path(__file__).parents[2]


@cache
def installed() -> dict[str, str]:
    """Return what is installed, by name: its version; of the planner also its code's fingerprint.

    The fingerprint is of every .py and .toml file in the planner's folder, so that two states of the
    code with one version number are told apart. Another kind of processor rounds otherwise.
    """
    return {
        "caseload": f"{version('caseload')} (code {_fingerprint()})",
        "python": ".".join(platform.python_version_tuple()[:2]),
        "processor": platform.machine(),
        **{name: version(name) for name in _PACKAGES},
    }


def differences(ours: dict[str, str], theirs: dict[str, str]) -> str:
    """Return in words where two installations differ; empty where they do not."""
    return "; ".join(
        f"{name} {theirs.get(name, 'missing')} there and {here} here"
        for name, here in ours.items()
        if theirs.get(name) != here
    )


def _fingerprint() -> str:
    files = sorted(path for path in _PLANNER.rglob("*") if path.suffix in {".py", ".toml"})
    digest = sha256()
    for path in files:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(_PLANNER).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:12]
