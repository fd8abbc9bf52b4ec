"""`caseload explain`: why this worker, why not the others, why a case is left."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.common import (
    AsWhom,
    Case,
    Exit,
    Folder,
    Json,
    View,
    console,
    refusals,
    working,
    write_json,
)
from planner.cli.explain_own import can_tell, draw_dose, tell_own
from planner.cli.language import Language, answering_in
from planner.cli.own_limits import OwnLimits, refuse_own_limits
from planner.cli.prices import PricesFile, prices_of

if TYPE_CHECKING:
    from planner.present.audit import AuditAnswer

_SECONDS = 8.0


def explain(
    folder: Folder,
    case: Case,
    plan: Annotated[
        Path | None,
        typer.Option(help="The plan as written by `plan --json`; searched again without."),
    ] = None,
    worker: Annotated[
        list[str] | None, typer.Option(help="Only about this worker; may be repeated.")
    ] = None,
    prices: PricesFile = None,
    json: Json = None,
    as_: AsWhom = View.MANAGER,
    own_limits: OwnLimits = False,
    before: Annotated[
        Path | None,
        typer.Option(help="As a worker: a plan before, to tell what changed for you.", metavar="PLAN"),
    ] = None,
    picture: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Draw, of one --worker: as an auditor what it costs, goal by goal; else dose with and"
            " without the case.",
        ),
    ] = None,
    dose_picture: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Draw, of one --worker, whoever asks: dose with and without the case.",
        ),
    ] = None,
    language: Language = None,
) -> None:
    """Explain a plan for one case: why its worker, and for every other the first rule in the way.

    Whoever no public rule keeps from the case can be asked, at about the same, more or much more cost.
    An auditor is told exact costs and their proofs. What --json writes, `verify-claims` checks.
    With --as worker --worker W, W's own page: why me, why not me, my dose, my room, what changed.
    """
    with refusals(), answering_in(language):
        can_tell(as_, worker, before, [picture, dose_picture])
        from planner.answer import explanation_answer
        from planner.audit_answers import audit_answer
        from planner.explain.language import _
        from planner.intake import read_agency, read_plan
        from planner.pipeline import Side, propose
        from planner.present.audit import audit_page
        from planner.present.standings import explanation_page

        agency = read_agency(folder)
        if as_ is View.AUDITOR:
            refuse_own_limits(folder, agency, "exact costs are told", allowed=own_limits)
        known = prices_of(prices, agency)
        side = Side(agency, known)
        side.public.know_case(case)
        for each in worker or ():
            side.public.know_worker(each)
        with working(_("Asking what every other choice would cost")):
            planned = None if plan else propose(agency, _SECONDS, prices=known)
            the_plan = read_plan(plan, agency)[0] if plan else None
            proof = None
            if planned is not None:
                the_plan, proof = planned.plan, planned.outcome.certificate
            if the_plan is None:
                typer.echo(_("No plan exists to explain; see `caseload plan`."), err=True)
                raise typer.Exit(Exit.NO_PLAN)
            if as_ is View.WORKER and worker:
                earlier = None if before is None else read_plan(before, agency)[0]
                tell_own(side, the_plan, case, worker[0], earlier, json)
            elif as_ is View.AUDITOR:
                audit = audit_answer(side, the_plan, case, worker, seconds=_SECONDS, certificate=proof)
            else:
                answer = explanation_answer(side, the_plan, case, worker)
        if as_ is View.AUDITOR:
            if picture is not None:
                _draw(audit, picture)
            if write_json(audit, json):
                console().print(audit_page(audit))
        elif as_ is View.MANAGER and write_json(answer, json):
            console().print(explanation_page(answer, each=bool(worker)))
        of_dose = [dose_picture, None if as_ is View.AUDITOR else picture]
        if worker and any(of_dose):
            draw_dose(as_, side, the_plan, case, worker[0], of_dose)


def _draw(audit: "AuditAnswer", picture: Path) -> None:
    from planner.claims import Delta
    from planner.errors import BadValue
    from planner.present.charts.waterfall import waterfall_chart
    from planner.present.charts.writing import write_chart

    for claim in audit.claims.claims:
        if isinstance(claim, Delta):
            write_chart(waterfall_chart(claim), picture)
            return
    raise BadValue(f"{picture.name} is not drawn: no plan gives {audit.case} to that worker.")
