"""`manage.py demo`: the whole app on this machine with one command.

command.py says what happens in which order; each other file is one part of it. Only
prepare.py, in functions, and what runs in processes of its own import dependencies.
"""
