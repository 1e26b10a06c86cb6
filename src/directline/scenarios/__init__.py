"""The documented failures as scenarios: each is played on real stations, in simulated time."""
