"""IS THE DATA FIT TO PLAN WITH: what is missing, odd or risky in an agency, one small check each."""

from planner.doctor.examine import Examination, examine
from planner.doctor.finding import Finding, Severity
from planner.doctor.folder import empty_tables, files_not_read
from planner.doctor.wording import Words, said, words

__all__ = [
    "Examination",
    "Finding",
    "Severity",
    "Words",
    "empty_tables",
    "examine",
    "files_not_read",
    "said",
    "words",
]
