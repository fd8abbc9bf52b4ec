"""The only file that makes sentences: facts in, plain words out, in the language spoken."""

import tomllib
from functools import cache
from importlib.resources import files
from math import floor

from planner.check import FalseClaim
from planner.claims import Cannot, Change, Counterfactual, Impossible
from planner.explain.conditions import Condition
from planner.explain.conflict import Conflict
from planner.explain.language import _, day, ngettext
from planner.explain.phrases import CHANGES, CONDITIONS, FACTS, FALSE_CLAIMS, FITS, KINDS, LESS, STEPS
from planner.explain.reasons import Left, Why
from planner.explain.repair import Repair
from planner.explain.standing import Standing
from planner.rule import Breach
from planner.units import COST_POINTS_PER_STS_POINT

_NOISE = 1e-6  # added before rounding down, so that floating point takes no percent

Text = str | list[str]  # a sentence; or one for one of what is `needed`, and one for many


@cache
def _sentences() -> dict[str, dict[str, Text | dict[str, Text]]]:
    """The sentences of every rule, as they stand in sentences.toml."""
    text = files("planner.explain").joinpath("sentences.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def rule_sentence(rule: str) -> str:
    """Return what a rule says."""
    return _(str(_sentences()[rule]["says"]))


def _said(rule: str, part: str, what: str, count: int) -> str:
    """Return one part of a rule's sentences, for the kind of breach that `what` names."""
    kind = what.partition(":")[0]
    found = _sentences()[rule][part]
    if isinstance(found, dict):
        found = found[kind] if kind in found else found["default"]
    if isinstance(found, list):
        one, many = found
        return ngettext(one, many, count)
    return _(found)


def breach_sentence(breach: Breach) -> str:
    """Return what a breach is, in a few words about its worker or case."""
    return _filled(breach, "breach") + "."


def _filled(breach: Breach, part: str) -> str:
    kind, _colon, name = breach.what.partition(":")
    more = breach.needed - breach.limit
    paced = breach.rule == "intake-pace" and kind in KINDS
    return _said(breach.rule, part, breach.what, breach.needed).format(
        who=breach.worker or _("Case {case}").format(case=breach.case),
        case=breach.case,
        what=breach.what,
        name=_(KINDS[kind]) if paced else name or kind,
        week=(breach.week or 0) + 1,
        needed=breach.needed,
        limit=breach.limit,
        needed_hours=_hours(breach.needed),
        limit_hours=_hours(breach.limit),
        more_hours=_hours(more),
        needed_units=_units(breach.needed),
        limit_units=_units(breach.limit),
        more_percent=f"{more / max(1, breach.limit):.1%}",
    )


def step_phrase(step: str) -> str:
    """Return what a cost step is called."""
    return _(STEPS[step])


def standing_sentence(standing: Standing) -> str:
    """Return where a worker stands: the rule in the way, or that they can be asked."""
    if standing.breach is not None:
        said = breach_sentence(standing.breach)
    else:
        said = _("{worker} can be asked; it would cost the plan {step}.")
        if standing.instead:
            said = _(
                "{worker} can be asked, but only instead of something else proposed for them; it would"
                " cost the plan {step}."
            )
        said = said.format(worker=standing.worker, step=step_phrase(str(standing.step)))
    off = _("Not on duty.")
    return f"{said} {off}" if standing.off_duty else said


def group_phrase(standing: Standing) -> str | None:
    """Return what a ruled-out worker shares with others whom the same keeps out, to be counted."""
    if standing.breach is None:
        return None
    reason = _filled(standing.breach, "keeps_out")
    return _("{reason}, not on duty").format(reason=reason) if standing.off_duty else reason


def why_sentences(why: Why) -> list[str]:
    """Return why a worker is proposed."""
    could = ngettext(
        "Only {worker} could take this case (tier {tier}) if nothing else were new.",
        "{count} workers could take this case (tier {tier}) if nothing else were new.",
        why.could_take,
    )
    sentences = [could.format(worker=why.worker, count=why.could_take, tier=why.tier)]
    sentences += [_("{worker} {fit}.").format(worker=why.worker, fit=fit) for fit in _fits(why)]
    years = round(why.years_in_field)
    dose = ngettext(
        "With all that is proposed, {worker} ({years} year in the field) goes from {before} to {after}"
        " of the usual dose budget in the highest week.",
        "With all that is proposed, {worker} ({years} years in the field) goes from {before} to {after}"
        " of the usual dose budget in the highest week.",
        years,
    )
    before, after = percent(why.share_before), percent(why.share_after)
    sentences.append(dose.format(worker=why.worker, years=years, before=before, after=after))
    if why.support:
        needed = _("{support} supports: the case needs two workers.")
        if not why.two_workers:
            needed = _(
                "{support} supports: the lead is in the first year in the field, and the case is severe."
            )
        sentences.append(needed.format(support=why.support))
    return sentences


def short_why(why: Why) -> str:
    """Return in a few words what speaks for a worker."""
    could = _("one of {count} who could").format(count=why.could_take)
    return "; ".join([*_fits(why), could if why.could_take > 1 else _("nobody else could")])


def _fits(why: Why) -> list[str]:
    parts = [fit.partition(":") for fit in why.fits]
    return [_(FITS[kind]).format(what=what) for kind, _colon, what in parts]


def left_sentences(left: Left) -> list[str]:
    """Return why a case is left, and the smallest change that would admit it."""
    sentences = [why_left_sentence(left)]
    if left.change is not None:
        change = change_sentence(left.change)
        sentences.append(_("Smallest change, all else as proposed: {change}").format(change=change))
    elif not left.could_be_asked:
        sentences.append(_("No change of a limit would let anybody take it."))
    if left.split:
        split = [_("{case} to {worker}").format(case=p.case, worker=p.worker) for p in left.split]
        parts = _and(split)
        sentences.append(_("If the family were split, it could go today: {parts}.").format(parts=parts))
    return sentences


def none_sentences(conflict: Conflict | Impossible | None) -> list[str]:
    """Return why no plan exists."""
    if conflict is None:
        return [
            _(
                "What stands in the way is not among public facts, or was not found in time: ask the"
                " team."
            )
        ]
    together = _(
        "No plan keeps all of these rules together; drop any one of them, and one does. Cases that have"
        " to be assigned: {cases}."
    )
    return [
        together.format(cases=", ".join(conflict.must_assign)),
        *(f"{name}: {rule_sentence(name)}" for name in conflict.rules),
    ]


def stay_sentence(case: str, worker: str) -> str:
    """Return that an open case stays where it is."""
    return _(
        "{case} stays with {worker}: moving it would cost more than it helps, or nobody else can take"
        " it; below is who could."
    ).format(case=case, worker=worker)


def condition_sentence(condition: Condition) -> str:
    """Return what a proposal asks of people beside taking the case."""
    return _(CONDITIONS[condition.kind]).format(
        worker=condition.worker,
        by=day(condition.by) if condition.by else "",
        facts=", ".join(_(FACTS[fact]) for fact in condition.what if fact in FACTS),
        first=condition.what[0] if condition.what else "",
    )


def why_left_sentence(left: Left) -> str:
    """Return in one sentence what stands in the way of a left case."""
    if left.could_be_asked:
        named = ", ".join(left.could_be_asked[:5])
        return _("Not placed. No public rule keeps these from it, they can be asked: {workers}.").format(
            workers=named
        )
    if not left.in_the_way:
        return _("Nobody can take it: there is no other worker.")
    reasons = "; ".join(
        f"{count} {_filled(Breach(rule, what=what), 'keeps_out')}"
        for (rule, what), count in left.in_the_way.items()
    )
    nobody = _("With all else as proposed, nobody can take it: {reasons}.")
    if left.instead:
        nobody = _("Nobody has room beside what is proposed: {reasons}.")
    return nobody.format(reasons=reasons)


def change_sentence(change: Repair) -> str:
    """Return what would have to change for a worker to take a case."""
    changes = _and([_filled(breach, "change") for breach in change.breaches])
    return _("{worker} could take it with {changes}.").format(worker=change.worker, changes=changes)


def counterfactual_sentences(claim: Counterfactual | None, case: str, worker: str) -> list[str]:
    """Return what would have to be otherwise for a worker to be suggested for a case."""
    if claim is None:
        said = _(
            "No other skills, office, hours or colleagues away were found that would lead to {worker}"
            " for {case}."
        )
    elif not claim.changes:
        said = _("As it is, {case} would cost the plan no more with {worker} than with others.")
    else:
        said = _("All else as proposed, {case} would go to {worker} with {changes}.")
    parts = () if claim is None else claim.changes
    gone = ", ".join(change.worker for change in parts if change.lever == "away")
    away = [_(CHANGES["away"]).format(worker=gone)] * bool(gone)
    changes = _and([*(_changed(change) for change in parts if change.lever != "away"), *away])
    sentences = [said.format(worker=worker, case=case, changes=changes)]
    sentences += [_("Each of these is needed.")] * (len(parts) > 1)
    return sentences + [_(LESS[change.what]) for change in parts if change.lever == "number"]


def too_much_sentence(case: str, worker: str) -> str:
    """Return that more would have to change for a worker to be suggested than is worth listing."""
    said = _("Too much would have to change for {case} to go to {worker}, all else as proposed.")
    return said.format(case=case, worker=worker)


def _changed(change: Change) -> str:
    if change.lever == "number":
        scale = 60 if change.what == "week" else 10
        before, after = f"{change.before / scale:g}", f"{change.after / scale:g}"
        return _(CHANGES[change.what]).format(before=before, after=after)
    rule = "office" if change.lever == "office" else "qualification"
    return _filled(Breach(rule, what=f"{change.lever}:{change.what}"), "change")


def false_claim_sentence(claim: FalseClaim) -> str:
    """Return what a plan says of itself that is not so."""
    return _(FALSE_CLAIMS[claim.kind]).format(claim=claim.claim, said=claim.said, found=claim.found)


def percent(share: float) -> str:
    """Return a share in whole percent, rounded down: below a level it must not read as at it."""
    return f"{floor(share * 100 + _NOISE)}%"


def _and(parts: list[str]) -> str:
    """Return two parts joined by a word, and more as a list, which is easier to read."""
    if len(parts) == 2:  # noqa: PLR2004
        return _("{first} and {second}").format(first=parts[0], second=parts[1])
    return "; ".join(parts)


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}"


def _units(dose: int) -> str:
    return f"{dose / 1000:.1f}"


def cannot_sentence(claim: Cannot) -> str:
    """Return which rule keeps a worker from a case, alone or beside all else that is proposed."""
    said = breach_sentence(_breach(claim))
    return said + " " + _("With all else as proposed.") if claim.beside else said


def _breach(claim: Cannot) -> Breach:
    return Breach(claim.rule, claim.case, claim.worker, claim.what, claim.week, claim.limit, claim.value)


def points(cost: int) -> str:
    """Return a cost in STS points, signed."""
    return f"{cost / COST_POINTS_PER_STS_POINT:+.3f}"
