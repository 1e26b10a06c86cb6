"""Measurements: real stations against a floor, as ratios in one run."""
