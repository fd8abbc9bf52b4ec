"""What a simulated year is drawn from: every default is sourced or named in `parameters.toml`."""

from typing import Any

from pydantic import model_validator

from planner.domain.noun import Noun
from planner.sourced import Sourced, refuse_out_of_bounds, shipped, unknown

DAYS_A_YEAR = 365
_MOST_SICK = 900  # thousandths of the time; beyond it nobody would ever be well


def parameter_settings() -> dict[str, Sourced]:
    """Return every parameter with its default, unit, bounds, source and meaning."""
    return shipped("planner.simulate", "parameters.toml")


def unknown_parameter(name: str) -> str:
    """Return the sentence for a parameter that does not exist, with the nearest that does."""
    return unknown("parameter", name, parameter_settings())


class Parameters(Noun):
    """The parameters in force; see `parameters.toml` for what each means and where it is from."""

    weeks: int
    warm_up_weeks: int
    arrivals_per_week_thousandths: int
    arrivals_growth: int
    seasonal_amplitude: int
    seasonal_peak_week: int
    weekend_share: int
    stretch_sd: int
    rate_sd: int
    rate_bias: int
    drift_per_month: int
    caseload_per_fte: int
    leave_days: int
    sick_spells: int
    sick_days: int
    court_days: int
    turnover: int
    turnover_exposure: int
    days_to_hire: int
    agency_share: int
    newcomer_months_in_field: tuple[int, ...]
    cost_per_fte: int
    confidence: int
    precision: int
    least_runs: int

    @model_validator(mode="after")
    def _within_bounds(self) -> "Parameters":
        refuse_out_of_bounds(dict(self), parameter_settings())
        if not self.newcomer_months_in_field:
            raise ValueError("newcomer_months_in_field must name at least one experience to draw from")
        if self.sick_spells * self.sick_days > _MOST_SICK * DAYS_A_YEAR:
            raise ValueError(
                f"sick_spells of {self.sick_spells} with sick_days of {self.sick_days} would leave"
                " people ill for more than nine days in ten"
            )
        return self


def parameters(**changes: Any) -> Parameters:
    """Return the default parameters with these changed.

    Raises
    ------
    ValueError
        There is no such parameter, or it is out of its bounds.
    """
    defaults = {name: setting.value for name, setting in parameter_settings().items()}
    if unknown := [name for name in changes if name not in defaults]:
        raise ValueError("; ".join(map(unknown_parameter, unknown)))
    return Parameters.model_validate(defaults | changes)
