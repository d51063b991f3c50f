"""The command line: a thin face over ``scanner.scan``."""
