"""The server's door: one process, one port; every page goes to Django through a pool of threads."""

from __future__ import annotations

import os
from typing import cast

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi_typing import WSGIApp
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.settings")

# Django's own ASGI handler takes three times the processor time a page: each middleware there
# costs a hop between threads.
THREADS = 8

application = WSGIMiddleware(cast("WSGIApp", get_wsgi_application()), workers=THREADS)
