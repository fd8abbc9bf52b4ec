"""What must hold of every drawing on a page."""

import re
from xml.etree import ElementTree as Tree

DRAWING = re.compile(r"<svg.*?</svg>", re.S)


def drawings(page: str) -> list[str]:
    """Return the drawings on a page."""
    return DRAWING.findall(page)


def sound(text: str) -> Tree.Element:
    """Return a drawing that can be read aloud, holds no NaN, and draws nothing beyond its edges."""
    root = Tree.fromstring(text)
    named = {child.attrib["id"]: child.text for child in root if child.tag in {"title", "desc"}}
    assert root.attrib["role"] == "img"
    assert set(root.attrib["aria-labelledby"].split()) == set(named)
    assert all(named.values())
    assert "nan" not in text
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    for each in root.iter():
        across = [float(each.attrib[key]) for key in ("x", "x1", "x2", "cx") if key in each.attrib]
        down = [float(each.attrib[key]) for key in ("y", "y1", "y2", "cy") if key in each.attrib]
        for point in re.findall(r"([-\d.]+),([-\d.]+)", each.attrib.get("points", "")):
            across.append(float(point[0]))
            down.append(float(point[1]))
        assert all(0 <= place <= width for place in across), each.attrib
        assert all(0 <= place <= height for place in down), each.attrib
    return root
