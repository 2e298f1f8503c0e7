"""What `run.py` does. Standard library only: this runs before anything is installed."""

from tools.run.cli import main

__all__ = ["main"]
