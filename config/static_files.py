"""How static files are stored: under names that hold their hash, compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """The imports inside our JavaScript modules name the hash too: no browser mixes old and new.

    Only inside ours, in static/js/: those of packages import files that they do not carry.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
