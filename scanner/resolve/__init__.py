"""Names become entities: matched, review or unknown, always with reasons."""
