"""Is every sentence translated, with the same fields, and is nothing left over?"""

import re
import tomllib
from string import Formatter

import pytest

from planner.explain import wording
from tests.docs.pages import ROOT
from tests.language.catalogues import LOCALE, OTHERS, catalogue, marked, texts, translations

EVERY_OTHER = pytest.mark.parametrize("language", OTHERS)


def fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _how in Formatter().parse(text) if name is not None}


def test_every_language_has_a_catalogue_and_every_catalogue_a_language():
    assert sorted(folder.name for folder in LOCALE.iterdir()) == OTHERS != []


@EVERY_OTHER
def test_every_marked_sentence_is_in_the_catalogue_and_none_is_left_over(language, tmp_path):
    found, there = marked(tmp_path), set(translations(language))
    assert len(found) > 200
    assert found - there == set(), "run `make words`, then translate what is new"
    assert there - found == set(), "run `make words`"


@EVERY_OTHER
def test_nothing_is_unsure_or_empty_or_obsolete(language):
    assert not catalogue(language).obsolete
    for key, message in translations(language).items():
        assert not message.fuzzy, key
        assert all(text.strip() for text in texts(message.string)), key


@EVERY_OTHER
def test_a_translation_has_the_fields_of_its_sentence_in_every_form(language):
    for key, message in translations(language).items():
        forms = list(texts(message.string))
        plural = not isinstance(key, str)
        assert len(forms) == (catalogue(language).num_plurals if plural else 1), key
        wanted = set.union(*map(fields, texts(key)))
        for form in forms:
            assert fields(form) <= wanted, key
        assert fields(forms[-1]) == fields(list(texts(key))[-1]), key
        if not plural:
            assert fields(forms[0]) == wanted, key


@EVERY_OTHER
def test_a_translation_ends_as_its_sentence_and_has_no_blanks_around_it(language):
    for key, message in translations(language).items():
        for text in texts(message.string):
            assert text == text.strip(), key
            assert {text.endswith(".")} == {one.endswith(".") for one in texts(key)}, key


def test_all_sentences_of_the_rules_are_marked(tmp_path):
    found = {text for key in marked(tmp_path) for text in texts(key)}
    table = (ROOT / "planner/explain/sentences.toml").read_text("utf-8")
    for rule, parts in tomllib.loads(table).items():
        for told in parts.values():
            for text in told.values() if isinstance(told, dict) else (told,):
                assert set(texts(text)) <= found, rule


def test_a_catalogue_is_text_and_nothing_compiled_is_kept():
    assert {path.suffix for path in LOCALE.rglob("*") if path.is_file()} == {".po"}
    packaged = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "locale/**/*.po" in packaged["tool"]["setuptools"]["package-data"]["*"]


def test_no_sentence_is_looked_up_inside_another_or_as_an_fstring():
    """Babel cannot see `_` inside an f-string, and an f-string is no sentence of a catalogue."""
    for path in (ROOT / "planner").rglob("*.py"):
        source = path.read_text("utf-8")
        assert not re.findall(r"""\b(?:_|N_|ngettext)\(\s*r?f["']""", source), path
        assert not re.findall(r"\{_\(", source), path


def test_what_is_only_needed_of_one_or_many_is_in_pairs():
    for rule, parts in wording._sentences().items():
        for told in parts.values():
            for text in told.values() if isinstance(told, dict) else (told,):
                if isinstance(text, list):
                    assert len(text) == 2, rule
                    assert all("{needed}" in form for form in text), rule
