"""`caseload bench batch`: how long a batch of an invented agency takes, and how near its bound it is."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.common import (
    Exit,
    Json,
    console,
    refusals,
    refuse_where_nothing_can_be,
    working,
    write_json,
)

if TYPE_CHECKING:
    from planner.bench.batch import BatchAnswer
    from planner.domain import Agency
    from planner.pipeline import Planned


def batch(
    workers: Annotated[int, typer.Option(min=1, max=100_000, help="How many workers.")] = 300,
    cases: Annotated[int, typer.Option(min=0, max=100_000, help="How many new cases.")] = 150,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same agency.")] = 1,
    seconds: Annotated[
        float,
        typer.Option(min=1, max=86_400, help="How long to measure, build and search at most."),
    ] = 10,
    budgets: Annotated[
        int,
        typer.Option(min=10, max=1000, help="Dose budgets, in % of the usual ones.", metavar="PERCENT"),
    ] = 100,
    agency: Annotated[
        str, typer.Option(help="Which kind of agency, as of generate.", metavar="NAME")
    ] = "english-authority",
    dump: Annotated[
        Path | None,
        typer.Option(
            help="Write the agency's folder and the plan there, so that anybody can check it.",
            metavar="DIR",
        ),
    ] = None,
    json: Json = None,
) -> None:
    """Plan one batch of an invented agency of any size.

    Exit code 3 where no plan was found.
    """
    with refusals():
        refuse_where_nothing_can_be(json)
        from planner.bench.batch import Asked, batch

        with working("Making the agency and planning its batch"):
            asked = Asked(agency, workers, cases, seed, budgets)
            answer, made, planned = batch(asked, seconds)
        if dump is not None:
            _dump(agency, made, planned, dump)
        if write_json(answer, json):
            console().print(_lines(answer))
            if dump is not None:
                told = f"Check it: caseload check {dump} {dump / 'plan.json'} --own-limits"
                console().print(told)
    if answer.cost is None:
        raise typer.Exit(Exit.NO_PLAN)


def _dump(kind: str, agency: "Agency", planned: "Planned", folder: Path) -> None:
    from planner.answer import plan_answer
    from planner.generate import sources
    from planner.intake import write_agency

    write_agency(agency, folder, sources(kind))
    answer = plan_answer(planned)
    (folder / "plan.json").write_text(answer.model_dump_json(indent=2) + "\n", encoding="utf-8")


def _lines(answer: "BatchAnswer") -> str:
    sizes = f"{answer.workers:,} workers x {answer.cases:,} cases, seed {answer.seed}"
    took = (
        f"{answer.pairs:,} pairs; {answer.seconds:.1f} s, {answer.built_seconds:.1f} of them to measure"
        f" and build; {answer.megabytes:,} MB. Making the agency took {answer.made_seconds:.1f} s."
    )
    if answer.coverage is None:
        return f"{sizes}: {answer.ending}.\n{took}"
    proven = "proven the most there can be" if answer.coverage_proven else "not proven the most"
    rest = (
        ""
        if answer.rest_gap is None
        else f" The other goals are {answer.rest_gap:.4%} above their bound."
    )
    return (
        f"{sizes}: {answer.ending}. Coverage by urgency {answer.coverage:.1%}, {proven}.{rest}\n"
        f"Of the way from greedy to the bound {answer.left_gap:.4%} is left.\n{took}"
    )
