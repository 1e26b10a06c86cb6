"""Samples of the forms of encounters, questions, people and other domains (I, Q, H, X)."""

EVENTS: dict[str, dict[str, str]] = {}
