"""What happens if: an agency's year, many times, under each policy."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.common import Json, console, refusals, write_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from planner.simulate.arms import Asked, Outcome
    from planner.simulate.tally import Tally


class Executor(StrEnum):
    """Where replications are run."""

    INLINE = "inline"
    PROCESSES = "processes"


def simulate(
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
    sensitivity: Annotated[
        int | None,
        typer.Option(
            "--sensitivity",
            min=2,
            help="Also try numbers at their low and high values, in so many replications.",
            metavar="N",
        ),
    ] = None,
    json: Json = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="Write one self-contained HTML page.", metavar="FILE")
    ] = None,
) -> None:
    """Run an agency's year many times and compare ways of giving out cases, in the same luck.

    The last policy named is compared with each of the others, run by run.
    """
    with refusals():
        from planner.intake import read_agency
        from planner.present.simulation_tables import simulation_page
        from planner.simulate.arms import asked
        from planner.simulate.levers import Levers
        from planner.simulate.question import read_question
        from planner.simulate.sensitivity import Sensitivity, trial
        from planner.simulate.summary import summary

        asks = read_question(question)
        agency = read_agency(Path(asks.base))
        what = asked(asks, agency, policy or ())
        levers = Levers(what)
        tried = trial(what, agency) if sensitivity else None
        sure = what.leading.parameters.confidence / 1000
        tally = _run(what, runs or asks.runs, executor, levers.add, until_precise=until_precise)
        answer = levers.answered(summary(asks.question, tally, sure, levers.names), sure)
        if tried and sensitivity:
            seen = Sensitivity(tried)
            ends = _run(tried.asked, sensitivity, executor, seen.add)
            answer = answer.model_copy(update={"sensitivity": seen.answer(ends, sure)})
        if report is not None:
            from planner.present.report import report as page
            from planner.simulate.runs import material

            report.write_text(page(material(what, answer, tally)), encoding="utf-8")
        if write_json(answer, json):
            console().print(simulation_page(answer))


def _run(
    what: "Asked",
    runs: int,
    executor: Executor,
    hear: "Callable[[Mapping[str, Outcome]], None]",
    *,
    until_precise: bool = False,
) -> "Tally":
    """Run with a bar on a terminal's error stream, that tells the time left; `hear` each outcome."""
    from rich.console import Console
    from rich.progress import Progress

    from planner.simulate import executors
    from planner.simulate.runs import simulate as run

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("simulating", total=runs)

        def heard(done: int, found: "Mapping[str, Outcome]") -> None:
            hear(found)
            progress.update(task, completed=done)

        where = executors.Executor(executor.value)
        return run(what, runs, where, heard, until_precise=until_precise)
