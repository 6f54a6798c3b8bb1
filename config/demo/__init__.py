"""`manage.py demo`: the whole app on this machine with one command.

command.py says what happens in which order; each other file is one part of it. Only prepare.py
and web.py, which run in processes of their own, import dependencies.
"""
