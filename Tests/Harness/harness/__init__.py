"""What the fault procedures and the benchmarks share: a sample state, the service on it, clients of the service."""
