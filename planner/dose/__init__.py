"""HOW MUCH A CASE WEIGHS: tier, weekly dose, the ledger of a worker, the budget."""
