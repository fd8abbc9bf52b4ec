"""What came of checking claims: the answer, and the page people read."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.present.answers import Answer
from planner.verify import Finding, Verdict

_LINES = 20


class FindingAnswer(Answer):
    """What came of one claim; `reason`: one sentence, empty where it is true."""

    type: str
    case: str | None
    worker: str | None
    value: int
    unit: str
    verdict: str
    reason: str


class VerifiedAnswer(Answer):
    """What came of claims; `fine`: all of them are true."""

    fine: bool
    claims: list[FindingAnswer]


def verified_answer(findings: Sequence[Finding]) -> VerifiedAnswer:
    """Return findings as an answer."""
    return VerifiedAnswer(
        fine=all(each.verdict is Verdict.TRUE for each in findings),
        claims=[
            FindingAnswer(
                type=each.claim.type,
                case=getattr(each.claim, "case", None),
                worker=getattr(each.claim, "worker", None),
                value=each.claim.value,
                unit=each.claim.unit.value,
                verdict=each.verdict.value,
                reason=each.reason,
            )
            for each in findings
        ],
    )


def verified_page(answer: VerifiedAnswer) -> RenderableType:
    """Return a line for each of a few claims, or how many of each type hold; then what does not."""
    if not answer.claims:
        return Text("There are no claims in the file.")
    few = len(answer.claims) <= _LINES
    parts: list[RenderableType] = [_each(answer) if few else _by_type(answer)]
    wrong = [] if few else [each for each in answer.claims if each.reason]
    parts += [Text(f"- {_name(each)}: {each.verdict}. {each.reason}") for each in wrong]
    true = sum(each.verdict == Verdict.TRUE for each in answer.claims)
    parts.append(Text(f"{true:,} of {len(answer.claims):,} claims are true.", style="bold"))
    return Group(*parts)


def _each(answer: VerifiedAnswer) -> RenderableType:
    table = Table(box=None, pad_edge=False)
    for head in ("Claim", "About", "Found", "Why"):
        table.add_column(head)
    for each in answer.claims:
        table.add_row(each.type, _about(each), each.verdict, each.reason)
    return table


def _by_type(answer: VerifiedAnswer) -> RenderableType:
    counts = Counter((each.type, each.verdict) for each in answer.claims)
    table = Table(box=None, pad_edge=False)
    table.add_column("Claim")
    for verdict in Verdict:
        table.add_column(verdict.value.capitalize(), justify="right")
    for kind in sorted({each.type for each in answer.claims}):
        table.add_row(kind, *(f"{counts[kind, verdict.value]:,}" for verdict in Verdict))
    return table


def _about(each: FindingAnswer) -> str:
    return " with ".join(part for part in (each.case, each.worker) if part) or "the plan"


def _name(each: FindingAnswer) -> str:
    return f"{each.type}, {_about(each)}"
