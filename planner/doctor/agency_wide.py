"""What is missing or odd about teams, the risk card and the settings."""

from planner.doctor.finding import Finding, found
from planner.doctor.seen import Seen
from planner.domain import settings, shipped_weights
from planner.domain.team import FEWEST_RESPONDENTS
from planner.risk.card import card_of
from planner.sourced import Provenance

_UNREAD = (Provenance.JUDGEMENT, Provenance.POLICY)


def team_without_workers(seen: Seen) -> list[Finding]:
    """A team has no workers."""
    peopled = {worker.team for worker in seen.workers}
    return found("team-without-workers", (t.id for t in seen.agency.teams if t.id not in peopled))


def own_office_unreached(seen: Seen) -> list[Finding]:
    """None of a team's workers reaches the office where the team sits."""
    reached = {(w.team, office) for w in seen.workers for office in w.offices}
    teams = {worker.team for worker in seen.workers}
    away = (t.id for t in seen.agency.teams if t.id in teams and (t.id, t.office) not in reached)
    return found("own-office-unreached", away)


def score_missing(seen: Seen) -> list[Finding]:
    """A team large enough to be asked has no STS-informed score."""
    sizes = [worker.team for worker in seen.workers]
    asked = (t for t in seen.agency.teams if sizes.count(t.id) >= FEWEST_RESPONDENTS)
    return found("score-missing", (t.id for t in asked if t.sts_informed_score is None))


def setting_unmeasured(seen: Seen) -> list[Finding]:
    """No published figure stands behind the risk card's population of a team's setting."""
    population = card_of(seen.agency.risk_card).population
    bare = [s for s in population if population[s].provenance in _UNREAD]
    return [
        finding
        for setting in bare
        for finding in found(
            "setting-unmeasured",
            (t.id for t in seen.agency.teams if t.setting is setting),
            setting=setting,
            provenance=population[setting].provenance,
            mean=f"{population[setting].mean:g}",
        )
    ]


def settings_changed(seen: Seen) -> list[Finding]:
    """Settings differ from the shipped ones."""
    changed = {}
    for name, setting in settings().items():
        value = getattr(seen.policy, name)
        of_weights = name == "unit_budget" and value == seen.agency.weights.unit_budget.number
        shipped = tuple(setting.value) if isinstance(setting.value, list) else setting.value
        if value != shipped and not of_weights:
            changed[name] = f"{name} is {_shown(value)} (shipped: {_shown(setting.value)})"
    return found("settings-changed", changed, changes="; ".join(changed.values()))


def budget_of_other_weights(seen: Seen) -> list[Finding]:
    """The agency has weights and a unit budget of its own, and the weights came with another one."""
    weights, budget = seen.agency.weights, seen.policy.unit_budget
    goes_with = weights.unit_budget.number
    fits = weights == shipped_weights() or budget == goes_with
    return found(
        "budget-of-other-weights",
        [] if fits else ["unit_budget"],
        weights=f"{weights.name} {weights.version}",
        budget=f"{budget / 1000:g}",
        goes_with=f"{goes_with / 1000:g}",
    )


def _shown(value: object) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    return str(value).lower()


CHECKS = (
    score_missing,
    team_without_workers,
    own_office_unreached,
    setting_unmeasured,
    settings_changed,
    budget_of_other_weights,
)
