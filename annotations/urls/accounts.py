"""Signing in and out, and what a reader sets for themselves.

Only the pages of allauth that we have drawn are reachable; accounts are made by admins.
"""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/", account.password_change, name="account_change_password"),
    path("accounts/password/set/", account.password_set, name="account_set_password"),
]
