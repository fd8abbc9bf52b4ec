"""Which contacts an agency's folder holds, and what is refused with its place and reason."""

from pathlib import Path

import pytest

from planner.domain import Contact, ContactKind
from planner.errors import BadInput
from planner.intake import read_agency, read_contacts
from tests.self_check.folders import an_agency_folder

WHOLE = {
    "kind": '"crisis"',
    "name": '"Night line"',
    "phone": '"+44 (0)800 123-456"',
    "text": '"85258"',
    "email": '"help@service.example"',
    "website": '"https://service.example:8443/help?x=1"',
    "hours": '"day and night"',
}


def read(folder: Path, **changes: str) -> tuple[Contact, ...]:
    """Read a file of one contact; a key changed to nothing is left out."""
    lines = [f"{key} = {value}" for key, value in (WHOLE | changes).items() if value]
    (folder / "contacts.toml").write_text("[[contact]]\n" + "\n".join(lines), encoding="utf-8")
    return read_contacts(folder)


def test_a_contact_has_a_kind_a_name_and_ways_to_reach_it(tmp_path: Path):
    (contact,) = read(tmp_path)
    assert contact == Contact(
        kind=ContactKind.CRISIS,
        name="Night line",
        phone="+44 (0)800 123-456",
        text="85258",
        email="help@service.example",
        website="https://service.example:8443/help?x=1",
        hours="day and night",
    )


def test_one_way_to_reach_it_is_enough(tmp_path: Path):
    for way in ("phone", "text", "email", "website"):
        others = {each: "" for each in ("phone", "text", "email", "website", "hours") if each != way}
        (contact,) = read(tmp_path, **others)
        assert getattr(contact, way) == WHOLE[way].strip('"')


def test_without_a_file_there_are_none(tmp_path: Path):
    assert read_contacts(tmp_path) == ()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"nmae": '"x"'}, "contacts.toml, contact 1, column nmae: .* Did you mean name?"),
        ({"kind": '"crises"'}, "Allowed: crisis, employee-assistance or other"),
        ({"kind": ""}, "column kind: nothing is given here"),
        ({"name": ""}, "column name: nothing is given here"),
        ({"name": '""'}, "column name: nothing is given here"),
        ({"phone": '"ask Jo"'}, "'ask Jo' is no phone number. Allowed: a number such as"),
        ({"phone": "800123"}, "800123 is not text"),
        ({"email": '"jo at home"'}, "is no e-mail address"),
        ({"website": '"http://service.example"'}, "Allowed: an address that begins with https://"),
        ({"website": "\"javascript:alert('x')\""}, "is no address of a website"),
        ({"website": "'https://a.example/\"><script>'"}, "is no address of a website"),
        ({"phone": "", "text": "", "email": "", "website": ""}, "it cannot be reached: give phone"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place_and_reason(
    tmp_path: Path, changes: dict[str, str], says: str
):
    with pytest.raises(BadInput, match=says):
        read(tmp_path, **changes)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[contacts]]\nkind = 'crisis'", "column contacts: .* Did you mean contact?"),
        ("contact = 'x'", "this is not a list"),
        ("contact = ['x']", "'x' is not an object"),
        ("[[contact]", "this is not TOML"),
        ("", "the file is empty"),
        ("\n".join(["[[contact]]"] * 21), "more than 20 contacts"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, text: str, says: str):
    (tmp_path / "contacts.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=says):
        read_contacts(tmp_path)


def test_contacts_lie_beside_an_agency_and_change_nothing_of_it(tmp_path: Path):
    folder = an_agency_folder(tmp_path)
    with_them = read_agency(folder)
    assert len(read_contacts(folder)) == 2
    (folder / "contacts.toml").unlink()
    assert read_agency(folder) == with_them
