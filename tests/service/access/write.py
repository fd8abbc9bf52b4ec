"""Write the table of who may do what as the service has it now: `python -m tests.service.access.write`.

Read every row that is new or otherwise before it is committed: the table says what is right.
"""

import csv
import sys
import tempfile
from pathlib import Path

from tests.service.access.judged import outcomes
from tests.service.access.roles import ROLES
from tests.service.access.world import a_world

FILE = Path(__file__).with_name("access.csv")


def main() -> None:
    rows: dict[tuple[str, str], dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder, a_world(Path(folder)) as world:
        for one in outcomes(world):
            rows.setdefault((one.operation, one.side), {})[one.role] = one.word
    with FILE.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["operation", "object", *ROLES])
        for (operation, side), words in rows.items():
            writer.writerow([operation, side, *(words[role] for role in ROLES)])
    sys.stdout.write(f"{len(rows)} rows in {FILE.name}\n")


if __name__ == "__main__":
    main()
