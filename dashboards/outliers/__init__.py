"""Cần kiểm tra lại: figures of a unit that are far from what it usually reports. Marks, never changes."""
