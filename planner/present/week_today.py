"""What a week's page says of today: deadlines, duty, safety."""

from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from planner.attention.duty import DutyReview
from planner.attention.safety import SafetyMissing, Until
from planner.attention.week import Week
from planner.present.week_cases import waiting_table
from planner.present.week_words import MOST_NAMED, besides, counted, day, days, on_duty, some

_UNTIL = {
    Until.NO_CONTACT: "No contact until the worker-safety assessment is done, as a threat is known",
    Until.PAIRS_OR_REMOTE: "First visit in pairs or remote until the worker-safety assessment is done",
    Until.BEFORE_NEXT_VISIT: "Already met, still without a worker-safety assessment",
}


def today(week: Week) -> list[RenderableType]:
    """Return the lines on what cannot wait until tomorrow."""
    return [*_deadlines(week), *_safety(week), *_duty(week)]


def _deadlines(week: Week) -> list[RenderableType]:
    due = [case for case in week.waiting if case.answer_by <= week.date]
    if not due:
        return [Text("No waiting case has to be answered today.")]
    passed = sum(case.deadline < week.date for case in due)
    said = f"{counted(len(due), 'waiting case')} must be answered today"
    return [
        Text(f"{said}; {passed} past the deadline:" if passed else f"{said}:"),
        *waiting_table(week, due),
    ]


def _safety(week: Week) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for until, what in _UNTIL.items():
        these = [_unsafe(case) for case in week.safety_missing if case.until is until]
        if these:
            lines.append(Text(f"{what}: {some(these)}."))
    return lines


def _unsafe(case: SafetyMissing) -> str:
    threat = "threat unknown" if case.threat == "unknown" else None
    return case.case + besides(case.worker, threat)


def _duty(week: Week) -> list[RenderableType]:
    lines: list[RenderableType] = []
    if any(one.workers for one in week.duty):
        offices = [
            Text(f"On duty, {office}: {on_duty(run, week.date)}.")
            for office, run in groupby(week.duty, key=lambda one: one.office)
        ]
        lines.extend(offices[:MOST_NAMED])
    else:
        lines.append(Text("Nobody is written down as on duty in the coming seven days."))
    lines.extend(
        Text(
            f"{clash.worker} is down for duty {days(clash.first, clash.last, week.date)} but away:"
            " somebody else is needed."
        )
        for clash in week.duty_clashes[:MOST_NAMED]
    )
    reviews = [_review(week, review) for review in week.duty_reviews]
    if reviews:
        lines.append(
            Text(f"Review an immediate response with its worker and offer relief: {some(reviews)}.")
        )
    return lines


def _review(week: Week, review: DutyReview) -> str:
    when = "today" if review.review_on == week.date else day(review.review_on, week.date)
    return f"{review.case} with {review.worker} {when}"
