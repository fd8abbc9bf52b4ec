"""On which settings a week's answer hangs, on a terminal."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.present.risk_sensitivity import (
    Hangs,
    RiskSensitivityAnswer,
    SettingHangsAnswer,
    TriedAnswer,
)
from planner.solve.outcome import Ending

_SMALL = 0.0005  # shown as 0.0 %


def sensitivity_page(answer: RiskSensitivityAnswer) -> RenderableType:
    """Return which settings the answer hangs on, in words and as two tables."""
    return Group(
        Text(f"{answer.agency}, {answer.date}: on which settings the answer hangs", style="bold"),
        Text(
            f"As it is, the plan has {answer.assignments} assignments and covers {answer.coverage:.1%}"
            " of what needs a worker, by urgency. It is planned again with one setting changed at a"
            " time."
        ),
        Text(),
        *map(Text, said(answer)),
        _plans(answer),
        _suggestions(answer),
        *map(Text, _notes(answer)),
    )


def said(answer: RiskSensitivityAnswer) -> list[str]:
    """Return in sentences on what proposals, first suggestions and their order hang, and on what not."""
    lines = []
    for what, part in (
        ("Who is proposed", "plan"),
        ("Who is suggested first for one case", "first"),
        ("Which three are suggested first", "order"),
    ):
        names = {kind: _named(answer.settings, part, kind) for kind in Hangs}
        sentence = f"{what} hangs on {names[Hangs.YES] or 'none of them'}"
        if names[Hangs.YES] and names[Hangs.NO]:
            sentence += f", and not on {names[Hangs.NO]}"
        if names[Hangs.UNKNOWN]:
            sentence += f"; in the time given it is not known for {names[Hangs.UNKNOWN]}"
        lines.append(f"{sentence}.")
    return lines + [f"- {each.setting}, {why}." for each in answer.settings for why in each.why]


def _named(settings: Sequence[SettingHangsAnswer], part: str, kind: Hangs) -> str:
    """Return the settings of a kind as a list in words."""
    names = [each.setting for each in settings if getattr(each, part) is kind]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _plans(answer: RiskSensitivityAnswer) -> Table:
    table = _table("The plan", ("Stays", "Keeping costs", "Covered", "Left", "Gap"))
    for name, each in _by_setting(answer):
        table.add_row(
            name,
            each.value,
            _percent(each.stays) + ("" if each.stays_known or each.stays is None else "?"),
            _extra(each),
            f"{each.coverage:.1%}",
            str(each.left),
            _gap(each),
        )
    return table


def _suggestions(answer: RiskSensitivityAnswer) -> Table:
    table = _table("Suggestions, case by case", ("Same first", "As good", "First three", "Order"))
    for name, each in _by_setting(answer):
        tau = "-" if each.tau is None else f"{each.tau:.2f}"
        table.add_row(
            name, each.value, _percent(each.first), _percent(each.as_good), _percent(each.top), tau
        )
    return table


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Setting, as it is", no_wrap=True)
    table.add_column("Instead", no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _by_setting(answer: RiskSensitivityAnswer) -> list[tuple[str, TriedAnswer]]:
    """Return every value tried, the setting with its value in force before its first one only."""
    in_force = {each.setting: each.in_force for each in answer.settings}
    told: set[str] = set()
    rows = []
    for each in answer.tried:
        name = "" if each.setting in told else f"{each.setting}, {in_force[each.setting]}"
        told.add(each.setting)
        rows.append((name, each))
    return rows


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def _extra(tried: TriedAnswer) -> str:
    if tried.breaks:
        return "breaks rules"
    if tried.covers_less:
        return "covers less"
    if tried.extra_least is None:
        return "-"
    if tried.extra_most is None:
        return f"from {100 * tried.extra_least:.1f} %"
    least, most = f"{100 * tried.extra_least:.1f}", f"{100 * tried.extra_most:.1f}"
    return f"{least} %" if least == most else f"{least} to {most} %"


def _gap(tried: TriedAnswer) -> str:
    if not tried.coverage_proven:
        return "cover?"
    if tried.gap is None:
        return "?"
    if tried.ending is Ending.BEST or tried.gap < _SMALL:
        return "best"
    return f"{100 * tried.gap:.1f} %"


def _notes(answer: RiskSensitivityAnswer) -> list[str]:
    breaks = sorted({rule for each in answer.tried for rule in each.breaks})
    unproven = sum(each.ending is not Ending.BEST for each in answer.tried)
    notes = [
        "Stays: assignments no other worker is better for by more than about the same"
        f" ({answer.same_cost / 1000:g} of an expected STS point). Keeping costs: what the plan as it is"
        " costs more than the cheapest, coverage aside.",
        "As good: the first suggestion is still the first, or about the same. Order: Kendall's tau-b of"
        " all who could take a case; 1 the same, 0 as if by chance, -1 reversed.",
    ]
    if breaks:
        notes.append(f"Rules that the plan as it is would break: {', '.join(breaks)}.")
    if unproven:
        notes.append(
            f"In {answer.seconds:.0f} seconds {unproven} of {len(answer.tried)} weeks were not proven in"
            " every part. Gap: by how much a plan could be cheaper, ? where that is not known; where it"
            " says cover?, more cases could perhaps be covered. A share with ? may be another once the"
            " gap is closed; --seconds gives more time."
        )
    return [*notes, *(f"Not tried: {each}" for each in answer.not_tried)]
