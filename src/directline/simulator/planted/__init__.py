"""Planted bugs: one-line sabotages of the core, each found by a checker within so many seeds.

A context manager patches one small function for the length of a run.  Nothing in the product can
reach this package.
"""

from directline.simulator.planted.registry import ALL, Planted, planted

__all__ = ["ALL", "Planted", "planted"]
