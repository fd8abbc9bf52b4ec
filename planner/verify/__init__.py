"""VERIFY: are claims true? An own engine, and no code of those who make claims."""

from planner.verify.finding import Finding, Verdict
from planner.verify.verify import Verifier, verify

__all__ = ["Finding", "Verdict", "Verifier", "verify"]
