"""Claims of who can take a case and what stands in the way, judged by the rules' own plain checks."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from planner.check import breaches
from planner.claims import Can, Cannot, Left, RepairClaim
from planner.domain import Plan, Proposed
from planner.rule import Breach
from planner.rules import RULES
from planner.verify.finding import Untrue, hold
from planner.verify.side import OnSide
from planner.verify.ways import nothing_new, way

_HELPED = {
    ("one-lead", "one-of-two-workers"),
    ("presence", "without-cover"),
    ("first-year-support", ""),
}
"""Breaches that a helping worker can mend, so that they alone keep nobody from a case."""

_OFFERED_NEVER = {"conflict-of-interest", "client", "moves", "must-assign", "own-limits", "apart"}
_SAME_LIMIT = {"budget-margin": "dose-budget"}
"""Rules of one limit: once it is raised for the first, it is for the second."""


def can(claim: Can, on: OnSide, seconds: float) -> None:
    """Judge that a worker can take a case in the way that is given."""
    side, family = on.side, on.side.family(claim.case)
    side.place(claim.worker)
    hold(claim.value == 1, "The value of what can be is 1.")
    leads = sorted(each.case for each in claim.given)
    hold(leads == sorted(family), f"What is given is not {_list(family)} alone.")
    hold(
        all(each.worker == claim.worker for each in claim.given),
        f"What is given does not give {claim.case} to {claim.worker}.",
    )
    rest = on.without(family) if claim.beside else ()
    found = _new(on, rest, claim.given)
    hold(not found, f"{claim.worker} cannot take {claim.case} like this: {_told(found)}.")


def cannot(claim: Cannot, on: OnSide, seconds: float) -> None:
    """Judge that a rule keeps a worker from a case."""
    stands_in_the_way(claim, on)
    fixed = on.fixed(claim.case) if claim.beside else nothing_new(on.side, claim.case)
    if fixed is None:
        raise Untrue("The rest of the plan breaks a rule.")
    found = way(on.side, fixed, claim.case, claim.worker, seconds)
    hold(found is None, f"{claim.worker} can take {claim.case} with somebody who helps.")
    if claim.beside and (claim.rule, claim.what) in _HELPED:  # who would help is taken up by the rest
        free = way(on.side, nothing_new(on.side, claim.case), claim.case, claim.worker, seconds)
        hold(free is not None, f"Nobody helps {claim.worker} with nothing else new either.")


def stands_in_the_way(claim: Cannot, on: OnSide) -> None:
    """Judge that a rule is broken as said, where nobody helps and where it is the only rule kept."""
    side, family = on.side, on.side.family(claim.case)
    side.place(claim.worker)
    rule = next((each for each in RULES if each.name == claim.rule), None)
    if rule is None:
        raise Untrue(f"There is no rule {claim.rule}.")
    alone = in_the_way(on, claim.case, claim.worker, beside=False)
    found = in_the_way(on, claim.case, claim.worker, beside=True) if claim.beside else alone
    said = (claim.rule, claim.what, claim.week, claim.limit, claim.value)
    same = [each for each in found if (each.rule, each.what) == said[:2]]
    hold(bool(same), f"{claim.rule} does not keep {claim.worker} from {claim.case}.")
    facts = [(each.rule, each.what, each.week, each.limit, each.needed) for each in same]
    hold(said in facts, f"{claim.rule} is broken otherwise than said: {_told(same)}.")
    if claim.beside and said[:2] not in _HELPED:
        hold(
            not any((each.rule, each.what) == said[:2] for each in alone),
            f"{claim.rule} keeps {claim.worker} from {claim.case} with nothing else new as well.",
        )
    rest = on.without(family) if claim.beside else ()
    mine = tuple(Proposed(case=each, worker=claim.worker) for each in family)
    only = breaches(side.problem, Plan(assignments=(*rest, *mine)), [rule])
    there = any((b.rule, b.what, b.week, b.limit, b.needed) == said for b in only)
    hold(there, f"{claim.rule} is not broken where it is the only rule kept.")


def left(claim: Left, on: OnSide, seconds: float) -> None:
    """Judge that nobody can take a left case beside all else that is proposed."""
    _is_left(on, claim.case)
    side = on.side
    asked = [worker.id for worker in side.problem.workers]
    asked = [worker for worker in asked if worker != side.problem.holder_of(claim.case)]
    hold(claim.value == len(asked), f"There are {len(asked)} workers to ask, not {claim.value}.")
    for worker in asked:
        hold(_is_kept(on, claim.case, worker, seconds), f"{worker} can take {claim.case}.")


def repair(claim: RepairClaim, on: OnSide, seconds: float) -> None:
    """Judge that these limits are all that stand in a worker's way, and that nobody has less."""
    _is_left(on, claim.case)
    on.side.place(claim.worker)
    hold(claim.value == len(claim.limits), f"{len(claim.limits)} limits are named, not {claim.value}.")
    for limit in claim.limits:
        about = (limit.instance, limit.plan, limit.prices, limit.case, limit.worker)
        same = about == (claim.instance, claim.plan, claim.prices, claim.case, claim.worker)
        hold(same, "A limit is about something else than the change it belongs to.")
    found = in_the_way(on, claim.case, claim.worker, beside=True)
    hold(bool(found), f"Nothing stands in {claim.worker}'s way.")
    never = [each for each in found if not _is_offered(each)]
    hold(not never, f"What keeps {claim.worker} from {claim.case} is never changed: {_told(never)}.")
    worst = _one_of_each(found)
    said = {(each.rule, each.what, each.week, each.limit, each.value) for each in claim.limits}
    true = {(each.rule, each.what, each.week, each.limit, each.needed) for each in worst}
    hold(
        said == true and len(claim.limits) == len(worst),
        f"What stands in {claim.worker}'s way is: {_told(worst)}.",
    )
    alone = in_the_way(on, claim.case, claim.worker, beside=False)
    for limit in claim.limits:
        there = any((each.rule, each.what) == (limit.rule, limit.what) for each in alone)
        hold(limit.beside or there, f"{limit.rule} stands in the way only beside the rest of the plan.")
    size = _size(worst)
    for worker in (each.id for each in on.side.problem.workers):
        others = in_the_way(on, claim.case, worker, beside=True)
        if worker != claim.worker and all(map(_is_offered, others)):
            smaller = _size(_one_of_each(others)) < size
            hold(not smaller, f"A smaller change lets {worker} take {claim.case}.")


def in_the_way(on: OnSide, case: str, worker: str, *, beside: bool) -> list[Breach]:
    """Return what is broken where a case and its family go to a worker, and nobody helps."""
    family = on.side.family(case)
    rest = on.without(family) if beside else ()
    found = _new(on, rest, [Proposed(case=each, worker=worker) for each in family])
    mine = [each for each in found if each.case in family or (not each.case and each.worker == worker)]
    return mine or found


def _new(on: OnSide, rest: Iterable[Proposed], given: Iterable[Proposed]) -> list[Breach]:
    """Return the breaches that come with what is given beside the rest."""
    rest = tuple(rest)
    before = on.broken_by(rest)
    after = Counter(on.side.breaches(Plan(assignments=(*rest, *given))))
    return list((after - before).elements())


def _is_left(on: OnSide, case: str) -> None:
    on.side.item(case)
    hold(case not in on.side.covered(on.plan), f"{case} is not left.")


def _is_kept(on: OnSide, case: str, worker: str, seconds: float) -> bool:
    """Return whether a worker cannot take a case beside the plan, whoever helps."""
    found = in_the_way(on, case, worker, beside=True)
    if not found:
        return False
    if any((each.rule, each.what) not in _HELPED for each in found):
        return True
    fixed = on.fixed(case)
    return fixed is not None and way(on.side, fixed, case, worker, seconds) is None


def _is_offered(breach: Breach) -> bool:
    if breach.rule == "one-lead":
        return breach.what == "one-of-two-workers"
    return breach.rule not in _OFFERED_NEVER


def _share(breach: Breach) -> Fraction:
    """Return by which share of itself a limit would have to change; 1 for a yes or no."""
    return Fraction(abs(breach.needed - breach.limit), breach.limit) if breach.limit else Fraction(1)


def _size(found: list[Breach]) -> tuple[int, Fraction]:
    return len(found), sum(map(_share, found), Fraction(0))


def _one_of_each(found: list[Breach]) -> list[Breach]:
    """Return of each limit the breach that asks most of it, the first of equals."""
    broken = {each.rule for each in found}
    worst: dict[tuple[str, str], Breach] = {}
    for each in found:
        if any(_SAME_LIMIT.get(rule) == each.rule for rule in broken):
            continue
        if _share(each) > _share(worst.setdefault((each.rule, each.what), each)):
            worst[each.rule, each.what] = each
    return list(worst.values())


def _told(found: Iterable[Breach]) -> str:
    """Return breaches in a few words."""
    words = []
    for each in list(found)[:3]:
        what = f" ({each.what})" if each.what else ""
        week = "" if each.week is None else f" in week {each.week}"
        amount = f", {each.needed:,} against {each.limit:,}" if each.needed or each.limit else ""
        words.append(f"{each.rule}{what}{week}{amount}")
    return "; ".join(words)


def _list(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
