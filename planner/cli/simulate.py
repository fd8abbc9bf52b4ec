"""What happens if: an agency's year, many times, under each policy."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.common import (
    Exit,
    Json,
    console,
    refusals,
    refuse_where_nothing_can_be,
    time_left,
    write_json,
)
from planner.cli.run_by_default import RunByDefault
from planner.cli.stopping import Stopping

if TYPE_CHECKING:
    from planner.domain import Agency
    from planner.simulate.arms import Asked, Outcome
    from planner.simulate.kept.keeping import Keeping
    from planner.simulate.tally import Tally

_STOPPING = "stopping; what is done is kept"

app = typer.Typer(
    cls=RunByDefault, help="What a year would bring: simulate Q.toml means simulate run Q.toml."
)


class Executor(StrEnum):
    """Where replications are run."""

    INLINE = "inline"
    PROCESSES = "processes"


class Table(StrEnum):
    """How the weeks of a kept run are written."""

    CSV = "csv"
    PARQUET = "parquet"


@app.command("run")
def run(
    question: Annotated[Path, typer.Argument(help="A question, see scenarios/questions.", metavar="Q")],
    policy: Annotated[
        list[str] | None, typer.Option("--policy", help="A policy to compare; may be repeated.")
    ] = None,
    runs: Annotated[int | None, typer.Option("--runs", min=2, help="How many replications.")] = None,
    executor: Annotated[
        Executor, typer.Option("--executor", help="Here, or in processes of this machine.")
    ] = Executor.PROCESSES,
    until_precise: Annotated[
        bool, typer.Option("--until-precise", help="Stop as soon as the intervals are narrow enough.")
    ] = False,
    json: Json = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="Write one self-contained HTML page.", metavar="FILE")
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option("--keep", help="Keep the run in a new folder, to compare.", metavar="FOLDER"),
    ] = None,
    table: Annotated[
        Table | None,
        typer.Option("--table", help="How --keep writes the weeks of every post; csv if not said."),
    ] = None,
) -> None:
    """Run an agency's year many times and compare ways of giving out cases, in the same luck.

    The last policy named is compared with each of the others, run by run.

    Ctrl-C stops; the answer is then that of the runs done.
    """
    with refusals():
        from planner.errors import PlannerError
        from planner.intake import read_agency
        from planner.present.report import report as page
        from planner.present.report.sentences import two_sentences
        from planner.present.simulation_tables import simulation_page
        from planner.simulate.arms import asked
        from planner.simulate.question import read_question
        from planner.simulate.runs import material
        from planner.simulate.summary import summary

        if table and not keep:
            raise PlannerError(
                "--table says how --keep writes its table: name a folder with --keep too."
            )
        refuse_where_nothing_can_be(report, json)
        with Stopping() as stopping:
            asks = read_question(question)
            agency, wished = read_agency(Path(asks.base)), runs or asks.runs
            what = replace(asked(asks, agency, policy or ()), with_rows=keep is not None)
            sure = what.leading.parameters.confidence / 1000
            with _keeping(keep, what, agency, wished, table) as keeps:
                tally = _run(what, wished, executor, keeps, stopping, until_precise=until_precise)
                answer = summary(asks.question, tally, sure)
                if keeps:
                    keeps.answer = answer
        whole = material(what, answer, tally)
        if report is not None:
            report.write_text(page(whole), encoding="utf-8")
        if write_json(answer, json):
            console().print(simulation_page(answer, two_sentences(whole), sure))
        _say_if_cut_short(tally, wished)
    if keeps and keeps.failed:
        typer.echo(keeps.failed, err=True)
        raise typer.Exit(Exit.BREACH)


@app.command("compare")
def compare(
    first: Annotated[Path, typer.Argument(help="A folder made with --keep.", metavar="RUN")],
    second: Annotated[Path, typer.Argument(help="Another one.", metavar="RUN")],
    json: Json = None,
) -> None:
    """Compare two kept runs: in what they differ, and how much more or less came out in the second.

    Where both have the same seed they met the same luck, and differences are taken run by run.
    """
    with refusals():
        from planner.present.side_by_side_tables import side_by_side_page
        from planner.simulate.kept.reading import read_kept
        from planner.simulate.kept.side_by_side import side_by_side

        answer = side_by_side(read_kept(first), read_kept(second))
        if write_json(answer, json):
            console().print(side_by_side_page(answer))


@contextmanager
def _keeping(
    folder: Path | None, what: "Asked", agency: "Agency", wished: int, table: Table | None
) -> "Iterator[Keeping | None]":
    """Keep what comes out in a folder, if one is named."""
    if folder is None:
        yield None
        return
    from planner.simulate.kept.keeping import keeping
    from planner.simulate.kept.record import record

    known = record(what, agency, wished, (table or Table.CSV).value, version("caseload"))
    with keeping(folder, what, known) as keeps:
        yield keeps


def _run(
    what: "Asked",
    runs: int,
    executor: Executor,
    keeps: "Keeping | None",
    stopping: Stopping,
    *,
    until_precise: bool,
) -> "Tally":
    """Run with a bar on a terminal's error stream, that tells the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress

    from planner.simulate import executors
    from planner.simulate.runs import simulate

    columns = "{task.description}", BarColumn(), MofNCompleteColumn(), "{task.fields[left]}"
    screen = Console(stderr=True)
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as progress:
        task = progress.add_task("simulating", total=runs, left="")
        stopping.heard = lambda: progress.update(task, description=_STOPPING)

        def heard(number: int, found: "Mapping[str, Outcome]") -> None:
            if keeps:
                keeps.add(number, found)
            left = time_left(progress.tasks[task].elapsed or 0.0, number + 1, runs)
            progress.update(task, completed=number + 1, left=left)

        where = executors.Executor(executor.value)
        return simulate(what, runs, where, heard, step=stopping.step, until_precise=until_precise)


def _say_if_cut_short(tally: "Tally", wished: int) -> None:
    """Say that there are fewer runs than wished; exit with 1 where nobody stopped them."""
    if tally.cut_short is None:
        return
    done = f"after {tally.runs} of {wished} runs; the answer is that of the runs done."
    if isinstance(tally.cut_short, KeyboardInterrupt):
        typer.echo(f"Stopped {done}", err=True)
        return
    typer.echo(f"{tally.cut_short} That was {done}", err=True)
    raise typer.Exit(Exit.BREACH)
