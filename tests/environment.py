"""Settings of plain `pytest` runs; loaded before Django (see pyproject.toml). run.py names the databases."""

import os

from tests.clock import set_clock

os.environ.setdefault("SECRET_KEY", "tests-only")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("STATIC_MANIFEST", "off")
os.environ.setdefault("HTTPS", "off")
set_clock()
