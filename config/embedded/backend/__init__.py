"""Django's PostgreSQL backend over the embedded database, started by the first connection.

So no list says which commands need a database: one that connects has it, and no other starts it.
"""
