"""How two kept runs differ: in what was asked, and in what came out."""

from collections.abc import Iterator, Sequence
from typing import Any

from planner.present.side_by_side import (
    ArmsSideBySideAnswer,
    DifferAnswer,
    KeptRunAnswer,
    MeasureSideBySideAnswer,
    SideBySideAnswer,
)
from planner.simulate.kept.reading import Kept
from planner.simulate.kept.record import Record
from planner.simulate.statistics import interval, paired, unpaired
from planner.simulate.summary import mean_answer

_LEAST_SHARED = 2
_SHORT = 12  # characters of a hash that are shown
_NOTHING = "nothing"


def side_by_side(first: Kept, second: Kept) -> SideBySideAnswer:
    """Return two kept runs side by side: arms of the same name, and the leading arms.

    Where both have the same seed, runs of the same number met the same luck and are paired; otherwise
    the difference is that of independent samples. The confidence is that of the first run.
    """
    same_seed = first.record.seed == second.record.seed
    shared = sorted(set(first.numbers) & set(second.numbers)) if same_seed else []
    pair = len(shared) >= _LEAST_SHARED
    mine, other = list(first.measures), list(second.measures)
    arms = [(name, name) for name in mine if name in other]
    leads = first.record.lead, second.record.lead
    if leads not in arms:
        arms.append(leads)
    return SideBySideAnswer(
        first=_run(first),
        second=_run(second),
        differ=[DifferAnswer(what=w, first=a, second=b) for w, a, b in _differ(first, second)],
        paired=pair,
        shared=len(shared) if pair else 0,
        confidence=first.record.confidence / 1000,
        arms=[
            ArmsSideBySideAnswer(
                first=one,
                second=two,
                first_policy=first.policies[one],
                second_policy=second.policies[two],
                measures=_measures(first, one, second, two, shared if pair else []),
            )
            for one, two in arms
        ],
        only_first=[name for name in mine if name not in other],
        only_second=[name for name in other if name not in mine],
    )


def _measures(
    first: Kept, one: str, second: Kept, two: str, shared: Sequence[int]
) -> dict[str, MeasureSideBySideAnswer]:
    sure = first.record.confidence / 1000
    found = {}
    for name in first.measures[one]:
        if name not in second.measures[two]:
            continue
        before = first.on(shared or first.numbers, one, name)
        after = second.on(shared or second.numbers, two, name)
        difference = (paired if shared else unpaired)(after, before, sure)
        found[name] = MeasureSideBySideAnswer(
            first=mean_answer(interval(before, sure)),
            second=mean_answer(interval(after, sure)),
            difference=mean_answer(difference),
        )
    return found


def _differ(first: Kept, second: Kept) -> Iterator[tuple[str, str, str]]:
    """Yield in what two runs differ, and what each has."""
    one, two = first.record, second.record
    said = [(name, getattr(one, key), getattr(two, key)) for key, name in _TOLD.items()]
    said.append(("changes", _changes(one), _changes(two)))
    if one.agency == two.agency:
        short = one.agency_hash[:_SHORT], two.agency_hash[:_SHORT]
        said.append(("the agency's data, by its hash", *short))
    said.append(("runs", len(first.numbers), len(second.numbers)))
    names = dict.fromkeys([*one.parameters, *two.parameters])
    said += [(f"parameter {name}", one.parameters.get(name), two.parameters.get(name)) for name in names]
    yield from ((what, _text(a), _text(b)) for what, a, b in said if a != b)


_TOLD = {
    "question": "question",
    "agency": "agency",
    "lead": "leading policy",
    "seed": "seed",
    "caseload": "version of caseload",
}


def _changes(record: Record) -> str:
    return "; ".join(
        f"{change.get('do', '')} ({_plain({key: v for key, v in change.items() if key != 'do'})})"
        for change in record.changes
    )


def _plain(value: Any) -> str:
    """Return a change's values as people write them: names before what they are put to."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(each)}" for name, each in value.items())
    return " and ".join(map(_plain, value)) if isinstance(value, list) else str(value)


def _text(value: Any) -> str:
    return _NOTHING if value is None or value == "" else _plain(value)


def _run(kept: Kept) -> KeptRunAnswer:
    record = kept.record
    return KeptRunAnswer(
        folder=kept.folder,
        question=record.question,
        agency=record.agency,
        runs=len(kept.numbers),
        seed=record.seed,
        lead=record.lead,
        caseload=record.caseload,
    )
