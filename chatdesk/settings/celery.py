"""Background work. The figures behind these settings: HARDENING 3.3.

Redis is never the only holder of a task's cause: due deliveries and silent conversations are found again in
PostgreSQL, due page views stay in their own sorted set. A lost task is late, never lost. Mail about accounts is the
exception: whoever misses a link asks for another.
"""

from urllib.parse import parse_qs, urlsplit

import environ

__all__ = [
    "CELERY_ACCEPT_CONTENT",
    "CELERY_BEAT_SCHEDULE",
    "CELERY_BROKER_CONNECTION_MAX_RETRIES",
    "CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP",
    "CELERY_BROKER_TRANSPORT_OPTIONS",
    "CELERY_BROKER_URL",
    "CELERY_DB_REUSE_MAX",
    "CELERY_TASK_ACKS_LATE",
    "CELERY_TASK_IGNORE_RESULT",
    "CELERY_TASK_PUBLISH_RETRY",
    "CELERY_TASK_REJECT_ON_WORKER_LOST",
    "CELERY_TASK_ROUTES",
    "CELERY_TASK_SERIALIZER",
    "CELERY_TASK_SOFT_TIME_LIMIT",
    "CELERY_TASK_TIME_LIMIT",
    "CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS",
    "CELERY_WORKER_MAX_TASKS_PER_CHILD",
    "CELERY_WORKER_PREFETCH_MULTIPLIER",
    "CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT",
    "broker_url",
]

env = environ.Env()


def broker_url(redis_url: str) -> str:
    """The same server in kombu's spelling: ``unix:///run/redis.sock?db=1`` → ``redis+socket:///run/redis.sock?virtual_host=1``."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    number = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.netloc}{parts.path}?virtual_host={number}"


CELERY_BROKER_URL = broker_url(env("REDIS_URL"))
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for Redis however long it is away
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # More than twice the time limit, and than a mail waits for its next try; every other delay lives in rows.
    "visibility_timeout": 300,
    "unacked_restore_throttle": 1,
    # Who announces work waits for one attempt to connect, not for six seconds.
    "max_retries": 1,
    "interval_start": 0,
    "socket_timeout": 10,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 30,
}

# Who announces work goes on at once when Redis is away; the sweepers find the work later.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 45
CELERY_TASK_TIME_LIMIT = 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_MAX_TASKS_PER_CHILD = 10_000
CELERY_DB_REUSE_MAX = 10_000  # tasks: a connection of its own for each cost it more than what it asks
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True

# A slow receiver holds up the queue crm and nothing else, a slow mail server the queue mail.
CELERY_TASK_ROUTES = {"crm_sync.*": {"queue": "crm"}, "tenants.*": {"queue": "mail"}}

# An expired tick is dropped: after a pause one of them does the work of all.
CELERY_BEAT_SCHEDULE = {
    "invitations": {
        "task": "chatdesk.triggers.tasks.tick",
        "schedule": 0.5,
        "options": {"expires": 5},
    },
    "retention": {
        "task": "chatdesk.retention.tasks.find_outdated",
        "schedule": 1800.0,
        "options": {"expires": 1800},
    },
    "silence": {
        "task": "chatdesk.conversations.tasks.find_silent",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "deliveries": {
        "task": "crm_sync.tasks.sweep",
        "schedule": env.float("CHATDESK_SWEEP_SECONDS", default=10.0),
        "options": {"expires": 10, "queue": "crm"},
    },
}
