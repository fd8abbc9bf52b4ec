"""How near ways of giving out cases come to hindsight in years of an invented agency, as data."""

from time import monotonic

from planner.generate import generate
from planner.present.year import WayAnswer, YearAnswer
from planner.simulate.templates import templates
from planner.simulate.year import GREEDY, KNOWN, Year, quiet, year

AGENCY = "english-authority"
KINDS = 150  # new cases of the invented agency: the mix that a year's cases are drawn from
WORKERS = 24


def year_answer(  # noqa: PLR0913  (what is run, and for how long)
    load: float,
    seconds: float,
    *,
    seed: int = 0,
    years: int = 4,
    weeks: int = 52,
    workers: int = WORKERS,
) -> YearAnswer:
    """Return some years of a load, each with an agency and a luck of its own.

    No year is begun that would, by the last one, end after `seconds`; one is run in any case.
    """
    begin = monotonic()
    found: list[Year] = []
    name, longest = "", 0.0
    for number in range(seed, seed + years):
        started = monotonic()
        if found and started - begin + longest > seconds:
            break
        agency = generate(AGENCY, number, workers=workers, new_cases=KINDS).public()
        tables = templates(agency)
        found.append(year(agency, quiet(agency, load, weeks, tables), tables, number))
        name, longest = agency.name, max(longest, monotonic() - started)
    return YearAnswer(
        agency=name,
        workers=workers,
        load=load,
        weeks=weeks,
        years=len(found),
        wanted=years,
        first_seed=seed,
        cases=sum(one.came[0].cases for one in found),
        bound_of_all=sum(one.bound for one in found) / max(1e-9, sum(one.most for one in found)),
        rules=list(KNOWN),
        ways=[_way(found, place) for place in range(len(found[0].came))],
        seconds=round(monotonic() - begin, 1),
    )


def _way(years: list[Year], place: int) -> WayAnswer:
    mine = [one.came[place] for one in years]
    shares = [_share(one, place) for one in years]
    known = [share for share in shares if share is not None]
    bound = sum(one.bound for one in years)
    greedy = sum(_greedy(one) for one in years)
    value = sum(came.value for came in mine)
    return WayAnswer(
        way=mine[0].way,
        of_bound=value / bound if bound else 1.0,
        share=(value - greedy) / (bound - greedy) if bound > greedy else None,
        least_share=min(known) if known else None,
        given=sum(came.given for came in mine) / max(1, sum(came.cases for came in mine)),
        severe_given=sum(came.severe_given for came in mine) / max(1, sum(came.severe for came in mine)),
        harm=sum(came.harm for came in mine) / len(mine),
    )


def _share(one: Year, place: int) -> float | None:
    greedy = _greedy(one)
    if one.bound <= greedy:
        return None
    return (one.came[place].value - greedy) / (one.bound - greedy)


def _greedy(one: Year) -> float:
    return next(came.value for came in one.came if came.way == GREEDY)
