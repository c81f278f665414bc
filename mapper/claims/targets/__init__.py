"""Whom and what a strike hit, and who held the ground."""
