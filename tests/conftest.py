"""The world that tests share: the real gazetteer and the cast."""

import os

# So that plain `pytest` works too; run.py names the databases.
os.environ.setdefault("SECRET_KEY", "tests-only")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("STATIC_MANIFEST", "off")
os.environ.setdefault("HTTPS", "off")
