"""The admin: what agencies and clients set. Its pages are registered by ``pages``, which admin_config loads."""
