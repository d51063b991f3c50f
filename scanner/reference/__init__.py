"""Reference data: the tables of ``data/`` as checked, immutable look-ups."""
