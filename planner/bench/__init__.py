"""Benchmark files of others, put to the product's own program and search."""
