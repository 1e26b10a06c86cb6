"""The transcript room."""
