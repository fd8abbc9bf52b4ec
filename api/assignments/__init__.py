"""ASSIGNMENTS: who carries which case, as it stands."""
