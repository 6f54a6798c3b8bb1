"""gunicorn's settings for the demo: `gunicorn --config python:config.demo.web config.wsgi`."""

import os

from config.processes import watch_parent

# The launcher opened the socket.
bind = f"fd://{os.environ['ATTACHE_LISTENER']}"
worker_class = "gthread"
workers = 2
threads = 4
# The app is loaded once, and its memory is shared.
preload_app = True
# An upload of a long PDF takes its time.
timeout = 120
graceful_timeout = 4
# Browsers keep connections open for longer than the default of two seconds between two clicks.
keepalive = 15
accesslog = None
errorlog = "-"
loglevel = "warning"
# Nobody controls the demo from outside.
control_socket_disable = True

watch_parent()
