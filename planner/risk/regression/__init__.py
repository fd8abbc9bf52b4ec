"""HIERARCHICAL REGRESSION of STS on what a survey asked, in the order of the study's levels."""
