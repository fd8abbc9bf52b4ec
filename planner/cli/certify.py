"""`caseload certify`: is a plan's cost right, and how much better could another plan be?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.common import Exit, Folder, Json, console, refusals, working, write_json
from planner.cli.own_limits import OwnLimits, refuse_own_limits
from planner.cli.prices import PricesFile, prices_of

if TYPE_CHECKING:
    from planner.program.certificate import Certificate

_MOST_BYTES = 200_000_000


def certify(
    folder: Folder,
    plan: Annotated[Path, typer.Argument(help="A plan as written by `plan --json`.")],
    certificate: Annotated[
        Path, typer.Argument(help="Its certificate as written by `plan --certificate`.")
    ],
    own_limits: OwnLimits = False,
    prices: PricesFile = None,
    json: Json = None,
) -> None:
    """Count a plan's cost and the proof of its bound again, in whole numbers and without a solver.

    Exit code 1 where the certificate does not hold for the plan.
    """
    with refusals():
        from planner.intake import read_agency, read_plan
        from planner.judged_answers import certify_answer
        from planner.pipeline import Side
        from planner.present.certified import certify_page

        agency = read_agency(folder)
        refuse_own_limits(folder, agency, "a certificate is counted again", allowed=own_limits)
        the_plan, _ = read_plan(plan, agency)
        read = _read(certificate)
        known = prices_of(prices, agency)
        with working("Counting again what the prices prove"):
            answer = certify_answer(Side(agency, known), the_plan, read)
        if write_json(answer, json):
            console().print(certify_page(answer))
    if not answer.fine:
        raise typer.Exit(Exit.BREACH)


def _read(file: Path) -> "Certificate":
    from pydantic import ValidationError

    from planner.intake.faults import refuse
    from planner.intake.text_file import bytes_of
    from planner.program.certificate import Certificate

    try:
        return Certificate.model_validate_json(bytes_of(file, _MOST_BYTES))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole file"
        raise refuse(file.name, f"this is no certificate; {place}: {first['msg']}.") from None
