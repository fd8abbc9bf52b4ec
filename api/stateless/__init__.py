"""QUESTIONS THAT BRING THEIR AGENCY: plans, suggestions, explanations; answered, forgotten."""
