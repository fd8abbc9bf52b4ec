"""Settings and what they do, as tables on a terminal."""

from collections.abc import Sequence
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.domain import Policy
from planner.present.policy import (
    ChangedSettingAnswer,
    PolicyAnswer,
    PolicyDiffAnswer,
    SettingAnswer,
)
from planner.present.policy_page import provenance, value_text


def policy_page(answer: PolicyAnswer) -> RenderableType:
    """Return every setting by group; a changed one stands out, with its default."""
    changed = sum(setting.value != setting.default for setting in answer.settings)
    told = f", {changed} of {len(answer.settings)} changed" if changed else ""
    parts: list[RenderableType] = [Text(f"Policy of {answer.of}{told}", style="bold")]
    for group, settings in groupby(answer.settings, key=lambda setting: setting.group):
        table = _table(
            group.capitalize(), ("Setting", "Value", "What it does, in which unit, and where from")
        )
        for setting in settings:
            table.add_row(Text(setting.name), _value(setting), _meaning(setting))
        parts.append(table)
    return Group(*parts)


def _value(setting: SettingAnswer) -> Text:
    value, default = value_text(setting.value), value_text(setting.default)
    if value == default:
        return Text(value)
    return Text.assemble((value, "bold"), f"\n(default {default})")


def _meaning(setting: SettingAnswer) -> Text:
    about = f"\n{setting.unit}; {provenance(setting.provenance, setting.source)}"
    return Text.assemble(setting.meaning, (about, "dim"))


def diff_page(answer: PolicyDiffAnswer) -> RenderableType:
    """Return what one policy changes against another."""
    if not answer.changed:
        return Text(f"{answer.new} changes nothing against {answer.old}.")
    head = Text(f"{answer.new} against {answer.old}: {len(answer.changed)} changed", style="bold")
    return Group(head, changed_table(answer.changed))


def changed_table(changed: Sequence[ChangedSettingAnswer]) -> Table:
    """Return settings with their old and new values."""
    table = _table("", ("Setting", "Old → new", "Unit", "What it does"))
    for each in changed:
        values = f"{value_text(each.old)} → {value_text(each.new)}"
        table.add_row(Text(each.name), Text(values), Text(each.unit), Text(each.meaning))
    return table


def nothing_changes(in_force: Policy, changes: Sequence[str]) -> str:
    """Return that each change, written name=value, sets what is in force already."""
    names = [change.partition("=")[0].strip() for change in changes]
    values = (getattr(in_force, name) for name in names)
    told = [value_text(list(v) if isinstance(v, tuple) else v) for v in values]
    pairs = zip(names, told, strict=True)
    return f"{'; '.join(f'{name}: {value} already' for name, value in pairs)}; nothing changes."


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title or None, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for place, name in enumerate(columns):
        table.add_column(name, no_wrap=place == 0)
    return table
