"""What each place of a report is to a strike: struck, near it, a base, where one spoke."""
