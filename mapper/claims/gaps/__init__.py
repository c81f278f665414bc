"""Names of places that nothing marked as such: known ones, and villages that no gazetteer knows."""
