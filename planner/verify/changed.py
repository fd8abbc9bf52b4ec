"""Claims of what would be if facts of workers were others, judged on the agency with those facts."""

from collections.abc import Sequence

from planner.claims import Bottleneck, Change, Counterfactual
from planner.verify.changes import away, changed, fits_its_steps, weaker
from planner.verify.engine import Ending, choose_arcs
from planner.verify.finding import Undecided, Untrue, hold
from planner.verify.moves import moved
from planner.verify.priced import Priced
from planner.verify.rows import rows_of
from planner.verify.side import OnSide, Side
from planner.verify.ways import cost_of, staying, way


def counterfactual(claim: Counterfactual, on: OnSide, seconds: float) -> None:
    """Judge that a worker would be suggested with some changes, and with none weaker."""
    on.side.item(claim.case)
    on.side.place(claim.worker)
    count = len(claim.changes)
    hold(claim.value == count, f"{count} changes are named, not {claim.value}.")
    keys = {(each.worker, each.lever, each.what) for each in claim.changes}
    hold(len(keys) == count, "A fact is changed twice.")
    hold(all(map(fits_its_steps, claim.changes)), "A change is not of whole steps.")
    hold(claim.worker not in away(claim.changes), f"{claim.worker} is said not to be there to be asked.")
    rival = _suggested_before(claim, on, claim.changes, seconds)
    hold(rival is None, f"With the changes {rival} would be suggested before {claim.worker}.")
    for fewer in weaker(claim.changes):
        rival = _suggested_before(claim, on, fewer, seconds)
        less = set(claim.changes) - set(fewer)
        which = ", ".join(sorted(f"{each.lever} {each.what}".strip() for each in less))
        hold(rival is not None, f"{claim.worker} would be suggested with less of this change: {which}.")


def _suggested_before(
    claim: Counterfactual, on: OnSide, changes: Sequence[Change], seconds: float
) -> str | None:
    """Return who adds less to the cost than the worker, or "nobody" where the worker cannot take it."""
    side = Side(changed(on.side.agency, changes), on.side.prices)
    if claim.case not in side.problem.case_at:
        return "nobody"
    with_changes = OnSide(side, on.plan)
    fixed = with_changes.fixed(claim.case)
    if fixed is None:
        return "nobody"
    out = away(changes)
    places = [side.problem.worker_at[worker] for worker in out]
    found = way(side, fixed, claim.case, claim.worker, seconds, places)
    if found is None:
        return "nobody"
    cost, holder = cost_of(side, found)[1], side.problem.holder_of(claim.case)
    for worker in side.problem.workers:
        if worker.id == claim.worker or worker.id in out:
            continue
        if worker.id == holder:
            other = staying(side, fixed, claim.case)
        else:
            other = way(side, fixed, claim.case, worker.id, seconds, places)
        if other is not None and cost_of(side, other)[1] < cost:
            return worker.id
    return None


def bottleneck(claim: Bottleneck, on: OnSide, seconds: float) -> None:
    """Judge what one step more of a fact is worth to the plan."""
    change = claim.change
    hold(change.lever != "away", "That somebody is away is no fact to have more of.")
    hold(fits_its_steps(change), "The change is not of whole steps.")
    one_step = change.lever != "number" or abs(change.after - change.before) == change.step
    hold(one_step, "The change is of more than one step.")
    on.arcs()
    side, step = Side(changed(on.side.agency, [change]), on.side.prices), on.side.program.step
    after = moved(on.plan, claim.moves)
    found = side.breaches(after)
    hold(not found, f"After the moves the rule {found[0].rule} is broken." if found else "")
    true = on.side.cost(on.plan) - side.cost(after, step)
    hold(claim.value == true, f"With the change the plan costs {true:,} less, not {claim.value:,}.")
    program = side.program
    chosen = program.chosen(side.problem, after)
    if chosen is None:
        raise Undecided("The program has no such plan.")
    covered = program.weight - program.left(chosen)
    if covered < program.weight:
        more = choose_arcs(program, rows_of(program, covered=covered + 1), seconds)
        hold(more.ending is not Ending.FOUND, "With the change a plan covers more.")
        if more.ending is Ending.OPEN:
            raise Undecided("The time was over before it was known whether more could be covered.")
    rest = program.rest(chosen)
    engine = Priced(program, (), covered, known=chosen)
    answer = engine.within(rest - claim.tolerance - 1, seconds)
    if answer.chosen is not None:
        less = rest - program.rest(answer.chosen)
        raise Untrue(f"With the change another plan costs {less:,} less still.")
    if answer.ending is Ending.OPEN:
        raise Undecided("The time was over before it was known whether a plan costs less still.")
