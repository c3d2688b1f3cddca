"""Says at once, not at the first page view, that the widget was not built."""

from typing import Any

from django.core.checks import CheckMessage, Warning

from widget.files import MANIFEST


def widget_is_built(**_: Any) -> list[CheckMessage]:
    """``widget.W001``."""
    if MANIFEST.exists():
        return []
    return [Warning("The widget is not built.", hint="python -m widget.build", id="widget.W001")]
