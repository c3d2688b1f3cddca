"""Drafts and versions of rules; every function that reaches rows needs a scope."""
