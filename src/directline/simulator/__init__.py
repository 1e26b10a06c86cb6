"""A seeded world of stations, bearers, crashes and liars around the real line and its wire."""
