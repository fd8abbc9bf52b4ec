"""Are arms what a question asks for, and do those that can share their luck share it?"""

import pickle
from dataclasses import replace

import pytest

from planner.present.simulation import AS_IT_IS
from planner.simulate import arms
from planner.simulate.arms import Asked, UnknownPolicy, asked
from tests.simulate.questions import a_small_agency
from tests.simulate.questions import asked as a_question

SURGE = {"do": "surge", "week": 1, "cases": 3}
HIRE = {"do": "hire", "count": 1, "like": "w1"}
FEW = ("rotation", "fewest-open-cases")


def of(*changes, policies=FEW) -> Asked:
    return asked(a_question(*changes, weeks=3), a_small_agency(), policies)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    count = {"draw": 0, "templates": 0}
    for name in count:
        real = getattr(arms, name)

        def called(*given, name=name, real=real):
            count[name] += 1
            return real(*given)

        monkeypatch.setattr(arms, name, called)
    return count


def test_the_last_policy_leads_and_also_runs_on_the_agency_as_it_is():
    what = of(HIRE)
    assert [(arm.name, arm.policy) for arm in what.arms] == [
        (AS_IT_IS, "fewest-open-cases"),
        ("rotation", "rotation"),
        ("fewest-open-cases", "fewest-open-cases"),
    ]
    assert what.leading is what.arms[-1]
    assert [len(arm.agency.workers) for arm in what.arms] == [6, 7, 7]


def test_where_nothing_is_changed_nothing_runs_as_it_is():
    assert [arm.name for arm in of().arms] == list(FEW)


def test_a_policy_named_twice_runs_once_and_leads_where_it_is_the_last():
    what = of(policies=("rotation", "greedy", "rotation"))
    assert [arm.name for arm in what.arms] == ["rotation", "greedy"]
    assert what.lead == "rotation"


def test_a_policy_that_does_not_exist_is_refused():
    with pytest.raises(UnknownPolicy, match="roulette"):
        of(policies=("roulette",))


def test_arms_of_one_agency_draw_their_luck_once_a_replication_and_know_its_cases_once(counted):
    what = of(policies=("rotation", "fewest-open-cases", "spare-capacity"))
    what(0)
    what(1)
    assert counted == {"draw": 2, "templates": 1}


def test_a_surge_is_luck_of_its_own_but_the_same_agency(counted):
    of(SURGE)(0)
    assert counted == {"draw": 2, "templates": 1}


def test_another_agency_has_luck_and_cases_of_its_own(counted):
    of(HIRE)(0)
    assert counted == {"draw": 2, "templates": 2}


def test_what_is_shared_stays_shared_in_another_process(counted):
    sent = pickle.loads(pickle.dumps(of(HIRE)))
    sent(0)
    assert counted == {"draw": 2, "templates": 2}


def test_an_arm_comes_to_the_same_alone_as_beside_others():
    what = of(HIRE)
    together = what(3)
    for arm in what.arms:
        alone = replace(what, arms=(arm,), lead=arm.name)(3)[arm.name]
        assert repr(alone.measures) == repr(together[arm.name].measures)  # NaN is equal to nothing
