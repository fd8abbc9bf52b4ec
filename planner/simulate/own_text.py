"""What simulation.toml says: as it is written for a fitted agency, and before it is filled in."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import wrap

from planner.intake.folder import SIMULATION
from planner.intake.toml_values import toml_text
from planner.published import Fitted
from planner.simulate.parameters import parameter_settings
from planner.sourced import Sourced

_WIDTH = 96
_WRITTEN = (
    "Parameters of this agency's simulated years, in the stead of those shipped in"
    " planner/simulate/parameters.toml; a question's own changes come on top. What is not here is as"
    " shipped. Written by caseload generate."
)
_NEW = (
    "What your agency knows better than the shipped parameters of simulated years (caseload simulate)."
    " Nothing here has to be changed, and the whole file may be taken away. Each line shows what is"
    " shipped: take its # away and write your own."
)
_LEFT_OUT = ("weeks",)  # the question says how long a run is


def write_own(folder: Path, fitted: Iterable[Fitted]) -> None:
    """Write the file of an agency whose parameters were fitted, in the stead of an earlier one."""
    (folder / SIMULATION).write_text(written(fitted), encoding="utf-8", newline="")


def written(fitted: Iterable[Fitted]) -> str:
    """Return the file of an agency whose parameters were fitted; what stays as shipped is a comment."""
    parts, shipped = [_comment(_WRITTEN)], []
    for one in fitted:
        if one.instead:
            shipped.append(_comment(f"{one.name}: {one.instead}"))
        else:
            parts.append(_table(one))
    if shipped:
        parts.append(_comment("As shipped, because the figures do not say:") + "".join(shipped))
    return "\n".join(parts)


def _table(one: Fitted) -> str:
    entry = one.entry
    values = {"value": _value(entry), "provenance": str(entry.provenance), "source": entry.source}
    lines = "".join(f"{key} = {toml_text(value)}\n" for key, value in values.items() if value != "")
    return _comment(f"{entry.meaning} ({entry.unit})") + f"[{one.name}]\n{lines}"


def to_fill_in() -> str:
    """Return a file in which every parameter is explained and none is set."""
    return "\n".join([_comment(_NEW), *_shipped(list(_LEFT_OUT))])


def _shipped(left_out: Sequence[str]) -> Iterator[str]:
    for name, setting in parameter_settings().items():
        if name not in left_out:
            about = _comment(f"{setting.meaning} ({setting.unit})")
            yield f"{about}# {name} = {toml_text(_value(setting))}\n"


def _value(entry: Sourced) -> object:
    return tuple(entry.value) if isinstance(entry.value, list) else entry.value


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in wrap(text, _WIDTH, break_on_hyphens=False))
