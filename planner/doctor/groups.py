"""What is odd or risky about families and networks of cases."""

from collections import Counter, defaultdict

from planner.doctor.finding import Finding, found
from planner.doctor.seen import Seen
from planner.domain import GroupRule


def group_of_one(seen: Seen) -> list[Finding]:
    """A group has one case only."""
    sizes = Counter(case.group for case in seen.agency.cases if case.group)
    return found("group-of-one", sorted(group for group, size in sizes.items() if size == 1))


def apart_at_one(seen: Seen) -> list[Finding]:
    """Two open cases of a group that is to be kept apart are with one worker."""
    return found("apart-at-one", _groups(seen, GroupRule.APART, shared=True))


def together_split(seen: Seen) -> list[Finding]:
    """The open cases of a group that belongs together are with several workers."""
    return found("together-split", _groups(seen, GroupRule.TOGETHER, shared=False))


def _groups(seen: Seen, rule: GroupRule, *, shared: bool) -> list[str]:
    """Return the groups of a rule in which a worker leads two cases, or several workers lead."""
    leads: dict[str, list[str]] = defaultdict(list)
    for assignment in seen.agency.assignments:
        case = seen.agency.case_of[assignment.case]
        if case.group and case.group_rule is rule:
            leads[case.group].append(assignment.worker)
    if shared:
        return sorted(group for group, workers in leads.items() if len(set(workers)) < len(workers))
    return sorted(group for group, workers in leads.items() if len(set(workers)) > 1)


CHECKS = (apart_at_one, together_split, group_of_one)
