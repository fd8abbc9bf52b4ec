"""What a worker answers in a terminal: asked one by one, and asked again where it cannot be."""

import re
from collections.abc import Sequence

import typer

from planner.cli.common import console
from planner.domain import Policy, Setting, Step
from planner.risk.card import Card
from planner.risk.self_check.material import say
from planner.risk.self_check.questions import Question, questions, screeners_for
from planner.risk.self_check.sentences import step_meanings

_NUMBER = re.compile(r"[0-9]{1,3}([.,][0-9]{1,3})?")
_SKIP = "Press Enter to leave it out."


def ask(card: Card) -> tuple[Setting, dict[str, float], str, int | None]:
    """Return the setting, the answers given by term, and a screener with its total, if any."""
    settings = list(Setting)
    _say(f"\n{say('question.setting.asks')}\n{say('question.setting.hint')}")
    named = [say(f"setting.{each.value}") for each in settings]
    while (place := _chosen(named)) is None:
        _say(say("refused.no_setting"))
    answers = {each.term: answer for each in questions(card) if (answer := _answer(each)) is not None}
    scales = screeners_for(card)
    _say(f"\n{say('question.screener.asks')}\n{say('question.screener.hint')} {_SKIP}")
    which = _chosen([scale.name for scale in scales.values()])
    if which is None:
        return settings[place], answers, "", None
    key = list(scales)[which]
    hint = say("question.total.hint", least=scales[key].least, most=scales[key].most)
    _say(f"\n{say('question.total.asks')}\n{hint} {_SKIP}")
    total = _number(scales[key].least, scales[key].most, whole=True)
    return settings[place], answers, key, None if total is None else int(total)


def ask_what_to_tell(policy: Policy) -> None:
    """Ask what to tell the planner, and show the one word."""
    steps = list(Step)
    _say(f"\n{say('share.asks')}\n{say('step.means.note')}")
    place = _chosen([*step_meanings(policy).values(), say("share.nothing")])
    if place is None or place == len(steps):
        _say(say("share.keep"))
        return
    _say(f"{say('share.word', step=steps[place].value)}\n{say('share.how')}")


def _answer(question: Question) -> float | None:
    _say(f"\n{question.asks}\n{question.hint} {_SKIP}")
    if question.yes_or_no:
        place = _chosen([say("answer.no"), say("answer.yes")])
        return None if place is None else float(place)
    return _number(question.least, question.most)


def _say(text: str) -> None:
    console().print(text)


def _typed() -> str:
    return str(typer.prompt("", default="", show_default=False, prompt_suffix="> ")).strip()


def _number(least: float, most: float, *, whole: bool = False) -> float | None:
    """Return a number from `least` to `most`, or None where it is left out; ask until it is one."""
    while text := _typed():
        value = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
        if value is None:
            _say(say("refused.not_a_number"))
        elif not least <= value <= most:
            _say(say("refused.out_of_range", least=f"{least:g}", most=f"{most:g}"))
        elif whole and not value.is_integer():
            _say(say("refused.not_whole"))
        else:
            return value
    return None


def _chosen(choices: Sequence[str]) -> int | None:
    """Return the place of the choice whose number is typed, or None; ask until there is one."""
    for number, choice in enumerate(choices, 1):
        _say(f"  {number}  {choice}")
    while text := _typed():
        if text.isdecimal() and 1 <= int(text) <= len(choices):
            return int(text) - 1
        _say(f"Please type a number from 1 to {len(choices)}.")
    return None
