"""Is every promise of the service enforced by a test that is there?"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/guarantees.md"
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_promise_names_a_test_that_is_there():
    rows = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")][2:]
    assert rows
    for row in rows:
        named = _NAMED.findall(row)
        assert named, row
        for file, name in named:
            tree = ast.parse((ROOT / file).read_text())
            functions = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
            assert name in functions, f"{file} has no {name}."
