"""Pages of numbers. A view opens its place through the scope; `dashboards.answers` does the rest."""
