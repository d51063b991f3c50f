"""The program's version, as every result names it; the distribution takes it from here."""

PROGRAM_VERSION = "0.1.0"
