"""The risk card on a terminal: the study's signs apart from borrowed magnitudes, with their sources."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from planner.explain.language import _
from planner.risk.card import Card
from planner.risk.entries import LEVELS, Entry, SettingFinding, Term

_SIGNS = {-1: "lower", 0: "no sign", 1: "higher"}
_USERS = {"planner": "plans", "worker's own side": "worker alone", "never": "never"}
_WHOLE = ("Study reported", "Magnitude here")
_IN = (0, 0, 0, 2)


def card_page(card: Card) -> RenderableType:
    """Return the card as a page."""
    least, most = card.outcome_range
    return Group(
        Text(f"{card.title} ({card.version})", style="bold"),
        Text(card.warning, style="bold"),
        Text(f"Study: {card.study}."),
        Text(
            f"Outcome: {card.outcome}, {least} to {most}. Magnitudes are SD of the outcome for one SD of"
            " the predictor, with the interval taken as 95 %. A construct without a sign does not move"
            " the score here; that the study does not list it is no proof of no effect."
        ),
        _constructs(card),
        _settings(card),
        Text(
            "How each is coded, what stands in where it is missing, and where it is from", style="bold"
        ),
        *_sources(card),
        Text("The full address of each source is in --json.", style="dim"),
    )


def own_card_note(card: Card) -> Text:
    """Return the sentence under a plan that an agency's own card was read for."""
    note = _("Predicted STS is from the agency's own card ({version}).").format(version=card.version)
    if card.weighting is not None and not card.weighs:
        unweighted = _(
            "Plans are not weighted by it: in {people} people's answers of {asked} dose did not beat its"
            " placebos, so everybody counts as average. Dose budgets hold."
        )
        people = f"{card.weighting.n:,}"
        note += " " + unweighted.format(people=people, asked=card.weighting.asked)
    return Text(note, style="dim")


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(name, no_wrap=name in _WHOLE)
    return table


def _constructs(card: Card) -> Table:
    table = _table(
        "Constructs of the study, by level",
        *("Construct", "Study reported", "STS with more", "Magnitude here", "Provenance", "Used by"),
    )
    for level in LEVELS:
        table.add_row(Text(level, style="bold"))
        rows = [_construct(term) for term in card.term.values() if term.level == level]
        rows += [_setting(card.setting)] if card.setting.level == level else []
        for row in rows:
            table.add_row(*row)
    return table


def _construct(term: Term) -> tuple[str, ...]:
    size = f"{term.estimate:+.2f} ({term.low:+.2f} to {term.high:+.2f})" if term.sign else "none"
    return (term.label, term.reported, _SIGNS[term.sign], size, term.provenance, _USERS[term.used])


def _setting(found: SettingFinding) -> tuple[str, ...]:
    size = f"{found.points:+.0f} points ({found.low:.0f} to {found.high:.0f})"
    return (found.label, found.reported, "higher", size, found.provenance, "plans")


def _settings(card: Card) -> Table:
    table = _table(
        "Settings: mean and SD of the outcome", "Setting", "Mean", "SD", "Mean unsure by", "Source"
    )
    for setting, population in card.population.items():
        table.add_row(
            setting,
            f"{population.mean:.1f}",
            f"{population.sd:.1f}",
            f"{population.prior_sd:.1f}",
            f"{population.provenance}: {_cited(population)}",
        )
    return table


def _sources(card: Card) -> Iterator[RenderableType]:
    for name, term in card.term.items():
        yield Text(f"{term.label} ({name}): {term.unit}")
        yield _inset(f"Coded: {term.coding}.")
        yield _inset(f"Observed range: {_range(term)}. Missing: {term.fallback}.")
        yield _inset(f"Source: {_cited(term)}.")
    yield Text(f"{card.setting.label}: {card.setting.unit}")
    yield _inset(f"Coded: {card.setting.coding}. Missing: {card.setting.fallback}.")
    yield _inset(f"Source: {_cited(card.setting)}.")
    bands = ", ".join(
        f"{name} from {low}" for name, low in zip(card.bands.names, card.bands.lowest, strict=True)
    )
    yield Text(f"Bands of the outcome: {bands}. Never told of a person.")
    yield _inset(f"Source: {_cited(card.bands)}.")
    mean, sd = card.dose_mean, card.dose_sd
    yield Text(
        f"Planned dose: average {mean.number / 1000:g}, SD {sd.number / 1000:g} exposure units a week,"
        f" {mean.provenance} of {card.dose_constant_date}."
    )
    yield _inset(f"Average: {mean.meaning}. SD: {sd.meaning}.")


def _inset(sentence: str) -> Padding:
    return Padding(Text(sentence, style="dim"), _IN)


def _range(term: Term) -> str:
    least, most = term.observed
    return f"{least:g} to {most:g}"


def _cited(entry: Entry) -> str:
    where = ", ".join(part for part in (entry.page and f"page {entry.page}", entry.table) if part)
    asked = f"{entry.n:,} answers, asked {entry.asked}" if entry.n else ""
    site = entry.read_at and f"read at {urlsplit(entry.read_at).hostname}"
    return "; ".join(part for part in (entry.source, where, asked, site) if part)
