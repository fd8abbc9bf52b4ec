"""`caseload bench`: what the planner reaches, on benchmark files and on invented agencies."""

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.bench_batch import batch
from planner.cli.common import (
    Exit,
    Json,
    Seconds,
    console,
    refusals,
    refuse_where_nothing_can_be,
    working,
    write_json,
)

if TYPE_CHECKING:
    from planner.bench.gap import GapAnswer
    from planner.bench.nurse import NurseAnswer

app = typer.Typer(no_args_is_help=True, help="What the planner reaches, measured here.")

File = Annotated[Path, typer.Argument(help="The file, wherever it lies.", metavar="FILE")]
_STARTING = 1.5  # seconds of the command that pass before it is called and after it has answered


@app.command()
def gap(file: File, seconds: Seconds = 60, json: Json = None) -> None:
    """Give every job of a generalised assignment file to one agent, as cheaply as can be.

    Exit code 3 where nothing was found.
    """
    begin = monotonic()
    with refusals():
        refuse_where_nothing_can_be(json)
        from planner.bench.gap import read_gap, solve_gap
        from planner.solve.clock import Clock

        read = read_gap(file)
        with working("Giving jobs to agents"):
            answer = solve_gap(read, Clock(max(0.2, seconds - _STARTING - (monotonic() - begin))))
        answer = answer.model_copy(update={"seconds": round(monotonic() - begin, 2)})
        if write_json(answer, json):
            console().print(_gap_line(answer))
    if answer.cost is None:
        raise typer.Exit(Exit.NO_PLAN)


@app.command()
def nurse(
    file: File,
    seconds: Seconds = 10,
    json: Json = None,
    objective: Annotated[
        str | None,
        typer.Option(
            help="What is to be least where acuities differ by nurse: total (unless said) or max.",
            metavar="total|max",
        ),
    ] = None,
) -> None:
    """Share out the patients of a nursing workload file as evenly as can be.

    With zones, the sum of squared workloads is least. Exit code 3 where nothing was found.
    """
    begin = monotonic()
    with refusals():
        refuse_where_nothing_can_be(json)
        from planner.bench.nurse import Objective, solve_by_nurse
        from planner.bench.nurse_file import ZonesFile, read_nurse
        from planner.bench.zones import solve_zones
        from planner.errors import PlannerError
        from planner.solve.clock import Clock

        if objective not in (None, *Objective):
            raise PlannerError(f"--objective is {objective!r}; it can be total or max.")
        read = read_nurse(file)
        zones = isinstance(read, ZonesFile)
        if zones and objective is not None:
            raise PlannerError(f"{file.name} has zones, so --objective says nothing; leave it out.")
        clock = Clock(max(0.2, seconds - _STARTING - (monotonic() - begin)))
        with working("Sharing out patients"):
            if isinstance(read, ZonesFile):
                answer = solve_zones(read, clock)
            else:
                answer = solve_by_nurse(read, Objective(objective or Objective.TOTAL), clock)
        answer = answer.model_copy(update={"seconds": round(monotonic() - begin, 2)})
        if write_json(answer, json):
            console().print(_nurse_line(answer))
    if answer.sum_squared is None:
        raise typer.Exit(Exit.NO_PLAN)


app.command()(batch)


@app.command("year")
def year(
    load: Annotated[
        float, typer.Option(min=0.1, max=5, help="Work that comes in over the room there is.")
    ] = 1.0,
    seconds: Annotated[
        float, typer.Option(min=1, max=86_400, help="No year is begun that would end after this.")
    ] = 600,
    years: Annotated[int, typer.Option(min=1, max=1000, help="How many years, by chance.")] = 4,
    weeks: Annotated[int, typer.Option(min=4, max=104, help="How long each is.")] = 52,
    workers: Annotated[int, typer.Option(min=2, max=200, help="How many workers.")] = 24,
    seed: Annotated[int, typer.Option(min=0, help="Of the first year; the next has the next.")] = 0,
    json: Json = None,
) -> None:
    """Run years day by day under several ways of giving, beside the bound of hindsight."""
    with refusals():
        from planner.present.year import year_page
        from planner.year_answers import year_answer

        with working("Running years"):
            answer = year_answer(load, seconds, seed=seed, years=years, weeks=weeks, workers=workers)
        if write_json(answer, json):
            console().print(year_page(answer))


@app.command()
def suggest(
    workers: Annotated[int, typer.Option(min=2, max=10_000, help="How many workers.")] = 1000,
    cases: Annotated[int, typer.Option(min=1, max=10_000, help="How many new cases.")] = 100,
    seed: Annotated[int, typer.Option(min=0, help="Of the invented agency.")] = 0,
    asked: Annotated[
        int | None,
        typer.Option(min=1, max=1_000_000, help="How many questions; unless said, one for each case."),
    ] = None,
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="Every worker may work in every office.")
    ] = False,
    json: Json = None,
) -> None:
    """Ask who should take one case, one case after the other, and tell how long each answer takes.

    The agency is invented, measured and built before; 5,000 workers take a minute or two.
    """
    with refusals():
        refuse_where_nothing_can_be(json)
        from planner.present.one_case import suggest_times_page
        from planner.suggest_answers import suggest_times

        with working("Asking"):
            answer = suggest_times(
                workers, cases, seed, cases if asked is None else asked, everywhere=everywhere
            )
        if write_json(answer, json):
            console().print(suggest_times_page(answer))


def _gap_line(answer: "GapAnswer") -> str:
    if answer.cost is None or answer.bound is None:
        return f"{answer.instance}: {answer.ending}, in {answer.seconds:.1f} s."
    off = 100 * (answer.cost - answer.bound) / max(1, answer.bound)
    proven = "proven best" if answer.cost == answer.bound else f"at most {off:.3f} % above the best"
    return (
        f"{answer.instance}: cost {answer.cost:,}, bound {answer.bound:,}: {proven},"
        f" in {answer.seconds:.1f} s."
    )


def _nurse_line(answer: "NurseAnswer") -> str:
    if answer.sum_squared is None:
        return f"{answer.instance}: {answer.ending}, in {answer.seconds:.1f} s."
    return (
        f"{answer.instance}: sum of squares {answer.sum_squared:,}, total {answer.total_workload:,},"
        f" greatest {answer.max_workload:,}: {answer.ending}, in {answer.seconds:.1f} s."
    )
