"""Proof that nothing was lost: what the pages print is held against what the records hold. Each proof can fail."""
