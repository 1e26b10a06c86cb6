"""The demonstration: two parties found a line here, and a documented case is played on it."""
