"""Is a need found that nobody meets, with what may have been meant?"""

import pytest

from planner.domain import Hold
from tests.doctor.clean import all_of, clean, finds, with_assignment, with_case, with_worker

WORKER = {"skills": ("court-work",), "trainings": ("first-aid",), "offers": ("female-worker",)}
NEEDS = [
    ("office-unreached", {"office": "nort"}, "nort", "north", {"office": "north"}),
    ("language-unspoken", {"language": "englisch"}, "englisch", "english", {"language": "english"}),
    (
        "licence-unheld",
        {"licence": "socialwork"},
        "socialwork",
        "social-work",
        {"licence": "social-work"},
    ),
    (
        "skill-unknown",
        {"skills_required": ("court-wrk",)},
        "court-wrk",
        "court-work",
        {"skills_required": ("court-work",)},
    ),
    (
        "training-unknown",
        {"trainings_required": ("firstaid",)},
        "firstaid",
        "first-aid",
        {"trainings_required": ("first-aid",)},
    ),
    (
        "required-unoffered",
        {"client_requires": ("femal-worker",)},
        "femal-worker",
        "female-worker",
        {"client_requires": ("female-worker",)},
    ),
    (
        "wanted-unoffered",
        {"client_wants": ("women",)},
        "women",
        "",
        {"client_wants": ("female-worker",)},
    ),
    (
        "preferred-unknown",
        {"skills_preferred": ("court-works",)},
        "court-works",
        "court-work",
        {"skills_preferred": ("court-work",)},
    ),
    (
        "refused-unoffered",
        {"client_refuses": ("female-workr", "w2")},
        "female-workr",
        "female-worker",
        {"client_refuses": ("female-worker", "w1")},
    ),
]


@pytest.mark.parametrize(("check", "wrong", "word", "near", "right"), NEEDS, ids=[n[0] for n in NEEDS])
def test_a_need_that_nobody_meets_is_found_with_the_nearest_word(check, wrong, word, near, right):
    agency = with_worker("w1", **WORKER)
    (finding,) = all_of(check, with_case("c1", agency, **wrong))
    assert finding.records == ("c1",)
    assert finding.facts == {"word": word, "near": near}
    assert not finds(check, with_case("c1", agency, **right))
    assert not finds(check, clean())


def test_a_language_that_nobody_speaks_is_no_matter_where_an_interpreter_would_do():
    foreign = with_case("c1", language="polish", interpreter=True)
    assert not finds("language-unspoken", foreign)
    alone = with_worker("w2", with_worker("w1", foreign, interpreter=False), interpreter=False)
    assert finds("language-unspoken", alone)


def test_an_open_case_matters_only_where_it_may_move():
    kept = with_case("o1", licence="other")
    assert not finds("licence-unheld", kept)
    assert finds("licence-unheld", with_assignment("o1", kept, hold=Hold.MOVABLE))


def test_where_nobody_works_no_word_is_unknown():
    empty = clean(workers=(), assignments=(), exposures=(), teams=(), cases=())
    assert not finds("office-unreached", empty)


def test_no_other_word_is_taken_for_a_slip_of_the_pen():
    agency = with_case("c1", with_worker("w1", **WORKER), client_wants=("male-worker",))
    assert [finding.facts["near"] for finding in all_of("wanted-unoffered", agency)] == [""]
