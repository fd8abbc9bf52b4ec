"""Are the words of docs/languages.md the words that are used?"""

import pytest

from tests.docs.pages import section, tables, text
from tests.language.catalogues import OTHERS, texts, translations

PAGE = text("languages.md")
HEAD, *WORDS = tables(section(PAGE, "Words"))
COLUMNS = {"Spanish": "es"}


def test_every_language_has_a_column_of_words():
    assert [COLUMNS[name] for name in HEAD[1:]] == OTHERS


def test_the_words_are_in_order_and_each_there_once():
    english = [row[0] for row in WORDS]
    assert sorted(set(english)) == english
    assert len(english) > 30


@pytest.mark.parametrize("column", range(1, len(HEAD)))
def test_every_word_is_used_in_its_catalogue(column):
    language = COLUMNS[HEAD[column]]
    said = " ".join(
        part for each in translations(language).values() for part in texts(each.string)
    ).casefold()
    assert [row[column] for row in WORDS if row[column] not in said] == []


@pytest.mark.parametrize("column", range(1, len(HEAD)))
def test_where_a_sentence_has_the_english_word_its_translation_has_the_other(column):
    """Of words that stand for one thing wherever they stand."""
    firm = {
        "action level",
        "dose budget",
        "tier",
        "on duty",
        "handover",
        "conflict of interest",
        "licence",
    }
    firm |= {"skill", "turn-taking", "worker-safety assessment", "response deadline", "client"}
    known = {english: row[column] for row in WORDS for english in row[0].split(", ")}
    assert firm <= set(known)
    wrong = []
    for key, message in translations(COLUMNS[HEAD[column]]).items():
        for one, other in zip(texts(key), texts(message.string), strict=False):
            wrong += [
                (one, other)
                for word in firm
                if word in one.casefold() and known[word].split()[-1][:6] not in other.casefold()
            ]
    assert wrong == []
