"""HOW IT IS SEARCHED: greedy, exact by relaxation and filtering, a second engine, honest endings."""
