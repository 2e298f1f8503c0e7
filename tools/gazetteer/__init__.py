"""Parts of the generator of the gazetteer; run `python tools/make_gazetteer.py`."""
