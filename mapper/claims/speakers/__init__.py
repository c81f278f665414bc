"""Claimants: the persons, bodies and unnamed sources that a report lets speak."""
