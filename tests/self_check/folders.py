"""An agency's folder with a card, contacts and shares of its own."""

from pathlib import Path

from planner.intake import write_agency
from tests.builders import a_worker, an_agency
from tests.self_check.own_cards import own_card_text

CONTACTS = """\
[[contact]]
kind = "crisis"
name = "County night line"
phone = "0800 123 456"
hours = "day and night"

[[contact]]
kind = "employee-assistance"
name = "Counselling for workers"
website = "https://service.example/help"
"""


def an_agency_folder(folder: Path, contacts: str = CONTACTS) -> Path:
    """Write an agency's folder and return it."""
    write_agency(an_agency([a_worker()], []), folder)
    head = folder / "agency.toml"
    text = head.read_text(encoding="utf-8")
    assert "[policy]" not in text
    first, found, rest = text.partition("\n[[team]]")
    assert found
    head.write_text(f"{first}\n[policy]\nlighter_share = 650\nrest_share = 600\n{found}{rest}", "utf-8")
    (folder / "card.toml").write_text(own_card_text(), encoding="utf-8")
    (folder / "contacts.toml").write_text(contacts, encoding="utf-8")
    return folder
