"""What `caseload rebalance` tells: which open cases should move, why, and what that brings."""

from pydantic import Field
from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.explain.wording import percent
from planner.present.answers import Answer, CoverAnswer, UnassignedAnswer
from planner.solve.outcome import Ending
from planner.units import COST_POINTS_PER_STS_POINT

_WHY = 26
_LINES = 20  # of cases left


class MoveAnswer(Answer):
    """An open case, whom it leaves and whom it goes to, with the highest share of each one's usual
    budget in the coming weeks, before and after all moves. `conditions`: what it asks of people beside
    the handover, which every move brings.
    """

    case: str
    tier: int
    moved_from: str
    worker: str
    support: str | None
    cover: list[CoverAnswer]
    from_before: float
    from_after: float
    to_before: float
    to_after: float
    why: str
    conditions: list[str]


class EffectAnswer(Answer):
    """What moves change, told from public facts; less than 0 is better.

    `leavers_cases`: so many more of leavers' cases have a colleague. `cost`: of all goals but coverage,
    in cost points; what a leaver's case brings its new lead counts in it.
    """

    leavers_cases: int
    expected_harm: float = Field(description="Expected STS points above the cut-off.")
    cost: int
    worker_weeks_over: int = Field(description="Worker-weeks over the usual budget.")


class RebalanceAnswer(Answer):
    """A few moves of open cases, what they bring, and how sure it is that they are the best.

    `ending`: best where no other moves, of so many at most, are better, else good; none where a case
    that must be given to somebody found nobody. `one_more`: what one more move would bring; null where
    none would, or where `one_more_known` is false.
    """

    ending: Ending
    moves: list[MoveAnswer]
    moves_at_most: int
    only_for: list[str]
    open_cases: int
    may_move: int = Field(description="Open cases that may move at all now, leavers' among them.")
    stay_near_date: int = Field(description="Marked movable, but near a court or disclosure date.")
    stay_within_budget: int = Field(description="Marked movable, but nothing speaks for a move.")
    leavers_cases: int
    leavers_left: list[UnassignedAnswer]
    weeks: int = Field(description="So many coming weeks are looked at for worker-weeks over budget.")
    worker_weeks_over_before: int
    effect: EffectAnswer
    one_more: EffectAnswer | None
    one_more_known: bool
    one_more_cases: list[str] = Field(description="The cases that would move then and do not now.")
    neighbourhoods: int
    proven: int
    settled: bool
    seconds: float | None


def rebalance_page(answer: RebalanceAnswer) -> RenderableType:
    """Return what is printed."""
    parts: list[RenderableType] = [Text(_head(answer), style="bold"), Text(_how_sure(answer))]
    if answer.moves:
        parts.append(_table(answer))
    parts.extend(_asked_for(answer))
    if left := _asked_about(answer):
        parts.append(Text(f"\n{len(left):,} of leavers' cases left:", style="bold"))
        parts.extend(Text(line) for line in _left(left))
    parts.append(Text("\n" + _summary(answer)))
    note = "Proposals only: people decide. Dose shares are of the usual budget."
    parts.append(Text(note, style="dim"))
    return Group(*parts)


def _head(answer: RebalanceAnswer) -> str:
    if answer.ending is Ending.NONE:
        return "A case that must be given to somebody found nobody: no such moves keep every rule."
    count = len(answer.moves)
    whom = f" for {', '.join(answer.only_for)}" if answer.only_for else ""
    if not count and _asked_about(answer):
        return f"No move proposed{whom}: nobody is found for leavers' cases, and no other move pays."
    if not count:
        return f"No move pays{whom}: every open case is best left where it is."
    return f"{_moves(count)} proposed{whom}, of {answer.moves_at_most:,} at most. Every rule is kept."


def _moves(count: int) -> str:
    return f"{count:,} move{'' if count == 1 else 's'}"


def _how_sure(answer: RebalanceAnswer) -> str:
    if answer.ending is Ending.BEST:
        return "Proven: no other moves, so many at most, are better."
    one = answer.neighbourhoods == 1
    told = (
        f"Looked for in {answer.neighbourhoods:,} neighbourhood{'' if one else 's'};"
        f" in {answer.proven:,} it is proven that no other moves are better, all else as proposed. How"
        " much better the whole could be is not known."
    )
    return told if answer.settled else f"{told} Time was over before all were looked at again."


def _table(answer: RebalanceAnswer) -> Table:
    table = Table(title="Proposed", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    supported = any(move.support for move in answer.moves)
    covered = any(move.cover for move in answer.moves)
    for name in ("Case", "Tier", "From", "Dose share", "To", "Dose share"):
        table.add_column(name, no_wrap=True)
    for name, shown in (("Support", supported), ("Cover", covered)):
        if shown:
            table.add_column(name, no_wrap=True)
    table.add_column("Why", min_width=_WHY)
    for move in answer.moves:
        helpers = [move.support or ""] * supported + [_cover(move)] * covered
        table.add_row(
            move.case,
            str(move.tier),
            move.moved_from,
            _share(move.from_before, move.from_after),
            move.worker,
            _share(move.to_before, move.to_after),
            *helpers,
            move.why,
        )
    return table


def _share(before: float, after: float) -> str:
    return f"{percent(before):>4} → {percent(after):>4}"


def _cover(move: MoveAnswer) -> str:
    return "\n".join(f"{each.worker} (week {each.week})" for each in move.cover)


def _asked_for(answer: RebalanceAnswer) -> list[RenderableType]:
    """Return what the moves ask of people, each sentence once with its cases."""
    cases: dict[str, list[str]] = {}
    for move in answer.moves:
        for sentence in move.conditions:
            cases.setdefault(sentence, []).append(move.case)
    lines = [f"{', '.join(which)}: {sentence}" for sentence, which in cases.items()]
    if answer.moves:
        lines.insert(
            0, "Each new lead takes over from the old one; the handover counts as work and dose."
        )
    return [Text("With these moves:", style="bold"), *map(Text, lines)] if lines else []


def _asked_about(answer: RebalanceAnswer) -> list[UnassignedAnswer]:
    """Return the leavers' cases left, only those of the workers named where any are."""
    only = answer.only_for
    return [each for each in answer.leavers_left if not only or each.held_by in only]


def _left(cases: list[UnassignedAnswer]) -> list[str]:
    lines = [f"{each.case}: {each.why} {each.held_by} leads it meanwhile." for each in cases[:_LINES]]
    more = len(cases) - len(lines)
    return [*lines, f"and {more:,} more; --json lists all."] if more else lines


def _summary(answer: RebalanceAnswer) -> str:
    lines = [_may_move(answer)]
    if answer.leavers_cases:
        found = answer.leavers_cases - len(answer.leavers_left)
        others = len(answer.leavers_left) - len(_asked_about(answer))
        lines.append(
            f"{found:,} of {answer.leavers_cases:,} of leavers' cases find a colleague"
            f"{f'; {others:,} are with leavers who were not named' if others else ''}."
        )
    if answer.moves:
        before, change = answer.worker_weeks_over_before, answer.effect.worker_weeks_over
        lines.append(f"All moves together: {_effect(answer.effect)}.")
        if answer.effect.leavers_cases:
            lines.append(
                "A leaver's case counts with its new lead alone, so that finding one adds harm and cost."
            )
        lines.append(
            f"Worker-weeks over the usual budget in the coming {answer.weeks} weeks: {before:,} before,"
            f" {before + change:,} after."
        )
    lines.append(_one_more(answer))
    return "\n".join(filter(None, lines))


def _may_move(answer: RebalanceAnswer) -> str:
    near, within = answer.stay_near_date, answer.stay_within_budget
    told = f"Of {answer.open_cases:,} open cases {answer.may_move:,} may move now."
    if not near + within:
        return told
    return (
        f"{told} {near + within:,} more are marked movable and stay: {near:,} near a court or disclosure"
        f" date, {within:,} whose worker is within budget and nobody asked."
    )


def _effect(effect: EffectAnswer) -> str:
    parts = []
    if effect.leavers_cases:
        parts.append(f"{effect.leavers_cases:,} more of leavers' cases with a colleague")
    harm, points = effect.expected_harm, effect.cost / COST_POINTS_PER_STS_POINT
    parts.append(f"expected harm {abs(harm):.3f} STS points {'less' if harm <= 0 else 'more'}")
    parts.append(
        f"cost {abs(effect.cost):,} points {'less' if effect.cost <= 0 else 'more'},"
        f" worth {abs(points):.3f} STS points"
    )
    return ", ".join(parts)


def _one_more(answer: RebalanceAnswer) -> str:
    if answer.one_more is not None:
        which = ", ".join(answer.one_more_cases)
        return f"One more move would bring: {_effect(answer.one_more)} (with {which})."
    if not answer.one_more_known:
        return "What one more move would bring was not found out in time."
    return "One more move would bring nothing." if answer.moves else ""
