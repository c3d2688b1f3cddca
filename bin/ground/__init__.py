"""What bin/dev, bin/test and bin/check stand on: packages, servers, processes, browser.

``venv`` and what it imports run on the system's bare Python; the rest runs inside ``.venv``.
"""
