"""How a picture becomes a file: Vega-Lite as it is, SVG or PNG by the file's ending."""

import json
from importlib.util import find_spec
from pathlib import Path

from planner.errors import PlannerError
from planner.present.charts.frame import Spec

_VEGA_LITE = "6.4"
_SCALE = 2  # pixels of a PNG for one of the drawing
_ENDINGS = (".svg", ".png", ".json")


def can_write(file: Path) -> None:
    """Refuse a file no picture can be written to, before the work that would be lost.

    Raises
    ------
    PlannerError
        Another ending than .svg, .png or .json; or .svg or .png without the package that draws them.
    """
    if file.suffix not in _ENDINGS:
        raise PlannerError(
            f"{file.name} is no picture: end its name in .svg or .png, or in .vl.json for Vega-Lite."
        )
    if file.suffix != ".json" and find_spec("vl_convert") is None:
        raise PlannerError(
            f"{file.name} cannot be drawn: vl-convert-python is not installed. Install it with"
            " `pip install 'caseload[charts]'`, or end the name in .vl.json, which needs nothing more."
        )


def write_chart(spec: Spec, file: Path) -> None:
    """Write a picture. Nothing is fetched from anywhere.

    Raises
    ------
    PlannerError
        As `can_write`.
    """
    can_write(file)
    if file.suffix == ".json":
        file.write_text(json.dumps(spec, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        return
    import vl_convert

    if file.suffix == ".svg":
        svg = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
        file.write_text(svg, encoding="utf-8")
    else:
        png = vl_convert.vegalite_to_png(spec, vl_version=_VEGA_LITE, scale=_SCALE, allowed_base_urls=[])
        file.write_bytes(png)
