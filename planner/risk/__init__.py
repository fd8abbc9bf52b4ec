"""WHAT A CASELOAD DOES TO A WORKER: the study's model as a sourced card, and the harm curve."""
