"""Are claims of the whole agency judged: that no plan exists, what prices prove, what they are about?"""

from itertools import islice

import numpy as np
import pytest

from planner.certify import MILLIS, Count, certify
from planner.claims import Claims, Impossible, LowerBound, Optimal, Seen, Unit
from planner.claims.hashes import price_hash
from planner.domain import Plan, Proposed
from planner.prices import Prices as Lookahead
from planner.program.certificate import Prices
from planner.solve.clock import WorkClock
from planner.solve.search import search
from planner.verify import Verdict, verify
from planner.verify.engine import Answer, Ending, choose_arcs
from planner.verify.priced import Priced
from planner.verify.rows import rows_of
from tests.builders import a_case, a_random_agency, a_stage, a_worker, an_agency
from tests.verify.maker import Office, off, reasons, verdicts


def not_enough_hours() -> Office:
    case = a_case("c1", must_assign=True, stages=(a_stage(4, 60),))
    office = Office(an_agency([a_worker("w1", week=60)], [case]))
    office.__dict__["plan"] = Plan()
    return office


def impossible(office: Office, *rules: str, must: tuple[str, ...] = ("c1",)) -> Impossible:
    about = office.about(Seen.MANAGER, value=len(rules), unit=Unit.RULES)
    return Impossible(**about, rules=rules, must_assign=must)


def test_rules_that_cannot_hold_together_are_confirmed():
    office = not_enough_hours()
    claim = impossible(office, "must-assign", "hours")
    assert reasons(office.check(claim)) == []
    assert verdicts(office.check(off(claim, 1), off(claim, -1))) == {Verdict.FALSE}


@pytest.mark.parametrize(
    ("rules", "must", "reason"),
    [
        (("must-assign",), ("c1",), "A plan keeps all these rules."),
        (
            ("must-assign", "hours", "office"),
            ("c1",),
            "Without office there is no plan either.",
        ),
        (("must-assign", "hours"), (), "The cases that must be assigned are others."),
        (("must-assign", "ours"), ("c1",), "There is no rule ours."),
        ((), ("c1",), "No rule is named, or one twice."),
    ],
)
def test_a_set_of_rules_that_is_not_a_smallest_one_is_refused(rules, must, reason):
    office = not_enough_hours()
    assert reasons(office.check(impossible(office, *rules, must=must))) == [reason]


def searched():
    """Return an office with the search's plan in place of the best one, and the certificate."""
    for seed in range(30):
        agency = a_random_agency(seed, workers=5, cases=6, tight=False).public()
        free = (case.model_copy(update={"must_assign": False}) for case in agency.cases)
        office = Office(agency.changed(cases=tuple(free)))
        outcome = search(office.program, WorkClock(10_000), priced=True)
        found = outcome.certificate
        if found is not None and found.cheapest and len(found.cheapest.links) > 2:
            assert outcome.chosen is not None
            office.__dict__["plan"] = office.program.plan(office.problem, outcome.chosen)
            yield office, outcome, found


def test_how_much_better_a_plan_could_be_is_counted_from_prices():
    office, outcome, found = next(searched())
    gap = certify(office.program, outcome.chosen, found).gap
    claim = Optimal(**office.about(value=gap, unit=Unit.COST_POINTS), certificate=found)
    assert reasons(office.check(claim)) == []
    assert verdicts(office.check(off(claim, 1), off(claim, -1))) == {Verdict.FALSE}
    other = claim.model_copy(update={"certificate": found.model_copy(update={"rest": found.rest + 1})})
    assert verdicts(office.check(other)) == {Verdict.FALSE}


def test_a_lower_bound_is_what_its_prices_prove_of_the_forced_program():
    checked = 0
    for office, _, _ in islice(searched(), 3):
        program, plan = office.program, office.arcs(office.plan)
        covered = {office.problem.case_at[case] for case in office.covered(office.plan)}
        base = program.items[: len(program.items) - program.bundles]
        items = [n for n, item in enumerate(base) if covered.issuperset(item)]
        among, weight = program.among(items), int(program.left_weight[items].sum())
        for (item, _), arc in among.lead_arc.items():
            if among.stays[arc] or len(among.items[item]) > 1:
                continue
            forced = among.forced(arc)
            links = tuple((link, 3_000_000 + 7 * link) for link in np.flatnonzero(forced.lower).tolist())
            duals = Prices(links=links, covering=1_234, least=0)
            found = Count(forced).proven(forced.cost, duals, weight, curves=True) // MILLIS
            claim = LowerBound(
                **office.about(value=found - program.rest(plan), unit=Unit.COST_POINTS),
                case=office.problem.cases[among.items[item][0]].id,
                worker=office.problem.workers[among.worker[arc]].id,
                duals=duals.model_copy(update={"least": found}),
            )
            assert reasons(office.check(claim)) == []
            wrong = [off(claim, by) for by in (-1, 1)]
            for by in (-2, 2):
                least = duals.model_copy(update={"least": found + by})
                wrong.append(claim.model_copy(update={"duals": least}))
            assert verdicts(office.check(*wrong)) == {Verdict.FALSE}
            checked += 1
    assert checked > 5


def test_a_claim_is_refused_beside_another_agency_another_plan_or_other_prices():
    office = Office(an_agency([a_worker("w1"), a_worker("w2")], [a_case("c1")]))
    claim = office.cost_step("c1", "w1")
    other = an_agency([a_worker("w1"), a_worker("w2", week=600)], [a_case("c1")])
    assert reasons(office.check(claim, agency=other)) == [
        "The claim is about another agency, or other settings."
    ]
    plan = Plan(assignments=(Proposed(case="c1", worker="w2"),))
    if plan == office.plan:
        plan = Plan()
    (found,) = verify(office.agency, Claims(plan=plan, claims=(claim,)), None, 10)
    assert found.reason == "The claim is about another plan."
    unit = claim.model_copy(update={"unit": Unit.RULES})
    assert reasons(office.check(unit)) == ["Its value counts cost step, not rules."]
    prices = Lookahead(("w1", "w2"), np.zeros((2, 2), np.int64), np.zeros((2, 2), np.int64))
    (found,) = verify(office.agency, Claims(plan=office.plan, claims=(claim,)), prices, 10)
    assert found.reason == "The claim was made with other lookahead prices."
    right = claim.model_copy(update={"prices": price_hash(prices)})
    (found,) = verify(office.agency, Claims(plan=office.plan, claims=(right,)), prices, 10)
    assert found.verdict is Verdict.TRUE


def test_both_engines_of_the_checker_find_the_same_least_costs():
    compared = 0
    for office, _, _ in islice(searched(), 5):
        program = office.program
        covered = {office.problem.case_at[case] for case in office.covered(office.plan)}
        among = program.among(n for n, item in enumerate(program.items) if covered.issuperset(item))
        engine = Priced(among, covered, known=among.chosen(office.problem, office.plan))
        for arc in np.flatnonzero((among.item >= 0) & ~among.stays)[::5].tolist():
            few = among.only(among.kept_when_forced(arc))
            found = choose_arcs(few, rows_of(few, covered), 20, cheapest=True)
            least = 10**9 if found.chosen is None else few.rest(found.chosen)
            again = engine.forced(arc, 10**9, 20, cheapest=True)
            assert (again.chosen is None) == (found.chosen is None)
            if again.chosen is not None:
                assert again.cheapest
                assert among.rest(again.chosen) == least
                assert not among.broken(again.chosen)
                assert among.giving(arc)[again.chosen].any()
            assert engine.forced(arc, least - 1, 20).ending is Ending.NONE
            compared += 1
    assert compared > 10


def test_what_is_not_decided_in_time_is_said_so(monkeypatch):
    open_still = Answer(Ending.OPEN)
    monkeypatch.setattr("planner.verify.priced.choose_arcs", lambda *_, **__: open_still)
    office = Office(an_agency([a_worker("w1"), a_worker("w2")], [a_case("c1")]))
    (found,) = office.check(office.cost_step("c1", "w1"))
    assert found.verdict is Verdict.NOT_DECIDED
    assert found.reason == "The time was over before it was known what c1 with w1 costs."
