"""Signing in and out, and what a reader sets for themselves.

Only the pages of allauth that we have drawn are reachable. Accounts are made by admins, who also
set a new password for whoever forgot theirs: without a mail server there is no other safe way.
"""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path

from annotations.views.digests import digest_stop
from annotations.views.preferences import keys_edit, preferences, reading_update
from annotations.views.project_feeds import feed_token_renew, feed_token_revoke
from annotations.views.tokens import token_list, token_revoke

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/logout/", login_not_required(account.logout), name="account_logout"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/", account.password_change, name="account_change_password"),
    path("accounts/password/set/", account.password_set, name="account_set_password"),
    path("digests/<str:token>/stop/", digest_stop, name="digest-stop"),
    path("preferences/feeds/new/", feed_token_renew, name="feed-token-renew"),
    path("preferences/feeds/end/", feed_token_revoke, name="feed-token-revoke"),
    path("preferences/", preferences, name="preferences"),
    path("preferences/keys/", keys_edit, name="keys-edit"),
    path("preferences/tokens/", token_list, name="token-list"),
    path("preferences/tokens/<uuid:pk>/revoke/", token_revoke, name="token-revoke"),
    path("preferences/reading/", reading_update, name="reading-update"),
]
