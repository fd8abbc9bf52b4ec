"""THE WEB FACE: an agency in, an answer out; no rule and no number of its own, and nothing kept."""
