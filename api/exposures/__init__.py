"""EXPOSURES AND DOSE: a worker's ledger, their corrections of it, and the weeks ahead."""
