"""Does an agency's own card decide what is planned, and does a card that weighs no more stop it?"""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.domain import Agency, Setting
from planner.errors import UnsourcedNumber
from planner.intake import read_agency, write_agency
from planner.problem.measure import measure
from planner.risk.card import Card, sts_card
from planner.risk.entries import Weighting
from planner.risk.sts import average_line
from planner.risk.update.card_text import card_text
from planner.sourced import Provenance
from tests.builders import a_case, a_worker, an_agency


def own_card(*, weighted: bool = True) -> Card:
    weighting = Weighting(
        provenance=Provenance.AGENCY, source="placebos", n=600, asked=date(2026, 6, 1), on=weighted
    )
    dose = sts_card().term["indirect_dose"].model_copy(update={"estimate": 0.24})
    terms = sts_card().term | {"indirect_dose": dose}
    return sts_card().model_copy(update={"weighting": weighting, "term": terms, "version": "own-1"})


def an_agency_with(card: Card | None) -> Agency:
    workers = [a_worker("w1", months_in_field=3, months_in_post=3), a_worker("w2", months_in_field=240)]
    agency = an_agency(workers, [a_case("c1")])
    return agency.model_copy(update={"risk_card": card_text(card)}) if card else agency


def test_an_own_card_in_the_folder_is_read_and_written_back(tmp_path: Path):
    agency = an_agency_with(own_card())
    write_agency(agency, tmp_path)
    assert read_agency(tmp_path) == agency
    write_agency(an_agency_with(None), tmp_path)
    assert not (tmp_path / "card.toml").exists()
    assert read_agency(tmp_path) == an_agency_with(None)


def test_plans_follow_the_own_card():
    shipped, own = (measure(an_agency_with(card)).lines for card in (None, own_card()))
    assert own[0].slope == pytest.approx(shipped[0].slope * 0.24 / 0.16)


def test_a_card_that_weighs_no_more_counts_everybody_as_average():
    card = own_card(weighted=False)
    lines = measure(an_agency_with(card)).lines
    assert set(lines) == {average_line(Setting.CHILD_WELFARE, card)}


def test_dose_budgets_are_the_same_whatever_the_card():
    budgets = [
        measure(an_agency_with(card)).budget.tolist()
        for card in (None, own_card(), own_card(weighted=False))
    ]
    assert budgets[0] == budgets[1] == budgets[2]


def test_a_card_that_cannot_be_loaded_is_refused_with_its_file():
    agency = an_agency_with(None).model_copy(update={"risk_card": "estimate = 1"})
    with pytest.raises(UnsourcedNumber, match=r"card\.toml: The risk card is not loaded"):
        measure(agency)


def test_a_plan_says_that_it_is_not_weighted_and_why(tmp_path: Path):
    write_agency(an_agency_with(own_card(weighted=False)), tmp_path)
    result = CliRunner().invoke(app, ["plan", str(tmp_path), "--seconds", "1"])
    said = " ".join(result.output.split())
    assert (
        "Plans are not weighted by it: in 600 people's answers of 2026-06-01 dose did not beat" in said
    )
    assert "own-1" in said


def test_a_folder_whose_card_is_no_text_is_refused(tmp_path: Path):
    write_agency(an_agency_with(own_card()), tmp_path)
    (tmp_path / "card.toml").write_bytes(b"\xff\xfe\x00")
    result = CliRunner().invoke(app, ["plan", str(tmp_path)])
    assert result.exit_code == 2
    assert "card.toml" in result.output


def test_the_doctor_takes_the_own_card_for_a_file_that_is_read(tmp_path: Path):
    write_agency(an_agency_with(own_card()), tmp_path)
    assert "card.toml" not in CliRunner().invoke(app, ["doctor", str(tmp_path)]).output
