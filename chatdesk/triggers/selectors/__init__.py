"""Reads of the triggers; every function needs a scope."""
