"""A scan becomes documents. One writer a format."""
