"""Which numbers are loaded: those that say where they are from."""

import tomllib
from pathlib import Path

import pytest

import planner
from planner.errors import UnsourcedNumber
from planner.sourced import Provenance, Sourced, read_sourced

SHIPPED = sorted(Path(planner.__file__).parent.rglob("*.toml"))
# a card, lists of words, sentences and links, whole sets of weights, vignettes: no plain numbers
OTHER_FORMS = {
    "sts_card.toml",
    "links.toml",
    "never_stored.toml",
    "vignettes.toml",
    "words.toml",
    "sentences.toml",
    "weights_flat.toml",
    "weights_linear.toml",
    "weights_steep.toml",
}


def entry(**changes: str) -> str:
    """Return a data file of one number; a field changed to nothing is left out."""
    fields = {
        "value": "7",
        "unit": '"cases"',
        "provenance": '"statistic"',
        "source": '"A yearbook"',
        "meaning": '"how many"',
    } | changes
    return "[one]\n" + "".join(f"{name} = {value}\n" for name, value in fields.items() if value)


def load(**changes: str) -> Sourced:
    return read_sourced(entry(**changes), "numbers.toml")["one"]


def test_a_number_with_its_provenance_and_source_is_loaded():
    assert load().number == 7


def test_a_number_without_provenance_is_not_loaded_and_is_named():
    with pytest.raises(UnsourcedNumber, match=r"numbers\.toml: one is not loaded: provenance"):
        load(provenance="")


def test_a_number_of_unheard_provenance_is_not_loaded():
    with pytest.raises(UnsourcedNumber, match="provenance"):
        load(provenance='"hearsay"')


@pytest.mark.parametrize("provenance", sorted(set(Provenance) - {Provenance.POLICY}))
def test_a_number_without_a_source_is_not_loaded(provenance: str):
    with pytest.raises(UnsourcedNumber, match="needs a source"):
        load(provenance=f'"{provenance}"', source="", page='"3"', table='"1"')


def test_a_choice_needs_no_source():
    assert load(provenance='"policy"', source="").provenance is Provenance.POLICY


@pytest.mark.parametrize("missing", ["page", "table"])
def test_a_number_of_the_study_needs_its_page_and_table(missing: str):
    place = {"page": '"12"', "table": '"3"'}
    assert load(provenance='"study"', **place).page == "12"
    with pytest.raises(UnsourcedNumber, match="needs the page and the table"):
        load(provenance='"study"', **place | {missing: ""})


@pytest.mark.parametrize("missing", ["value", "unit", "meaning"])
def test_a_number_says_its_unit_and_meaning(missing: str):
    with pytest.raises(UnsourcedNumber, match=missing):
        load(**{missing: ""})


def test_a_misspelt_field_is_not_passed_over():
    with pytest.raises(UnsourcedNumber, match="sorce"):
        load(sorce='"A yearbook"')


@pytest.mark.parametrize("value", ["nan", "inf", '"many"'])
def test_what_is_not_a_number_is_not_loaded(value: str):
    with pytest.raises(UnsourcedNumber, match="value"):
        load(value=value)


def test_a_list_is_not_one_number_nor_one_number_a_list():
    assert load(value="[1, 2]").numbers == (1, 2)
    with pytest.raises(TypeError, match="not one whole number"):
        load(value="[1, 2]").number  # noqa: B018
    with pytest.raises(TypeError, match="not a list"):
        load(value="1").numbers  # noqa: B018
    with pytest.raises(TypeError, match="not one whole number"):
        load(value="1.5").number  # noqa: B018


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_data_file_is_read(path: Path):
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text)
    if path.name not in OTHER_FORMS:
        assert all(isinstance(one, Sourced) for one in read_sourced(text, path.name).values())


def test_the_shipped_data_files_are_found():
    assert OTHER_FORMS | {"policy.toml", "rubric.toml", "weights.toml"} <= {p.name for p in SHIPPED}


ENDS = {"low": "5", "high": "9", "ends": '"a choice"', "least": "0", "most": "10"}


def test_a_number_may_say_between_which_values_it_is_tried():
    found = load(**ENDS)
    assert (found.low, found.value, found.high) == (5, 7, 9)
    assert load().ends == ""


@pytest.mark.parametrize(
    ("slip", "says"),
    [
        ({"low": ""}, "together or not at all"),
        ({"high": ""}, "together or not at all"),
        ({"ends": ""}, "together or not at all"),
        ({"low": "8"}, "does not lie between low 8 and high 9"),
        ({"high": "6"}, "does not lie between"),
        ({"low": "7", "high": "7"}, "does not lie between"),
        ({"high": "11"}, "beyond the least or the most"),
        ({"least": "6"}, "beyond the least or the most"),
        ({"value": "[7]"}, "only one whole number"),
        ({"value": "7.5"}, "only one whole number"),
        ({"value": "true"}, "only one whole number"),
    ],
)
def test_values_to_try_that_do_not_fit_the_number_are_not_loaded(slip: dict[str, str], says: str):
    with pytest.raises(UnsourcedNumber, match=says):
        load(**ENDS | slip)
