"""Any agency that the format can hold, as hypothesis draws it."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from planner.domain import (
    FACTS,
    Agency,
    Assignment,
    Case,
    Days,
    Exposure,
    Fact,
    GroupRule,
    Hold,
    Kind,
    Mode,
    PrivateProfile,
    ReferralType,
    Rubric,
    Safety,
    Setting,
    Source,
    Stage,
    StandingExposure,
    Step,
    Team,
    Wish,
    Worker,
    policy,
)

TODAY = date(2025, 10, 6)
WORKERS = ["w-001", "w-002", "W_3"]
CASES = ["c-1", "2_C", "33"]
GROUPS = {
    None: None,
    "g-1": GroupRule.TOGETHER,
    "g-2": GroupRule.APART,
    "G3": GroupRule.PREFERRED,
}


def several(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[Any]:
    return st.lists(items, min_size=least, max_size=3, unique=True).map(tuple)


def maybe(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | items


def one_of(choices: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(list(choices)) if choices else st.nothing()


CODE = st.builds("{}{}".format, st.sampled_from(["k", "7k"]), st.text("abz09_-", max_size=7))
DATE = st.dates(date(1950, 1, 1), date(2100, 12, 31))
PAST = st.dates(date(1950, 1, 1), TODAY - timedelta(days=7))
RANGES = several(st.builds(lambda a, b: Days(first=min(a, b), last=max(a, b)), DATE, DATE))
NAME = st.text(st.characters(exclude_categories=["C", "Z", "Nd"], exclude_characters="@"), min_size=1)
MODES = st.dictionaries(one_of(Mode), st.integers(0, 3600))
STAGE = st.builds(
    Stage,
    name=CODE,
    weeks=st.integers(1, 156),
    exposure=MODES.map(lambda minutes: tuple(minutes.items())),
    other=st.integers(0, 3600),
)
STANDING = st.builds(
    StandingExposure, tier=st.integers(1, 5), mode=one_of(Mode), minutes=st.integers(1, 3600)
)
HOLDS = [(Hold.KEPT, None), (Hold.MOVABLE, None), *((Hold.MOVABLE, wish) for wish in Wish)]
STAGES = st.lists(STAGE, min_size=1, max_size=3, unique_by=lambda stage: stage.name).map(tuple)
CHANGES: list[dict[str, Any]] = [
    {},
    {"half_life_weeks": 9},
    {"risk_weight": False, "ramp_shares": [0, 500, 1000]},
]
POLICY = st.sampled_from([policy(**changes) for changes in CHANGES])
REFERRAL_TYPE = st.builds(ReferralType, id=CODE, unknown_means_yes=several(one_of(FACTS)))


def a_team(id: str, workers: list[str]) -> st.SearchStrategy[Team]:
    return st.builds(
        Team,
        id=st.just(id),
        office=CODE,
        setting=one_of(Setting),
        supervisor=maybe(one_of(workers)),
        sts_informed_score=maybe(st.integers(0, 200)),
        sts_informed_respondents=st.integers(5, 100_000),
    )


def a_worker(id: str, others: list[str], teams: list[str]) -> st.SearchStrategy[Worker]:
    return st.integers(0, 720).flatmap(
        lambda months: st.builds(
            Worker,
            id=st.just(id),
            team=one_of(teams),
            offices=several(CODE, 1),
            fte=st.integers(1, 1000),
            week=st.integers(1, 3600),
            months_in_field=st.just(months),
            months_in_post=st.integers(0, months),
            languages=several(CODE, 1),
            interpreter=st.booleans(),
            skills=several(CODE),
            licences=several(CODE),
            trainings=several(CODE),
            supervisor=maybe(one_of(others)),
            supervision_last=maybe(DATE),
            supervision_every_weeks=maybe(st.integers(1, 52)),
            peer_partner=maybe(one_of(others)),
            leave=RANGES,
            duty=RANGES,
            standing_exposure=several(STANDING),
            last_day=maybe(DATE),
            conflicts=several(one_of(CASES)),
            offers=several(CODE),
        )
    )


def a_case(id: str, workers: list[str], types: list[str]) -> st.SearchStrategy[Case]:
    rubric = st.fixed_dictionaries({fact: one_of(Fact) for fact in FACTS})
    return st.tuples(PAST, one_of(GROUPS)).flatmap(
        lambda drawn: st.builds(
            Case,
            id=st.just(id),
            office=CODE,
            kind=one_of(Kind),
            referral_type=one_of(types),
            received=st.just(drawn[0]),
            response_deadline=st.dates(drawn[0], date(2100, 12, 31)),
            urgency=st.integers(1, 5),
            rubric=rubric.map(Rubric.model_validate),
            stages=STAGES,
            language=CODE,
            interpreter=st.booleans(),
            skills_required=several(CODE),
            skills_preferred=several(CODE),
            trainings_required=several(CODE),
            licence=maybe(CODE),
            client_requires=several(CODE),
            client_wants=several(CODE),
            client_refuses=several(CODE | one_of(WORKERS)),
            earlier_worker=maybe(one_of(workers)),
            group=st.just(drawn[1]),
            group_rule=st.just(GROUPS[drawn[1]]),
            two_workers=st.booleans(),
            threat_to_worker=one_of(Fact),
            safety_assessment=one_of(Safety),
            court_dates=several(DATE),
            disclosure_dates=several(DATE),
            held_by=maybe(one_of(workers)),
            first_met=maybe(st.dates(drawn[0], drawn[0])),
            must_assign=st.booleans(),
        )
    )


def an_assignment(case: str, lead: str, workers: list[str]) -> st.SearchStrategy[Assignment]:
    return one_of(HOLDS).flatmap(
        lambda hold: st.builds(
            Assignment,
            case=st.just(case),
            worker=st.just(lead),
            support=maybe(one_of([other for other in workers if other != lead])),
            since=PAST,
            hold=st.just(hold[0]),
            wish=st.just(hold[1]),
        )
    )


def an_exposure(worker: str) -> st.SearchStrategy[Exposure]:
    return st.builds(
        Exposure,
        worker=st.just(worker),
        week=PAST,
        minutes=st.integers(0, 10_080),
        tier=st.integers(1, 5),
        mode=one_of(Mode),
        source=one_of(Source),
    )


def a_profile(worker: str) -> st.SearchStrategy[PrivateProfile]:
    return st.builds(
        PrivateProfile,
        worker=st.just(worker),
        limits=several(one_of(FACTS)),
        step=one_of(Step),
        until=maybe(DATE),
    )


@st.composite
def agencies(draw: st.DrawFn) -> Agency:
    """Draw an agency of up to three workers and, where there are workers, three cases."""
    workers = WORKERS[: draw(st.integers(0, 3))]
    teams = draw(several(CODE, 1))
    types = draw(st.lists(REFERRAL_TYPE, min_size=1, max_size=2, unique_by=lambda t: t.id))
    cases = CASES if workers else []
    open_cases = cases[: draw(st.integers(0, 3))]
    synthetic = draw(st.booleans())
    return Agency(
        name=draw(NAME),
        date=TODAY,
        synthetic=synthetic,
        policy=draw(POLICY),
        teams=tuple(draw(a_team(team, workers)) for team in teams),
        referral_types=tuple(types),
        workers=tuple(
            draw(a_worker(one, [other for other in workers if other != one], teams)) for one in workers
        ),
        cases=tuple(draw(a_case(case, workers, [t.id for t in types])) for case in cases),
        assignments=tuple(
            draw(an_assignment(case, draw(one_of(workers)), workers)) for case in open_cases
        ),
        exposures=tuple(draw(an_exposure(draw(one_of(workers)))) for _ in workers),
        profiles=tuple(draw(a_profile(worker)) for worker in workers if synthetic),
    )
