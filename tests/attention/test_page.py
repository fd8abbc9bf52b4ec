"""Does the page say every matter, in the order one reads it, and stop where lists are long?"""

from planner.attention.week import week
from tests.attention.busy import after, busy_agency
from tests.attention.test_privacy import page
from tests.builders import a_case, a_worker, an_agency


def said(supervisor: str | None = None, **changes) -> str:
    return " ".join(page(week(busy_agency(**changes), supervisor)).split())


def test_the_page_says_every_matter():
    text = said("w1")
    for sentence in (
        "1 waiting case must be answered today; 1 past the deadline:",
        "w4, who is away",
        "No contact until the worker-safety assessment is done, as a threat is known: n2.",
        "Already met, still without a worker-safety assessment: o6 (w5).",
        "On duty, north: Mon 29 Sep to Sat 4 Oct w6; Sun 5 Oct nobody.",
        "offer relief: o5 with w6 today.",
        "Tell the worker before anybody else; offer supervision by Mon 6 Oct",
        "Supervision overdue (1): w2 (Wed 17 Sep).",
        "No supervision on record (1): w3 (first year).",
        "w3 25%, 50% from Mon 3 Nov.",
        "w5: last day Fri 17 Oct, 2 open cases to hand over, which costs 4.0 h and 3.0 exposure units",
        "nobody named; ask w1",
        "o2 (w3, tier 3, could be 2 to 3, unknown graphic_material)",
        "Nobody has met the client of 1 open case: o4 (w5, by Mon 6 Oct).",
        "o3 (w3, until Thu 23 Oct, the client asked for a move)",
        "caseload suggest FOLDER n1",
    ):
        assert sentence in text, sentence


def test_the_sections_come_in_the_order_one_reads_them():
    text = said()
    heads = ["1 Today", "2 People", "3 Cases", "4 Next"]
    assert sorted(heads, key=text.index) == heads


def test_the_agencys_page_counts_and_says_where_names_are():
    text = said()
    assert "1 of 6 people. By supervisor: w1 and people without a supervisor 1 of 6." in text
    assert "caseload week FOLDER --supervisor w1" in text
    assert "426" not in text


def test_long_lists_stop_after_eight_and_say_how_many_more():
    cases = [a_case(f"c{n}", response_deadline=after(3)) for n in range(30)]
    text = page(week(an_agency([a_worker()], cases)))
    assert "and 22 more" in text
    assert text.count("nobody named") == 8
    assert len(text.splitlines()) < 60


def test_an_agency_with_nothing_to_do_has_a_page():
    text = page(week(an_agency([], [])))
    assert "No case waits." in text
    assert "No waiting case has to be answered today." in text
    assert "caseload plan" not in text
