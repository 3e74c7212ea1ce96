"""Plans, commitments and positions: who binds whom to what, and who stands where."""
