"""Database servers of one checkout: found or unpacked, started or adopted, stopped cleanly."""
