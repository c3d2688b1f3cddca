"""Three invented client sites on an origin of their own, each with the widget on every page."""
