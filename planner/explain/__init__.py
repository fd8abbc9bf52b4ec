"""WHY: reasons for a worker, for every other, for a case left, and why no plan exists."""
