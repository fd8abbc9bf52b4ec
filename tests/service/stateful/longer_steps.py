"""Steps of several requests, for what single ones seldom come to by chance."""

from tests.service.stateful.hand_steps import HandSteps
from tests.service.stateful.judging import one, verdict
from tests.service.stateful.proposal_steps import ProposalSteps
from tests.service.stateful.steps import DECIDERS, PICK, SUPERVISORS, some, step

_MOST_JUDGED = 8


class LongerSteps(ProposalSteps, HandSteps):
    """A move, and an assignment beyond the usual budget with a second person's consent."""

    @step(4, who=DECIDERS, n=PICK, w=PICK)
    def move(self, who: str, n: int, w: int) -> None:
        """Somebody is asked to take an open case, and does."""
        opened = [c.id for c in self.m.cases.values() if c.state == "open"]
        if opened:
            case = some(opened, n)
            others = [key for key in self.m.workers if key not in self.m.carriers(case)]
            self._by_hand(who, case, some(others, w), None)

    @step(
        5,
        n=PICK,
        asks=DECIDERS,
        gives=SUPERVISORS,
        verb=("give",) * 6 + ("refuse", "withdraw"),
        decides=DECIDERS,
        by_hand=(True, False),
    )
    def beyond(  # noqa: PLR0913, PLR0917  (who does what)
        self, n: int, asks: str, gives: str, verb: str, decides: str, by_hand: bool
    ) -> None:
        """An assignment beyond somebody's usual budget, for which a second person is asked."""
        over = self._over_budget(n)
        if over is None:
            return
        case, worker = over
        self.ask_consent_to(asks, case, worker)
        consent = next(reversed(self.m.consents))
        self.answer_this(gives, consent, 0, verb)
        if by_hand:
            self._by_hand(decides, case, worker, consent)
            return
        self.ask_for(decides, case)
        mine = [p.id for p in self.m.proposals.values() if p.case == case and p.state == "open"]
        if mine:
            self.override_to(decides, mine[-1], worker, consent)

    def _by_hand(self, who: str, case: str, worker: str, consent: str | None) -> None:
        before = len(self.m.asks)
        self.ask_to_take(who, case, worker, consent)
        if len(self.m.asks) > before:
            self.take_it(worker, next(reversed(self.m.asks)), 0)

    def _over_budget(self, n: int) -> tuple[str, str] | None:
        """Return a case and a worker for whom it is beyond the usual budget, and against no other rule
        that nobody breaks.
        """
        pairs = [
            (case.id, worker.id)
            for case in self.m.cases.values()
            for worker in self.m.workers.values()
            if case.state != "closed" and case.team == worker.team and worker.enabled
            if worker.id not in self.m.carriers(case.id)
        ]
        for place in range(min(_MOST_JUDGED, len(pairs))):
            case, worker = pairs[(n * 7 + place) % len(pairs)]
            found = verdict(self.m, one(case, worker))
            if found.budget and not found.never:
                return case, worker
        return None
