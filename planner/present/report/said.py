"""What is said first of an answer, on paper and on a terminal alike: two sentences."""

from planner.present.report.lever_words import lever_sentences
from planner.present.report.material import Material
from planner.present.report.sentences import two_sentences


def said(material: Material) -> tuple[str, str]:
    """Return the answer in two sentences: about levers where they were asked about."""
    answer = material.answer
    return lever_sentences(answer) if answer.levers else two_sentences(material)
