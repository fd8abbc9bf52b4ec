"""DECISIONS: proposals that are decided once, and what people decide by hand; written in one place."""
