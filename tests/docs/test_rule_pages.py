"""Has every rule a page with its exact sentence, its settings, and a breach as it is told?"""

import inspect
import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from planner.domain import settings
from planner.explain.wording import rule_sentence
from planner.rule import Rule
from planner.rules import RULES
from tests.docs.pages import DOCS, tables, text

WORDS: dict[str, Any] = tomllib.loads(
    files("planner.explain").joinpath("sentences.toml").read_text("utf-8")
)
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def flat(page: str) -> str:
    return " ".join(page.split())


def page_of(rule: Rule) -> str:
    return text(f"rules/{rule.name}.md")


def named(page: str) -> dict[str, str]:
    """Return the settings of a page's line of settings, with what stands in brackets behind each."""
    line = re.search(r"^Settings: (.+?)(?:\n\n|\Z)", page, re.M | re.S)
    assert line, "no line of settings"
    return dict(re.findall(r"`(\w+)`(?: \(([^)]*)\))?", flat(line[1])))


def shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else ", ".join(map(shown, value))  # type: ignore[call-overload]


@EVERY_RULE
def test_the_page_has_the_name_and_the_exact_sentence(rule: Rule):
    page = page_of(rule)
    assert page.startswith(f"# {rule.name}\n")
    assert rule_sentence(rule.name) in flat(page)


@EVERY_RULE
def test_every_setting_of_the_page_exists_and_has_the_default_and_provenance_it_says(rule: Rule):
    for name, said in named(page_of(rule)).items():
        assert name in settings()
        if said:
            setting = settings()[name]
            assert said == f"{shown(setting.value)}, {setting.provenance}"


@EVERY_RULE
def test_every_setting_the_rule_reads_is_on_its_page(rule: Rule):
    source = inspect.getsource(inspect.getmodule(rule) or type(rule))
    read = set(re.findall(r"\bpolicy\.(\w+)", source)) & set(settings())
    assert read <= set(named(page_of(rule)))


@EVERY_RULE
def test_what_a_supervisor_sees_is_a_sentence_of_the_rule(rule: Rule):
    seen = flat(page_of(rule)).split("**What a supervisor sees.**")[1].split("**")[0]
    examples = re.findall(r"\*([^*]+)\.\*", seen)
    breach = WORDS[rule.name]["breach"]
    kinds = list(breach.values()) if isinstance(breach, dict) else [breach]
    templates = [text for kind in kinds for text in ([kind] if isinstance(kind, str) else kind)]
    told = [re.sub(r"\\\{\w+\\\}", r"[\\w.%:-]+", re.escape(template)) for template in templates]
    assert examples
    assert [each for each in examples if not any(re.fullmatch(one, each) for one in told)] == []


@EVERY_RULE
def test_the_page_says_its_formula_its_edges_and_what_can_be_changed(rule: Rule):
    for heading in ("Why", "Formula", "At its edges", "What can be changed"):
        assert f"**{heading}" in page_of(rule)


def test_the_index_lists_every_rule_in_order_with_its_sentence():
    rows = tables(text("rules/README.md"))[1:]
    assert rows == [[f"[{r.name}]({r.name}.md)", rule_sentence(r.name)] for r in RULES]


def test_there_is_no_page_of_a_rule_that_is_not_there():
    pages = {page.stem for page in (DOCS / "rules").glob("*.md")}
    assert pages == {rule.name for rule in RULES} | {"README"}
