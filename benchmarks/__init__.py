"""Speed and quality of plans, measured side by side with what agencies do today."""
