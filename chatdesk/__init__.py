"""The domain of chatdesk and its composition root."""

from chatdesk.celery import app as celery_app

__all__ = ["celery_app"]
