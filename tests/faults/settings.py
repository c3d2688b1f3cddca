"""The world of the tests, with a channel layer that loses every second event."""

from chatdesk.settings.test import *  # noqa: F403
from chatdesk.settings.test import CHANNEL_LAYERS

CHANNEL_LAYERS = {"default": CHANNEL_LAYERS["default"] | {"BACKEND": "tests.faults.layer.LossyLayer"}}
