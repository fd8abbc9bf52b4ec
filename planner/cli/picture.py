"""`caseload picture`: dose over time, the harm curve, coefficients and sensitivity, drawn."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.card_file import CardFile, chosen_card
from planner.cli.common import Exit, Folder, Seconds, refusals, refuse_where_nothing_can_be, working

if TYPE_CHECKING:
    from planner.domain import Agency
    from planner.present.charts.frame import Spec
    from planner.risk.card import Card

app = typer.Typer(help="Pictures, as SVG, PNG or Vega-Lite by the file's ending.", no_args_is_help=True)

Out = Annotated[
    Path, typer.Option("--out", metavar="FILE", help="Where to: .svg, .png, or .vl.json for Vega-Lite.")
]
MaybeFolder = Annotated[
    Path | None,
    typer.Argument(help="The agency's folder; the shipped card and defaults without.", metavar="FOLDER"),
]


@app.command("dose")
def dose(
    folder: Folder,
    out: Out,
    worker: Annotated[
        str | None, typer.Option("--worker", metavar="W", help="One worker, in exposure units a week.")
    ] = None,
    office: Annotated[
        str | None, typer.Option("--office", metavar="O", help="One office; all of them without.")
    ] = None,
    plan: Annotated[
        Path | None,
        typer.Option("--plan", help="The plan as written by `plan --json`; searched again without."),
    ] = None,
    seconds: Seconds = 7,
) -> None:
    """Draw dose over time with budget and action level, with and without the plan.

    Of one worker, for them and their own supervisor; or how it is spread over an office. Budgets are of
    the usual step, which is public. Exit code 3 where no plan exists.
    """
    with refusals():
        from planner.errors import BadValue
        from planner.intake import read_agency, read_plan
        from planner.pipeline import Side, propose
        from planner.present.charts.dose import dose_chart
        from planner.present.charts.office_dose import office_dose_chart

        _can_write(out)
        if worker is not None and office is not None:
            raise BadValue(
                "A picture is of a worker or of an office: give --worker or --office, not both."
            )
        agency = read_agency(folder)
        side = Side(agency)
        if worker is not None:
            side.know_worker(worker)
        with working("Searching for the best plan"):
            the_plan = read_plan(plan, agency)[0] if plan else propose(agency, seconds).plan
        if the_plan is None:
            typer.echo("No plan exists to draw; see `caseload plan`.", err=True)
            raise typer.Exit(Exit.NO_PLAN)
        problem = side.public.problem
        the_plan = problem.decided(the_plan)
        if worker is not None:
            _write(dose_chart(problem, the_plan, worker), out)
        else:
            _write(office_dose_chart(problem, the_plan, office), out)


@app.command("harm")
def harm(
    out: Out,
    folder: MaybeFolder = None,
    setting: Annotated[
        str, typer.Option("--setting", help="The field of work; it chooses mean and SD.")
    ] = "child-welfare",
    card: CardFile = None,
) -> None:
    """Draw expected harm over dose for three made-up workers, the cut-off marked."""
    with refusals():
        from planner.domain import policy, shipped_weights
        from planner.present.charts.harm import harm_chart
        from planner.risk.asked import asked_setting

        _can_write(out)
        agency = _agency(folder)
        in_force = policy() if agency is None else agency.policy
        weights = shipped_weights() if agency is None else agency.weights
        _write(harm_chart(_card(agency, card), in_force, weights, asked_setting(setting)), out)


@app.command("coefficients")
def coefficients(out: Out, folder: MaybeFolder = None, card: CardFile = None) -> None:
    """Draw what the card in force holds of each construct: sign, size, interval, where from."""
    with refusals():
        from planner.present.charts.coefficients import coefficients_chart

        _can_write(out)
        _write(coefficients_chart(_card(_agency(folder), card)), out)


@app.command("sensitivity")
def sensitivity(
    answer: Annotated[
        Path,
        typer.Argument(help="As written by `risk sensitivity --json`.", metavar="ANSWER.json"),
    ],
    out: Out,
) -> None:
    """Draw what of the plan and of suggestions stays where one setting is changed."""
    with refusals():
        from planner.intake.text_file import bytes_of
        from planner.present.charts.sensitivity import read_answer, sensitivity_chart

        _can_write(out)
        _write(sensitivity_chart(read_answer(bytes_of(answer), answer.name)), out)


def _agency(folder: Path | None) -> "Agency | None":
    from planner.intake import read_agency

    return None if folder is None else read_agency(folder)


def _card(agency: "Agency | None", file: Path | None) -> "Card":
    from planner.risk.card import card_of

    return chosen_card(file) if agency is None or file is not None else card_of(agency.risk_card)


def _can_write(out: Path) -> None:
    from planner.present.charts.writing import can_write

    refuse_where_nothing_can_be(out)
    can_write(out)


def _write(spec: "Spec", out: Path) -> None:
    from planner.present.charts.writing import write_chart

    write_chart(spec, out)
    typer.echo(f"{spec['title']['text']}: {out}.")
