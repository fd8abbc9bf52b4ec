"""THE NUMBERS BEHIND EVERY ANSWER, each with where it is from."""
