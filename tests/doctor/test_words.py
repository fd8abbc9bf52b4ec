"""Has every check its words, and do they say what to do?"""

import re
from pathlib import Path

import pytest

import planner.doctor
from planner.doctor import words
from planner.doctor.finding import Finding
from planner.doctor.wording import said

SOURCES = "".join(path.read_text("utf-8") for path in Path(planner.doctor.__file__).parent.glob("*.py"))


def test_every_check_has_words_and_no_words_are_left_over():
    names = re.findall(r'(?:found|Finding|_unmet)\(\s*(?:seen,\s*)?"([\w-]+)"', SOURCES)
    assert sorted(set(names)) == sorted(words())


@pytest.mark.parametrize("name", words())
def test_words_are_a_phrase_and_whole_sentences(name):
    entry = words()[name]
    assert not entry.found.endswith(".")
    assert re.fullmatch(r"[A-Z].*\.", entry.means)
    assert re.fullmatch(r"[A-Z].*\.", entry.do)
    assert entry.file


def test_the_nearest_word_comes_before_what_to_do():
    facts = {"word": "lcws", "near": "lcsw"}
    spoken = said(Finding("licence-unheld", ("c1",), facts))
    assert "the licence lcws" in spoken.found
    assert spoken.do.startswith("Did you mean lcsw? Use the same code")
    assert said(Finding("licence-unheld", ("c1",), facts | {"near": ""})).do.startswith("Use the same")
