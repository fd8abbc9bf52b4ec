"""Does the page come to what the planner comes to, to the last point and word?"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from planner.domain import Setting, policy
from planner.present.self_check import self_check_page
from planner.risk.card import Card, read_card, sts_card
from planner.risk.prediction import predict, standardised
from planner.risk.self_check.outcome import outcome
from planner.risk.self_check.questions import questions, screeners_for
from planner.risk.self_check.sentences import cannot_sentences, result_sentences, step_sentences
from tests.self_check.browser import Seen, address_of, seen
from tests.self_check.own_cards import own_card_text, steep_card_text

pytestmark = pytest.mark.ci
PREDICTED = (
    "([setting, answers]) => { const p = predict(setting, answers); return [p.score, p.low, p.high]; }"
)
TOLD = """([setting, answers, screener, total]) => {
  const s = sentences(outcome({ setting, answers, screener, total }), screener);
  return [s.result, s.step, s.cannot];
}"""


def answers_by_chance(card: Card, rng: np.random.Generator) -> dict[str, float]:
    """Return answers to some of the questions: whole, with decimals, and at the ends."""
    answers = {}
    for question in questions(card):
        if rng.random() < 0.25:
            continue
        value = rng.choice([question.least, question.most, rng.uniform(question.least, question.most)])
        digits = 0 if question.yes_or_no else int(rng.integers(0, 3))
        answers[question.term] = round(float(value), digits)
    return answers


def total_by_chance(card: Card, rng: np.random.Generator) -> tuple[str, int | None]:
    name = str(rng.choice(["", *screeners_for(card)]))
    if not name:
        return "", None
    scale = screeners_for(card)[name]
    return name, int(rng.integers(scale.least, scale.most + 1))


def compared(page: Any, card: Card, count: int, seed: int) -> set[str]:
    """Compare the page with the planner for many answers; return the steps that came up."""
    rng = np.random.default_rng(seed)
    steps = set()
    for _ in range(count):
        setting = Setting(rng.choice([each.value for each in Setting]))
        answers = answers_by_chance(card, rng)
        screener, total = total_by_chance(card, rng)
        found = predict(card, setting, standardised(card, answers))
        there = page.evaluate(PREDICTED, [setting.value, answers])
        assert there == pytest.approx([found.score, found.low, found.high], abs=1e-6)
        out = outcome(card, setting, answers, screener, total)
        told = page.evaluate(TOLD, [setting.value, answers, screener, total])
        assert told == [
            result_sentences(out, card),
            step_sentences(out, card),
            cannot_sentences(out, card),
        ]
        steps.add(out.step.value)
    return steps


def test_the_page_says_what_the_planner_says_for_a_thousand_answers_by_chance(check: Seen):
    assert compared(check.page, sts_card(), 1_000, 1) == {"usual", "lighter", "rest"}
    assert check.complaints == []


@pytest.mark.parametrize("text", [own_card_text(), steep_card_text()], ids=["own", "steep"])
def test_the_page_follows_a_card_of_an_agencys_own(browser, tmp_path: Path, text: str):
    card = read_card(text)
    address = address_of(tmp_path, self_check_page(card, policy()).html)
    with seen(browser, address, offline=True) as own:
        compared(own.page, card, 300, 2)
        page = own.page.content()
    assert "lifetime_trauma" in page


def test_what_is_typed_into_the_fields_is_shown_as_the_planner_says_it(check: Seen):
    card, rng = sts_card(), np.random.default_rng(3)
    for _ in range(25):
        setting = Setting(rng.choice([each.value for each in Setting]))
        answers = answers_by_chance(card, rng)
        screener, total = total_by_chance(card, rng)
        fields = {each.term: answers.get(each.term, "") for each in questions(card)}
        typed = {
            each.term: f"{fields[each.term]:g}" if each.term in answers else ""
            for each in questions(card)
        }
        check.fill(setting=setting.value, **typed, screener=screener)
        if total is not None:
            check.fill(total=total)
        check.page.click("#show")
        out = outcome(card, setting, {name: float(typed[name]) for name in answers}, screener, total)
        assert check.said("result") == result_sentences(out, card)
        assert check.said("step") == step_sentences(out, card)
        assert check.said("cannot") == cannot_sentences(out, card)


def test_the_published_example_is_shown_in_whole_points(check: Seen):
    check.fill(setting="child-welfare", indirect_dose=75, emotional_support="3,3")
    check.fill(organisational_practice=60, experience=3.044)
    check.page.click("#show")
    (line, *_) = check.said("result")
    assert "would score 35 to 66" in line
    assert "The middle is 50." in line
    assert check.said("step")[0] == "This check proposes the step: rest."
