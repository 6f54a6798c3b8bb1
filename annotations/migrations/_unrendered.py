"""For many operations in a row that change what models are, and nothing in the database."""

from django.db.migrations.operations.base import Operation


class Unrendered(Operation):
    """First in a list of state operations: what nobody has rendered is not rendered anew after each.

    Django renders all models again where it next needs them, once.
    """

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)

    def database_forwards(self, app_label, editor, from_state, to_state):
        """Nothing to do: it is about models."""

    database_backwards = database_forwards
