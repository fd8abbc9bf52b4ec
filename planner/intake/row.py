"""What every record of the outside has in common: closed, frozen, and one noun of ours."""

from pydantic import BaseModel, ConfigDict

MONTHS_PER_YEAR = 12


class Row(BaseModel):
    """One row of a CSV file or one object of a JSON list; its method `noun` gives our noun."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
