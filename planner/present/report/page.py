"""The whole page: one HTML file with everything in it, for a screen without a network and for paper."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from planner.present.report.carried import carried
from planner.present.report.fan import fan
from planner.present.report.forest import forest
from planner.present.report.lever_chart import lever_chart
from planner.present.report.lever_tables import cost_table, measure_table
from planner.present.report.lever_words import lever_sentences
from planner.present.report.material import Material
from planner.present.report.sentences import two_sentences
from planner.present.report.tables import assumption_table, paired_table, policy_table
from planner.present.report.tornado import tornado
from planner.present.report.turning import would_change
from planner.present.report.words import HEADLINES

_COMPARED = (
    "weeks_over_budget",
    "weeks_over_action_level",
    "harm_per_worker",
    "waiting_days",
    "coverage",
    "burden_gini",
)
_DOSE = "dose of the week in % of each worker's own budget: middle worker, and eight workers in ten"
_WAITING = "cases that nobody has taken at the end of the week: middle run, and eight runs in ten"


def report(material: Material) -> str:
    """Return the page's text."""
    answer = material.answer
    order = [one.name for one in answer.policies]
    first, second = lever_sentences(answer) if answer.levers else two_sentences(material)
    figures = (
        ("What each lever does", _lever_chart(material), _HOLLOW),
        ("How the ways of giving out cases compare", _forest(material), _COMPARE),
        ("Dose by week", fan("dose", "Dose by week", _DOSE, material.dose, order), ""),
        ("Waiting by week", fan("waiting", "Waiting by week", _WAITING, material.waiting, order), ""),
        ("Who carries what", carried("shares", "Who carries what", material.shares, order), ""),
        ("What it hangs on", _tornadoes(material), _ENDS),
    )
    return Template(_file("page.html")).substitute(
        style=_file("page.css"),
        question=escape(answer.question),
        agency=escape(material.agency),
        first=escape(first),
        second=escape(second),
        changes=_list("What is changed", material.changes),
        levers=_levers(material),
        figures="".join(_figure(title, drawn, note) for title, drawn, note in figures),
        numbers=_section("The numbers", policy_table(answer.policies), _NUMBERS),
        differences=_section("Differences in the same luck", paired_table(answer.paired), _PAIRED),
        turning=_turning(material),
        assumptions=_section("Assumptions", assumption_table(material.assumptions), _ASSUMED),
        notes=_list("To be read with it", material.notes),
        made=escape(material.made),
    )


_LEVERS = (
    "Each on top of the question's own changes, with it less without it, run by run. Bold: the interval"
    " leaves out zero. With many levers, now and then one is told from nothing by chance."
)
_HOLLOW = (
    "Filled: the interval leaves out zero. A lever whose cost is not given has no point on the right."
)
_ENDS = (
    "Each number alone is put to its low and to its high value, in the same luck. Numbers that move a"
    " measure by no more than chance are left out of its chart."
)
_COMPARE = "A point is the mean over the runs, the bar its interval. Scales need not begin at zero."
_NUMBERS = "Means over the runs, with intervals; these are cut where a measure cannot go further."
_PAIRED = "Run by run, both have met the same luck. Bold: the interval leaves out zero."
_ASSUMED = (
    "Every number the runs are made with, as it is in force. “Policy” and “judgement” mean that nothing"
    " is published behind its size."
)


def _forest(material: Material) -> str:
    return forest(
        "compared", "How the ways of giving out cases compare", material.answer.policies, _COMPARED
    )


def _lever_chart(material: Material) -> str:
    answer = material.answer
    return lever_chart("levers", "What each lever does", answer.levers, answer.rank_by or "")


def _levers(material: Material) -> str:
    levers, ranked = material.answer.levers, material.answer.rank_by or ""
    if not levers:
        return ""
    costs = _section(
        "Levers, those that help most for their cost first", cost_table(levers, ranked), _LEVERS
    )
    return costs + _section("What else each lever does", measure_table(levers, ranked), _PAIRED)


def _tornadoes(material: Material) -> str:
    found = material.answer.sensitivity
    if found is None:
        return ""
    names = enumerate(HEADLINES)
    return "".join(tornado(f"hangs-{place}", "What it hangs on", found, name) for place, name in names)


def _turning(material: Material) -> str:
    items = "".join(
        f"<dt>{escape(title)}</dt><dd>{escape(text)}</dd>" for title, text in would_change(material)
    )
    return _section("What would change the answer", f"<dl>{items}</dl>") if items else ""


def _figure(title: str, drawn: str, note: str) -> str:
    if not drawn:
        return ""
    said = f"<figcaption>{escape(note)}</figcaption>" if note else ""
    return f"<section><h2>{escape(title)}</h2><figure>{drawn}{said}</figure></section>"


def _section(title: str, inside: str, note: str = "") -> str:
    if not inside:
        return ""
    said = f"<p>{escape(note)}</p>" if note else ""
    return f"<section><h2>{escape(title)}</h2>{said}{inside}</section>"


def _list(title: str, items: Sequence[str]) -> str:
    inside = "".join(f"<li>{escape(item)}</li>" for item in items)
    return _section(title, f"<ul>{inside}</ul>") if inside else ""


def _file(name: str) -> str:
    folder = files("planner.present.report").joinpath("templates")
    return folder.joinpath(name).read_text(encoding="utf-8")
