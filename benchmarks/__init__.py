"""Measures Newsledger against the benchmarks in ``../shared/bench`` and the figures of its peers."""
