"""The one settings file. Everything that differs between installations comes from the environment.

`GROUNDSWELL_MODE` is `production` unless it says `demo` or `test`, so a forgotten variable is a safe one.
`docs/running.md` explains every variable; a house test keeps that page true.
"""

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


def env(name: str, default: str = "") -> str:
    return os.environ.get(f"GROUNDSWELL_{name}", default)


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


MODE = env("MODE", "production")
if MODE not in ("production", "demo", "test"):
    raise ImproperlyConfigured("GROUNDSWELL_MODE is production, demo or test.")
PRODUCTION, DEMO, TEST = MODE == "production", MODE == "demo", MODE == "test"
DEBUG = False

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(env("HOME", str(Path.cwd() / "var"))).resolve()  # database file and collected static files

SECRET_KEY = env("SECRET_KEY") or ("" if PRODUCTION else "only-for-demonstration-and-tests-" + "x" * 32)
if not SECRET_KEY:
    raise ImproperlyConfigured("Set GROUNDSWELL_SECRET_KEY to a long random text. `groundswell secret` makes one.")
# Seals names that one answerer holds, and receipts. It lives outside the database, so that a copy of that tells nobody.
NAMES_KEY = env("NAMES_KEY") or (Path(env("NAMES_KEY_FILE")).read_text().strip() if env("NAMES_KEY_FILE") else "")
if not PRODUCTION:
    NAMES_KEY = NAMES_KEY or "only-for-demonstration-and-tests"
ALLOWED_HOSTS = env_list("HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1],testserver")
BASE_ADDRESS = env("BASE_ADDRESS", "http://127.0.0.1:8000")  # for links in e-mail
CSRF_TRUSTED_ORIGINS = [BASE_ADDRESS] if BASE_ADDRESS.startswith("https://") else []

ROOMS = [
    "ui",
    "post",
    "places",
    "people",
    "events",
    "talk",
    "measures",
    "enabling",
    "benefits",
    "ideas",
    "changes",
    "stories",
    "growth",
    "insight",
    "front",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *[f"groundswell.{room}" for room in ROOMS],
]
LANGUAGE_CODE = "en-gb"
# Every sentence goes through gettext. The machinery is switched on by the first catalogue in `ui/locale`: with none, looking
# for two hundred and fifty sentences a page in Django's own catalogues took a quarter of the page's time.
LOCALE_PATHS = [PACKAGE / "ui" / "locale"]
TRANSLATED = sorted(found.parent.parent.name for found in LOCALE_PATHS[0].glob("*/LC_MESSAGES/django.mo"))
LANGUAGES = [("en-gb", "English")] + [(code, code) for code in TRANSLATED if code != "en_GB"]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = bool(TRANSLATED)

MIDDLEWARE = [
    "groundswell.ui.middleware.request_id",
    "groundswell.front.middleware.health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "groundswell.ui.middleware.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    *(["django.middleware.locale.LocaleMiddleware"] if USE_I18N else []),
    "groundswell.post.device.answers",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "groundswell.people.middleware.person",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "groundswell.ui.middleware.Refusals",
    "groundswell.post.middleware.Once",
]
ROOT_URLCONF = "groundswell.front.urls"
WSGI_APPLICATION = "groundswell.front.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / room / "templates" for room in ROOMS],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "groundswell.ui.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "groundswell.ui.jinja.context",
                "groundswell.front.navigation.context",
            ],
        },
    },
]

# SQLite: the figures behind each option are in docs/decisions/0003-sqlite-options.md
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'groundswell.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
            "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
        ),
    }
    # Tests live in memory; journeys, where a browser and the test write at once, in a file.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3") if env("TEST_ON_DISK") == "yes" else None}
else:
    # PostgreSQL reads and plans a question once a connection and keeps it: half of its share of a page.
    kept = {"server_side_binding": True, "prepare_threshold": 5} if env("PREPARE", "yes") == "yes" else {}
    DATABASES["default"]["OPTIONS"] = kept | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front:home"
LOGOUT_REDIRECT_URL = "front:home"
ACCOUNT_ADAPTER = "groundswell.people.adapters.AccountAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code itself proves the address
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"length": 8, "dashed": True, "numeric": False}  # 2.5e10 codes, no vowels
# By address and by code; a whole hospital can stand behind one client address, so that limit is wide.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "120/m/ip,3/m/key,15/h/key",
    "code_try": "5/10m/key",
    "receipt_try": "20/10m/key",  # wrong numbers from one address, and from everywhere: a number has 16 digits
    "receipt_try_all": "600/10m/key",
    "login_failed": "120/m/ip,5/10m/key",
}
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env("BEHIND_PROXY") == "yes" else 0
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "groundswell.people.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "groundswell.people.forms.AppCodeForm",
    "reauthenticate": "groundswell.people.forms.AppCodeAgainForm",
    "activate_totp": "groundswell.people.forms.AddAppForm",
    "deactivate_totp": "groundswell.people.forms.RemoveAppForm",
    "generate_recovery_codes": "groundswell.people.forms.SpareCodesForm",
    "add_webauthn": "groundswell.people.forms.AddPasskeyForm",
    "edit_webauthn": "groundswell.people.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Groundswell"

# Tries at signing in are counted for all processes together, so the count is in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_tries",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "groundswell.ui.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION and env("TLS_REDIRECT", "yes") == "yes"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env("BEHIND_PROXY") == "yes" else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# The clickjacking header is set with the others in groundswell.ui.middleware.headers (frame-ancestors too).
SILENCED_SYSTEM_CHECKS = ["security.W002"]

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "safetext" / "static"]  # plain Python, no app of Django; the page reads its rules too
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TEST
        else "groundswell.ui.storage.ModuleManifestStorage"
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = TEST
WHITENOISE_MAX_AGE = 31_536_000

MAP_ENGINE = env("MAP_ENGINE", "auto")  # what counts the map anew: database, duckdb, or by size

# Likeness by meaning, where the extra `meaning` is installed. Another model needs its hash as well (docs/running.md).
MEANING = env("MEANING", "yes") == "yes"
MEANING_MODEL = env("MEANING_MODEL")
MEANING_HASH = env("MEANING_HASH")

# Stories that travel between installations. Off: files alone, carried by hand.
TRAVEL = env("TRAVEL") == "yes"
TRAVEL_NAME = env("TRAVEL_NAME") or next(iter(ALLOWED_HOSTS), "Groundswell")
TRAVEL_NEARBY = env("TRAVEL_NEARBY") == "yes"  # also plain http and private addresses, as inside one network

# Mail leaves through the outbox; this is the last hop. In demonstration mode it is kept to be read in the browser.
EMAIL_BACKEND = {
    "production": "django.core.mail.backends.smtp.EmailBackend",
    "demo": "groundswell.post.mail.KeepInDatabase",
    "test": "django.core.mail.backends.locmem.EmailBackend",
}[MODE]
EMAIL_HOST = env("SMTP_HOST", "localhost")
EMAIL_PORT = int(env("SMTP_PORT", "25"))
EMAIL_HOST_USER = env("SMTP_USER")
EMAIL_HOST_PASSWORD = env("SMTP_PASSWORD")
EMAIL_USE_TLS = env("SMTP_TLS") == "yes"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("MAIL_FROM", "Groundswell <groundswell@localhost>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "groundswell.ui.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "WARNING" if not PRODUCTION else "INFO")},
}
