"""Posting the admin's forms."""

from django.urls import reverse


def inline(prefix, rows, initial):
    """The fields of an inline; each row is a dict of them."""
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def errors_of(response):
    assert response.status_code == 200
    return response.context["errors"]


def add(name):
    return reverse(f"admin:annotations_{name}_add")


def change(row):
    return reverse(f"admin:annotations_{row._meta.model_name}_change", args=[row.pk])


def remove(row):
    return reverse(f"admin:annotations_{row._meta.model_name}_delete", args=[row.pk])
