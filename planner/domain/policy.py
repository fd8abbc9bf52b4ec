"""The agency's settings: every default is a sourced or named policy number in `policy.toml`."""

from typing import Any

from pydantic import model_validator

from planner.domain.noun import Noun
from planner.domain.policy_conflicts import contradictions
from planner.sourced import Sourced, refuse_out_of_bounds, shipped, unknown

URGENCIES = 5


def settings() -> dict[str, Sourced]:
    """Return every setting with its default, unit, bounds, source and meaning."""
    return shipped("planner.domain", "policy.toml")


def unknown_setting(name: str) -> str:
    """Return the sentence for a setting that does not exist, with the nearest that does."""
    return unknown("setting", name, settings())


class Policy(Noun):
    """The settings in force; see `policy.toml` for what each means and where its default is from."""

    half_life_weeks: int
    unit_budget: int
    budget_kept: int
    rate_spread: int
    weeks_spread: int
    action_level_share: int
    ramp_shares: tuple[int, ...]
    ramp_step_months: int
    ramp_below_months_in_field: int
    lighter_share: int
    rest_share: int
    lighter_sts_shift: int
    rest_sts_shift: int
    severest_at_once: int
    productive_share: int
    support_share: int
    interpreter_minutes: int
    harm_weeks: int
    sts_cut_off: int
    risk_weight: bool
    urgency_weights: tuple[int, ...]
    burden_shares: tuple[int, ...]
    burden_rates: tuple[int, ...]
    burden_points_per_sts_point: int
    fit_points_per_burden_point: int
    continuity_points: int
    sibling_points: int
    preferred_skill_points: int
    language_points: int
    same_cost_below: int
    much_cost_above: int
    window_7_multiple: int
    window_28_multiple: int
    window_182_multiple: int
    action_days: int
    days_between_severest: int
    severe_share: int
    severe_share_off_above: int
    full_caseload: int
    open_cases_per_new: int
    investigations_a_month: int
    new_cases_a_batch: int
    within_turn_taking: bool
    first_year_severe_per_supervisor: int
    span_of_supervisor: int
    away_days: int
    covered_days: int
    handover_weeks: int
    leaver_weeks: int
    moratorium_days: int
    handover_minutes: int
    travel_minutes: int
    waiting_days_per_urgency: int
    holding_share: int
    client_wish_points: int
    preferred_group_points: int
    duty_points: int
    extra_hour_points: int
    fit_points_per_move: int
    wish_points: int
    no_worse_than_rotation: bool
    rotation_points: int
    rating_days: int
    fewest_in_group: int
    experience_months: tuple[int, ...]

    @model_validator(mode="after")
    def _within_bounds(self) -> "Policy":
        refuse_out_of_bounds(dict(self), settings())
        for name in (
            "ramp_shares",
            "urgency_weights",
            "burden_shares",
            "burden_rates",
            "experience_months",
        ):
            given = getattr(self, name)
            if list(given) != sorted(given) or not given:
                raise ValueError(f"{name} must not be empty and must never fall")
        if len(self.urgency_weights) != URGENCIES:
            raise ValueError("urgency_weights needs five weights, for urgency 1 to 5")
        return self

    @model_validator(mode="after")
    def _without_contradictions(self) -> "Policy":
        if found := [each.sentence for each in contradictions(dict(self))]:
            raise ValueError("; ".join(found))
        return self


def groups() -> dict[str, dict[str, Sourced]]:
    """Return the settings by the group they are listed with, in the order of `policy.toml`."""
    found: dict[str, dict[str, Sourced]] = {}
    for name, setting in settings().items():
        found.setdefault(setting.group, {})[name] = setting
    return found


def policy(**changes: Any) -> Policy:
    """Return the default policy with these settings changed."""
    defaults = {name: setting.value for name, setting in settings().items()}
    return Policy.model_validate(defaults | changes)
