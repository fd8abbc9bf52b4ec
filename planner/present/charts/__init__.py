"""THE PICTURES: one Vega-Lite specification each, drawn the same in a page, as SVG and as PNG."""
