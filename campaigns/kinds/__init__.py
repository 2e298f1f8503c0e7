"""The kinds of records. Everything that antq says of one stands in its spec; `registry` finds it."""
