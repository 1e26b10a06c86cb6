"""The officer's desk in a browser, and the HTTP API.  It knows the station by one door: `Desk`."""

from directline.console.app import create_app
from directline.console.server import serve

__all__ = ["create_app", "serve"]
