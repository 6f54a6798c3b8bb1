from django.contrib.auth.hashers import make_password

from annotations.models import User

PASSWORD = "correct horse battery staple"


def make_user(username: str, **fields: object) -> User:
    return User.objects.create(
        username=username,
        name=fields.pop("name", username.capitalize()),
        password=make_password(PASSWORD, hasher="md5"),
        **fields,
    )
