"""Others who plan the same program: what agencies do today, best fit, and engines given it whole."""
