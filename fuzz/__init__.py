"""Fuzzing of intake and of times: see docs/fuzzing.md."""
