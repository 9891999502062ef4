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

INSTALLED_APPS = [
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
    "nuantu_hub.site.apps.SiteConfig",
    "nuantu_hub.people.apps.PeopleConfig",
    "nuantu_hub.days.apps.DaysConfig",
]
MIDDLEWARE = [
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
    "django_htmx.middleware.HtmxMiddleware",
    "nuantu_hub.site.guards.GuardMiddleware",
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
                "HOST": words.get("host", ""), "PORT": str(words.get("port", "")), "CONN_MAX_AGE": None}
    return {
        "ENGINE": "django.db.backends.sqlite3", "NAME": DATA.database, "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 30, "transaction_mode": "IMMEDIATE",
            # What has been acknowledged survives a power cut: full synchronisation, not the library's default.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


DATABASES = {"default": choose_database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
#: Views of these packages guard themselves; every other view must carry a guard.
SELF_GUARDED = ("allauth.", "django.views.i18n.")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
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
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0

LOGGING = {"version": 1, "disable_existing_loggers": False,
           "handlers": {"console": {"class": "logging.StreamHandler"}},
           "root": {"handlers": ["console"], "level": "WARNING"}}
