"""The answer in two sentences: made from the numbers, and never surer than the intervals are."""

from collections.abc import Sequence

from planner.present.report.material import Material
from planner.present.report.words import HEADLINES, between, number, policy
from planner.present.simulation import (
    AS_IT_IS,
    MeanAnswer,
    PairedAnswer,
    PolicyRunsAnswer,
    SimulationAnswer,
)

LEADING = "caseload"


def leading(answer: SimulationAnswer) -> PolicyRunsAnswer | None:
    """Return the policy the page is about: the one that is compared; or the planner's own, or else
    the first.
    """
    real = [one for one in answer.policies if one.name != AS_IT_IS]
    lead = answer.paired[0].policy if answer.paired else LEADING
    return next((one for one in real if one.name == lead), real[0] if real else None)


def pairs(answer: SimulationAnswer) -> list[PairedAnswer]:
    """Return what the leading policy is compared to, the agency as it is now first."""
    lead = leading(answer)
    mine = [pair for pair in answer.paired if lead is not None and pair.policy == lead.name]
    return sorted(mine, key=lambda pair: pair.against != AS_IT_IS)


def told_apart(mean: MeanAnswer) -> bool:
    """Tell whether an interval of differences leaves out zero."""
    return mean.low is not None and mean.high is not None and (mean.low > 0 or mean.high < 0)


def two_sentences(material: Material) -> tuple[str, str]:
    """Return what the runs say: what happens, and how it compares in the same luck."""
    answer, lead = material.answer, leading(material.answer)
    if lead is None or not answer.runs:
        return "No run was finished.", "There is nothing to compare."
    runs = f"{answer.runs:,} run{'s' * (answer.runs != 1)}"
    said = [_happens(lead.measures[name], name) for name in HEADLINES if name in lead.measures]
    first = f"In {material.weeks} weeks under “{policy(lead.name)}”, {_and(said)} (mean of {runs})."
    return first, _compares(answer, lead, runs)


def _happens(mean: MeanAnswer, name: str) -> str:
    interval = "" if mean.low is None else f" ({between(mean, name)})"
    return HEADLINES[name].happens.format(number(mean.mean, name)) + interval


def _compares(answer: SimulationAnswer, lead: PolicyRunsAnswer, runs: str) -> str:
    if mine := pairs(answer):
        against = mine[0].against
        what = "the agency as it is now" if against == AS_IT_IS else f"“{policy(against)}”"
        return f"Against {what}, in the same luck, {_difference(mine[0], runs)}."
    others = [one for one in answer.policies if one.name != lead.name]
    if not others:
        return "Nothing else was run, so this says how things go, and not what is better."
    return _unpaired(lead, others[0])


def _difference(pair: PairedAnswer, runs: str) -> str:
    names = [name for name in HEADLINES if name in pair.measures]
    told = [name for name in names if told_apart(pair.measures[name])]
    same = [name for name in names if pair.measures[name].low == pair.measures[name].high == 0]
    unsure = [name for name in names if name not in told and name not in same]
    parts = []
    if told:
        parts.append("that is " + _and([_change(pair.measures[name], name) for name in told]))
    if unsure:
        open_ = [
            f"{HEADLINES[name].name} ({between(pair.measures[name], name, sign=True)})"
            for name in unsure
        ]
        parts.append(f"{runs} cannot tell a difference in {_and(open_)}")
    if same:
        parts.append(f"nothing changes in {_and([HEADLINES[name].name for name in same])}")
    return "; ".join(parts) or "nothing was measured"


def _change(mean: MeanAnswer, name: str) -> str:
    phrase, value = HEADLINES[name], mean.mean or 0.0
    low, high = sorted(abs(edge or 0.0) for edge in (mean.low, mean.high))
    amount = (phrase.less if value < 0 else phrase.more).format(number(abs(value), name))
    return f"{amount} ({number(low, name)} to {number(high, name)})"


def _unpaired(lead: PolicyRunsAnswer, other: PolicyRunsAnswer) -> str:
    names = [name for name in HEADLINES if name in lead.measures and name in other.measures]
    apart = [name for name in names if not _overlap(lead.measures[name], other.measures[name])]
    whose = f"“{policy(other.name)}”"
    if not apart:
        return f"All its intervals overlap with those of {whose}: these runs do not tell the two apart."
    rest = "" if apart == names else "; the other intervals overlap, and tell nothing"
    return f"Under {whose}, {_and([_happens(other.measures[name], name) for name in apart])}{rest}."


def _overlap(one: MeanAnswer, other: MeanAnswer) -> bool:
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return True
    return one.low <= other.high and other.low <= one.high


def _and(items: Sequence[str]) -> str:
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)
