"""`caseload verify-claims`: is everything true that an explanation says?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.common import Exit, Folder, Json, console, refusals, working, write_json
from planner.cli.own_limits import OwnLimits, refuse_own_limits
from planner.cli.prices import PricesFile, prices_of

if TYPE_CHECKING:
    from planner.claims import Claims

_MOST_BYTES = 200_000_000


def verify_claims(
    folder: Folder,
    claims: Annotated[
        Path, typer.Argument(help="Claims as written by an explanation's --json.", metavar="FILE")
    ],
    own_limits: OwnLimits = False,
    seconds: Annotated[
        float, typer.Option("--seconds", min=1, help="How long each question to the engine may take.")
    ] = 20.0,
    prices: PricesFile = None,
    json: Json = None,
) -> None:
    """Check claims against the agency itself: measured again, judged by the rules, solved again.

    Nothing that makes claims is used. Exit code 1 where a claim is false or not decided in time.
    """
    with refusals():
        from planner.intake import read_agency
        from planner.present.verified import verified_answer, verified_page
        from planner.verify import Verifier

        agency = read_agency(folder)
        read = _read(claims)
        known = prices_of(prices, agency)
        verifier = Verifier(agency, read, known)
        if not verifier.public_alone:
            refuse_own_limits(folder, agency, "such claims are checked", allowed=own_limits)
        with working("Checking claims"):
            answer = verified_answer([verifier.finding(claim, seconds) for claim in read.claims])
        if write_json(answer, json):
            console().print(verified_page(answer))
    if not answer.fine:
        raise typer.Exit(Exit.BREACH)


def _read(file: Path) -> "Claims":
    from pydantic import ValidationError

    from planner.claims import Claims
    from planner.intake.faults import refuse
    from planner.intake.text_file import bytes_of

    try:
        return Claims.model_validate_json(_claims_of(bytes_of(file, _MOST_BYTES)))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole file"
        raise refuse(file.name, f"these are no claims; {place}: {first['msg']}.") from None


def _claims_of(text: bytes) -> bytes:
    """Return the claims of an explanation's answer; any other file as it is."""
    import json

    try:
        within = json.loads(text).get("claims")
    except (ValueError, AttributeError):
        return text
    return json.dumps(within).encode() if isinstance(within, dict) else text
