"""Benchmarks: what the budgets of ARCHITECTURE.md cost on this machine. README.md tells how to run and read them.

Started by ``bin/bench`` with servers of their own and everything that Django has to know in the environment.
"""

import django

django.setup()
