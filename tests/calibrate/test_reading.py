"""Which files of judgements are taken, and is every other refused with row and reason?"""

import pytest

from planner.calibrate.judgements import Pairs, Ratings
from planner.calibrate.reading import read_judgements
from planner.calibrate.vignettes import shipped_vignettes
from planner.errors import BadInput

PAIRS = "rater,a,b,heavier\nr-1,v-01,v-02,v-01\nr-1,v-02,v-03,\nr-2,v-02,v-01,a\n"
RATINGS = "rater,vignette,rating\nr-1,v-01,0\nr-1,v-02,\nr-2,v-01,99.5\n"


def read(text: str, tmp_path):
    path = tmp_path / "judged.csv"
    path.write_text(text)
    return read_judgements(path, shipped_vignettes())


def test_pairs_are_read_with_the_heavier_by_id_or_by_column_and_what_was_skipped(tmp_path):
    found = read(PAIRS, tmp_path)
    assert isinstance(found, Pairs)
    assert (found.raters, found.vignettes) == (("r-1", "r-2"), ("v-01", "v-02"))
    assert found.heavier.tolist() == [0, 1]
    assert found.lighter.tolist() == [1, 0]
    assert found.tier.tolist() == [1, 1]
    assert (found.n, found.skipped) == (2, 1)
    assert found.wins_of[0].tolist() == [[0, 1], [0, 0]]


def test_ratings_are_read_and_what_was_skipped(tmp_path):
    found = read(RATINGS, tmp_path)
    assert isinstance(found, Ratings)
    assert found.rating.tolist() == [0, 99.5]
    assert (found.n, found.skipped) == (2, 1)


WRONG = [
    (
        PAIRS,
        "r-2,v-02,v-01,a",
        "r-1,v-02,v-01,a",
        "row 4.*judged v-02 and v-01 in row 2 already, and found",
    ),
    (PAIRS, "r-2,v-02,v-01,a", "r-1,v-01,v-02,a", "row 4.*r-1 judged v-01 and v-02 in row 2 already\\."),
    (PAIRS, "r-2,v-02,v-01,a", "r-2,v-02,v-02,a", "row 4, column b: 'v-02' is compared with itself"),
    (PAIRS, "r-2,v-02,v-01,a", "r-2,v-02,v-01,c", "row 4, column heavier: 'c' is none of the two"),
    (PAIRS, "r-2,v-02,v-01,a", "r-2,v-2,v-01,a", "row 4, column a: there is no vignette 'v-2'. Did you"),
    (PAIRS, "r-2,v-02,v-01,a", "Anna,v-02,v-01,a", "row 4, column rater: 'Anna' is no code of a rater"),
    (PAIRS, "r-2,v-02,v-01,a", "a@b.org,v-02,v-01,a", "row 4, column rater: this looks like an e-mail"),
    (PAIRS, "r-2,v-02,v-01,a", "r-2,v-02,v-01", "row 4.*3 cells under a header of 4"),
    (PAIRS, "rater,a,b,heavier", "rater,a,b,winner", "there is no such column"),
    (PAIRS, "rater,a,b,heavier", "name,a,b,heavier", "column name: this column is never taken in"),
    (
        PAIRS,
        "rater,a,b,heavier",
        "rater,team,b,heavier",
        "team: .*could lead from an answer to a person",
    ),
    (RATINGS, "r-2,v-01,99.5", "r-1,v-01,3", "row 4, column rating: r-1 rated v-01 in row 2 already"),
    (RATINGS, "r-2,v-01,99.5", "r-2,v-01,101", "row 4, column rating: 101 cannot be true.*0 to 100"),
    (RATINGS, "r-2,v-01,99.5", "r-2,v-01,-1", "row 4, column rating: -1 cannot be true"),
    (RATINGS, "r-2,v-01,99.5", "r-2,v-01,nan", "row 4, column rating: 'nan' is not a number"),
    (RATINGS, "vignette,rating", "vignette,heavier", "the columns are rater,vignette,heavier"),
    (RATINGS, "rater,vignette", "vignette,rating", "this column is there twice|needed"),
]


@pytest.mark.parametrize(("text", "old", "new", "says"), WRONG, ids=[each[3] for each in WRONG])
def test_judgements_that_cannot_be_used_are_refused_with_row_and_reason(text, old, new, says, tmp_path):
    assert old in text
    with pytest.raises(BadInput, match=says):
        read(text.replace(old, new), tmp_path)


def test_every_fault_is_listed_at_once(tmp_path):
    text = PAIRS + "Anna,v-02,v-01,a\nr-3,v-77,v-01,a\n"
    with pytest.raises(BadInput) as refused:
        read(text, tmp_path)
    assert [fault.row for fault in refused.value.faults] == [5, 6]


def test_a_file_in_which_all_was_skipped_is_refused(tmp_path):
    with pytest.raises(BadInput, match="every judgement was skipped"):
        read("rater,a,b,heavier\nr-1,v-01,v-02,\n", tmp_path)
