"""The bearers room."""
