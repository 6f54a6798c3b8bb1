import hashlib
import json
from collections.abc import Sequence

from annotations.exchange.register.planning.actors import plan_actors
from annotations.exchange.register.planning.posts import SeenPosts, plan_posts
from annotations.exchange.register.planning.seen import SeenActors
from annotations.models import RegisterImportRow


class Planner:
    """Decides about the rows of one file, some at a time and in their order.

    Of each it keeps a few words, since later rows may speak of it. `digest` is the same as long as
    the same is decided.
    """

    def __init__(self) -> None:
        self.actors, self.posts = SeenActors(), SeenPosts()
        self.hash = hashlib.sha256()

    def decide(self, rows: Sequence[RegisterImportRow]) -> None:
        sensible = [row for row in rows if row.said is not None]
        plan_actors([row for row in sensible if not row.is_post], self.actors)
        plan_posts([row for row in sensible if row.is_post], self.actors, self.posts)
        for row in rows:
            decided = [row.number, row.plan, row.changes, row.code]
            self.hash.update(json.dumps(decided).encode())

    @property
    def digest(self) -> str:
        return self.hash.hexdigest()
