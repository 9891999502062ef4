"""Settings of the hub. What differs between two hubs comes from the environment, and stands in docs/hub.md."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import rules  # noqa: F401  (registers the permission backend's rule set)
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from nuantu_hub.site.data_folder import find_data_folder

HERE = Path(__file__).resolve().parent
DATA = find_data_folder()
SECRET_KEY = DATA.read_key("django").hex()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("NUANTU_HUB_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
SECURE = os.environ.get("NUANTU_HUB_SECURE") == "1"
READS_ONLY = os.environ.get("NUANTU_HUB_READ_ONLY") == "1"

INSTALLED_APPS = [
    # Ours first: their templates and words go before those of the packages.
    "nuantu_hub.site.apps.SiteConfig",
    "nuantu_hub.people.apps.PeopleConfig",
    "nuantu_hub.days.apps.DaysConfig",
    "nuantu_hub.stations.apps.StationsConfig",
    "nuantu_hub.passes.apps.PassesConfig",
    "nuantu_hub.needs.apps.NeedsConfig",
    "nuantu_hub.bargaining.apps.BargainingConfig",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
]
MIDDLEWARE = [
    "nuantu_hub.site.body_limit.BodyLimitMiddleware",
    "nuantu_hub.stations.door_path.DoorPathMiddleware",
    "nuantu_hub.passes.pass_path.PassPathMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nuantu_hub.people.held_posts.HeldPostsMiddleware",
    "nuantu_hub.people.sign_in.second_step.SecondStepMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nuantu_hub.site.guards.GuardMiddleware",
    "nuantu_hub.site.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "nuantu_hub.site.urls"
WSGI_APPLICATION = "nuantu_hub.site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {
        "builtins": ["nuantu_hub.site.templatetags.nuantu"],
        "context_processors": [
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
            "django.template.context_processors.i18n",
            "nuantu_hub.site.gathering.add_navigation",
            "nuantu_hub.people.sign_in.doors.add_doors",
        ],
    },
}]


def choose_database() -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL server that ``NUANTU_HUB_POSTGRES`` names (a libpq URI)."""
    named = os.environ.get("NUANTU_HUB_POSTGRES")
    if named:
        from psycopg.conninfo import conninfo_to_dict

        words = conninfo_to_dict(named)
        return {"ENGINE": "django.db.backends.postgresql", "NAME": words.get("dbname", "nuantu"),
                "USER": words.get("user", ""), "PASSWORD": words.get("password", ""),
                "HOST": words.get("host", ""), "PORT": str(words.get("port", "")), "CONN_MAX_AGE": None,
                "OPTIONS": {"options": "-c default_transaction_read_only=on -c default_transaction_isolation="
                                       "repeatable\\ read"} if READS_ONLY else {}}
    if READS_ONLY:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{DATA.database.as_uri()}?mode=ro",
                "CONN_MAX_AGE": None, "OPTIONS": {"timeout": 30, "init_command": "PRAGMA query_only=ON;"}}
    return {
        "ENGINE": "django.db.backends.sqlite3", "NAME": DATA.database, "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 30, "transaction_mode": "IMMEDIATE",
            # What has been acknowledged survives a power cut: full synchronisation, not the library's default.
            # What was erased is overwritten, not only let go.
            "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                             "PRAGMA secure_delete=ON;"),
        },
    }


DATABASES = {"default": choose_database()}
# Limits are counted where every serving process sees them: one process on SQLite, the database on PostgreSQL.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "hub_cache"}
          if os.environ.get("NUANTU_HUB_POSTGRES") else
          {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
#: Views of these packages guard themselves; every other view must carry a guard.
SELF_GUARDED = ("ninja.",)

# Signing in: workers by phone and code, staff by passkey, or by password and one-time code.
ACCOUNT_ADAPTER = "nuantu_hub.people.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"phone", "username"}
ACCOUNT_SIGNUP_FIELDS = ["phone", "username*", "password1*"]  # nobody signs up; these are what accounts have
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 300
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
# Asking again is asking anew, under the same limits; the package's own way of sending again knows who is known.
ACCOUNT_LOGIN_BY_CODE_MAX_RESEND_COUNT = 0
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "request_login_code": "20/m/ip,3/m/key,10/d/key",
                       "login_failed": "10/m/ip"}  # wrong passwords of one name: see AXES below
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in/"
ACCOUNT_FORMS = {"request_login_code": "nuantu_hub.people.sign_in.forms.PhoneForm",
                 "confirm_login_code": "nuantu_hub.people.sign_in.forms.CodeForm",
                 "login": "nuantu_hub.people.sign_in.forms.StaffForm",
                 "reauthenticate": "nuantu_hub.people.sign_in.forms.AgainForm"}
MFA_ADAPTER = "nuantu_hub.people.sign_in.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Without https browsers offer passkeys on this machine alone, and there they may be used.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_FORMS = {"authenticate": "nuantu_hub.people.sign_in.forms.StepForm",
             "reauthenticate": "nuantu_hub.people.sign_in.forms.StepAgainForm",
             "activate_totp": "nuantu_hub.people.sign_in.forms.ActivateForm",
             "add_webauthn": "nuantu_hub.people.sign_in.forms.PasskeyForm"}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# The name under which credentials carry the login, whatever the account calls it.
AXES_USERNAME_FORM_FIELD = "username"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "people/locked.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # who signed in stands in the record of deeds, under our own rules
SILENCED_SYSTEM_CHECKS: list[str] = []
SESSION_ENGINE = "nuantu_hub.site.sessions"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

FORM_RENDERER = "nuantu_hub.site.forms.LookRenderer"
STATIC_URL = "/static/"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder",
                       "nuantu_hub.site.bundles.BundleFinder"]
STATIC_ROOT = DATA.root / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA.files
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

CONTENT_SECURITY_POLICY = {"DIRECTIVES": {
    "default-src": [SELF], "script-src": [SELF], "style-src": [SELF], "img-src": [SELF, "data:"],
    "connect-src": [SELF], "object-src": [NONE], "base-uri": [NONE], "frame-ancestors": [NONE],
    "form-action": [SELF], "manifest-src": [SELF], "worker-src": [SELF],
}}
if os.environ.get("NUANTU_HUB_PROXY") == "1":  # one proxy stands before the hub and sets these headers itself
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = AXES_IPWARE_PROXY_COUNT = 1
SECURE_CONTENT_TYPE_NOSNIFF = True
# A browser that tells no referrer sends forms with an origin of null, which the guard against forged forms refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
# Binding browsers to https for a year is the operator's decision, taken when it is there to stay.
SECURE_HSTS_SECONDS = int(os.environ.get("NUANTU_HUB_HSTS_S", "0"))

LOGGING = {"version": 1, "disable_existing_loggers": False,
           "handlers": {"console": {"class": "logging.StreamHandler"}},
           "root": {"handlers": ["console"], "level": "WARNING"},
           # What people do wrong is answered on the page; only faults are for the operator.
           "loggers": {name: {"level": "ERROR"} for name in ("axes", "django.request", "allauth")}}
