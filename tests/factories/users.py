from django.contrib.auth.hashers import make_password

from annotations.models import User

PASSWORD = "correct horse battery staple"


def new_user(username: str, **fields: object) -> User:
    """Not saved yet."""
    return User(
        username=username,
        name=fields.pop("name", username.capitalize()),
        password=make_password(PASSWORD, hasher="md5"),
        **fields,
    )


def make_user(username: str, **fields: object) -> User:
    user = new_user(username, **fields)
    user.save(force_insert=True)
    return user
