"""Would the plain model see it? Slips put into the service, one at a time; it has to catch each."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import col

from api.access.actor import Actor
from api.decisions import asks, consents, ending, housekeeping, notice_doors, proposals, scope, week
from api.errors import NotHere
from api.http import call
from api.snapshots import snapshot
from api.snapshots.snapshot import Snapshots
from api.storage.tables import AskRow, CaseRow, ConsentRow, ExposureRow, WorkerRow
from api.storage.unit import Unit
from tests.service.stateful.door import House
from tests.service.stateful.machine import Machine
from tests.service.stateful.walking import Disagreement, walk

RUNS = 60
pytestmark = pytest.mark.ci
Patch = pytest.MonkeyPatch


def an_acceptance_does_not_count_as_a_change_of_the_case(patch: Patch) -> None:
    assign = vars(proposals)["assign"]

    def slip(unit: Unit, *given: Any, **more: Any) -> Any:
        written = assign(unit, *given, **more)
        unit.get(CaseRow, written.case).version -= 1
        return written

    patch.setattr(proposals, "assign", slip)


def an_acceptance_does_not_count_as_a_change_of_the_proposal(patch: Patch) -> None:
    decide = proposals._decide

    def slip(unit: Unit, actor: Actor, proposal: Any, *given: Any, **more: Any) -> None:
        decide(unit, actor, proposal, *given, **more)
        proposal.version -= 1

    patch.setattr(proposals, "_decide", slip)


def what_has_moved_is_not_looked_at(patch: Patch) -> None:
    patch.setattr(proposals, "refuse_stale", lambda *_: None)


def a_release_leaves_the_assignment(patch: Patch) -> None:
    patch.setattr(ending, "end", lambda *_: None)


def a_release_names_no_holder(patch: Patch) -> None:
    release = ending.release

    def slip(*given: Any) -> CaseRow:
        row = release(*given)
        row.holder = None
        return row

    patch.setattr(ending, "release", slip)


def consent_comes_from_who_asked_for_it(patch: Patch) -> None:
    answer = consents.answer_consent

    def slip(unit: Unit, actor: Actor, row: ConsentRow, state: str) -> None:
        asked, row.asked_by = row.asked_by, ""
        answer(unit, actor, row, state)
        row.asked_by = asked

    patch.setattr(consents, "answer_consent", slip)


def a_consent_is_used_twice(patch: Patch) -> None:
    use = vars(proposals)["use_consent"]

    def slip(unit: Unit, given: Any, over: Any, consent: str | None, *deciders: str) -> str | None:
        used: str | None = use(unit, given, over, consent, *deciders)
        if used:
            unit.get(ConsentRow, used).state = "given"
        return used

    patch.setattr(proposals, "use_consent", slip)


def who_consents_decides_as_well(patch: Patch) -> None:
    use = vars(proposals)["use_consent"]
    patch.setattr(proposals, "use_consent", lambda u, given, over, key, *_: use(u, given, over, key))
    need = vars(asks)["need_consent"]
    patch.setattr(asks, "need_consent", lambda u, given, over, key, *_: need(u, given, over, key))


def beyond_the_budget_nobody_is_asked(patch: Patch) -> None:
    patch.setattr(asks, "need_consent", lambda *_: None)
    patch.setattr(asks, "use_consent", lambda *_: None)


def an_undone_move_is_forgotten_by_the_ledger(patch: Patch) -> None:
    undo = ending.undo

    def slip(unit: Unit, *given: Any) -> CaseRow:
        row = undo(unit, *given)
        for event in unit.all(ExposureRow, col(ExposureRow.case) == row.id):
            unit.session.delete(event)
        return row

    patch.setattr(ending, "undo", slip)


def an_undone_move_leaves_the_case_waiting(patch: Patch) -> None:
    patch.setattr(ending, "_before", lambda *_: None)


def the_same_request_acts_twice(patch: Patch) -> None:
    patch.setattr(call, "remembered", lambda *_: None)
    patch.setattr(call, "remember", lambda *_: None)


def a_key_is_good_for_another_body(patch: Patch) -> None:
    key_of = vars(call)["key_of"]

    def slip(request: Any, actor: Actor) -> Any:
        asked = key_of(request, actor)
        return type(asked)(asked.actor, asked.route, asked.key, "")

    patch.setattr(call, "key_of", slip)


def a_case_of_another_team_is_decided_about(patch: Patch) -> None:
    patch.setattr(scope, "authorize_on", lambda *_, **__: None)


def the_record_tells_who_declined(patch: Patch) -> None:
    decline = asks.decline

    def slip(unit: Unit, asked: AskRow) -> None:
        decline(unit, asked)
        unit.record(asked.worker, "ask.decline", "ask", asked.id)

    patch.setattr(asks, "decline", slip)


def a_decline_is_seen_by_its_version(patch: Patch) -> None:
    decline = asks.decline

    def slip(unit: Unit, asked: AskRow) -> None:
        decline(unit, asked)
        unit.changed(asked)

    patch.setattr(asks, "decline", slip)


def what_was_declined_is_not_withdrawn(patch: Patch) -> None:
    patch.setattr(asks, "UNPLACED", ("asked",))


def a_supervisor_is_told_first(patch: Patch) -> None:
    patch.setattr(notice_doors, "_told_first", lambda *_: True)


def nobody_is_told_at_the_action_level(patch: Patch) -> None:
    for module in (proposals, asks):
        patch.setattr(module, "tell_at_action_level", lambda *_: None)


def only_an_assignment_brings_anybody_to_the_action_level(patch: Patch) -> None:
    patch.setattr(housekeeping, "due_notices", lambda *_: set())


def a_policy_of_tomorrow_holds_today(patch: Patch) -> None:
    policy_of = vars(snapshot)["policy_of"]
    patch.setattr(snapshot, "policy_of", lambda rows, today: policy_of(rows, today.max))


def plans_are_made_from_how_things_stood(patch: Patch) -> None:
    current = Snapshots.current

    def slip(snapshots: Snapshots, unit: Unit) -> Any:
        return snapshots._last.get(unit.agency) or current(snapshots, unit)

    patch.setattr(Snapshots, "current", slip)


def a_week_is_written_for_whole_days_only_at_its_end(patch: Patch) -> None:
    of_case = week._of_case

    def slip(*given: Any) -> Any:
        *first, _, source = given
        return of_case(*first, 7000, source)  # type: ignore[call-arg]

    patch.setattr(week, "_of_case", slip)


def a_closed_case_keeps_its_holder(patch: Patch) -> None:
    close = ending.close

    def slip(unit: Unit, actor: Actor, case: str, against: Any) -> CaseRow:
        holder = unit.get(CaseRow, case).holder
        row = close(unit, actor, case, against)
        row.holder = holder
        return row

    patch.setattr(ending, "close", slip)


def a_worker_counts_an_open_case_too_few(patch: Patch) -> None:
    again = ending._again

    def slip(unit: Unit, actor: Actor, before: Any) -> None:
        again(unit, actor, before)
        unit.get(WorkerRow, before.worker).open_cases -= 1

    patch.setattr(ending, "_again", slip)


def an_absent_thing_is_told_otherwise(patch: Patch) -> None:
    get = Unit.get

    def slip(unit: Unit, table: Any, key: str, *, lock: bool = False) -> Any:
        try:
            return get(unit, table, key, lock=lock)
        except NotHere:
            raise LookupError(key) from None

    patch.setattr(Unit, "get", slip)


SLIPS: tuple[Callable[[Patch], None], ...] = (
    an_acceptance_does_not_count_as_a_change_of_the_case,
    an_acceptance_does_not_count_as_a_change_of_the_proposal,
    what_has_moved_is_not_looked_at,
    a_release_leaves_the_assignment,
    a_release_names_no_holder,
    consent_comes_from_who_asked_for_it,
    a_consent_is_used_twice,
    who_consents_decides_as_well,
    beyond_the_budget_nobody_is_asked,
    an_undone_move_is_forgotten_by_the_ledger,
    an_undone_move_leaves_the_case_waiting,
    the_same_request_acts_twice,
    a_key_is_good_for_another_body,
    a_case_of_another_team_is_decided_about,
    the_record_tells_who_declined,
    a_decline_is_seen_by_its_version,
    what_was_declined_is_not_withdrawn,
    a_supervisor_is_told_first,
    nobody_is_told_at_the_action_level,
    only_an_assignment_brings_anybody_to_the_action_level,
    a_policy_of_tomorrow_holds_today,
    plans_are_made_from_how_things_stood,
    a_week_is_written_for_whole_days_only_at_its_end,
    a_closed_case_keeps_its_holder,
    a_worker_counts_an_open_case_too_few,
    an_absent_thing_is_told_otherwise,
)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.__name__)
def test_the_model_sees_a_slip(house: House, monkeypatch: Patch, slip: Callable[[Patch], None]):
    slip(monkeypatch)
    with pytest.raises(Disagreement):
        walk(Machine, range(RUNS), short=False)
