"""The door for a WSGI server: `gunicorn config.wsgi`."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

# gunicorn's own code for "the app cannot be loaded": it then gives up instead of trying again.
CANNOT_LOAD = 4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    # A missing setting is for the person who starts the server; a traceback would hide it.
    print(error, file=sys.stderr, flush=True)
    sys.exit(CANNOT_LOAD)
