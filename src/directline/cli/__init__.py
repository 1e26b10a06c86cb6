"""The `directline` command: founding, people, running a station, and an officer's acts.

Each group of commands is a module with `register(app)`; `main.GROUPS` names them in help's order.
"""
