"""What the outcome of a self-check is in words: the same sentences on the page and in a terminal."""

from planner.domain import Policy, Step
from planner.risk.card import Card
from planner.risk.self_check.material import say, thresholds, words
from planner.risk.self_check.outcome import STEPS, Outcome
from planner.risk.self_check.questions import screeners_for
from planner.sourced import Provenance


def result_sentences(found: Outcome, card: Card) -> list[str]:
    """Return what is predicted, and where a total of one's own lies."""
    least, most = card.outcome_range
    said = [
        say(
            "result.range",
            share=round(found.share * 100),
            low=found.low,
            high=found.high,
            least=least,
            most=most,
            score=found.score,
        )
    ]
    if found.nothing_given:
        said.append(say("result.nothing_given"))
    elif found.averaged:
        said.append(say("result.averaged", labels=", ".join(found.averaged)))
    if own := found.total:
        said.append(say("result.total", total=own.total, screener=own.name, band=own.band))
        if own.screener == "stss":
            said.append(say("result.stss_error", error=thresholds()["stss_error"].number))
    return said


def step_sentences(found: Outcome, card: Card) -> list[str]:
    """Return which step is proposed, and why."""
    limits = thresholds()
    lighter, rest = limits["lighter_from"].number, limits["rest_from"].number
    said = [say("step.proposed", step=found.step.value)]
    if found.total and found.step is not found.score_step:
        said.append(say("step.by_total", total=found.total.total, band=found.total.band))
    else:
        scale = screeners_for(card)["stss"]
        begins = rest if found.score_step is Step.REST else lighter
        said.append(
            say(
                f"step.{found.score_step.value}_by_score",
                score=found.score,
                lighter_from=lighter,
                rest_from=rest,
                band=scale.band(begins),
            )
        )
    if found.total and found.total.step is not found.score_step:
        said.append(say("step.of_two"))
    return [*said, say("step.yours")]


def cannot_sentences(found: Outcome, card: Card) -> list[str]:
    """Return what the outcome cannot say."""
    fields = {
        "left": round((1 - found.share) * 100),
        "spanned": found.spanned,
        "bands": len(card.bands.names),
        "sizes": sizes(card),
    }
    return [str(line).format(**fields) for line in words()["cannot"]["lines"]]


def sizes(card: Card) -> str:
    """Return where the card's magnitudes are from, as the end of a sentence."""
    held = {term.provenance for term in card.moving.values()}
    if Provenance.STUDY in held:
        return say("cannot.study")
    return say("cannot.own" if Provenance.AGENCY in held else "cannot.borrowed")


def step_meanings(policy: Policy) -> dict[Step, str]:
    """Return what each step means under an agency's policy."""
    shares = {"lighter": f"{policy.lighter_share / 10:g}", "rest": f"{policy.rest_share / 10:g}"}
    return {step: say(f"step.means.{step.value}", **shares) for step in STEPS}
