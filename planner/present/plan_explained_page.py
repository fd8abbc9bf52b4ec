"""A whole plan explained, as a page on a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from planner.explain.since import Fact
from planner.explain.wording import percent
from planner.present.plan_explained import (
    CoverageAnswer,
    EvenAnswer,
    GroupAnswer,
    HelpAnswer,
    InTheWayAnswer,
    PlanExplanationAnswer,
    SinceAnswer,
    UnknownAnswer,
    WaitingAnswer,
)
from planner.present.policy import SettingAnswer
from planner.present.policy_page import provenance, value_text
from planner.units import COST_POINTS_PER_STS_POINT

_CASES_NAMED = 6
_SMALL = 0.0005  # STS points: what is told as nothing


def plan_explained_page(answer: PlanExplanationAnswer) -> RenderableType:
    """Return what is printed."""
    parts: list[RenderableType] = [Text(f"{answer.agency}, {answer.date}", style="bold")]
    for title, inside in (
        ("What it covers", _coverage(answer)),
        ("Who waits, and why", _waiting(answer.waiting, answer.in_the_way)),
        ("Who carries what", _burden(answer)),
        ("What even burden costs", _even(answer)),
        ("What would help most", _help(answer)),
        ("What changed since the plan before", _since(answer.since)),
        ("What it hangs on", _assumptions(answer)),
    ):
        rows = list(inside)
        if rows:
            parts += [Text(f"\n{title}", style="bold"), *rows]
    parts.append(Text("\nProposals only: people decide.", style="dim"))
    return Group(*parts)


def _coverage(answer: PlanExplanationAnswer) -> Iterator[RenderableType]:
    cover = answer.coverage
    moved = (
        f" {cover.moved} of {cover.movable_cases} movable open cases move" if cover.movable_cases else ""
    )
    left = cover.leavers_cases_left
    leavers = f"; {left} of a leaver wait{'s' if left == 1 else ''}" if left else ""
    moved = f"{moved}{leavers}." if moved or leavers else ""
    yield Text(
        f"{cover.assigned} of {cover.new_cases} new cases have a worker; by urgency, {cover.share:.1%}"
        f" of all that needs one.{moved}"
    )
    yield Text(_most(answer, cover))


def _most(answer: PlanExplanationAnswer, cover: CoverageAnswer) -> str:
    if not answer.keeps_rules:
        return "The plan breaks a rule, so it is not compared with the most that can be covered."
    if cover.most:
        return "Proven: no plan covers more."
    if cover.at_most is None:
        return "Not proven in time whether a plan could cover more."
    return f"By what is told here, a plan covers {cover.at_most:.1%} at most."


def _waiting(cases: Sequence[WaitingAnswer], ways: Sequence[InTheWayAnswer]) -> Iterator[RenderableType]:
    if not cases:
        yield Text("Nobody waits.")
        return
    if len(cases) > 1 and ways:
        table = _table("", "What keeps workers out", "Cases", "Mostly", "Workers a case")
        for each in ways:
            count = str(len(each.cases))
            table.add_row(each.says, count, str(each.most), f"{each.workers:.0f}")
        yield table
        yield Text("Mostly: cases for which nothing else keeps out as many workers.\n", style="dim")
    same: dict[tuple[str, str | None], list[WaitingAnswer]] = {}
    for case in cases:
        same.setdefault((case.why, case.held_by), []).append(case)
    for (why, held_by), those in same.items():
        held = f" {held_by} holds {'it' if len(those) == 1 else 'them'} meanwhile." if held_by else ""
        named = ", ".join(f"{case.case} (urgency {case.urgency})" for case in those)
        yield Text(f"{named}: {why}{held}")


def _burden(answer: PlanExplanationAnswer) -> Iterator[RenderableType]:
    if not answer.teams:
        yield Text(f"Not told: there are fewer than {answer.fewest} people.")
        return
    yield _groups("Team", answer.teams)
    if len(answer.experience) > 1:
        yield _groups("In the field", answer.experience)
    yield Text(
        "Each person's highest share of the usual dose budget in the coming weeks, before and after the"
        f" plan.\nGroups of fewer than {answer.fewest} people are put together.",
        style="dim",
    )


def _groups(what: str, groups: Sequence[GroupAnswer]) -> Table:
    table = _table("", what, "People", "Mean", "Highest")
    for group in groups:
        table.add_row(
            group.name,
            str(group.people),
            f"{percent(group.mean_before):>4} → {percent(group.mean_after):>4}",
            f"{percent(group.highest_before):>4} → {percent(group.highest_after):>4}",
        )
    return table


def _even(answer: PlanExplanationAnswer) -> Iterator[RenderableType]:
    even = answer.even
    if even is None:
        yield Text("Not found in time.")
        return
    yield Text(_price_of_even(even))
    table = _table("", "Goal", "As it is", "Not asking for it", "Unit")
    for goal in even.goals:
        before, after = f"{goal.before:.2f}", f"{goal.after:.2f}"
        table.add_row(goal.name, before, "the same" if before == after else after, goal.unit)
    yield table
    yield Text(
        "Beside the best plan that does not ask for even burden, at the same coverage. How even it could"
        " be at most, and at what price: caseload fairness.",
        style="dim",
    )


def _price_of_even(even: EvenAnswer) -> str:
    least = even.at_least / COST_POINTS_PER_STS_POINT
    if even.proven:
        if least < _SMALL:
            return "Proven: it costs the other goals nothing worth naming."
        return f"Proven: it costs the other goals what {least:.3f} expected STS points are worth."
    if even.at_most is None:
        return f"Not proven in time: it costs the other goals at least {least:.3f} STS points' worth."
    most = even.at_most / COST_POINTS_PER_STS_POINT
    return (
        "Not proven in time: it costs the other goals between"
        f" {least:.3f} and {most:.3f} expected STS points' worth."
    )


def _help(answer: PlanExplanationAnswer) -> Iterator[RenderableType]:
    if not answer.best_known:
        yield Text(
            "Counted from the best plan by the facts told here, which is not this one.", style="dim"
        )
    for place, each in enumerate(answer.help, 1):
        yield Text(f"{place}. {each.says}")
        yield Padding(Text(_worth(each)), (0, 0, 0, 3))
    if not answer.help:
        yield Text("Nothing that was tried is proven to help.")
    yield Text(
        "\n"
        f"{answer.looked_at} changes were looked at: what alone keeps a worker from a waiting case, and"
        f" a hire for each team.\nFor the {answer.tried} that look best the agency was planned again."
        " Proven: no plan gains more by it; at least: none was ruled out in time.",
        style="dim",
    )


def _worth(each: HelpAnswer) -> str:
    least = "Proven: " if each.proven else "At least "
    rest = each.rest / COST_POINTS_PER_STS_POINT
    if not each.gained and not each.lost:
        gain = each.at_least / COST_POINTS_PER_STS_POINT
        return (
            f"{least}{gain:.3f} expected STS points' worth in the other goals; nobody more is covered."
        )
    more = len(each.gained) - len(each.lost)
    count = (
        f"{more} more case{'' if more == 1 else 's'} with a worker" if more > 0 else "more urgent cases"
    )
    told = f"{least}{count} ({_named(each.gained)}"
    told += f"; {_named(each.lost)} would wait)" if each.lost else ")"
    told += f", coverage {each.coverage_before:.1%} to {each.coverage:.1%}"
    if abs(rest) < _SMALL:
        return f"{told}."
    word = "more" if rest > 0 else "less"
    most = "" if each.proven else "at most " if rest > 0 else "at least "
    return f"{told}; the other goals cost {most}{abs(rest):.3f} STS points' worth {word}."


def _named(cases: Sequence[str]) -> str:
    more = len(cases) - _CASES_NAMED
    return ", ".join(cases[:_CASES_NAMED]) + (f" and {more} more" if more > 0 else "")


def _since(found: Sequence[SinceAnswer] | None) -> Iterator[RenderableType]:
    if found is None:
        return
    if not found:
        yield Text("Nothing: the same cases go to the same workers.")
    facts = Counter(each.fact for each in found)
    quiet = {Fact.DONE: "done as proposed", Fact.CLOSED: "closed since", Fact.NEW: "new since"}
    counts = [f"{facts[fact]} {words}" for fact, words in quiet.items() if facts[fact]]
    if counts:
        yield Text(f"{', '.join(counts)}.")
    table = _table("", "Case", "Before", "Now", "Why")
    for each in found:
        if each.fact not in quiet:
            table.add_row(each.case, each.before or "waited", each.now or "waits", each.why)
    if table.row_count:
        yield table


def _assumptions(answer: PlanExplanationAnswer) -> Iterator[RenderableType]:
    hangs = answer.assumptions
    table = _table("", "What", "In force", "Where from")
    for each in (*hangs.settings, *hangs.weights):
        table.add_row(each.name, _in_force(each), provenance(each.provenance, each.source))
    yield table
    yield Text(
        f"An hour weighs as in the set {hangs.weights_name}; units: caseload policy show.", style="dim"
    )
    yield Text(f"New cases: {_unknown(hangs.unknown_new)}\nOpen cases: {_unknown(hangs.unknown_open)}")
    if hangs.own_card:
        yield Text("Predicted STS is from the agency's own card.")


def _in_force(each: SettingAnswer) -> str:
    value, default = value_text(each.value), value_text(each.default)
    return value if value == default else f"{value} (default {default})"


def _unknown(found: UnknownAnswer) -> str:
    if not found.cases:
        return "no unknown fact is taken for the worse."
    facts = ", ".join(f"{fact.replace('_', ' ')} {count}" for fact, count in found.facts.items())
    return f"{found.cases} of {found.of_cases} have facts not known yet, taken for the worse ({facts})."


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title or None, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for place, name in enumerate(columns):
        right = name in {"Cases", "Mostly", "Workers a case", "People"}
        table.add_column(
            name, no_wrap=place == 0 and name == "Case", justify="right" if right else "left"
        )
    return table
