"""How the stages of a case stand in three cells of cases.csv."""

from typing import NamedTuple

from planner.domain import Mode, Stage
from planner.intake.cells import decimal_text, shown
from planner.units import MINUTES_PER_HOUR

WEEKS, EXPOSURE, OTHER = STAGE_COLUMNS = ("weeks_left", "exposure_hours", "other_hours")
STAGE_CELLS = {
    WEEKS: "stage:weeks with ; between several, such as intake:2;ongoing:20",
    EXPOSURE: "stage/mode:hours with ; between several, such as intake/live:1.5;intake/media:0.5;"
    f" the modes are {', '.join(Mode)}",
    OTHER: "stage:hours with ; between several, such as intake:3;ongoing:1",
}


class BadCell(NamedTuple):
    """What is wrong with a cell before its values are read."""

    column: str
    problem: str
    allowed: str


def fold_stages(cells: dict[str, object]) -> list[BadCell]:
    """Put `stages` into a row in place of the three cells, and return what is wrong with them.

    Where something is wrong, `stages` holds what could be told apart.
    """
    faults: list[BadCell] = []
    weeks = _pairs(cells.pop(WEEKS, ""), WEEKS, faults)
    unsure = bool(faults) or not weeks
    exposure = _pairs(cells.pop(EXPOSURE, ""), EXPOSURE, faults)
    other = _pairs(cells.pop(OTHER, ""), OTHER, faults)
    by_stage: dict[str, dict[str, str]] = {}
    for place, hours in exposure.items():
        name, _, mode = place.partition("/")
        by_stage.setdefault(name, {})[mode] = hours
    for column, names in ((EXPOSURE, by_stage), (OTHER, other)):
        for name in names:
            if name not in weeks and not unsure:
                problem = f"stage {shown(name)} is not in {WEEKS}."
                faults.append(BadCell(column, problem, STAGE_CELLS[column]))
    if weeks:
        cells["stages"] = [
            {"name": name, "weeks": number, "exposure_hours": by_stage.get(name, {})}
            | ({"other_hours": other[name]} if name in other else {})
            for name, number in weeks.items()
        ]
    return faults


def _pairs(cell: object, column: str, faults: list[BadCell]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for item in filter(None, (part.strip() for part in str(cell).split(";"))):
        name, colon, amount = (part.strip() for part in item.partition(":"))
        if not (name and colon and amount) or ("/" in name) is not (column == EXPOSURE):
            problem = f"{shown(item)} is not written as it should be."
            faults.append(BadCell(column, problem, STAGE_CELLS[column]))
        elif name in pairs:
            faults.append(BadCell(column, f"{shown(name)} is there twice.", STAGE_CELLS[column]))
        else:
            pairs[name] = amount
    return pairs


def unfold_stages(stages: tuple[Stage, ...]) -> dict[str, str]:
    """Return the three cells that stages are written as."""
    weeks = [f"{stage.name}:{stage.weeks}" for stage in stages]
    exposure = [
        f"{stage.name}/{mode}:{decimal_text(minutes, MINUTES_PER_HOUR)}"
        for stage in stages
        for mode, minutes in stage.exposure
    ]
    other = [
        f"{stage.name}:{decimal_text(stage.other, MINUTES_PER_HOUR)}" for stage in stages if stage.other
    ]
    return {WEEKS: ";".join(weeks), EXPOSURE: ";".join(exposure), OTHER: ";".join(other)}
