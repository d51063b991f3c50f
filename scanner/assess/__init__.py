"""The questions, the outcome ladder, coverage and open questions."""
