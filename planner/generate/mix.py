"""What a case is about: factors of an episode as often as published, and the rubric that follows.

Each episode has one main factor, drawn in proportion to the published counts; every other factor
is there with a chance of its own. With p the published share of episodes with a factor and q its
share as the main one, that chance is (p - q) / (1 - q). So every factor is as frequent as
published, every episode has one or more, and on average as many as published. That domestic abuse
and alcohol, say, go together more often than by chance is not published and not represented.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from planner.domain import Fact, Rubric
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.sourced import Sourced

# Which types of trauma a factor stands for.
TRAUMA_TYPE = {
    "neglect": "neglect",
    "emotional-abuse": "emotional-abuse",
    "physical-abuse-child-on-child": "physical-abuse",
    "physical-abuse-adult-on-child": "physical-abuse",
    "sexual-abuse-child-on-child": "sexual-abuse",
    "sexual-abuse-adult-on-child": "sexual-abuse",
    "child-sexual-exploitation": "sexual-abuse",
    "domestic-abuse-child": "domestic-abuse",
    "domestic-abuse-parent": "domestic-abuse",
    "domestic-abuse-person": "domestic-abuse",
    "trafficking": "trafficking",
    "gangs": "criminal-exploitation",
    "child-criminal-exploitation": "criminal-exploitation",
    "self-harm": "self-harm",
    "female-genital-mutilation": "harmful-practice",
    "faith-linked-abuse": "harmful-practice",
    "unaccompanied-asylum-seeker": "flight",
    # in agencies other than an authority
    "sex-trafficking": "trafficking",
    "labour-trafficking": "forced-labour",
    "sexual-violence": "sexual-abuse",
    "physical-violence": "physical-abuse",
    "partner-violence": "domestic-abuse",
    "torture": "torture",
    "sexual-abuse": "sexual-abuse",
    "physical-abuse": "physical-abuse",
    "witness-to-violence": "domestic-abuse",
    "abuse-recorded": "abuse-recorded",
}
SEXUAL = frozenset({"sexual-abuse", "abuse-recorded", "trafficking", "forced-labour"})
OF_ADOLESCENTS = frozenset(
    {
        "alcohol-misuse-child",
        "drug-misuse-child",
        "going-missing",
        "child-sexual-exploitation",
        "trafficking",
        "gangs",
        "self-harm",
        "child-criminal-exploitation",
        "unaccompanied-asylum-seeker",
        "young-carer",
    }
)
EPISODES = "episodes"  # among the counts of factors: how many assessed episodes there were
_NONE = "no-trauma-type"


@dataclass(frozen=True)
class Episode:
    """The factors of a case, the types of trauma they stand for, and the rubric."""

    factors: frozenset[str]
    types: frozenset[str]
    rubric: Rubric


def published_factors(factors: Mapping[str, Sourced]) -> Callable[[Figures, Chance], frozenset[str]]:
    """Return what draws the factors of one episode, as often as published.

    `factors`: how many episodes have each, and of `episodes`; an episode has one or more.
    """
    counts = {name: entry.number for name, entry in factors.items()}
    episodes, total = counts.pop(EPISODES), sum(counts.values())
    names, numbers = tuple(counts), tuple(counts.values())
    # (p - q) / (1 - q) with p = n / episodes and q = n / total
    beside = tuple(
        n * (total - episodes) / (episodes * (total - n)) if n < total else 0 for n in numbers
    )

    def draw(_: Figures, chance: Chance) -> frozenset[str]:
        main = chance.weighted(numbers)
        drawn = {name for name, odds in zip(names, beside, strict=True) if chance.part() < odds}
        return frozenset(drawn | {names[main]})

    return draw


def main_and_beside(figures: Figures, chance: Chance) -> frozenset[str]:
    """Return one main factor, or several joined by `--`, and others by chances of their own."""
    mains = figures.each("main-")
    main = list(mains)[chance.weighted(list(mains.values()))]
    drawn = {name for name, share in figures.each("beside-").items() if chance.yes(share)}
    return frozenset(drawn | set(main.split("--")))


def draw_episode(factors: frozenset[str], figures: Figures, chance: Chance) -> Episode:
    """Return the rubric facts that follow from the factors of an episode, all of them known."""
    types = frozenset(TRAUMA_TYPE[factor] for factor in factors if factor in TRAUMA_TYPE)
    odds = [figures.each_several("chance-")[name] for name in types or {_NONE}]
    death, graphic, danger = (max(column) for column in zip(*odds, strict=True))
    young = figures.several("child_13_or_under")[bool(factors & OF_ADOLESCENTS)]
    rubric = Rubric(
        multiple_trauma_types=_fact(len(types) > 1),
        sexual_violence=_fact(bool(types & SEXUAL) or "female-genital-mutilation" in factors),
        child_13_or_under=_fact(chance.yes(young)),
        death_or_threat=_fact(chance.yes(death)),
        graphic_material=_fact(chance.yes(graphic)),
        continuing_danger=_fact(chance.yes(danger)),
    )
    return Episode(factors, types, rubric)


def _fact(holds: bool) -> Fact:
    return Fact.YES if holds else Fact.NO
