"""What every command shares: arguments, exit codes, and where answers go."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import Console

Folder = Annotated[
    Path, typer.Argument(help="The agency's folder: agency.toml and its tables.", metavar="FOLDER")
]
Case = Annotated[
    str, typer.Argument(help="The id of a new case, or of an open one that may move.", metavar="CASE")
]
Json = Annotated[
    str | None,
    typer.Option("--json", metavar="FILE|-", help="Write the answer as JSON; - prints it alone."),
]
Seconds = Annotated[
    float, typer.Option("--seconds", min=1, max=86_400, help="How long to search at most.")
]


_WIDE = 110
_MINUTE = 60


class View(StrEnum):
    """Who is asking."""

    MANAGER = "manager"
    WORKER = "worker"
    AUDITOR = "auditor"


AsWhom = Annotated[
    View,
    typer.Option("--as", help="Who is asking; a manager is told what follows from public facts."),
]


def _only_a_manager(view: View) -> View:
    if view is not View.MANAGER:
        raise typer.BadParameter("this command answers managers alone; `explain` answers others too.")
    return view


AsManager = Annotated[
    View,
    typer.Option(
        "--as",
        callback=_only_a_manager,
        help="Who is asking: a manager, who is told what follows from public facts.",
    ),
]


class Exit(IntEnum):
    """What a command's exit code says."""

    FINE = 0
    BREACH = 1
    BAD_INPUT = 2
    NO_PLAN = 3
    FALLBACK = 4  # a plan, but the search was killed before its end
    STOPPED = 130  # before anything was done


@contextmanager
def refusals() -> Iterator[None]:
    """Turn whatever the planner refuses into its sentence and exit code 2."""
    from planner.errors import PlannerError

    try:
        yield
    except PlannerError as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(Exit.BAD_INPUT) from None
    except OSError as refusal:
        typer.echo(f"{refusal.filename}: {refusal.strerror}.", err=True)
        raise typer.Exit(Exit.BAD_INPUT) from None


def write_json(answer: "BaseModel", where: str | None) -> bool:
    """Write an answer where --json says; return whether tables are to be printed as well."""
    if where is None:
        return True
    text = answer.model_dump_json(indent=2) + "\n"
    if where == "-":
        sys.stdout.write(text)
        return False
    Path(where).write_text(text, encoding="utf-8")
    return True


def refuse_where_nothing_can_be(*files: Path | str | None) -> None:
    """Refuse a file that could not be written, before the work that would be lost.

    Raises
    ------
    PlannerError
        There is no folder for it, or it is a folder.
    """
    from planner.errors import PlannerError

    for file in files:
        if file is None or str(file) == "-":
            continue
        path = Path(file)
        if path.is_dir():
            raise PlannerError(f"{path} is a folder, so that no file of that name can be written.")
        if not path.parent.is_dir():
            raise PlannerError(f"There is no folder {path.parent} to write {path.name} into.")


def refuse_to_write_over(out: Path | None, ending: str, *read: Path) -> None:
    """Refuse to write over a file that was read, or over one that is there and is of another kind.

    Raises
    ------
    PlannerError
        Somebody's answers, or another file, would be lost.
    """
    from planner.errors import PlannerError

    if out is None or not out.exists():
        return
    if any(file.exists() and out.samefile(file) for file in read):
        raise PlannerError(f"{out} was given to be read; nothing is written over it.")
    if out.is_file() and out.suffix != ending:
        raise PlannerError(f"{out} is there already and is no {ending} file; it is not written over.")


def console() -> "Console":
    """Return where tables go; a file or a pipe gets room enough for whole lines."""
    from rich.console import Console

    if sys.stdout.isatty():
        return Console(highlight=False, markup=False)
    return Console(highlight=False, markup=False, width=_WIDE, file=_no_trailing_blanks(sys.stdout))


def _no_trailing_blanks(file: TextIO) -> TextIO:
    """Return a file that writes whole lines to another one without the blanks that pad tables."""
    from io import StringIO

    class Stripped(StringIO):
        def write(self, text: str) -> int:
            return file.write("\n".join(line.rstrip(" ") for line in text.split("\n")))

        def flush(self) -> None:
            file.flush()

    return Stripped()


def keep_stdout_clean() -> None:
    """Send what an engine prints by itself nowhere, so that only answers reach standard output."""
    try:
        answers = os.dup(sys.stdout.fileno())
    except (OSError, ValueError):  # standard output is no file, as in tests
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    sys.stdout.flush()
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    sys.stdout = os.fdopen(answers, "w", encoding="utf-8", closefd=False)


def time_left(seconds: float, done: int, total: int) -> str:
    """Return about how long the rest takes, if it goes on as what is done did."""
    left = seconds / done * (total - done)
    if left < _MINUTE:
        return f"about {left:.0f} s left"
    minutes = round(left / _MINUTE)
    if minutes < _MINUTE:
        return f"about {minutes} min left"
    return f"about {minutes // _MINUTE} h {minutes % _MINUTE} min left"


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal's error stream that something takes its time; engines print nothing then."""
    from rich.console import Console

    from planner.cli.silence import engines_silent

    screen = Console(stderr=True)
    with engines_silent():
        if not screen.is_terminal:
            yield
            return
        with screen.status(what):
            yield
