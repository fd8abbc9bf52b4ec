"""Does the rule that docs/adding_a_rule.md adds work as the page says, from its rows to its words?"""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from types import ModuleType

import numpy as np
import pytest

from planner.check import breaches
from planner.domain import Agency, Plan
from planner.explain import wording
from planner.explain.reasons import left
from planner.goals import GOALS
from planner.problem import Problem, measure
from planner.program import build
from planner.rule import Breach, Rule
from planner.rules import RULES
from planner.solve.insertion import greedy
from tests.builders import a_case, a_random_agency, a_tier, a_worker, an_agency
from tests.docs import test_rule_pages
from tests.docs.pages import ROOT, blocks, text
from tests.rows import broken_by_rows
from tests.rules import bending, bent_limits
from tests.rules.bending import Bent, Mutant, removed
from tests.rules.samples import plan_by_chance

PAGE = text("adding_a_rule.md")
FILES, ADDED = blocks(PAGE, "file"), blocks(PAGE, "add to")
RULE_FILE, TEST_FILE = "planner/rules/peer_partner.py", "tests/rules/test_peer_partner.py"
PAGE_FILE, WORDS_FILE = "docs/rules/peer-partner.md", "planner/explain/sentences.toml"
BENT_FILE = "tests/rules/bent_limits.py"
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
    assert rule.name not in {each.name for each in RULES}
    return (*RULES, rule)


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The file that makes sentences, with the page's table put into its sentences."""
    shipped = files("planner.explain").joinpath("sentences.toml").read_text("utf-8")
    with_new = tomllib.loads(f"{shipped}\n{ADDED[WORDS_FILE]}")
    monkeypatch.setattr(wording, "_sentences", lambda: with_new)
    monkeypatch.setattr(test_rule_pages, "WORDS", with_new)
    return wording


def with_partners(agency: Agency, rng: np.random.Generator) -> Agency:
    """Return the agency with peer partners by chance, and half the workers in their first year."""
    ids = [worker.id for worker in agency.workers]
    workers = []
    for worker in agency.workers:
        others = [each for each in ids if each != worker.id]
        changes: dict[str, object] = {"peer_partner": str(rng.choice(others))}
        if rng.random() < 0.5:
            changes = {"months_in_field": 6, "months_in_post": 1}
        workers.append(worker.model_copy(update=changes))
    return agency.changed(workers=tuple(workers))


def by_chance() -> Iterator[tuple[Problem, Plan]]:
    """Yield plans for agencies with peer partners."""
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        problem = measure(with_partners(a_random_agency(seed), rng))
        for _ in range(5):
            yield problem, plan_by_chance(problem, rng, sense=bool(rng.random() < 0.5))


def test_its_tests_by_hand_hold():
    tests = module_of(TEST_FILE, FILES[TEST_FILE]).__dict__
    found = [test for name, test in tests.items() if name.startswith("test_")]
    for test in found:
        test()
    assert len(found) == 3


def test_its_rows_and_its_plain_check_say_the_same_of_plans_by_chance(rule: Rule):
    seen: Counter[bool] = Counter()
    for problem, plan in by_chance():
        broken = bool(broken_by_rows(problem, [rule], plan))
        assert broken == any(True for _ in rule.breaches(problem, plan))
        seen[broken] += 1
    assert min(seen[True], seen[False]) > SEEDS / 2


def test_it_is_caught_without_a_face_and_bent_as_the_page_says(
    rule: Rule, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(bending.RULE, rule.name, rule)
    (line,) = ADDED[BENT_FILE].strip().splitlines()
    mutant = eval(line.removeprefix("yield "), vars(bent_limits))
    assert isinstance(mutant, Mutant)
    for each in (*removed(rule), mutant):
        bent = Bent(rule, each.face, each.bent)
        assert any(
            bool(broken_by_rows(problem, [bent], plan))
            != any(True for _ in bent.breaches(problem, plan))
            for problem, plan in by_chance()
        ), each.how


def test_the_program_keeps_it_beside_all_other_rules(rules: tuple[Rule, ...]):
    assigned = 0
    for seed in range(SEEDS):
        agency = with_partners(a_random_agency(seed, tight=False), np.random.default_rng(seed))
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
    assert words.rule_sentence(rule.name).endswith(".")
    breach = Breach(rule.name, case="c1", worker="w1")
    assert words.breach_sentence(breach) == (
        "w1 is in the first year, has no peer partner, and cannot lead severe case c1."
    )
    workers = [a_worker("w1", months_in_field=6, months_in_post=6), a_worker("w2", conflicts=("c1",))]
    problem = measure(an_agency(workers, [a_case("c1", rubric=a_tier(4))]))
    told = left(problem, build(problem, rules, GOALS), rules, Plan(), "c1")
    why, change = words.left_sentences(told)
    assert "1 in the first year without a peer partner" in why
    assert re.search(r"w1 could take it with .*\ba peer partner\b", change)


def test_its_page_is_one_of_the_pages_of_rules(rule: Rule, words, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(test_rule_pages, "page_of", lambda _: FILES[PAGE_FILE])
    monkeypatch.setattr(test_rule_pages, "rule_sentence", words.rule_sentence)
    test_rule_pages.test_the_page_has_the_name_and_the_exact_sentence(rule)
    test_rule_pages.test_what_a_supervisor_sees_is_a_sentence_of_the_rule(rule)
    test_rule_pages.test_the_page_says_its_formula_its_edges_and_what_can_be_changed(rule)
    test_rule_pages.test_every_setting_of_the_page_exists_and_has_the_default_and_provenance_it_says(
        rule
    )
    assert f"(../../{RULE_FILE})" in FILES[PAGE_FILE]
    read = set(re.findall(r"\bpolicy\.(\w+)", FILES[RULE_FILE]))
    assert read <= set(test_rule_pages.named(FILES[PAGE_FILE]))


def test_its_line_in_the_changelog_has_the_form_of_the_others():
    line = ADDED["CHANGELOG.md"].strip()
    assert re.fullmatch(r"- [A-Z].*\. \[\w+; [\w-]+; plans .+\]", line)


def test_every_place_the_page_names_is_there():
    assert set(FILES) == {RULE_FILE, TEST_FILE, PAGE_FILE}
    assert set(ADDED) == {"planner/rules/__init__.py", WORDS_FILE, BENT_FILE, "CHANGELOG.md"}
    named = set(re.findall(r"`((?:planner|tests|docs|explain)/[\w/]+(?:\.\w+)?/?)`", PAGE))
    places = [path.replace("explain/", "planner/explain/") if path[0] == "e" else path for path in named]
    assert len(places) > 5
    assert [path for path in places if not (ROOT / path).exists()] == []
