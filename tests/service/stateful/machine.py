"""All random steps together: those with facts, time and looks, and what holds at the end of a run."""

from datetime import timedelta
from typing import Any

from api.decisions.housekeeping import keep_house
from tests.service.races.invariants import violations
from tests.service.stateful import by_hand, deciding, dose, facts, shown
from tests.service.stateful.agency import PEOPLE, new_case
from tests.service.stateful.longer_steps import LongerSteps
from tests.service.stateful.model import DAY, MINUTE
from tests.service.stateful.steps import ABSENT, NOBODY, PICK, SEEN, WHO, some, step, version

_ANYBODY = tuple(person.name for person in PEOPLE)
_ADMIN = ("adam", "adam", "adam", "adam", "mira", "sol", "w-001", "aud")
_TIMES = (MINUTE, 10 * MINUTE, 40 * MINUTE, 300 * MINUTE, DAY, DAY, 7 * DAY)


class Machine(LongerSteps):
    """Fifty steps with one agency, and another beside it."""

    @step(2, who=WHO, n=(1, 2, 3), w=PICK, team=("north", "north", "south", "none"))
    def take_in(self, who: str, n: int, w: int, team: str) -> None:
        holder = some(self.m.workers, w, NOBODY)
        told = new_case(n)
        answer, made = self.post(
            "take in",
            who,
            "/v1/cases",
            {"team": team, "holder": holder, "facts": told},
            lambda _: facts.take_in(self.m, self.person(who), team, holder, told),
            ok=201,
        )
        self.shown(answer, made, state="waiting", holder=holder, team=team)

    @step(3, who=_ADMIN, w=PICK, drift=SEEN)
    def switch_worker(self, who: str, w: int, drift: int | None) -> None:
        key = some(self.m.workers, w, NOBODY)
        worker = self.m.workers.get(key)
        verb = "disable" if worker is None or worker.enabled != (w % 7 == 0) else "enable"
        seen = version(worker, drift)
        answer, made = self.post(
            verb,
            who,
            f"/v1/workers/{key}/{verb}",
            None,
            lambda _: facts.switch_worker(self.m, self.person(who), key, verb, seen),
            seen=seen,
        )
        self.shown(answer, made, enabled=verb == "enable", open_cases=self.m.load(key))

    @step(2, who=_ADMIN, w=PICK, drift=SEEN, half=(True, False))
    def limit_worker(self, who: str, w: int, drift: int | None, half: bool) -> None:
        key = some(self.m.workers, w, NOBODY)
        worker = self.m.workers.get(key)
        changes: dict[str, Any] = {"fte": 0.5 if half else 1, "hours_per_week": 20 if half else 37.5}
        if w % 2:
            changes = {"conflicts": ["c-101"] if half else []}
        there = {c.id for c in self.m.cases.values()}
        known = dict(worker.facts) if worker else {"worker": key} | self.m.workers["w-001"].facts
        seen = version(worker, drift)
        body = {"facts": {k: v for k, v in (known | changes).items() if k != "worker"} | {"worker": key}}
        assert set(body["facts"].get("conflicts", [])) <= there
        answer, made = self.post(
            "limit worker",
            who,
            f"/v1/workers/{key}",
            body,
            lambda _: facts.limit_worker(self.m, self.person(who), key, changes, seen),
            seen=seen,
            method="PUT",
        )
        self.shown(answer, made, open_cases=self.m.load(key))

    @step(2, who=_ADMIN, days=(-1, 0, 1, 2), budget=(2000, 4000, 5000, 8000, 21000))
    def set_policy(self, who: str, days: int, budget: int) -> None:
        day = self.m.today + timedelta(days=max(days - 1, -1) if days < 1 else days - 1)
        changes = {"unit_budget": budget}
        answer, made = self.post(
            "set policy",
            who,
            "/v1/policies",
            {"effective_from": day.isoformat(), "changes": changes},
            lambda _: facts.set_policy(self.m, self.person(who), day, changes),
            ok=201,
        )
        if made:
            assert answer.body["number"] == made.number

    @step(1, who=_ADMIN, on=(True, True, True, False), drift=SEEN)
    def switch_planner(self, who: str, on: bool, drift: int | None) -> None:
        seen = None if drift is None else self.m.version + drift
        answer, _ = self.post(
            "switch planner",
            who,
            "/v1/agency",
            {"planner_on": on},
            lambda _: facts.switch_planner(self.m, self.person(who), on, seen),
            seen=seen,
            method="PATCH",
        )
        if answer.status == 200:
            assert answer.body["planner_on"] is on

    @step(2, n=PICK, minutes=tuple(range(0, 41)), drift=SEEN, other=("", "", "", "w-002", "sol"))
    def correct(self, n: int, minutes: int, drift: int | None, other: str) -> None:
        event = some(self.m.exposures, n)
        key = event.id if n != ABSENT else "exp-1"
        who, seen = other or event.worker, version(event, drift)
        answer, made = self.post(
            "correct",
            who,
            f"/v1/workers/me/exposures/{key}/correct",
            {"hours": minutes * 15 / 60},
            lambda body: facts.correct(
                self.m, self.person(who), key, minutes * 15, seen, body.get("id", "")
            ),
            seen=seen,
            ok=201,
        )
        self.shown(answer, made, replaces=key, replaced=False)

    @step(2, needs="notices", n=PICK, drift=SEEN, other=("", "", "", "w-002", "sol"))
    def see_notice(self, n: int, drift: int | None, other: str) -> None:
        notice = some(self.m.notices, n)
        who, key = (other or notice.worker, notice.id) if notice else (other or "w-001", "ntc-1")
        seen = version(notice, drift)
        answer, made = self.post(
            "see notice",
            who,
            f"/v1/notices/{key}/seen",
            None,
            lambda _: by_hand.see(self.m, self.person(who), key, seen),
            seen=seen,
        )
        self.shown(answer, made)

    @step(2, needs="notices", who=("sol", "sol", "both", "mira", "lena"), n=PICK, drift=SEEN)
    def offer_supervision(self, who: str, n: int, drift: int | None) -> None:
        notice = some(self.m.notices, n)
        key, seen = notice.id if notice else "ntc-1", version(notice, drift)
        answer, made = self.post(
            "offer supervision",
            who,
            f"/v1/supervision-offers/{key}/done",
            None,
            lambda _: by_hand.offer(self.m, self.person(who), key, seen),
            seen=seen,
        )
        self.shown(answer, made)

    @step(5, n=PICK, how=("same", "same", "otherwise"))
    def once_more(self, n: int, how: str) -> None:
        self.again(n, how)

    @step(4, time=_TIMES, house=(True, False))
    def later(self, time: int, house: bool) -> None:
        """The clock goes on; what is due is done, or not yet."""
        self.house.later(time)
        self.m.now += time
        if house:
            self.keep()
        self.same()

    def keep(self) -> None:
        """What the service does by itself."""
        self.house.keep_house(keep_house)
        self.other = self.house.elsewhere()  # whose weeks are over as well
        self.m.begin()
        dose.close_weeks(self.m)
        self.m.begin()
        by_hand.keep_notices(self.m)
        self.m.begin()
        deciding.expire(self.m)
        self.done["keep house"] += 1
        self.same()

    @step(7, who=_ANYBODY, view=tuple(sorted(shown.VIEWS)))
    def look(self, who: str, view: str) -> None:
        shown.look(self.m, self.house, self.person(who), view)
        self.done[f"look at {view}"] += 1

    @step(4, who=("sol", "both", "w-002", "w-004", "mira", "lena", "aud"), w=PICK)
    def look_at_somebody(self, who: str, w: int) -> None:
        """Somebody's dose or ledger, or the record."""
        worker = some(self.m.workers, w)
        if w % 5 == 0:
            shown.look_at_record(self.m, self.house, self.person("aud" if w else who))
        elif w % 2:
            shown.look_at_dose(self.m, self.house, self.person(who), worker)
        else:
            shown.look_at_ledger(self.m, self.house, self.person(who), worker)
        self.done["look at dose, ledger, record"] += 1
        self.same()

    def end(self) -> None:
        """Hold what holds whenever a transaction has ended, and the record from its first row."""
        assert violations(self.house.store, budgets=False) == []
        assert violations(self.house.store, "lakeside", budgets=False) == []
        self.done.update(
            {
                "consent used": sum(c.state == "used" for c in self.m.consents.values()),
                "moved": sum(a.end_reason == "moved" for a in self.m.assignments.values()),
                "moved back": sum(a.path == "undo" for a in self.m.assignments.values()),
                "with support": sum(a.support is not None for a in self.m.assignments.values()),
                "relieved": sum(a.wish == "worker" for a in self.m.assignments.values()),
                "told at the action level": sum(n.kind == "action-level" for n in self.m.notices),
                "below it again": sum(n.ended is not None for n in self.m.notices),
                "relief offered": sum(n.kind == "relief-offered" for n in self.m.notices),
                "handed over": sum(e.source == "handover" for e in self.m.exposures),
            }
        )
