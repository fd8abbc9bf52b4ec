"""Who works in an invented authority: posts, experience, presence, and what each can do.

Whole years in post are geometric with the published turnover. The share in their first year, and
years in the field before the present post, are chosen; agency workers are as many as published,
with a short time in post and a longer one in the field.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain import Days, Worker
from planner.generate.chance import Chance, shared_out
from planner.generate.figures import each, each_several, figure, several
from planner.generate.needs import ENGLISH, LICENCE
from planner.units import Thousandths

MONTHS = 12
_MOST_YEARS = 35
_WORKING_WEEK = 4  # days from Monday to Friday
_LEAVE_WITHIN = 8  # weeks


@dataclass(frozen=True)
class Post:
    """A post and who fills it: its size, months in post and months in the field."""

    fte: Thousandths
    months_in_post: int
    months_in_field: int
    permanent: bool


@dataclass(frozen=True)
class Seat:
    """Where a worker belongs: the worker's id, the team, and the offices within reach."""

    worker: str
    team: str
    offices: tuple[str, ...]


def draw_posts(count: int, chance: Chance) -> list[Post]:
    """Return the posts of an authority, in an order drawn at random."""
    sizes = several("fte_sizes")
    parts = shared_out(count, several("fte_mix"))
    fte = chance.shuffled([s for s, n in zip(sizes, parts, strict=True) for _ in range(n)])
    first = chance.quota(range(count), figure("first_year"))
    agency = set(chance.quota(range(count), figure("agency_workers"))) - set(first)
    posts = []
    for place in range(count):
        if place in first:
            months = chance.whole(0, MONTHS - 1)
            times = (months, months)
        else:
            times = _agency_times(chance) if place in agency else _permanent_times(chance)
        posts.append(Post(fte[place], *times, permanent=place not in agency))
    return posts


def _permanent_times(chance: Chance) -> tuple[int, int]:
    years = 0
    while not chance.yes(figure("turnover")) and years < _MOST_YEARS:
        years += 1
    in_post = MONTHS * years + chance.whole(0, MONTHS - 1)
    before = MONTHS * chance.whole(*several("earlier_years"))
    moved_in = chance.yes(figure("moved_in")) or in_post < MONTHS
    return in_post, in_post + (before if moved_in else 0)


def _agency_times(chance: Chance) -> tuple[int, int]:
    in_post = chance.whole(*several("agency_post_months"))
    return in_post, max(in_post, MONTHS * chance.whole(*several("agency_field_years")))


def draw_worker(seat: Seat, post: Post, today: date, chance: Chance) -> Worker:
    """Return the worker in a post, with no supervisor yet."""
    newcomer = post.months_in_field < MONTHS
    skills = [s for s, share in each("skill-").items() if chance.yes(share) and not newcomer]
    every = figure("supervision_weeks_first_year" if newcomer else "supervision_weeks")
    languages = [c for c, (share, _) in each_several("language-").items() if chance.yes(share)]
    licensed = chance.yes(figure("licensed")) or newcomer
    return Worker(
        id=seat.worker,
        team=seat.team,
        offices=seat.offices,
        fte=post.fte,
        week=figure("full_time_week") * post.fte // 1000,
        months_in_field=post.months_in_field,
        months_in_post=post.months_in_post,
        languages=(ENGLISH, *languages),
        skills=tuple(skills),
        licences=(LICENCE,) if licensed else (),
        trainings=("sts-informed-practice",) if chance.yes(figure("sts_training")) else (),
        supervision_last=today - timedelta(days=chance.whole(1, 7 * every)),
        supervision_every_weeks=every,
        leave=tuple(_leave(today, chance)),
        offers=tuple(o for o, share in each("offer-").items() if chance.yes(share)),
    )


def _leave(today: date, chance: Chance) -> Iterator[Days]:
    if chance.yes(figure("absence")):
        back = today + timedelta(weeks=chance.whole(*several("absence_weeks")))
        yield Days(first=today, last=back - timedelta(days=1))
    elif chance.yes(figure("leave_booked")):
        first = today + timedelta(weeks=chance.whole(0, _LEAVE_WITHIN - 1))
        yield Days(first=first, last=first + timedelta(days=_WORKING_WEEK))


def started(worker: Worker, today: date) -> date:
    """Return the day a worker came to the present post, as near as whole months tell."""
    return today - timedelta(days=worker.months_in_post * 365 // MONTHS + 15)
