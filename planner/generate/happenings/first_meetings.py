"""When somebody first met the clients: of every open case, and of a few new ones."""

from datetime import date, timedelta

from planner.domain import Agency, Case
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_cases


def first_meetings(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency with first meetings, each within the time somebody had to respond."""
    opened = [case for case in agency.cases if case.id in agency.open_cases]
    waited = [case for case in agency.new_cases if case.received < agency.date]
    met = {case.id: {"first_met": _met(case, agency.date, chance)} for case in opened}
    for case in chance.quota(waited, figures.one("met_already")):
        met[case.id] = {"first_met": _met(case, agency.date, chance)}
    return with_cases(agency, met)


def _met(case: Case, today: date, chance: Chance) -> date:
    last = min(case.response_deadline, today)
    return case.received + timedelta(days=chance.whole(0, (last - case.received).days))
