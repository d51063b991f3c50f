"""``python -m scanner`` is ``ketenscan``."""

from scanner.cli import main

main()
