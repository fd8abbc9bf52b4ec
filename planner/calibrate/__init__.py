"""WEIGHTS OF ONE'S OWN: vignettes to rate, what raters judged, and the weights that follow."""
