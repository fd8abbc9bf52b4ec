"""`docs/policy.md`: every setting on one page, written from the settings themselves."""

from collections.abc import Iterator

from planner.domain import PAIRS, groups
from planner.sourced import Provenance, Sourced

_HEAD = """# Policy

Every setting of an agency: its default, what it does, its unit, the values it can have, and where the
default is from. **policy** means: a choice, with nothing published behind its size.

An agency changes a setting under `[policy]` in its own [`agency.toml`](agency_folder.md).
`caseload policy show FOLDER` prints what is in force there, `caseload policy diff FOLDER` what it
changed, `caseload policy effect FOLDER --set name=value` what a change would have done to a week, and
`caseload rules FOLDER` how many cases each rule blocks and how many workers it closes.

`caseload policy page` writes this page from [`policy.toml`](../planner/domain/policy.toml).
"""

_COLUMNS = """
| setting | default | what it does | unit | range | source |
|---|---|---|---|---|---|
"""

_PAIRS = """
## Settings that contradict each other

An agency that sets a pair so is refused when it is read, with both settings named.

| refused where | because |
|---|---|
"""


def settings_page() -> str:
    """Return the page."""
    return _HEAD + "".join(_groups()) + _PAIRS + "".join(_pairs())


def _groups() -> Iterator[str]:
    for group, settings in groups().items():
        yield f"\n## {group.capitalize()}\n{_COLUMNS}"
        for name, setting in settings.items():
            cells = (
                f"`{name}`",
                value_text(setting.value),
                setting.meaning,
                setting.unit,
                _bounds(setting),
                provenance(setting.provenance, setting.source, bold=True),
            )
            yield f"| {' | '.join(cells)} |\n"


def _pairs() -> Iterator[str]:
    for pair in PAIRS:
        yield f"| `{pair.when}` | {pair.why} |\n"


def _bounds(setting: Sourced) -> str:
    if setting.least is None or setting.most is None:
        return ""
    each = "each " if isinstance(setting.value, list) else ""
    return f"{each}{setting.least:,.0f} to {setting.most:,.0f}"


def value_text(value: float | list[int]) -> str:
    """Return a setting's value as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else f"{value:,}"


def provenance(kind: Provenance, source: str, *, bold: bool = False) -> str:
    """Return where a number is from."""
    mark = f"**{kind}**" if bold else str(kind)
    return f"{mark}: {source}" if source else mark
