"""Which ids are opaque, which words are codes, and that a noun stays as it was made."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from planner.domain.noun import MOST_CHARACTERS, OPAQUE_PATTERN, code, opaque
from tests.builders import a_case, a_worker


@pytest.mark.parametrize("good", ["w1", "w-017", "C_2025-0123", "12345678", "0", "a" * 39 + "1"])
def test_an_opaque_id_is_taken(good: str):
    assert opaque(good) == good


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("Anna", "a name"),
        ("anna-kowalska", "a name"),
        ("Anna Kowalska 2", "a name with a space"),
        ("Zoë1", "a letter of a name"),
        ("004520123456", "a phone number"),
        ("+44 20 7946 0958", "a phone number"),
        ("123456789", "an identity number"),
        ("anna1@example.org", "an address"),
        ("", "nothing"),
        ("-1", "no letter or digit first"),
        ("w1\n", "a line end"),
        ("w" * 40 + "1", "too long"),
    ],
)
def test_what_could_name_or_reach_somebody_is_refused(bad: str, why: str):
    with pytest.raises(ValueError, match="is not an opaque id"):
        opaque(bad)


@pytest.mark.parametrize("bad", ["078-05-1120", "020-7946-0958", "0049_30_901820", "1_2_3_4_5_6_7_8_9"])
def test_digits_with_dashes_between_them_are_a_number_all_the_same(bad: str):
    with pytest.raises(ValueError, match="is not an opaque id"):
        opaque(bad)


@pytest.mark.parametrize("good", ["english", "forensic-interview", "2nd_office"])
def test_a_code_is_taken(good: str):
    assert code(good) == good


@pytest.mark.parametrize("bad", ["English", "social work", "", "é", "x" * 41, "court\n"])
def test_what_is_no_code_is_refused(bad: str):
    with pytest.raises(ValueError, match="is not a code"):
        code(bad)


@pytest.mark.parametrize(
    ("noun", "field"),
    [
        (lambda: a_worker("Anna"), "id"),
        (lambda: a_worker(supervisor="Anna"), "supervisor"),
        (lambda: a_worker(peer_partner="Anna"), "peer_partner"),
        (lambda: a_case("Smith"), "id"),
        (lambda: a_case(group="the-smiths"), "group"),
        (lambda: a_case(earlier_worker="Anna"), "earlier_worker"),
        (lambda: a_case(held_by="Anna"), "held_by"),
    ],
)
def test_every_id_of_a_person_case_or_family_must_be_opaque(noun, field: str):
    with pytest.raises(ValidationError, match=field):
        noun()


def test_a_noun_cannot_be_changed():
    worker = a_worker()
    with pytest.raises(ValidationError, match="frozen"):
        worker.fte = 500  # type: ignore[misc]


def test_a_misspelt_field_is_refused():
    with pytest.raises(ValidationError, match="langauges"):
        a_worker(langauges=("english",))


@pytest.mark.parametrize(
    "changes",
    [{"fte": 0}, {"fte": 1001}, {"week": 0}, {"week": 3601}, {"months_in_field": -1}],
)
def test_a_worker_out_of_bounds_is_refused(changes: dict[str, Any]):
    with pytest.raises(ValidationError, match=next(iter(changes))):
        a_worker(**changes)


@pytest.mark.parametrize("changes", [{"urgency": 0}, {"urgency": 6}, {"stages": ()}])
def test_a_case_out_of_bounds_is_refused(changes: dict[str, Any]):
    with pytest.raises(ValidationError, match=next(iter(changes))):
        a_case(**changes)


def test_nouns_share_their_field_names_and_a_changed_copy_has_its_own():
    one, other = a_worker("w1"), a_worker("w2")
    assert one.model_fields_set is other.model_fields_set
    copied = one.model_copy(update={"fte": 500})
    assert copied.model_fields_set is not one.model_fields_set
    assert (copied.fte, one.fte) == (500, 1000)
    assert copied.model_copy(update={"fte": 1000}) == one


@given(
    st.one_of(st.from_regex(OPAQUE_PATTERN, fullmatch=True), st.text("aZ09-_", max_size=42), st.text())
)
def test_the_pattern_says_which_ids_are_opaque(text: str):
    fits = re.fullmatch(OPAQUE_PATTERN, text) is not None and len(text) <= MOST_CHARACTERS
    try:
        assert opaque(text) == text
        taken = True
    except ValueError:
        taken = False
    assert fits == taken
