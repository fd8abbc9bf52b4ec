"""Who takes the next case, without breaking the people who take them."""
