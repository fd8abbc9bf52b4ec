"""Qualification: who leads or covers has the skills, licence and language the case needs."""

from datetime import timedelta

import pytest

from planner.domain import Case, Cover, Days, Plan, Proposed, Worker
from planner.rule import Breach
from planner.rules.qualification import Qualification
from tests.builders import TODAY, a_case, a_plan, a_worker, an_agency
from tests.rules.asking import told

RULE = Qualification()


def missing(worker: Worker, case: Case) -> list[str]:
    return [breach.what for breach in told(RULE, an_agency([worker], [case]), a_plan(c1="w1"))]


def test_a_worker_with_all_that_is_required_and_no_more_is_allowed():
    case = a_case(skills_required=("court-work", "trafficking"), licence="social-work")
    worker = a_worker(skills=("trafficking", "court-work"), licences=("social-work",))
    assert missing(worker, case) == []


def test_one_missing_skill_is_refused_and_named():
    agency = an_agency(
        [a_worker("w1", skills=("court-work",))],
        [a_case("c1", skills_required=("court-work", "trafficking"))],
    )
    breach = Breach("qualification", case="c1", worker="w1", what="skill:trafficking")
    assert told(RULE, agency, a_plan(c1="w1")) == [breach]


def test_a_case_that_is_left_needs_nobody():
    demanding = a_case(skills_required=("court-work",), licence="nursing", language="polish")
    assert told(RULE, an_agency([a_worker()], [demanding])) == []


def test_a_missing_licence_is_refused_and_named():
    assert missing(a_worker(licences=()), a_case(licence="nursing")) == ["licence:nursing"]


def test_a_preferred_skill_is_not_required():
    assert missing(a_worker(skills=()), a_case(skills_preferred=("court-work",))) == []


@pytest.mark.parametrize("case_may", [True, False])
@pytest.mark.parametrize("worker_may", [True, False])
def test_another_language_needs_an_interpreter_both_agree_to(case_may: bool, worker_may: bool):
    worker = a_worker(languages=("english",), interpreter=worker_may)
    case = a_case(language="polish", interpreter=case_may)
    expected = [] if case_may and worker_may else ["language:polish"]
    assert missing(worker, case) == expected


def test_who_speaks_the_language_needs_no_interpreter():
    worker = a_worker(languages=("english", "polish"), interpreter=False)
    assert missing(worker, a_case(language="polish")) == []


def test_everything_missing_is_told():
    case = a_case(skills_required=("court-work",), licence="nursing", language="polish")
    assert missing(a_worker(), case) == ["skill:court-work", "licence:nursing", "language:polish"]


def test_a_supporting_worker_needs_none_of_it():
    able = a_worker("w1", skills=("court-work",))
    other = a_worker("w2", skills=(), licences=(), languages=("polish",), interpreter=False)
    case = a_case(two_workers=True, skills_required=("court-work",), licence="social-work")
    assert told(RULE, an_agency([able, other], [case]), a_plan(c1=("w1", "w2"))) == []


@pytest.mark.parametrize(
    ("cover", "lacks"),
    [
        ({"skills": ("court-work",), "trainings": ("sts",)}, []),
        ({"trainings": ("sts",)}, ["skill:court-work"]),
        ({"skills": ("court-work",)}, ["training:sts"]),
        ({"skills": ("court-work",), "trainings": ("sts",), "licences": ()}, ["licence:social-work"]),
        (
            {"skills": ("court-work",), "trainings": ("sts",), "languages": ("polish",)},
            ["language:english"],
        ),
    ],
)
def test_who_covers_needs_what_the_lead_needs_and_is_named(cover, lacks):
    leave = (Days(first=TODAY, last=TODAY + timedelta(days=4)),)
    able = {"skills": ("court-work",), "trainings": ("sts",)}
    team = [a_worker("w1", leave=leave, **able), a_worker("w2", interpreter=False, **cover)]
    required = {"skills_required": ("court-work",), "trainings_required": ("sts",)}
    agency = an_agency(team, [a_case("c1", licence="social-work", **required)])
    covered = Proposed(case="c1", worker="w1", cover=(Cover(week=1, worker="w2"),))
    expected = [Breach("qualification", case="c1", worker="w2", what=what) for what in lacks]
    assert told(RULE, agency, Plan(assignments=(covered,))) == expected


@pytest.mark.parametrize("case_may", [True, False])
def test_who_covers_may_work_through_an_interpreter_where_the_case_allows(case_may: bool):
    leave = (Days(first=TODAY, last=TODAY + timedelta(days=4)),)
    speaks = a_worker("w1", leave=leave, languages=("polish",))
    agency = an_agency([speaks, a_worker("w2")], [a_case(language="polish", interpreter=case_may)])
    covered = Proposed(case="c1", worker="w1", cover=(Cover(week=1, worker="w2"),))
    found = told(RULE, agency, Plan(assignments=(covered,)))
    assert [(b.worker, b.what) for b in found] == ([] if case_may else [("w2", "language:polish")])
