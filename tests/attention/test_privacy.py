"""Does the page keep to itself what workers keep to themselves?"""

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from planner.attention.week import Week, week
from planner.domain import FACTS, PrivateProfile, Step
from planner.present.week import week_page
from tests.attention.busy import busy_agency

AGENCY = busy_agency()
PROFILES = st.lists(
    st.builds(
        PrivateProfile,
        worker=st.sampled_from([worker.id for worker in AGENCY.workers]),
        limits=st.lists(st.sampled_from(FACTS), unique=True).map(tuple),
        step=st.sampled_from(Step),
    ),
    unique_by=lambda profile: profile.worker,
).map(tuple)


def page(answer: Week) -> str:
    console = Console(width=110, markup=False, highlight=False)
    with console.capture() as said:
        console.print(week_page(answer, "FOLDER"))
    return said.get()


@given(PROFILES, st.sampled_from([None, "w1"]))
def test_nothing_private_changes_the_page(profiles, supervisor):
    whole, bare = week(AGENCY.changed(profiles=profiles), supervisor), week(AGENCY, supervisor)
    assert whole == bare
    assert whole.model_dump_json() == bare.model_dump_json()
    assert page(whole) == page(bare)


def test_only_the_supervisors_page_names_who_is_at_the_action_level():
    everybody, mine = week(AGENCY), week(AGENCY, "w1")
    assert everybody.action_level == ()
    assert [(c.people, c.reached) for c in everybody.action_level_counts] == [(6, 1)]
    assert [one.worker for one in mine.action_level] == ["w2"]
    assert mine.action_level_counts == ()
    assert "share" not in everybody.model_dump_json(include={"action_level", "action_level_counts"})


def test_another_supervisors_page_does_not_name_them():
    workers = [
        worker.model_copy(update={"supervisor": "w6"}) if worker.id == "w3" else worker
        for worker in AGENCY.workers
    ]
    other = week(AGENCY.changed(workers=workers), "w6")
    assert other.action_level == ()
    assert [one.worker for one in other.newcomers] == ["w3"]
    assert {one.worker for one in other.moves_blocked} == {"w3"}
