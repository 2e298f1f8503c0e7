"""The stock admin over all rooms: importing these modules registers their classes."""

from administration.admin import accounts, catalogues, figures, items, models, places, trail, units

__all__ = ["accounts", "catalogues", "figures", "items", "models", "places", "trail", "units"]
