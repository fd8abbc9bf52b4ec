"""Does the STRESS checklist name only what is there?"""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "stress.md").read_text(encoding="utf-8")


def test_every_file_and_folder_it_names_is_there():
    named = re.findall(r"`([\w./-]+/[\w./-]*)`", PAGE)
    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_it_has_every_section_of_the_list():
    assert re.findall(r"^## (\d)\. ", PAGE, re.M) == list("123456")
