"""Which lever helps most, in two sentences that are never surer than the intervals are."""

from collections.abc import Iterable, Iterator, Sequence

from planner.present.report.sentences import change
from planner.present.report.words import fine, measure
from planner.present.simulation import LeverAnswer, MeanAnswer, SimulationAnswer, Standing

_MONEY, _POST = "10,000 of money", "a full-time post"


def unit_of(levers: Iterable[LeverAnswer]) -> str:
    """Return what the costs of levers are compared by."""
    return _MONEY if any(lever.per_10000 for lever in levers) else _POST


def for_unit(lever: LeverAnswer) -> dict[str, MeanAnswer]:
    """Return what a lever does for a unit of cost, by measure; nothing where its cost is not known."""
    return lever.per_10000 or lever.per_post


def cost_text(lever: LeverAnswer) -> str:
    """Return what a lever costs."""
    if lever.cost is not None:
        return f"{lever.cost:,}" if lever.cost else "nothing"
    if lever.posts is not None:
        return f"{lever.posts / 1000:g} post{'s' * (lever.posts != 1000)}"  # noqa: PLR2004  (one whole)
    return "not given"


def worth_text(lever: LeverAnswer, levers: Sequence[LeverAnswer]) -> str:
    """Return at what cost a lever would help as much for it as the one that helps most."""
    if lever.as_good_at is None:
        return ""
    if unit_of(levers) == _MONEY:
        return f"{lever.as_good_at:,}"
    return f"{lever.as_good_at / 1000:g} posts"


def lever_sentences(answer: SimulationAnswer) -> tuple[str, str]:
    """Return which lever helps most for its cost, and what is to be said of the others."""
    ranked, runs = answer.rank_by or "", f"{answer.runs:,} run{'s' * (answer.runs != 1)}"
    by = {one: [lever for lever in answer.levers if lever.standing is one] for one in Standing}
    if by[Standing.BEST]:
        first = _best(by[Standing.BEST][0], by[Standing.TIED], ranked, runs)
    elif helping := [*by[Standing.FREE], *by[Standing.NO_COST]]:
        first = f"{named(helping[:1])} helps most: it brings {_does(helping[0].measures, ranked)}"
    else:
        what = measure(ranked).title.lower()
        first = f"In {what}, {runs} cannot tell that any of the levers helps"
    rest = [*_rest(by, answer.levers, ranked)]
    return f"{first}.", _sentence(rest)


def _best(best: LeverAnswer, tied: Sequence[LeverAnswer], ranked: str, runs: str) -> str:
    alike = f"; {runs} cannot tell {named(tied, 'or')} from it" if tied else ""
    does = _does(for_unit(best), ranked)
    return f"{named([best])} helps most for its cost: {unit_of([best])} brings {does}{alike}"


def _rest(
    by: dict[Standing, list[LeverAnswer]], levers: Sequence[LeverAnswer], ranked: str
) -> Iterator[str]:
    if less := by[Standing.LESS]:
        yield f"{named(less)} {_verb(less, 'helps', 'help')} less for the cost"
    helping = [*by[Standing.FREE], *by[Standing.NO_COST]]
    for lever in helping if by[Standing.BEST] else helping[1:]:
        free = " costs nothing and" if lever.standing is Standing.FREE else ""
        yield f"{named([lever])}{free} brings {_does(lever.measures, ranked)}{_worth(lever, levers)}"
    if nothing := [*by[Standing.NOTHING], *by[Standing.TOO_FEW]]:
        yield f"{named(nothing)} cannot be told from nothing"
    if worse := by[Standing.WORSE]:
        yield f"{named(worse)} {_verb(worse, 'does', 'do')} the opposite of help"


def _worth(lever: LeverAnswer, levers: Sequence[LeverAnswer]) -> str:
    if lever.standing is not Standing.NO_COST or lever.as_good_at is None:
        return ""
    return f", which would be as good for its cost at about {worth_text(lever, levers)}"


def named(levers: Sequence[LeverAnswer], last: str = "and") -> str:
    """Return levers by name, in a row."""
    names = [f"“{lever.name}”" for lever in levers]
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


def _does(measures: dict[str, MeanAnswer], ranked: str) -> str:
    mean = measures[ranked]
    return change(mean, ranked, fine((mean.mean,), ranked))


def _verb(levers: Sequence[LeverAnswer], one: str, many: str) -> str:
    return one if len(levers) == 1 else many


def _sentence(parts: Sequence[str]) -> str:
    return f"{'; '.join(parts)}." if parts else "No other lever was asked about."
