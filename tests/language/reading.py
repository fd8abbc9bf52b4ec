"""How hard a sentence is to read."""

import re

_WORD = re.compile(r"[^\W\d_][\w'-]*|\d[\w.%-]*")
_END = re.compile(r"[.!?:;](?=\s|$)")


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade: 0.39 words per sentence + 11.8 syllables per word - 15.59.

    The years at a US school it takes to read an English text. A colon and a semicolon end a sentence, as
    in Flesch's counting, so that each item of a list is one. Syllables are groups of
    vowels, less silent endings; an id or a number is a word of one syllable.
    Source: Kincaid, Fishburne, Rogers and Chissom 1975, Naval Technical Training Command, RBR 8-75.
    """
    words, clauses = _WORD.findall(text), len(_END.findall(text)) or 1
    spoken = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / clauses + 11.8 * spoken / len(words) - 15.59


def ease(text: str) -> float:
    """Return the Szigriszt-Pazos perspicuity of a Spanish text: 206.835 - 62.3 S/P - P/F.

    S syllables, P words, F sentences. On the Inflesz scale 55 to 65 is normal, above that quite easy.
    Source: Szigriszt Pazos 1993; scale: Barrio-Cantalejo et al. 2008, An Sist Sanit Navar 31(2).
    """
    words, clauses = _WORD.findall(text), len(_END.findall(text)) or 1
    spoken = sum(_spanish_syllables(word) for word in words)
    return 206.835 - 62.3 * spoken / len(words) - len(words) / clauses


def _syllables(word: str) -> int:
    if any(sign.isdigit() for sign in word):
        return 1
    word = re.sub(r"(?<=[^aeiouydtl])ed$|(?<=[^aeiouyl])e$|(?<=[^aeiouylszcgxh])es$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def _spanish_syllables(word: str) -> int:
    if any(sign.isdigit() for sign in word):
        return 1
    word = re.sub(r"(?<=[qg])u(?=[eiéí])", "", word.lower())
    nuclei = r"[iuü]?[aeoáéó][iuy]?(?![aeoáéóíú])|[iuü]?[aeoáéó]|[íú]|[iuüy]+"
    return max(1, len(re.findall(nuclei, word)))
