"""What an auditor is told of one case, as data and on a terminal."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.claims import Cannot, Chain, Claim, Claims, Delta, LowerBound, Move, Optimal, Tie
from planner.explain.language import _
from planner.explain.wording import cannot_sentence, points
from planner.present.answers import Answer

_PARTS = 3  # goals named of a cost


class AuditAnswer(Answer):
    """Who leads a case, and exact claims about everybody else; for auditors, who are logged.

    `worker` is None where the plan does not place the case: then there are no costs to tell.
    """

    case: str
    worker: str | None
    claims: Claims


def audit_page(answer: AuditAnswer) -> RenderableType:
    """Return what giving the case to others would cost, and who cannot take it by which rule."""
    claims = answer.claims.claims
    title = _("{case} → {worker}, for the auditor") if answer.worker else _("{case} is left")
    title = title.format(case=answer.case, worker=answer.worker)
    parts: list[RenderableType] = [Text(title, style="bold")]
    parts += [
        Text(
            _("Another plan could be better by {points} STS points at most.").format(
                points=points(claim.value).lstrip("+")
            )
        )
        for claim in claims
        if isinstance(claim, Optimal)
    ]
    costs = [claim for claim in claims if isinstance(claim, Delta)]
    if costs:
        parts.append(_costs(sorted(costs, key=lambda cost: (cost.value, cost.worker)), claims))
    for claim in claims:
        if isinstance(claim, Tie):
            named = ", ".join((answer.worker or "", *claim.workers))
            tied = _("As good as each other, to a thousandth of a point: {workers}.")
            parts.append(Text(tied.format(workers=named)))
    kept = [claim for claim in claims if isinstance(claim, Cannot)]
    if kept:
        parts.append(Text("\n" + _("What is in the way:"), style="bold"))
        parts += [Text(cannot_sentence(claim)) for claim in kept]
    return Group(*parts)


def _costs(costs: Sequence[Delta], claims: Sequence[Claim]) -> Table:
    least = {claim.worker: claim.value for claim in claims if isinstance(claim, LowerBound)}
    moves = {claim.worker: claim.moves for claim in claims if isinstance(claim, Chain)}
    title = _("What others would cost, in STS points")
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    table.add_column(_("Worker"), no_wrap=True)
    table.add_column(_("Costs more"), justify="right", no_wrap=True)
    table.add_column(_("At least"), justify="right", no_wrap=True)
    table.add_column(_("Most of it"))
    table.add_column(_("What else moves"))
    for cost in costs:
        largest = sorted(cost.parts, key=lambda part: -abs(part.value))[:_PARTS]
        table.add_row(
            cost.worker,
            points(cost.value),
            points(least[cost.worker]) if cost.worker in least else "",
            ", ".join(f"{part.goal} {points(part.value)}" for part in largest),
            _moved(cost.case, moves.get(cost.worker, ())),
        )
    return table


def _moved(case: str, moves: Sequence[Move]) -> str:
    others = [move for move in moves if move.case != case]
    return ", ".join(
        _("{case} to {worker}").format(case=m.case, worker=m.after.worker if m.after else _("nobody"))
        for m in others
    )
