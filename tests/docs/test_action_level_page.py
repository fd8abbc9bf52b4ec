"""Does the page of the action level say what it does in the shipped English authority?"""

import re

import numpy as np

from planner.bite import bites
from planner.domain import Role
from planner.intake import read_agency
from planner.problem import measure
from planner.rules import RULES
from planner.rules.action_level import ActionLevel
from tests.docs.pages import ROOT, text


def test_the_figures_of_the_page_are_those_of_the_scenario():
    problem = measure(read_agency(ROOT / "scenarios" / "english-authority").public())
    severe = np.flatnonzero(problem.severe).tolist()
    possible = ActionLevel().admits(problem, Role.LEAD)
    assert possible is not None
    closed = int((~possible[severe]).all(axis=0).sum())
    new = int(np.sum([problem.is_new(case) for case in severe]))
    page = " ".join(text("rules/action-level.md").split())
    said = re.findall(r"(\d+) of (\d+) workers have reached it in some week; .*? of its (\w+) sev", page)
    words = ["nine", "ten", "eleven", "twelve", "thirteen"]
    assert said == [(str(closed), str(len(problem.workers)), words[new - 9])]
    one_lead = next(rule for rule in RULES if rule.name == "one-lead")
    (_, alone) = bites(problem, [one_lead, ActionLevel()], last_straw=False)
    assert alone.blocks == ()
