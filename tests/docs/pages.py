"""The pages people read, and what stands in them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "scenarios").glob("*.md")])


def where(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def without_code(page: str) -> str:
    return re.sub(r"^```.*?^```", "", page, flags=re.M | re.S)


def blocks(page: str, kind: str) -> dict[str, str]:
    """Return the blocks of code a page marks with `<!-- kind: path -->`, by path."""
    found = re.findall(rf"^<!-- {kind}: (\S+) -->\n```\w*\n(.*?)^```$", page, re.M | re.S)
    return dict(found)


def tables(section: str) -> list[list[str]]:
    """Return the cells of every row of the tables of a section, heads and rules left out."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("|")
    ]
    return [row for row in rows if not re.fullmatch(r"-+", row[0])]


def section(page: str, heading: str) -> str:
    """Return what stands under a heading of the second level."""
    return page.split(f"\n## {heading}\n")[1].split("\n## ")[0]
