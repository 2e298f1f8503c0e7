"""Views of own tables."""
