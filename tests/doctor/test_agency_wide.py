"""Is everything found that is wrong about teams, settings and how full the agency is?"""

from planner.doctor import examine
from planner.domain import Agency, Setting, Team, alternatives, policy
from tests.builders import TODAY, a_stage, a_tier
from tests.doctor.clean import (
    DAY,
    a_colleague,
    all_of,
    clean,
    exposure,
    finds,
    records,
    with_case,
    with_worker,
)

BLUE = Team(id="blue", office="north", setting=Setting.CHILD_WELFARE, supervisor="w1")


def of_five(**changes) -> Agency:
    others = (a_colleague(f"w{n}", "w1") for n in (3, 4, 5))
    return clean(workers=(*clean().workers, *others), **changes)


def test_a_team_of_five_without_a_score_is_found():
    assert records("score-missing", of_five()) == ("blue",)
    scored = BLUE.model_copy(update={"sts_informed_score": 120, "sts_informed_respondents": 5})
    assert not finds("score-missing", of_five(teams=(scored,)))
    assert not finds("score-missing", clean())


def test_a_team_without_workers_is_found():
    red = Team(id="red", office="north", setting=Setting.CHILD_WELFARE)
    assert records("team-without-workers", clean(teams=(BLUE, red))) == ("red",)
    assert not finds("team-without-workers", clean())
    assert not finds("team-without-supervisor", clean(teams=(BLUE, red)))


def test_a_team_whose_office_nobody_reaches_is_found():
    south = BLUE.model_copy(update={"office": "south"})
    assert records("own-office-unreached", clean(teams=(south,))) == ("blue",)
    assert not finds("own-office-unreached", clean())


def test_a_setting_without_a_published_figure_is_told():
    for setting, provenance in (
        (Setting.BEHAVIOURAL_HEALTH, "judgement"),
        (Setting.ANTI_TRAFFICKING, "policy"),
    ):
        team = BLUE.model_copy(update={"setting": setting})
        (finding,) = all_of("setting-unmeasured", clean(teams=(team,)))
        assert finding.records == ("blue",)
        assert (finding.facts["setting"], finding.facts["provenance"]) == (setting, provenance)
    assert not finds("setting-unmeasured", clean())


def test_changed_settings_are_listed():
    agency = clean(policy={"half_life_weeks": 6, "risk_weight": False})
    (finding,) = all_of("settings-changed", agency)
    assert finding.records == ("half_life_weeks", "risk_weight")
    assert "half_life_weeks is 6 (shipped: 4)" in str(finding.facts["changes"])
    assert not finds("settings-changed", clean())


def test_a_unit_budget_that_was_set_for_other_weights_is_found():
    steep = alternatives()["steep"]
    kept = clean().changed(weights=steep)
    (finding,) = all_of("budget-of-other-weights", kept)
    assert finding.facts["budget"] == "21"
    assert finding.facts["goes_with"] == "29.8"
    fitting = {**dict(kept.policy), "unit_budget": steep.unit_budget.number}
    moved = kept.changed(policy=policy(**fitting))
    assert not finds("budget-of-other-weights", moved)
    assert not finds("settings-changed", moved)
    assert not finds("budget-of-other-weights", clean())


def heavy(agency: Agency) -> Agency:
    return with_case("o1", agency, rubric=a_tier(5), stages=(a_stage(20, 20 * 60),))


def test_workers_over_budget_are_counted_and_never_named():
    for check in ("over-budget", "at-action-level"):
        (finding,) = all_of(check, heavy(of_five()))
        assert finding.records == ()
        assert finding.facts == {"count": 1, "workers": 5}
        assert not finds(check, of_five())


def test_where_a_count_would_tell_of_one_person_nothing_is_counted():
    assert not finds("over-budget", heavy(clean()))


def test_who_has_left_is_not_counted():
    gone = with_worker("w1", heavy(of_five()), last_day=TODAY - DAY)
    assert not finds("over-budget", gone)


def test_more_new_work_than_room_is_found():
    room = examine(clean()).capacity
    assert room is not None
    assert room.new_hours == 1
    assert 0 < room.free_hours <= 2 * 37
    beyond = with_case("c1", stages=(a_stage(4, 60, (room.free_hours + 1) * 60),))
    assert finds("new-work-beyond-room", beyond)
    assert not finds("new-work-beyond-room", clean())


def test_a_heavy_ledger_counts_towards_the_budget():
    past = tuple(exposure("w1", ago, minutes=20 * 60 + ago, tier=5) for ago in range(1, 9))
    assert finds("over-budget", of_five(exposures=past))
