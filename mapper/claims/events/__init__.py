"""Strikes as a sentence tells them: triggers, gathered into events by clause."""
