"""WHAT STAYS OF A RUN: a folder that says what was asked, what came out, and each week of each post."""
