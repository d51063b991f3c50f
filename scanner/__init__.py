"""Ketenscan."""
