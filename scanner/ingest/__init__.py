"""Files become items, links and skipped rows. One reader a format."""
