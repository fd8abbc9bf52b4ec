"""Does the rule that docs/adding_a_rule.md adds work as the page says, from its rows to its words?"""

import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from planner.check import breaches
from planner.domain import Agency, Plan, Proposed
from planner.explain import wording
from planner.explain.reasons import left
from planner.goals import GOALS
from planner.problem import measure
from planner.program import build
from planner.rule import Breach, Rule
from planner.rules import RULES
from planner.solve.insertion import greedy
from tests.builders import a_case, a_random_agency, a_worker, an_agency
from tests.docs.pages import ROOT, blocks, text
from tests.rows import broken_by_rows

PAGE = text("adding_a_rule.md")
FILES, ADDED = blocks(PAGE, "file"), blocks(PAGE, "add to")
RULE_FILE, TEST_FILE = "planner/rules/office.py", "tests/rules/test_office.py"
SEEDS = 60


def module_of(path: str, source: str) -> ModuleType:
    module = ModuleType(path.removesuffix(".py").replace("/", "."))
    exec(compile(source, f"docs/adding_a_rule.md: {path}", "exec"), module.__dict__)
    return module


@pytest.fixture(autouse=True)
def new_module(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The rule's file, in its place."""
    module = module_of(RULE_FILE, FILES[RULE_FILE])
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module


@pytest.fixture
def rule() -> Rule:
    """The rule, as its line in RULES makes it."""
    where: dict[str, type[Rule]] = {}
    first, line = ADDED["planner/rules/__init__.py"].strip().split("\n\n")
    exec(first, where)
    made = eval(line, dict(where))
    assert isinstance(made, Rule)
    return made


@pytest.fixture
def rules(rule: Rule) -> tuple[Rule, ...]:
    """All rules and the new one."""
    return (*(each for each in RULES if each.name != rule.name), rule)


@pytest.fixture
def words() -> ModuleType:
    """The file of words, with the page's lines put into its tables."""
    source = Path(wording.__file__).read_text("utf-8")
    for part in re.split(r"^# ", ADDED["planner/explain/wording.py"], flags=re.M)[1:]:
        table, line = part.split("\n", 1)
        head = re.search(rf"^ *{table}\b.*\{{$", source, re.M)
        assert head, f"wording.py has no table {table}"
        source = f"{source[: head.end()]}\n{line.strip()}{source[head.end() :]}"
    return module_of("planner/explain/wording.py", source)


def with_offices(agency: Agency, rng: np.random.Generator) -> Agency:
    """Return the agency with offices by chance."""
    reach = (("north",), ("south",), ("north", "south"))
    workers = [w.model_copy(update={"offices": reach[rng.integers(3)]}) for w in agency.workers]
    cases = [c.model_copy(update={"office": str(rng.choice(["north", "south"]))}) for c in agency.cases]
    return agency.changed(workers=tuple(workers), cases=tuple(cases))


def by_chance(agency: Agency, rng: np.random.Generator) -> Plan:
    """Return a plan that gives some cases to anybody."""
    ids = [worker.id for worker in agency.workers]
    often = rng.random()
    return Plan(
        assignments=tuple(
            Proposed(
                case=case.id,
                worker=str(rng.choice(ids)),
                support=str(rng.choice(ids)) if rng.random() < 0.3 else None,
            )
            for case in agency.new_cases
            if rng.random() < often
        )
    )


def test_its_tests_by_hand_hold():
    tests = module_of(TEST_FILE, FILES[TEST_FILE]).__dict__
    found = [test for name, test in tests.items() if name.startswith("test_")]
    for test in found:
        test()
    assert len(found) == 3


def test_its_rows_and_its_plain_check_say_the_same_of_plans_by_chance(rule: Rule):
    seen: Counter[bool] = Counter()
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        agency = with_offices(a_random_agency(seed), rng)
        problem = measure(agency)
        for _ in range(5):
            plan = by_chance(agency, rng)
            broken = bool(broken_by_rows(problem, [rule], plan))
            assert broken == any(True for _ in rule.breaches(problem, plan))
            seen[broken] += 1
    assert min(seen[True], seen[False]) > SEEDS / 2


def test_the_program_keeps_it_beside_all_other_rules(rules: tuple[Rule, ...]):
    assigned = 0
    for seed in range(SEEDS):
        agency = with_offices(a_random_agency(seed, tight=False), np.random.default_rng(seed))
        problem = measure(agency)
        program = build(problem, rules, GOALS)
        plan = program.plan(problem, greedy(program))
        assigned += len(plan.assignments)
        assert {breach.rule for breach in breaches(problem, plan, rules)} <= {"must-assign"}
    assert assigned > SEEDS / 2


def test_it_holds_for_agencies_without_cases_or_workers(rules: tuple[Rule, ...]):
    for workers, cases in (([], []), ([a_worker()], []), ([], [a_case()])):
        assert build(measure(an_agency(workers, cases)), rules, GOALS).arcs == 0


def test_its_words_are_there_for_the_rule_the_breach_and_the_change(rule: Rule, rules, words):
    assert words.RULES[rule.name].endswith(".")
    breach = Breach(rule.name, case="c1", worker="w1", what="south")
    assert words.breach_sentence(breach) == "w1 does not reach the office south."
    problem = measure(an_agency([a_worker("w1")], [a_case("c1", office="south")]))
    told = left(problem, build(problem, rules, GOALS), rules, Plan(), "c1")
    why, change = words.left_sentences(told)
    assert "do not reach the office" in why
    assert "w1 could take it with the office south within reach." in change


def test_its_line_in_the_changelog_has_the_form_of_the_others():
    line = ADDED["CHANGELOG.md"].strip()
    assert re.fullmatch(r"- [A-Z].*\. \[\w+; [\w-]+; plans .+\]", line)


def test_every_place_the_page_names_is_there():
    assert set(ADDED) == {
        "planner/rules/__init__.py", "planner/explain/wording.py", "CHANGELOG.md",
    }  # fmt: skip
    named = set(re.findall(r"`((?:planner|tests|docs|explain)/[\w/]+(?:\.\w+)?/?)`", PAGE))
    places = [path.replace("explain/", "planner/explain/") if path[0] == "e" else path for path in named]
    assert len(places) > 5
    assert [path for path in places if not (ROOT / path).exists()] == []
