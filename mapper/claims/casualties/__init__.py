"""Counted dead and wounded of one sentence."""
