"""Are the low and high values that are tried the published quartiles they say they are?"""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from planner.published.tables import SUPPRESSED
from planner.simulate.parameters import parameter_settings
from planner.units import whole

PUBLISHED = (
    Path(os.environ.get("CASELOAD_INSTANCES", Path(__file__).parents[3] / "shared" / "instances"))
    / "workforce"
)


@pytest.mark.skipif(
    not PUBLISHED.is_dir(),
    reason="the published figures are not there; CASELOAD_INSTANCES names their folder",
)
def test_the_low_and_high_values_that_are_tried_are_the_quartiles_of_the_authorities():
    def of(*names: str) -> list[list[float]]:
        known = [[row[name].replace(",", "") for name in names] for row in authorities]
        return [[float(text) for text in row] for row in known if not SUPPRESSED & set(row)]

    (path,) = PUBLISHED.glob("csww_indicators_*.csv")
    with path.open(encoding="utf-8-sig", newline="") as text:
        authorities = [
            row
            for row in csv.DictReader(text)
            if row["time_period"] == "2025" and row["geographic_level"] == "Local authority"
        ]
    hire = [365 * vacant / come for vacant, come in of("vacancy_fte", "starters_fte") if come]
    rates = {
        "turnover": [10 * rate for (rate,) in of("turnover_rate_fte")],
        "agency_share": [10 * rate for (rate,) in of("vacancy_agency_cover_rate_fte")],
        "sick_spells": [10 * rate * 365 / 8 for (rate,) in of("absence_rate_fte")],
        "days_to_hire": hire,
    }
    for name, found in rates.items():
        low, high = np.quantile(found, [0.25, 0.75])
        setting = parameter_settings()[name]
        assert (setting.low, setting.high) == (whole(low, 1), whole(high, 1)), name
