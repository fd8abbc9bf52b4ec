"""Who works in an invented agency: posts, experience, presence, and what each can do.

Whole years in post are geometric with the turnover. The share in their first year is chosen, and so
are the share in their second, where many are new, and years in the field before the present post;
agency workers have a short time in post and a longer one in the field.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain import Days, Worker
from planner.generate.chance import Chance, shared_out
from planner.generate.design import Design
from planner.generate.figures import Figures
from planner.generate.needs import ENGLISH
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


def draw_posts(count: int, figures: Figures, chance: Chance) -> list[Post]:
    """Return the posts of an authority, in an order drawn at random."""
    sizes = figures.several("fte_sizes")
    parts = shared_out(count, figures.several("fte_mix"))
    fte = chance.shuffled([s for s, n in zip(sizes, parts, strict=True) for _ in range(n)])
    first = chance.quota(range(count), figures.one("first_year"))
    second = _second_year(count, first, figures, chance)
    agency = set(chance.quota(range(count), figures.one("agency_workers"))) - set(first) - second
    posts = []
    for place in range(count):
        draw_times = _agency_times if place in agency else _permanent_times
        if place in first:
            months = chance.whole(0, MONTHS - 1)
            times = (months, months)
        elif place in second:
            months = chance.whole(MONTHS, 2 * MONTHS - 1)
            times = (months, months)
        else:
            in_post, in_field = draw_times(figures, chance)
            times = (in_post, max(in_field, 2 * MONTHS) if second else in_field)
        posts.append(Post(fte[place], *times, permanent=place not in agency))
    return posts


def _second_year(count: int, first: list[int], figures: Figures, chance: Chance) -> set[int]:
    share = figures.one("second_year")
    others = [place for place in range(count) if place not in first]
    return set(chance.shuffled(others)[: (count * share + 500) // 1000]) if share else set()


def _permanent_times(figures: Figures, chance: Chance) -> tuple[int, int]:
    years = 0
    while not chance.yes(figures.one("turnover")) and years < _MOST_YEARS:
        years += 1
    in_post = MONTHS * years + chance.whole(0, MONTHS - 1)
    before = MONTHS * chance.whole(*figures.several("earlier_years"))
    moved_in = chance.yes(figures.one("moved_in")) or in_post < MONTHS
    return in_post, in_post + (before if moved_in else 0)


def _agency_times(figures: Figures, chance: Chance) -> tuple[int, int]:
    in_post = chance.whole(*figures.several("agency_post_months"))
    return in_post, max(in_post, MONTHS * chance.whole(*figures.several("agency_field_years")))


def draw_worker(seat: Seat, post: Post, design: Design, chance: Chance) -> Worker:
    """Return the worker in a post, with no supervisor yet."""
    figures, today = design.figures, design.today
    newcomer = post.months_in_field < MONTHS
    skills = [s for s, share in figures.each("skill-").items() if chance.yes(share) and not newcomer]
    every = figures.one("supervision_weeks_first_year" if newcomer else "supervision_weeks")
    languages = [c for c, (share, _) in figures.each_several("language-").items() if chance.yes(share)]
    trainings = [
        t for t, share in figures.each("training-").items() if chance.yes(share) and not newcomer
    ]
    licensed = chance.yes(figures.one("licensed")) or newcomer
    sts_training = ("sts-informed-practice",) if chance.yes(figures.one("sts_training")) else ()
    return Worker(
        id=seat.worker,
        team=seat.team,
        offices=seat.offices,
        fte=post.fte,
        week=figures.one("full_time_week") * post.fte // 1000,
        months_in_field=post.months_in_field,
        months_in_post=post.months_in_post,
        languages=(ENGLISH, *languages),
        skills=tuple(skills),
        licences=(design.licence,) if design.licence and licensed else (),
        trainings=(*sts_training, *trainings),
        supervision_last=today - timedelta(days=chance.whole(1, 7 * every)),
        supervision_every_weeks=every,
        leave=tuple(_leave(design, chance)),
        offers=tuple(o for o, share in figures.each("offer-").items() if chance.yes(share)),
    )


def _leave(design: Design, chance: Chance) -> Iterator[Days]:
    figures, today = design.figures, design.today
    if chance.yes(figures.one("absence")):
        back = today + timedelta(weeks=chance.whole(*figures.several("absence_weeks")))
        yield Days(first=today, last=back - timedelta(days=1))
    elif chance.yes(figures.one("leave_booked")):
        first = today + timedelta(weeks=chance.whole(0, _LEAVE_WITHIN - 1))
        yield Days(first=first, last=first + timedelta(days=_WORKING_WEEK))


def started(worker: Worker, today: date) -> date:
    """Return the day a worker came to the present post, as near as whole months tell."""
    return today - timedelta(days=worker.months_in_post * 365 // MONTHS + 15)
