"""Proofs that a save costs nobody a cell."""
