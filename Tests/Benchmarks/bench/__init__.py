"""Measures invite-fcgi: see `Tests/Benchmarks/run`."""
