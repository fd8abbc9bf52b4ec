"""Are the figures sourced, and does the arithmetic they show hold?"""

import pytest

from planner.generate import NAMES, sources
from planner.generate.agencies import design_of
from planner.generate.figures import case_factors, figures_of
from planner.sourced import Provenance
from planner.units import WEEKS_PER_MONTH

PUBLISHED = {
    "Department for Education, Children's social work workforce 2025, Open Government Licence v3",
    "Department for Education, Children in need 2025, Open Government Licence v3",
}
WEEKS = 52
ENGLISH = figures_of()
figure, several = ENGLISH.one, ENGLISH.several


def test_every_english_statistic_names_one_of_the_two_publications():
    assert set(sources("english-authority")) == PUBLISHED


@pytest.mark.parametrize("name", NAMES)
def test_a_choice_claims_no_publication(name):
    entries = design_of(name).figures.entries
    chosen = [e for e in entries.values() if e.provenance is Provenance.POLICY]
    assert chosen
    assert [e for e in chosen if e.source] == []


def test_the_size_of_posts_averages_to_the_published_full_time_share():
    mean = sum(s * n for s, n in zip(several("fte_sizes"), several("fte_mix"), strict=True)) / 1000
    assert mean == figure("fte_per_person") == round(36186.3 / 38292 * 1000)


def test_the_durations_of_plans_follow_from_their_published_ages():
    bounds = (0, *several("plan_bounds"))
    ages, ends = several("plan_ages"), several("plan_ends")
    still_open = [1 - sum(ends[:place]) / 1000 for place in range(len(ends) + 1)]
    weeks = [
        (bounds[i + 1] - bounds[i]) * (still_open[i] + still_open[i + 1]) / 2 for i in range(len(ends))
    ]
    assert sum(ends) == 1000
    assert [w / sum(weeks) for w in weeks] == pytest.approx([a / sum(ages) for a in ages], abs=0.002)
    assert sum(weeks) == pytest.approx(9.3, abs=0.01)


def test_as_many_cases_close_as_come_in():
    arrivals = (figure("referrals") - figure("no_further_action")) / WEEKS
    going_on = arrivals - figure("not_in_need") / WEEKS
    assessment = sum(several("assessment_weeks")) / 2
    plan = 9.3 * float(WEEKS_PER_MONTH)
    after = plan * figure("life_scale") / 1000
    assert arrivals * assessment + going_on * after == pytest.approx(figure("open_cases"), rel=0.002)
    assert figure("in_assessment") == round(1000 * arrivals * assessment / figure("open_cases"))
    assert figure("goes_on") == round(1000 * going_on / arrivals)
    assert figure("arrivals") == round(1_000_000 * arrivals / figure("case_holders"))


def test_an_episode_has_as_many_factors_as_published():
    counts = {name: entry.number for name, entry in case_factors().items()}
    episodes = counts.pop("episodes")
    assert sum(counts.values()) / episodes == pytest.approx(2.75, abs=0.005)
