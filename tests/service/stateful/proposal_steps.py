"""Random steps with proposals and consents."""

from typing import Any

from tests.service.stateful import consenting, deciding
from tests.service.stateful.steps import (
    DECIDERS,
    NOBODY,
    NOTHING,
    PICK,
    SEEN,
    SUPERVISORS,
    WHO,
    WHY,
    Steps,
    some,
    step,
    version,
)


class ProposalSteps(Steps):
    """Ask, accept, override, reject; consent asked for, given, refused, withdrawn."""

    @step(3, who=WHO, n=PICK)
    def ask(self, who: str, n: int) -> None:
        self.ask_for(who, some(self.m.cases, n, NOTHING), n % 3)

    def ask_for(self, who: str, case: str, top: int = 0) -> None:
        answer, made = self.post(
            "ask",
            who,
            "/v1/proposals",
            {"case": case, "top": top},
            lambda body: deciding.ask(self.m, self.person(who), case, body),
            ok=201,
        )
        if made:
            based_on = made.based_on
            self.shown(answer, made, state="open", case=case, based_on=based_on)

    @step(7, who=DECIDERS, n=PICK, then=("accept", "reject", "override"))
    def ask_and_decide(self, who: str, n: int, then: str) -> None:
        """Ask, and decide what was proposed at once."""
        self.ask(who, n)
        if self.m.proposals and then == "accept":
            self._accept(who, next(reversed(self.m.proposals)), None, 0)

    @step(6, needs="proposals", who=WHO, n=PICK, drift=SEEN, part=(None, None, None, "all", "absent"))
    def accept(self, who: str, n: int, drift: int | None, part: str | None) -> None:
        key = some(self._open(n), n, "prp-1")
        self._accept(who, key, part, drift)

    def _accept(self, who: str, key: str, part: str | None, drift: int | None) -> None:
        proposal = self.m.proposals.get(key)
        only = None
        if part == "all":
            only = [each["case"] for each in proposal.given] if proposal else None
            only = only or [NOTHING]
        elif part == "absent":
            only = [NOTHING]
        seen = version(proposal, drift)

        def act(body: dict[str, Any]) -> Any:
            ids = [each["id"] for each in body.get("assignments", [])] or ["", "", ""]
            ids = ids if body else ids[: len(proposal.given) if proposal else 0]
            return deciding.accept(self.m, self.person(who), key, only, seen, ids)

        answer, made = self.post(
            "accept", who, f"/v1/proposals/{key}/accept", {"only": only}, act, seen=seen
        )
        self._decided(answer, made)

    @step(6, needs="proposals", who=WHO, n=PICK, w=PICK, drift=SEEN, mate=(False,) * 7 + (True,))
    def override(self, who: str, n: int, w: int, drift: int | None, mate: bool) -> None:
        key = some(self._open(n), n, "prp-1")
        proposal = self.m.proposals.get(key)
        given = [c for c in self.m.consents.values() if proposal and c.case == proposal.case]
        consent = some(given or self.m.consents.values(), n) if w % 2 else None
        worker = consent.worker if consent and w % 4 == 1 else some(self.m.workers, w, NOBODY)
        support = some(self.m.workers, n + w) if mate else None
        self.override_to(who, key, worker, consent and consent.id, drift, support)

    def override_to(  # noqa: PLR0913, PLR0917  (what an override is)
        self,
        who: str,
        key: str,
        worker: str,
        consent: str | None,
        drift: int | None = 0,
        support: str | None = None,
    ) -> None:
        proposal = self.m.proposals.get(key)
        chosen = WHY | {"worker": worker, "support": support, "consent": consent}
        seen = version(proposal, drift)

        def act(body: dict[str, Any]) -> Any:
            new = body["assignments"][0]["id"] if body else ""
            return deciding.override(self.m, self.person(who), key, chosen, seen, new)

        answer, made = self.post(
            "override", who, f"/v1/proposals/{key}/override", chosen, act, seen=seen
        )
        self._decided(answer, made)

    @step(1, needs="proposals", who=WHO, n=PICK, drift=SEEN)
    def reject(self, who: str, n: int, drift: int | None) -> None:
        key = some(self._open(n), n, "prp-1")
        seen = version(self.m.proposals.get(key), drift)
        answer, made = self.post(
            "reject",
            who,
            f"/v1/proposals/{key}/reject",
            WHY,
            lambda _: deciding.reject(self.m, self.person(who), key, seen),
            seen=seen,
        )
        self.shown(answer, made, state="rejected")

    @step(1, who=WHO, n=PICK, w=PICK)
    def ask_consent(self, who: str, n: int, w: int) -> None:
        self.ask_consent_to(who, some(self.m.cases, n, NOTHING), some(self.m.workers, w, NOBODY))

    def ask_consent_to(self, who: str, case: str, worker: str) -> None:
        answer, made = self.post(
            "ask consent",
            who,
            "/v1/consents",
            WHY | {"case": case, "worker": worker},
            lambda body: consenting.ask(self.m, self.person(who), case, worker, body.get("id", "")),
            ok=201,
        )
        self.shown(answer, made, state="asked", case=case, worker=worker)

    @step(
        2,
        needs="consents",
        who=SUPERVISORS,
        n=PICK,
        drift=SEEN,
        verb=("give", "give", "refuse", "withdraw"),
    )
    def answer_consent(self, who: str, n: int, drift: int | None, verb: str) -> None:
        self.answer_this(who, some(self.m.consents, n, "cns-1"), drift, verb)

    def answer_this(self, who: str, key: str, drift: int | None, verb: str) -> None:
        seen = version(self.m.consents.get(key), drift)
        answer, made = self.post(
            f"consent {verb}",
            who,
            f"/v1/consents/{key}/{verb}",
            None,
            lambda _: consenting.answer(self.m, self.person(who), key, verb, seen),
            seen=seen,
        )
        self.shown(answer, made, state=made.state if made else None)

    def _open(self, n: int) -> list[str]:
        """Return proposals: those not decided that propose somebody, or now and then all."""
        every = list(self.m.proposals)
        left = [key for key, p in self.m.proposals.items() if p.state == "open" and p.given]
        return left if left and n % 5 else every

    def _decided(self, answer: Any, made: Any) -> None:
        if made is None:
            return
        proposal, assignments = made
        body = answer.body
        assert body["proposal"]["state"] == proposal.state
        assert answer.headers["etag"] == f'"{proposal.version}"'
        shown = [(a["case"], a["worker"], a["support"], a["path"]) for a in body["assignments"]]
        assert shown == [(a.case, a.worker, a.support, a.path) for a in assignments]
