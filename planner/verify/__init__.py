"""VERIFY: are claims true? An own engine, and no code of those who make claims."""
