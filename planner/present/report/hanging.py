"""Which numbers an answer hangs on: those that turn round what the runs tell, at a low or high value."""

from collections.abc import Iterator

from planner.present.report.sentences import change, listed, told_apart
from planner.present.report.words import HEADLINES, between, number, policy
from planner.present.simulation import (
    AS_IT_IS,
    EndAnswer,
    MeanAnswer,
    SensitivitiesAnswer,
    SensitivityAnswer,
)


def hangs_on(found: SensitivitiesAnswer) -> Iterator[tuple[str, str]]:
    """Yield each number that turns the answer round; where none does, that none does."""
    if found.against is None:
        yield from _most(found)
        return
    whom = "the agency as it is now" if found.against == AS_IT_IS else f"“{policy(found.against)}”"
    turning = [(one, [*_turns(one, found)]) for one in found.numbers]
    for one, said in turning:
        if said:
            yield f"{_title(one.name)}, {one.value:,} now", f"Against {whom}, {'; '.join(said)}."
    if steady := [one.name.replace("_", " ") for one, said in turning if not said]:
        yield (
            "What does not turn it round",
            f"{_title(listed(steady))}: at the low or the high value of each alone, {found.runs:,} runs"
            f" do not tell otherwise against {whom}.",
        )


def _turns(one: SensitivityAnswer, found: SensitivitiesAnswer) -> Iterator[str]:
    """Yield where a difference shifts by more than chance, and another thing is then told of it."""
    for name in HEADLINES:
        for end in (one.low, one.high):
            if name in end.shifts and told_apart(end.shifts[name]):
                mean, now = end.paired[name], found.paired[name]
                if _verdict(mean) != _verdict(now):
                    yield f"at {end.value:,}, {_says(mean, name)}; now, {_says(now, name)}"


def _verdict(mean: MeanAnswer) -> int:
    """Return 1 for more, -1 for less, 0 where an interval cannot tell."""
    if not told_apart(mean):
        return 0
    return 1 if (mean.mean or 0.0) > 0 else -1


def _says(mean: MeanAnswer, name: str) -> str:
    if told_apart(mean):
        return change(mean, name)
    return f"no difference in {HEADLINES[name].name} can be told ({between(mean, name, sign=True)})"


def _most(found: SensitivitiesAnswer) -> Iterator[tuple[str, str]]:
    """Yield for each measure the number it hangs on most, where nothing is compared."""
    for name in HEADLINES:
        known = [one for one in found.numbers if moves(one, name)]
        if known:
            most = max(known, key=lambda one: span(one, found, name))
            ends = [f"{number(at(end, name), name)} at {end.value:,}" for end in (most.low, most.high)]
            said = f"{_title(HEADLINES[name].name)} hangs most on it: {listed(ends)}."
            yield f"{_title(most.name)}, {most.value:,} now", said


def moves(one: SensitivityAnswer, name: str) -> bool:
    """Tell whether a number moves a measure by more than chance, at either end."""
    return any(name in end.differs and told_apart(end.differs[name]) for end in (one.low, one.high))


def at(end: EndAnswer, name: str) -> float:
    """Return what a measure comes to at one end of a number."""
    return end.measures[name].mean or 0.0


def span(one: SensitivityAnswer, found: SensitivitiesAnswer, name: str) -> float:
    """Return how far apart a measure is at the low value, at the high one, and as it is run."""
    values = (at(one.low, name), at(one.high, name), found.measures[name].mean or 0.0)
    return max(values) - min(values)


def _title(name: str) -> str:
    text = name.replace("_", " ")
    return f"{text[0].upper()}{text[1:]}"
