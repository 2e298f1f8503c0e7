"""Đôn đốc: who owes what since when, as a list, a text to send and a list to call."""
