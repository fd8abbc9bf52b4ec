"""Random steps by hand: workers asked, immediate responses, reviews, release, close, rate, undo, end."""

from datetime import timedelta
from typing import Any

from tests.service.stateful import by_hand, carrying
from tests.service.stateful.dose import FACTS
from tests.service.stateful.steps import (
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

_ANYBODY = ("", "", "", "", "", "", "mira", "w-001", "w-002", "lena", "aud")


class HandSteps(Steps):
    """What is done without a proposal, and what ends it."""

    @step(6, who=WHO, n=PICK, w=PICK)
    def ask_worker(self, who: str, n: int, w: int) -> None:
        consent = some(self.m.consents.values(), n) if w % 2 else None
        opened = [c.id for c in self.m.cases.values() if c.state == "open"]
        case = some(opened if opened and n % 2 else self.m.cases, w, NOTHING)
        worker = some(self.m.workers, n, NOBODY)
        if consent and w % 4 == 1:
            case, worker = consent.case, consent.worker
        self.ask_to_take(who, case, worker, consent and consent.id)

    def ask_to_take(self, who: str, case: str, worker: str, consent: str | None) -> None:
        answer, made = self.post(
            "ask worker",
            who,
            "/v1/asks",
            WHY | {"case": case, "worker": worker, "consent": consent},
            lambda body: by_hand.ask(
                self.m, self.person(who), case, worker, consent, body.get("id", "")
            ),
            ok=201,
        )
        self.shown(answer, made, state="asked", case=case, worker=worker)

    @step(7, needs="asks", n=PICK, drift=SEEN, other=_ANYBODY)
    def accept_ask(self, n: int, drift: int | None, other: str) -> None:
        key = some(self._asked(n), n, "ask-1")
        asked = self.m.asks.get(key)
        self.take_it(other or (asked.worker if asked else "w-002"), key, drift)

    def take_it(self, who: str, key: str, drift: int | None) -> None:
        seen = version(self.m.asks.get(key), drift)
        answer, made = self.post(
            "accept ask",
            who,
            f"/v1/asks/{key}/accept",
            None,
            lambda body: by_hand.take(self.m, self.person(who), key, seen, body.get("id", "")),
            seen=seen,
        )
        self.shown(answer, made, path="manual", active=True, worker=made.worker if made else None)

    @step(6, needs="asks", n=PICK, drift=SEEN, other=_ANYBODY, verb=("decline", "withdraw"))
    def answer_ask(self, n: int, drift: int | None, other: str, verb: str) -> None:
        key = some(self._asked(n), n, "ask-1")
        asked = self.m.asks.get(key)
        usual = asked.worker if asked and verb == "decline" else "mira"
        who, seen = other or usual, version(asked, drift)
        answer, made = self.post(
            verb,
            who,
            f"/v1/asks/{key}/{verb}",
            None,
            lambda _: by_hand.answer(self.m, self.person(who), key, verb, seen),
            seen=seen,
        )
        self.shown(answer, made, state=made.state if made else None)

    @step(3, who=WHO, n=PICK, w=PICK)
    def on_duty(self, who: str, n: int, w: int) -> None:
        urgent = [c.id for c in self.m.cases.values() if c.facts["kind"] == "immediate-response"]
        case = some(urgent if n % 5 else self.m.cases, n, NOTHING)
        worker = "w-004" if w % 4 else some(self.m.workers, w, NOBODY)

        def act(body: dict[str, Any]) -> Any:
            ids = [body["assignment"]["id"], body["review"]["id"]] if body else ["", ""]
            return by_hand.on_duty(self.m, self.person(who), case, worker, ids)

        body = {"case": case, "worker": worker}
        answer, made = self.post("on duty", who, "/v1/immediate-assignments", body, act, ok=201)
        if made:
            assert answer.body["review"]["due_on"] == made[1].due_on.isoformat()

    @step(
        3, needs="reviews", who=SUPERVISORS, n=PICK, drift=SEEN, verb=("confirm", "relieve", "relieve")
    )
    def review(self, who: str, n: int, drift: int | None, verb: str) -> None:
        key = some(self.m.reviews, n, "rev-1")
        seen = version(self.m.reviews.get(key), drift)
        answer, made = self.post(
            "review",
            who,
            f"/v1/reviews/{key}/{verb}",
            None,
            lambda _: by_hand.review(self.m, self.person(who), key, verb, seen),
            seen=seen,
        )
        self.shown(answer, made, state=made.state if made else None)

    @step(3, who=WHO, n=PICK, w=PICK, drift=SEEN)
    def release(self, who: str, n: int, w: int, drift: int | None) -> None:
        key, holder = self._a_case("open", n), some(self.m.workers, w, NOBODY)
        seen = version(self.m.cases.get(key), drift)
        answer, made = self.post(
            "release",
            who,
            f"/v1/cases/{key}/release",
            {"holder": holder, "reason_code": "workload"},
            lambda _: carrying.release(self.m, self.person(who), key, holder, seen),
            seen=seen,
        )
        self.shown(answer, made, state="waiting", holder=holder)

    @step(1, who=WHO, n=PICK, drift=SEEN)
    def close(self, who: str, n: int, drift: int | None) -> None:
        key = self._a_case("open" if n % 2 else "closed", n)
        seen = version(self.m.cases.get(key), drift)
        answer, made = self.post(
            "close",
            who,
            f"/v1/cases/{key}/close",
            None,
            lambda _: carrying.close(self.m, self.person(who), key, seen),
            seen=seen,
        )
        self.shown(answer, made, state="closed", holder=None, closed_on=self.m.today.isoformat())

    @step(2, who=WHO, n=PICK, day=tuple(range(0, 10)), drift=SEEN)
    def rate(self, who: str, n: int, day: int, drift: int | None) -> None:
        key = some(self.m.cases, n, NOTHING)
        met = self.m.today + timedelta(days=day - 8 if n % 4 == 0 else 0)
        facts = {FACTS[n % 6]: ("yes", "no", "unknown")[day % 3]}
        seen = version(self.m.cases.get(key), drift)
        answer, made = self.post(
            "rate",
            who,
            f"/v1/cases/{key}/rate",
            {"first_met": met.isoformat(), "facts": facts},
            lambda _: carrying.rate(self.m, self.person(who), key, facts, met, seen),
            seen=seen,
        )
        self.shown(answer, made, state=made.state if made else None)

    @step(5, who=WHO, n=PICK, drift=SEEN)
    def undo(self, who: str, n: int, drift: int | None) -> None:
        active = [key for key, a in self.m.assignments.items() if a.active]
        key = some(active if active and n % 6 else self.m.assignments, n, "asg-1")
        seen = version(self.m.assignments.get(key), drift)

        def act(body: dict[str, Any]) -> Any:
            fresh = self.m.assignments.get(key)
            again = self._new_assignment(fresh.case) if body and fresh else ""
            return carrying.undo(self.m, self.person(who), key, seen, again)

        answer, made = self.post("undo", who, f"/v1/assignments/{key}/undo", None, act, seen=seen)
        self.shown(answer, made, state=made.state if made else None, holder=made and made.holder)

    @step(1, who=WHO, n=PICK, days=(-1, 0, 20, 90), drift=SEEN)
    def end_service(self, who: str, n: int, days: int, drift: int | None) -> None:
        key = some(("w-001", "w-003", "w-004", "w-009"), n, NOBODY)
        last_day, seen = self.m.today + timedelta(days=days), version(self.m.workers.get(key), drift)
        answer, made = self.post(
            "end service",
            who,
            f"/v1/workers/{key}/end-service",
            {"last_day": last_day.isoformat()},
            lambda _: carrying.end_service(self.m, self.person(who), key, last_day, seen),
            seen=seen,
        )
        self.shown(answer, made, last_day=last_day.isoformat(), open_cases=self.m.load(key))

    def _asked(self, n: int) -> list[str]:
        every = list(self.m.asks)
        left = [key for key in every if self.m.asks[key].state in ("asked", "declined")]
        return left if left and n % 5 else every

    def _a_case(self, state: str, n: int) -> str:
        those = [c.id for c in self.m.cases.values() if c.state == state]
        return str(some(those if n % 5 else self.m.cases, n, NOTHING))

    def _new_assignment(self, case: str) -> str:
        """Return the name of the assignment a case went back to, where it did."""
        sql = "SELECT id FROM assignment WHERE agency = 'riverside' AND active AND \"case\" = ?"
        row = self.house.rows.execute(sql, (case,)).fetchone()
        return str(row[0]) if row else ""
