"""antq as gunicorn serves it, with the views to compare with; BENCH_TOTALS=off records without totals."""

import os

from django.conf import settings

from antq.wsgi import application

settings.ROOT_URLCONF = "tools.bench.urls"

if os.environ.get("BENCH_TOTALS") == "off":
    from tools.bench.writes import without_totals

    without_totals().__enter__()

__all__ = ["application"]
