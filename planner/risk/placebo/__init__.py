"""DOES DOSE PREDICT AT ALL: real dose against placebos, on an agency's own repeated answers."""
