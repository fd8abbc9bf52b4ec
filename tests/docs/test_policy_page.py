"""Is docs/policy.md what the settings say, in the words of the house?"""

from planner.domain import PAIRS, groups, settings
from planner.present.policy_page import settings_page
from tests.docs.pages import section, tables, text

PAGE = text("policy.md")


def test_the_page_is_as_written_from_the_settings():
    assert settings_page() == PAGE, "write it again: caseload policy page > docs/policy.md"


def test_the_page_lists_every_setting_once_under_its_group():
    listed = [
        [row[0].strip("`") for row in tables(section(PAGE, group.capitalize()))[1:]]
        for group in groups()
    ]
    assert listed == [list(group) for group in groups().values()]
    assert sum(map(len, listed)) == len(settings())


def test_the_page_lists_every_pair_that_contradicts_itself():
    rows = tables(section(PAGE, "Settings that contradict each other"))[1:]
    assert [row[1] for row in rows] == [pair.why for pair in PAIRS]
    for row, pair in zip(rows, PAIRS, strict=True):
        assert pair.first in row[0]
        assert pair.second in row[0]
