"""All settings. What differs between machines comes from the environment (see config/env.py).

ATTACHE_MODE is `production` unless the launcher says `local` (the embedded database) or `test`.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
MODE = env.choice("ATTACHE_MODE", "production", "local", "test")
PRODUCTION = MODE == "production"
TESTING = MODE == "test"

if PRODUCTION:
    env.required(
        SECRET_KEY="a long random string that signs sessions",
        ALLOWED_HOSTS="the host names that this site answers to, parted by commas",
        DATABASE_URL="where PostgreSQL is, as postgresql://user:password@host:5432/name",
    )

SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
DEBUG = env.flag("DEBUG") and not PRODUCTION
# The demo's well-known passwords open a door only while the demo itself runs on loopback.
DEMO = env.flag("ATTACHE_DEMO") and not PRODUCTION

# Where the embedded database, and all else that a machine makes for itself, lies.
DATA = env.text("ATTACHE_DATA", str(BASE_DIR / "var"))
DATABASES = {"default": env.default_database(DATA)}
if TESTING:
    # A thread of the live server that keeps one open would keep the database from being dropped.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "annotations",
    "annotations.admin.site.AttacheAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Before the policies: fifty small files need not carry the headers of pages.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages shrink to a sixth, padded at random: their length gives no secret away.
    "annotations.web.compressing.CompressingMiddleware",
    "annotations.web.policies.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "annotations.web.reader.ReaderMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "annotations.forms.drawing.Drawing"
# It looks for widget templates among the installed apps.
INSTALLED_APPS.append("django.forms")

# Sign-in ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "annotations.User"
AUTHENTICATION_BACKENDS = ["annotations.web.sign_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if TESTING:
    # Tests sign in hundreds of times, with a password that guards nothing.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "annotations.web.sign_in.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "annotations.forms.accounts.LoginForm",
    "reauthenticate": "annotations.forms.accounts.ReauthenticateForm",
    "change_password": "annotations.forms.accounts.ChangePasswordForm",
    "set_password": "annotations.forms.accounts.SetPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    # Ten wrong passwords for one name from one address in five minutes; forty a minute from one
    # address altogether, since a newsroom may share one.
    "login_failed": "10/5m/key,40/m/ip",
    "change_password": "5/m/user",
}
SESSION_ENGINE = "annotations.web.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# Nothing ties a request to one process: sessions and cache live in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Safety -------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "microphone", "geolocation", "payment", "usb")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
    # Behind a proxy that ends TLS, say so by name; trusting the header unasked would be forgeable.
    if env.flag("BEHIND_TLS_PROXY"):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
# One article is at most 25 MB of file; Django refuses larger bodies before reading them.
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
# A file of many articles may have more, if not more than BoundedUpload lets through.
IMPORT_MAX_BYTES = env.number("ATTACHE_IMPORT_MAX_MB", 200, most=250) * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "annotations.web.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Words, dates, numbers ----------------------------------------------------------------------
LANGUAGE_CODE = "en"
# Where days and times are written otherwise than Django does.
FORMAT_MODULE_PATH = ["config.formats"]
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files -------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.static_files.SwaggerFinder",
]
# Tests find the files where they are written.
STATIC_ROOT = None if TESTING else env.text("ATTACHE_STATIC_ROOT", str(Path(DATA) / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if TESTING or DEBUG
            else "config.static_files.HashedStaticFilesStorage"
        )
    },
}
# Pages ask for no file by the name without its hash, and so it is neither kept nor compressed.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = TESTING or DEBUG

# History ------------------------------------------------------------------------------------
# The database refuses to change or remove what history says.
PGHISTORY_APPEND_ONLY = True

# The API ------------------------------------------------------------------------------------
# How often a program may ask in a minute, with one token.
API_REQUESTS_A_MINUTE = env.number("ATTACHE_API_REQUESTS_A_MINUTE", 600, most=1_000_000)

# Fetching -----------------------------------------------------------------------------------
# Who we are to the sites that we read. Whoever runs Attaché adds where they can be reached.
FETCH_AGENT = env.text("ATTACHE_FETCH_AGENT", "Attache/0.1 (annotation of news)")
# Seconds between two requests to one site, unless its robots.txt asks for more.
FETCH_PAUSE = 0 if TESTING else 1
# Numbers inside one's own network that may be fetched from all the same, such as a press archive:
# 10.1.2.3, 10.1.0.0/16, 10.1.2.3:8080. Everything that is not public is refused without it.
FETCH_ALLOW = env.words("ATTACHE_FETCH_ALLOW")

# People who leave ---------------------------------------------------------------------------
# Days after which the names of whoever left are replaced for good.
FORGET_AFTER_DAYS = env.number("ATTACHE_FORGET_AFTER_DAYS", 90, most=3650)

# Background work ----------------------------------------------------------------------------
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

# Mail -----------------------------------------------------------------------------------------
# By the server that EMAIL_HOST names. Without one the demo prints its mails; production sends none.
EMAIL_HOST = env.text("EMAIL_HOST")
MAILS = bool(EMAIL_HOST) or not PRODUCTION
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = env.number("EMAIL_PORT", 587, most=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "attache@localhost")
# How links in mails begin: where people find this site.
ADDRESS = env.text("ATTACHE_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
if PRODUCTION and EMAIL_HOST:
    env.required(
        ATTACHE_ADDRESS="how links in mails begin, as https://attache.example",
        DEFAULT_FROM_EMAIL="who mails are from",
    )

# Messages ------------------------------------------------------------------------------------
# To standard error, which whoever runs the server keeps. Django's default is e-mail only.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # A page that is not there is no event.
        "django.request": {"level": "ERROR"},
    },
}
