"""A reader's own keys for the commands of the annotating page."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from annotations.actions.keeping import Refused, audited
from annotations.domain.keys import COMMANDS, is_free, twice
from annotations.models import User


class CannotSetKeys(Refused):
    """Not one key, one that the page needs for something else, or one for two commands."""


@audited
def set_keys(*, user: User, keys: Mapping[str, str], by: User) -> None:
    """`keys` by command; those left out are the usual ones, so {} undoes all. Raises CannotSetKeys.

    A key may also be a tag's: on the annotating page the command has it then, and the tag keeps its
    key in the pop-up. The tags of all codebooks cannot be known here, and change under the reader.
    """
    unknown = keys.keys() - COMMANDS.keys()
    if unknown:
        raise TypeError(f"no such commands: {', '.join(sorted(unknown))}")
    chosen = COMMANDS | {command: key.lower() for command, key in keys.items()}
    for command, key in chosen.items():
        if not is_free(key):
            raise CannotSetKeys(_("The page needs this key itself, or it is none."), command)
    if shared := twice(chosen):
        raise CannotSetKeys(_("This key has another command already."), shared[0])
    user.own_keys = {name: key for name, key in chosen.items() if key != COMMANDS[name]}
    user.save(update_fields=["own_keys"])
