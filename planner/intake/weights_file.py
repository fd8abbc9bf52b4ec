"""Which weights a file of an agency's own holds, and how weights are written as one."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from planner.domain import Weights, read_weights
from planner.errors import BadInput, UnsourcedNumber
from planner.intake.faults import Faults, refuse
from planner.intake.text_file import bytes_of, decoded
from planner.intake.toml_values import toml_text

OWN_WEIGHTS = "weights.toml"
MOST_BYTES = 200_000
_HEAD = (
    "# What an hour of exposure weighs; put into an agency's folder as weights.toml. See docs/dose.md."
)


def weights_in(path: Path) -> Weights:
    """Return the weights in a file.

    Raises
    ------
    BadInput
        It cannot be read, or an entry lacks its source or cannot be counted with.
    """
    text = decoded(bytes_of(path, MOST_BYTES), path.name)
    try:
        return read_weights(text)
    except UnsourcedNumber as error:
        raise refuse(path.name, str(error)) from None


def own_weights(folder: Path, faults: Faults) -> Weights | None:
    """Return the weights of a folder that has its own, None where it has none or they are refused."""
    path = folder / OWN_WEIGHTS
    if not path.exists():
        return None
    try:
        return weights_in(path)
    except BadInput as error:
        faults.take(error)
        return None


def weights_text(weights: Weights) -> str:
    """Return weights as a TOML text that `read_weights` reads back to the same weights."""
    return "\n".join([_HEAD, "", *_table("", weights.model_dump(exclude_defaults=True))]) + "\n"


def _table(name: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of one table: its own values first, then the tables within."""
    if name:
        yield f"\n[{name}]"
    for key, value in values.items():
        if not isinstance(value, Mapping):
            yield f"{key} = {toml_text(value)}"
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _table(key, value)
