"""Do the vignettes cover every tier, and say nothing that should not be read out of the blue?"""

import re
from collections import Counter

import pytest

from planner.calibrate.vignettes import shipped_vignettes, vignettes_of
from planner.domain import FACTS, Fact, ReferralType
from planner.dose.case_dose import tier
from planner.errors import BadInput
from tests.builders import a_case, a_rubric

KNOWN = shipped_vignettes()
GRAPHIC = "rape|blood|penetrat|tortur|naked|wound|corpse|body|murder|knife|gun|suicid|strangl|burn"
BLAMING = "prostitut|victim|addict|alleg|promiscu|illegal|abuser"


@pytest.mark.parametrize("vignette", KNOWN.vignette, ids=lambda one: one.id)
def test_the_tier_of_a_vignette_is_that_of_a_case_with_its_facts(vignette):
    case = a_case(rubric=a_rubric(*vignette.facts))
    assert vignette.tier == tier(case, ReferralType(id="court"))
    assert {getattr(case.rubric, f) for f in vignette.facts} <= {Fact.YES}


def test_there_are_twelve_or_more_and_as_many_of_every_tier():
    counted = Counter(KNOWN.tier_of.values())
    assert len(KNOWN.vignette) >= 12
    assert set(counted) == {1, 2, 3, 4, 5}
    assert len(set(counted.values())) == 1


def test_every_fact_of_the_rubric_is_in_several_vignettes():
    counted = Counter(fact for one in KNOWN.vignette for fact in one.facts)
    assert min(counted[fact] for fact in FACTS) >= 2


@pytest.mark.parametrize("vignette", KNOWN.vignette, ids=lambda one: one.id)
def test_a_vignette_is_short_and_neither_graphic_nor_blaming(vignette):
    assert 15 <= len(vignette.text.split()) <= 50
    assert re.findall(rf"\b(?:{GRAPHIC}|{BLAMING})", vignette.text.lower()) == []


def test_the_note_says_what_they_name_and_that_nobody_has_to():
    for word in ("abuse", "without detail", "skip", "without a reason", "made up"):
        assert word in KNOWN.note


OWN = """
note = "Made up."
""" + "".join(
    f'[[vignette]]\nid = "v-{tier}"\nfacts = {list(FACTS[: tier - 1])}\n'
    'text = "Somebody asks for some help."\n'
    for tier in range(1, 6)
)


def test_vignettes_of_ones_own_are_read(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(OWN)
    assert list(vignettes_of(path).tier_of.values()) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"v-3"', '"v-2"', "same id"),
        ("'multiple_trauma_types'", "'sadness'", "no rubric fact 'sadness'"),
        ('"v-4"', '"Anna"', "not an opaque id"),
        ("facts = []", f"facts = {list(FACTS[:1])}", "no vignette is of tier 1"),
        ("[[vignette]]", "[[vignette", "not TOML"),
    ],
)
def test_vignettes_that_cannot_be_used_are_refused_with_the_reason(old, new, says, tmp_path):
    path = tmp_path / "own.toml"
    assert old in OWN
    path.write_text(OWN.replace(old, new))
    with pytest.raises(BadInput, match=says):
        vignettes_of(path)
