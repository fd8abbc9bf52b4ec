"""Are an agency's own parameters read from simulation.toml, and is what cannot be taken refused?"""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import BadInput
from planner.intake.folder import SIMULATION
from planner.published import Fitted
from planner.simulate.changed import parameters_of
from planner.simulate.own import in_force, own_parameters, own_settings
from planner.simulate.own_text import to_fill_in, write_own
from planner.simulate.parameters import parameter_settings, parameters
from planner.simulate.question import Question
from planner.sourced import Provenance

GIVEN = """
turnover = 95
newcomer_months_in_field = [0, 12]

[days_to_hire]
value = 200
provenance = "statistic"
source = "A made-up survey"
"""


def folder(at: Path, text: str) -> Path:
    (at / SIMULATION).write_text(text, encoding="utf-8")
    return at


def test_what_the_file_sets_is_in_force_and_all_else_is_as_shipped(tmp_path: Path):
    found = own_parameters(folder(tmp_path, GIVEN))
    assert found == parameters(turnover=95, newcomer_months_in_field=(0, 12), days_to_hire=200)


def test_a_value_alone_is_the_agencys_and_a_table_says_where_it_is_from(tmp_path: Path):
    found = own_settings(folder(tmp_path, GIVEN))
    assert found["turnover"].provenance is Provenance.AGENCY
    assert found["days_to_hire"].provenance is Provenance.STATISTIC
    assert found["days_to_hire"].source == "A made-up survey"
    assert found["days_to_hire"].unit == parameter_settings()["days_to_hire"].unit


@pytest.mark.parametrize("text", ["", " \n", "# nothing yet\n", "\ufeff# nothing yet\n"])
def test_an_empty_file_and_none_leave_everything_as_shipped(tmp_path: Path, text: str):
    assert own_parameters(tmp_path) == parameters()
    assert own_parameters(folder(tmp_path, text)) == parameters()


def test_a_question_begins_with_the_agencys_own_and_its_changes_come_on_top(tmp_path: Path):
    changes = [{"do": "parameters", "set": {"turnover": 50}}, {"do": "growth", "percent_a_year": 10}]
    data = {"question": "What if?", "base": str(folder(tmp_path, GIVEN)), "weeks": 8}
    asked = Question.model_validate(data | {"change": changes})
    found = parameters_of(asked)
    assert (found.turnover, found.days_to_hire) == (50, 200)
    assert (found.weeks, found.arrivals_growth) == (8, 100)


def test_the_report_names_the_source_of_the_value_that_holds(tmp_path: Path):
    at = folder(tmp_path, GIVEN)
    told = in_force(at, parameters(turnover=95, days_to_hire=7))
    assert told["turnover"].provenance is Provenance.AGENCY
    assert (told["days_to_hire"].value, told["days_to_hire"].source) == (7, "the question")
    assert told["sick_days"] == parameter_settings()["sick_days"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("turnovr = 1", r"turnovr: there is no parameter 'turnovr'; did you mean 'turnover'\?"),
        ("turnover = 6000", r"turnover: 6000 is more than 5,000\. Allowed: a whole number from 0"),
        ("turnover = -1", "turnover: -1 is less than 0"),
        ("turnover = 0.095", r"0.095 is not of the kind needed here; did you mean 95\?"),
        ("turnover = true", "is not of the kind needed here"),
        ('turnover = "95"', "is not of the kind needed here"),
        ("newcomer_months_in_field = [1.5]", "1.5 is not a whole number"),
        ("newcomer_months_in_field = []", "must name at least one experience"),
        ("weeks = 10", "weeks: how long a run is, is said by the question"),
        ("turnover = nan", "is not of the kind needed here"),
        ("[turnover]\nvalu = 3", r"turnover.valu: there is no key 'valu'; did you mean 'value'\?"),
        ('[turnover]\nsource = "here"', "turnover.value: nothing is given here"),
        ('[turnover]\nvalue = 3\nprovenance = "rumour"', "turnover.provenance: .rumour. is no prov"),
        ("[turnover]\nvalue = 3\nprovenance = 4", "turnover.provenance: 4 is no provenance"),
        ('[turnover]\nvalue = 3\nprovenance = "statistic"', "'statistic' needs a source"),
        ("[turnover]\nvalue = 3\nsource = 4", "turnover.source: 4 is no text"),
        ("sick_spells = 20000\nsick_days = 100", "people ill for more than nine days in ten"),
        ("turnover 3", "this is not TOML"),
        ("\0turnover = 3", "NUL"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_place(tmp_path: Path, text: str, said: str):
    with pytest.raises(BadInput, match=rf"simulation\.toml.*{said}"):
        own_settings(folder(tmp_path, text))


def test_every_fault_is_told_at_once(tmp_path: Path):
    with pytest.raises(BadInput, match="3 problems"):
        own_settings(folder(tmp_path, "turnovr = 1\nsick_day = 2\nweeks = 3"))


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path):
    (tmp_path / SIMULATION).mkdir()
    with pytest.raises(BadInput, match="not a file that can be opened"):
        own_settings(tmp_path)


def values(name: str) -> st.SearchStrategy[int | list[int]]:
    setting = parameter_settings()[name]
    one = st.integers(int(setting.least or 0), int(setting.most or 0))
    return st.lists(one, min_size=1, max_size=3) if isinstance(setting.value, list) else one


CAN_BE_SET = [n for n in parameter_settings() if n not in ("weeks", "sick_spells", "sick_days")]


@given(st.data(), st.sampled_from(list(Provenance)), st.text(min_size=1).filter(str.strip))
def test_what_is_written_is_read_again(tmp_path_factory, data, provenance: Provenance, source: str):
    names = data.draw(st.sets(st.sampled_from(CAN_BE_SET)))
    fitted = [
        Fitted(
            name,
            parameter_settings()[name].model_copy(
                update={"value": data.draw(values(name)), "provenance": provenance, "source": source}
            ),
        )
        for name in sorted(names)
    ]
    kept = Fitted("sick_days", parameter_settings()["sick_days"], "it is not published")
    at = tmp_path_factory.mktemp("agency")
    write_own(at, [*fitted, kept])
    assert own_settings(at) == {one.name: one.entry for one in fitted}
    assert "# sick_days: it is not published" in (at / SIMULATION).read_text("utf-8")


def test_the_file_of_a_new_folder_explains_every_parameter_and_sets_none(tmp_path: Path):
    text = to_fill_in()
    assert tomllib.loads(text) == {}
    shown = [
        line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ") and " = " in line
    ]
    found = own_settings(folder(tmp_path, "\n".join(shown)))
    assert found.keys() == parameter_settings().keys() - {"weeks"}
    for name, setting in found.items():
        assert setting.value == parameter_settings()[name].value
