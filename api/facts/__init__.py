"""WHAT THE DOORS OF FACTS SHARE: how facts look outside, who may see which, what fits together."""
