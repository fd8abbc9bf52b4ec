"""What a certificate is worth, as a page people read."""

from rich.console import Group, RenderableType
from rich.text import Text

from planner.present.answers import CertifyAnswer


def certify_page(answer: CertifyAnswer) -> RenderableType:
    """Return what was confirmed of a plan's certificate, or what is wrong with it."""
    if not answer.fine:
        head = Text("The certificate does not hold for this plan:", style="bold")
        return Group(head, *(Text(f"- {fault}") for fault in answer.faults))
    share = answer.better / max(1, answer.cost)
    lines = [
        "Confirmed without a solver, in whole numbers:",
        f"- the plan keeps every row of the program and costs {answer.cost:,} cost points;",
        f"- every plan costs {answer.confirmed:,} at least, so that none is better by more than"
        f" {answer.better:,} ({share:.7%}).",
    ]
    if answer.rests_on_engine:
        lines.append(
            f"The search says {answer.bound:,} at least. What lies between rests on the engine that"
            " solved the whole program; prices do not prove it."
        )
    return Group(Text(lines[0], style="bold"), *map(Text, lines[1:]))
