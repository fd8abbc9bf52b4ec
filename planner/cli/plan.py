"""`caseload plan`: who takes what."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.common import (
    AsManager,
    Exit,
    Folder,
    Json,
    View,
    console,
    refusals,
    refuse_where_nothing_can_be,
    working,
    write_json,
)
from planner.cli.language import Language, answering_in
from planner.cli.prices import PricesFile, prices_of

if TYPE_CHECKING:
    from planner.program.certificate import Certificate

_SECONDS = 7.0
_SECONDS_OF_WORK = 600.0  # until a search limited by work is killed, unless said


def plan(
    folder: Folder,
    seconds: Annotated[
        float | None,
        typer.Option(
            "--seconds",
            min=1,
            max=86_400,
            show_default="7; with --work 600",
            help="How long to take at most, building included; then the search is killed.",
        ),
    ] = None,
    work: Annotated[
        int | None,
        typer.Option(
            "--work",
            min=1,
            max=100_000_000,
            metavar="N",
            help="Search for N units of work, roughly thousandths of a second, in place of time:"
            " the same folder, N and version give the same plan, byte for byte.",
        ),
    ] = None,
    certificate: Annotated[
        Path | None,
        typer.Option(
            help="Write the prices that prove how good the plan is here, for `caseload certify`.",
            metavar="FILE",
        ),
    ] = None,
    prices: PricesFile = None,
    json: Json = None,
    as_: AsManager = View.MANAGER,
    language: Language = None,
) -> None:
    """Propose who takes each new case, with dose before and after, and the reasons.

    Exit code 3 where no plan keeps every rule, or none was found in time; 4 where the plan is
    a fallback.
    """
    with refusals(), answering_in(language):
        refuse_where_nothing_can_be(certificate)
        from planner.answer import plan_answer
        from planner.domain import shipped_weights
        from planner.explain.language import _
        from planner.intake import read_agency
        from planner.pipeline import propose, why_workers
        from planner.present.card import own_card_note
        from planner.present.dose_tables import own_weights_note
        from planner.present.tables import plan_page
        from planner.risk.card import card_of
        from planner.solve.apart import apart
        from planner.solve.outcome import Ending

        agency = read_agency(folder)
        limit = (_SECONDS if work is None else _SECONDS_OF_WORK) if seconds is None else seconds
        with working(_("Searching for the best plan")), apart(threads=False) as child:
            known = prices_of(prices, agency)
            planned = propose(agency, limit, work, child, priced=certificate is not None, prices=known)
            answer = plan_answer(planned)
        if certificate is not None:
            _write(planned.outcome.certificate, certificate, private=bool(agency.profiles))
        if write_json(answer, json):
            reasons = [] if planned.plan is None else why_workers(planned.side, planned.plan)
            console().print(plan_page(answer, reasons))
            if agency.weights != shipped_weights():
                console().print(own_weights_note(agency.weights))
            if agency.risk_card:
                console().print(own_card_note(card_of(agency.risk_card)))
    if planned.plan is None:
        raise typer.Exit(Exit.NO_PLAN)
    if planned.outcome.ending is Ending.FALLBACK:
        raise typer.Exit(Exit.FALLBACK)


def _write(found: "Certificate | None", file: Path, *, private: bool) -> None:
    """Write a certificate, or say on standard error why there is none."""
    from planner.explain.language import _

    if found is None:
        said = _("There is no certificate: the search did not come to an end with a plan.")
        typer.echo(said, err=True)
        return
    file.write_text(found.model_dump_json() + "\n", encoding="utf-8")
    if private:
        said = _("{file} rests on workers' own limits too: keep it where limits.csv is kept.")
        typer.echo(said.format(file=file), err=True)
