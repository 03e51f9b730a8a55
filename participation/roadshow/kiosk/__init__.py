"""The kiosk: the app on tablets in a hall, and the pack that it works from without a network."""

from participation.roadshow.kiosk.api import ENDPOINTS
from participation.roadshow.kiosk.shell import PLAIN

__all__ = ["ENDPOINTS", "PLAIN"]
