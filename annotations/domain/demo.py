"""Who may sign in to the demo. Their password is refused everywhere but in the demo itself."""

# The password of the demo's accounts; printed on every screen that shows the demo's address.
DEMO_PASSWORD = "demo"
DEMO_LOGINS = ("analyst", "second", "curator", "admin")
