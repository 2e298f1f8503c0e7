"""The stock admin over all rooms: importing these modules registers their classes."""

from administration.admin import accounts, activities, catalogues, figures, items, models, places, returns, trail, units

__all__ = ["accounts", "activities", "catalogues", "figures", "items", "models", "places", "returns", "trail", "units"]
