"""Is the glossary in order, with one entry for each word, and does it name no word it rules out?"""

import re

from tests.docs.pages import section, tables, text

PAGE = text("glossary.md")
TERMS = re.findall(r"^- \*\*(.+?)\*\*: ", PAGE, re.M)
NOT_USED = [word for row in tables(section(PAGE, "Words not used"))[1:] for word in row[0].split(", ")]
BARE = {"staff", "user", "risk of a person", "at risk", "points", "cap", "reward", "requirement"}
WRITTEN_HERE = ("model.md", "adding_a_rule.md")


def test_the_glossary_is_in_alphabetical_order():
    assert sorted(TERMS, key=str.casefold) == TERMS


def test_no_word_has_two_entries():
    folded = [term.casefold() for term in TERMS]
    assert [term for term in TERMS if folded.count(term.casefold()) > 1] == []


def test_every_entry_has_one_or_a_few_sentences():
    entries = re.findall(r"^- \*\*.+?\*\*: (.+?)(?=^- |^$)", PAGE, re.M | re.S)
    assert len(entries) == len(TERMS) > 100
    assert [entry for entry in entries if not entry.strip().endswith(".") or len(entry) > 300] == []


def test_a_word_not_used_has_no_entry():
    assert {word.casefold() for word in NOT_USED} & {term.casefold() for term in TERMS} == set()


def test_the_page_of_the_model_and_of_rules_keep_to_the_words():
    words = sorted(set(NOT_USED) - BARE)
    for page in WRITTEN_HERE:
        found = re.findall(rf"\b(?:{'|'.join(words)})s?\b", text(page), re.I)
        assert found == [], page
