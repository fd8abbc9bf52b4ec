"""Does docs/self_check.md say what the self-check does, and what contacts.toml can hold?"""

import re
from pathlib import Path

from planner.domain import Step, policy
from planner.intake import read_contacts
from planner.intake.contacts import ContactRow
from planner.intake.words import allowed_in
from planner.risk.card import sts_card
from planner.risk.self_check.material import thresholds
from planner.risk.self_check.questions import screeners_for
from tests.docs.pages import section, tables, text

PAGE = text("self_check.md")


def test_the_page_says_from_where_on_each_step_is_proposed_and_what_it_means():
    limits, ours = thresholds(), policy()
    (_, usual, lighter, rest) = tables(section(PAGE, "What the steps mean"))
    assert [row[0].strip("`") for row in (usual, lighter, rest)] == [step.value for step in Step]
    assert usual[2] == f"below {limits['lighter_from'].number}"
    assert lighter[1] == f"{ours.lighter_share / 10:g} % of it"
    assert rest[1].startswith(f"{ours.rest_share / 10:g} % of it")
    bands = screeners_for(sts_card())["stss"]
    for row, name in ((lighter, "lighter_from"), (rest, "rest_from")):
        start = limits[name].number
        assert row[2] == f'from {start}, where the published band "{bands.band(start)}" begins'
    assert f"(there `lighter` from {limits['proqol_lighter_from'].number})" in PAGE
    assert f"about {limits['stss_error'].number} points" in PAGE


def test_the_page_lists_the_keys_of_a_contact_as_they_are():
    rows = [row for row in tables(section(PAGE, "For agencies")) if row[0].startswith("`")]
    assert [[row[0].strip("`"), row[1], row[2]] for row in rows] == [
        [name, "needed" if field.is_required() else "", allowed_in(field)]
        for name, field in ContactRow.model_fields.items()
    ]


def test_the_example_on_the_page_can_be_read(tmp_path: Path):
    (example,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.M | re.S)
    (tmp_path / "contacts.toml").write_text(example, encoding="utf-8")
    (contact,) = read_contacts(tmp_path)
    assert contact.name == "Counselling for workers"
