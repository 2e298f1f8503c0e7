"""How names stand inside a sentence."""

from django.utils.translation import get_language


def lowered(text: str) -> str:
    """A name inside a sentence: "tháng 12/2026" in Vietnamese; in English "December 2026" stays as it is."""
    return text[:1].lower() + text[1:] if str(get_language()).startswith("vi") else text
