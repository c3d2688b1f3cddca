"""The world of the tests, with mail that really leaves."""

from chatdesk.settings.test import *  # noqa: F403
from chatdesk.settings.test import env

vars().update(env.email("EMAIL_URL"))
