"""`caseload explain --as worker`: a worker's own page, and dose with and without a case as a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.common import View, console, refuse_where_nothing_can_be, write_json

if TYPE_CHECKING:
    from planner.domain import Plan
    from planner.pipeline import Side


def can_tell(
    view: View, workers: Sequence[str] | None, before: Path | None, pictures: Sequence[Path | None]
) -> None:
    """Refuse a question about the wrong people, before any work is done.

    Raises
    ------
    BadValue
        A worker asks about not exactly one worker, or somebody else wants to know what changed; or a
        picture is wanted of not exactly one worker.
    """
    from planner.errors import BadValue
    from planner.present.charts.writing import can_write

    count = len(workers or ())
    if view is View.WORKER and count != 1:
        raise BadValue("A worker is told of their own lines alone: give one --worker, your own id.")
    if before is not None and view is not View.WORKER:
        raise BadValue("--before tells a worker what changed for them: give --as worker as well.")
    for picture in filter(None, pictures):
        if count != 1:
            raise BadValue("A picture is of one worker: give one --worker.")
        refuse_where_nothing_can_be(picture)
        can_write(picture)


def tell_own(
    side: "Side", plan: "Plan", case: str, worker: str, before: "Plan | None", json: str | None
) -> None:
    """Print a worker's own page, or write it."""
    from planner.own_answers import own_answer
    from planner.present.own import own_page

    answer = own_answer(side, plan, case, worker, before)
    if write_json(answer, json):
        console().print(own_page(answer))


def draw_dose(
    view: View, side: "Side", plan: "Plan", case: str, worker: str, pictures: Sequence[Path | None]
) -> None:
    """Draw a worker's dose with and without a case, as whoever looks may know it."""
    from planner.explain.trajectory import trajectory
    from planner.present.charts.case_dose import case_dose_chart
    from planner.present.charts.writing import write_chart

    known, budget = {
        View.MANAGER: (side.public, "of the usual step"),
        View.WORKER: (side.own(worker), "of the step you chose"),
        View.AUDITOR: (side, "of the step the worker chose"),
    }[view]
    problem = known.problem
    dose = trajectory(problem, problem.decided(plan), case, worker)
    chart = case_dose_chart(problem, dose, budget)
    for picture in filter(None, pictures):
        write_chart(chart, picture)
