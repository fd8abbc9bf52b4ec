"""The whole page: one HTML file with everything in it, for a screen without a network and for paper."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from planner.present.report.figures import figures
from planner.present.report.lever_chart import lever_chart
from planner.present.report.lever_tables import cost_table, measure_table
from planner.present.report.material import Material
from planner.present.report.said import said
from planner.present.report.tables import assumption_table, paired_table, policy_table
from planner.present.report.turning import would_change


def report(material: Material) -> str:
    """Return the page's text."""
    answer = material.answer
    first, second = said(material)
    return Template(_file("page.html")).substitute(
        style=_file("page.css"),
        question=escape(answer.question),
        agency=escape(material.agency),
        first=escape(first),
        second=escape(second),
        changes=_list("What is changed", material.changes),
        levers=_levers(material),
        figures="".join(_figure(*one) for one in figures(material)),
        numbers=_section("The numbers", policy_table(answer.policies), _NUMBERS),
        differences=_section("Differences in the same luck", paired_table(answer.paired), _PAIRED),
        turning=_turning(material),
        assumptions=_section("Assumptions", assumption_table(material.assumptions), _ASSUMED),
        notes=_list("To be read with it", material.notes),
        made=escape(material.made),
    )


_HOLLOW = (
    "Filled: the interval leaves out zero. Hollow: cannot be told from nothing. A lever without a cost"
    " has no point where costs are compared."
)
_LEVERS = (
    "Each on top of the question's own changes: with it less without it, run by run. Bold: the interval"
    " leaves out zero. Of many levers, now and then one is told from nothing by chance."
)
_NUMBERS = "Means over the runs, with intervals; these are cut where a measure cannot go further."
_PAIRED = "Run by run, both have met the same luck. Bold: the interval leaves out zero."
_ASSUMED = (
    "The numbers the runs are made with, as they are in force. “Policy” and “judgement” mean that"
    " nothing is published behind a number's size. The agency's other settings stand in docs/policy.md."
)


def _levers(material: Material) -> str:
    levers, ranked = material.answer.levers, material.answer.rank_by or ""
    if not levers:
        return ""
    chart = _figure("What each lever does", lever_chart("levers", levers, ranked), _HOLLOW)
    costs = cost_table(levers, ranked, material.lever_changes)
    return (
        chart
        + _section("Levers, those that help most for their cost first", costs, _LEVERS)
        + _section("What else each lever does", measure_table(levers, ranked), _PAIRED)
    )


def _turning(material: Material) -> str:
    items = "".join(
        f"<dt>{escape(title)}</dt><dd>{escape(text)}</dd>" for title, text in would_change(material)
    )
    return _section("What would change the answer", f"<dl>{items}</dl>") if items else ""


def _figure(title: str, drawn: str, note: str) -> str:
    if not drawn:
        return ""
    caption = f"<figcaption>{escape(note)}</figcaption>"
    return f"<section><h2>{escape(title)}</h2><figure>{caption}{drawn}</figure></section>"


def _section(title: str, inside: str, note: str = "") -> str:
    if not inside:
        return ""
    above = f"<p>{escape(note)}</p>" if note else ""
    return f"<section><h2>{escape(title)}</h2>{above}{inside}</section>"


def _list(title: str, items: Sequence[str]) -> str:
    inside = "".join(f"<li>{escape(item)}</li>" for item in items)
    return _section(title, f"<ul>{inside}</ul>") if inside else ""


def _file(name: str) -> str:
    folder = files("planner.present.report").joinpath("templates")
    return folder.joinpath(name).read_text(encoding="utf-8")
