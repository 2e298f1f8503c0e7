"""Shapes of units: from coordinates to the paths that a map draws."""
