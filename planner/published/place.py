"""What is published of a place in a year: each figure, or the mark that stands in its stead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from planner.published.publications import Publication

_DECIMALS = 3


@dataclass(frozen=True)
class Row:
    """The figures of one publication; `absent` says why there are none, where there is no such row.

    `year` is None where they are of all years together; `marks`: the marks that stand in the stead of
    figures, by column.
    """

    publication: Publication
    place: str
    year: int | None
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    absent: str = ""

    @property
    def title(self) -> str:
        """The publication, the place and the year."""
        return f"{self.publication.title}: {self.place}, {self.year or 'all years'}"

    def get(self, column: str) -> Decimal | None:
        """Return a figure, None where it is not published."""
        return self.figures.get(column)

    def source(self, *columns: str) -> str:
        """Return where figures are from, with the figures themselves."""
        said = ", ".join(f"{column} {_told(self.figures[column])}" for column in columns)
        return f"{self.title}, {said}"

    def lacks(self, *columns: str) -> str:
        """Return why one of these figures cannot be used, '' where all are published."""
        if self.absent:
            return self.absent
        missing = (column for column in columns if column not in self.figures)
        return ", ".join(f"{column} is not published ({self.marks[column]})" for column in missing)


@dataclass(frozen=True)
class Place:
    """An authority, region, country or state in a year, with its row in each publication.

    `agencies`: how many authorities the row is of, 1 for one's own; 0 where nobody says.
    """

    name: str
    year: int
    rows: Mapping[str, Row]
    agencies: int = 1

    def __getitem__(self, publication: Publication) -> Row:
        """Return the row in a publication."""
        return self.rows[publication.key]

    @property
    def sources(self) -> tuple[str, ...]:
        """The rows there are, by publication, place and year."""
        return tuple(dict.fromkeys(row.title for row in self.rows.values() if not row.absent))


def _told(figure: Decimal) -> str:
    """Return a figure as it is told: as published, but for digits past the third decimal."""
    return f"{round(figure, _DECIMALS) if -int(figure.as_tuple().exponent) > _DECIMALS else figure:f}"
