"""Where the workers of an invented agency belong: offices, teams, supervisors, duty.

Managers who hold no cases are not in the roster. A team's supervisor is its most experienced
permanent social worker, who carries cases in the larger part of the post; supervisors are
supervised by the supervisor of the next team.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain import Days, Team, Worker
from planner.domain.team import FEWEST_RESPONDENTS
from planner.generate.chance import Chance
from planner.generate.design import Design
from planner.generate.figures import Figures
from planner.generate.shifts import with_shifts
from planner.generate.workers import Post, Seat, draw_posts, draw_worker

_DUTY_AHEAD = 4  # weeks
_HIGHEST_SCORE = 200


@dataclass(frozen=True)
class Roster:
    """The teams and who works in them."""

    teams: tuple[Team, ...]
    workers: tuple[Worker, ...]

    @property
    def offices(self) -> list[str]:
        """The office of each team, as often as it has teams."""
        return [team.office for team in self.teams]


def draw_roster(count: int, design: Design, chance: Chance) -> Roster:
    """Return the teams and the workers of an agency with this many people who hold cases."""
    figures = design.figures
    places = max(1, round(count / figures.one("workers_per_team")))
    offices = _office_names(max(1, round(count / figures.one("workers_per_office"))), design)
    members: list[list[Post]] = [[] for _ in range(places)]
    for place, post in enumerate(draw_posts(count, figures, chance)):
        members[place % places].append(post)
    teams: list[Team] = []
    workers: list[Worker] = []
    digits = max(3, len(str(count)))
    for place, posts in enumerate(members):
        office = offices[place % len(offices)]
        code = f"{office}-{place // len(offices) + 1}"
        first = len(workers) + 1
        for number, post in enumerate(_supervisor_first(posts, figures), first):
            reach = (office, *_second_office(office, offices, figures, chance))
            seat = Seat(f"w-{number:0{digits}d}", code, reach)
            workers.append(draw_worker(seat, post, design, chance))
        teams.append(_team(workers[first - 1], office, len(posts), design, chance))
    connected = _connected(teams, workers, design, chance)
    return Roster(tuple(teams), tuple(with_shifts(connected, figures, chance)))


def _office_names(count: int, design: Design) -> tuple[str, ...]:
    if count <= len(design.offices):
        return design.offices[:count]
    return tuple(f"office-{number}" for number in range(1, count + 1))


def _second_office(
    office: str, offices: tuple[str, ...], figures: Figures, chance: Chance
) -> tuple[str, ...]:
    others = [other for other in offices if other != office]
    return (chance.pick(others),) if others and chance.yes(figures.one("second_office")) else ()


def _supervisor_first(posts: list[Post], figures: Figures) -> list[Post]:
    best = max(range(len(posts)), key=lambda i: (posts[i].permanent, posts[i].months_in_field, -i))
    post = posts[best]
    lead = Post(figures.one("supervisor_fte"), post.months_in_post, post.months_in_field, permanent=True)
    return [lead, *posts[:best], *posts[best + 1 :]]


def _team(supervisor: Worker, office: str, size: int, design: Design, chance: Chance) -> Team:
    figures = design.figures
    score = figures.one("sts_informed_mean") * chance.around(figures.one("sts_informed_spread")) // 1000
    answers = size * figures.one("sts_informed_answers") // 1000
    told = answers >= FEWEST_RESPONDENTS
    return Team(
        id=supervisor.team,
        office=office,
        setting=design.setting,
        supervisor=supervisor.id,
        sts_informed_score=min(_HIGHEST_SCORE, max(0, score)) if told else None,
        sts_informed_respondents=answers if told else 0,
    )


def _connected(
    teams: list[Team], workers: list[Worker], design: Design, chance: Chance
) -> tuple[Worker, ...]:
    in_team = {t.id: [w for w in workers if w.team == t.id] for t in teams}
    connected = []
    for place, team in enumerate(teams):
        people = in_team[team.id]
        above = teams[(place + 1) % len(teams)].supervisor
        for turn, worker in enumerate(people):
            supervisor = above if worker.id == team.supervisor else team.supervisor
            partners = [w.id for w in people if not w.first_year and w.id != team.supervisor]
            partner = chance.pick(partners) if worker.first_year and partners else None
            changes: dict[str, object] = {
                "supervisor": None if supervisor == worker.id else supervisor,
                "peer_partner": partner,
                "duty": _duty(turn, len(people), design.today),
            }
            if worker.id == team.supervisor and design.licence:
                changes["licences"] = (design.licence,)
            connected.append(worker.model_copy(update=changes))
    return tuple(connected)


def on_duty(turn: int, size: int, week: int) -> bool:
    """Return whether the member with this turn in a team is on duty; week 0 is the coming one."""
    return week % size == turn


def _duty(turn: int, size: int, today: date) -> tuple[Days, ...]:
    mondays = [today + timedelta(weeks=w) for w in range(_DUTY_AHEAD) if on_duty(turn, size, w)]
    return tuple(Days(first=day, last=day + timedelta(days=4)) for day in mondays)
