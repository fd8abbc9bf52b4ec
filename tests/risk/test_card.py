"""Which cards are not loaded."""

import re
from importlib.resources import files

import pytest

from planner.domain import Setting
from planner.errors import UnsourcedNumber
from planner.risk.card import read_card, sts_card

TEXT = files("planner.risk").joinpath("sts_card.toml").read_text(encoding="utf-8")


def with_line(table: str, old: str, new: str) -> str:
    """Return the shipped card with one line of one table replaced, or taken out."""
    head, tail = TEXT.split(f"[{table}]\n")
    assert re.search(f"^{re.escape(old)}", tail, re.M)
    again = [line.split(" = ")[0] for line in new.splitlines()[1:]]
    for name, put in [*((other, "") for other in again), (old, new and f"{new}\n")]:
        tail = re.sub(rf"^{re.escape(name)} =.*\n", put, tail, count=1, flags=re.M)
    return f"{head}[{table}]\n" + tail


def test_the_shipped_card_loads_and_knows_every_setting():
    assert set(sts_card().population) == set(Setting)


def test_the_shipped_card_moves_each_used_construct_the_way_the_study_reported():
    used = {n: t for n, t in sts_card().term.items() if t.used != "never"}
    assert {name: term.sign for name, term in used.items()} == {
        "experience": -1,
        "trafficking_history": 1,
        "indirect_dose": 1,
        "emotional_support": -1,
        "organisational_practice": -1,
    }
    assert all(term.estimate * term.sign > 0 for term in used.values())


def test_no_magnitude_claims_to_be_the_studys():
    assert "study" not in {term.provenance for term in sts_card().term.values()}


def test_constructs_that_are_never_used_do_not_move_the_score():
    assert {t.estimate for t in sts_card().term.values() if t.used == "never"} == {0.0}


def test_every_construct_the_study_measured_is_there_with_its_level():
    levels = {name: term.level for name, term in sts_card().term.items()}
    assert levels == {
        **dict.fromkeys(("experience", "trafficking_history", "lifetime_trauma"), "individual"),
        **dict.fromkeys(("emotional_support", "instrumental_support"), "relationships"),
        **dict.fromkeys(("indirect_dose", "direct_dose"), "work"),
        "organisational_practice": "organisation",
        "state_policy": "macrosystem",
    }
    assert sts_card().setting.reported == "highest"


def test_how_unsure_an_estimate_is_agrees_with_its_interval():
    for name, term in sts_card().moving.items():
        assert term.prior_sd == pytest.approx((term.high - term.low) / (2 * 1.96), abs=0.005), name


def test_no_setting_has_a_higher_mean_than_child_welfare():
    means = {setting: population.mean for setting, population in sts_card().population.items()}
    assert max(means.values()) == means[Setting.CHILD_WELFARE]
    assert sts_card().setting.points == max(means.values()) - min(means.values())


@pytest.mark.parametrize(
    ("table", "old", "new", "says"),
    [
        ("term.indirect_dose", "estimate", "estimate = -0.16", "contradicts the reported sign"),
        ("term.experience", "sign", "sign = 1", "contradicts the reported sign"),
        ("term.indirect_dose", "high", "high = 0.10", "its own interval"),
        ("term.indirect_dose", "provenance", "", "provenance: this is needed and is not there"),
        ("term.indirect_dose", "source", "", "source: this is needed and is not there"),
        ("term.indirect_dose", "source", 'source = ""', "needs a source"),
        ("term.indirect_dose", "provenance", 'provenance = "study"', "page and the table"),
        ("population.child-welfare", "source", 'source = ""', "needs a source"),
        ("population.child-welfare", "provenance", 'provenance = "study"', "page and the table"),
        ("dose_mean", "provenance", "", "provenance: this is needed and is not there"),
        ("dose_mean", "provenance", 'provenance = "statistic"', "needs a source"),
        ("term.indirect_dose", "provenance", 'provenance = "agency"', "needs n"),
        ("term.indirect_dose", "estimate", "estimate = nan", "finite number"),
        ("term.indirect_dose", "low", "low = 0.0\nestimate = 0.0", "dose must raise the score"),
        ("term.indirect_dose", "high", "high = 1.0\nestimate = 0.98", "explain more than there is"),
        ("term.indirect_dose", "scale", "scale = 0", "scale: Input should be greater than 0"),
        ("term.indirect_dose", "observed", "observed = [100, 0]", "observed range must rise"),
        ("term.state_policy", "prior_sd", "prior_sd = 0.1", "must not move the score"),
        ("setting", "points", "points = 13.0", "their own interval"),
        ("bands", "lowest", "lowest = [17, 28, 28, 44, 49]", "rising"),
        ("population.child-welfare", "sd", "sd = 0", "sd: Input should be greater than 0"),
    ],
)
def test_a_card_is_not_loaded_where_a_number_does_not_say_where_it_is_from_or_contradicts(
    table: str, old: str, new: str, says: str
):
    with pytest.raises(UnsourcedNumber, match=re.escape(says)):
        read_card(with_line(table, old, new))


def test_a_construct_without_a_reported_sign_must_not_move_the_score():
    text = with_line("term.state_policy", "estimate", "estimate = 0.1")
    head, tail = text.split("[term.state_policy]\n")
    with pytest.raises(UnsourcedNumber, match="must not move the score"):
        read_card(f"{head}[term.state_policy]\n" + tail.replace("high = 0.0", "high = 0.2", 1))


def test_the_studys_own_number_is_welcome_with_its_page_and_table():
    text = with_line(
        "term.indirect_dose", "provenance", 'provenance = "study"\npage = "12"\ntable = "3"'
    )
    assert read_card(text).term["indirect_dose"].page == "12"


def test_a_file_that_is_not_toml_is_told_so():
    with pytest.raises(UnsourcedNumber, match="it is not TOML"):
        read_card("estimate = = 1")


def test_a_card_without_what_the_planner_uses_is_not_loaded():
    with pytest.raises(UnsourcedNumber, match="missing: experience"):
        read_card(TEXT.replace("[term.experience]", "[term.years]"))
