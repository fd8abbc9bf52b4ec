"""On which settings the answer hangs, by thresholds that are policy, and why in words."""

from collections.abc import Iterable, Sequence

from planner.present.risk_sensitivity import Hangs, SettingHangsAnswer, TriedAnswer
from planner.sensitivity.tried import Setting, numbers

_COVERAGE = 0.005  # half a hundredth: what the table shows as a difference


def verdict(setting: Setting, tried: Sequence[TriedAnswer], coverage: float) -> SettingHangsAnswer:
    """Return whether anything hangs on a setting, over all its values that were tried.

    `coverage`: of the week as it is.
    """
    why = [f"{each.value}: {', '.join(w)}" for each in tried if (w := _why(each, coverage))]
    known = all(_known(each) for each in tried)
    return SettingHangsAnswer(
        setting=setting.name,
        in_force=setting.in_force,
        plan=Hangs.YES if why else Hangs.NO if known else Hangs.UNKNOWN,
        first=_hangs(_fewer(each.as_good, "least_as_good") for each in tried),
        order=_hangs(_fewer(each.top, "least_top_shared") for each in tried),
        why=why,
    )


def _known(tried: TriedAnswer) -> bool:
    """Return whether a better plan than those found could not change what is said."""
    return (
        tried.coverage_proven and tried.extra_most is not None and tried.extra_most <= _at("most_extra")
    )


def _why(tried: TriedAnswer, coverage: float) -> list[str]:
    """Return what makes a plan hang on this value, in words; nothing where it does not."""
    found = []
    if tried.breaks:
        found.append(f"the plan as it is would break {_list(tried.breaks)}")
    if abs(tried.coverage - coverage) > _COVERAGE:
        found.append(f"coverage is {tried.coverage:.1%}, not {coverage:.1%}")
    elif tried.covers_less:
        found.append("other cases could be covered")
    if tried.extra_least is not None and tried.extra_least > _at("most_extra"):
        found.append(f"keeping it costs {tried.extra_least:.0%} more")
    if tried.stays_known and _fewer(tried.stays, "least_stays"):
        found.append(f"{tried.stays:.0%} of the assignments stay")
    return found


def _list(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _fewer(share: float | None, least: str) -> bool:
    return share is not None and share < _at(least)


def _hangs(values: Iterable[bool]) -> Hangs:
    return Hangs.YES if any(values) else Hangs.NO


def _at(threshold: str) -> float:
    return numbers()[threshold].number / 1000
