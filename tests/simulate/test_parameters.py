"""Which parameters a simulation may be given."""

import pytest
from pydantic import ValidationError

from planner.simulate.parameters import Parameters, parameter_settings, parameters
from planner.sourced import Provenance

SETTINGS = parameter_settings()


def test_every_parameter_has_a_sourced_default_within_bounds_and_a_group():
    assert set(Parameters.model_fields) == set(SETTINGS)
    assert parameters().weeks == SETTINGS["weeks"].value
    assert all(one.group and one.least is not None and one.most is not None for one in SETTINGS.values())


@pytest.mark.parametrize("name", SETTINGS)
def test_a_parameter_outside_its_bounds_is_refused_with_the_bound(name: str):
    least, most = SETTINGS[name].least, SETTINGS[name].most
    assert least is not None
    assert most is not None
    for amount, says in ((int(least) - 1, "the least allowed"), (int(most) + 1, "the most allowed")):
        given = [amount] if isinstance(SETTINGS[name].value, list) else amount
        with pytest.raises(ValidationError, match=f"{name} is .*{says}"):
            parameters(**{name: given})


def test_an_unknown_parameter_is_refused_with_the_nearest_known():
    with pytest.raises(ValueError, match="no parameter 'turn_over'; did you mean 'turnover'"):
        parameters(turn_over=100)
    with pytest.raises(ValueError, match=r"no parameter 'zzz'$"):
        parameters(zzz=1)


def test_a_fraction_is_refused():
    with pytest.raises(ValidationError):
        parameters(turnover=11.8)


def test_somebody_must_be_there_to_hire():
    with pytest.raises(ValidationError, match="at least one"):
        parameters(newcomer_months_in_field=[])


def test_people_cannot_be_ill_all_the_time():
    assert parameters(sick_spells=18250, sick_days=18).sick_days == 18
    with pytest.raises(ValidationError, match="more than nine days in ten"):
        parameters(sick_spells=18251, sick_days=18)


def test_the_published_figures_say_file_year_and_statistic():
    published = [one for one in SETTINGS.values() if one.provenance is Provenance.STATISTIC]
    assert {one.number for one in published} == {118, 152, 813}
    assert all("workforce 2025" in one.source and "_fte" in one.source for one in published)
