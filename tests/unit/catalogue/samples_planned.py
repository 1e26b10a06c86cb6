"""Samples of the forms of the line, of launches and of planned activities (L, S, A)."""

PLANNED: dict[str, dict[str, str]] = {}
