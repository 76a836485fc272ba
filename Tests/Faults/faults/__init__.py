"""Breaks the service on purpose and checks that its promises hold: see `Tests/Faults/run`."""
