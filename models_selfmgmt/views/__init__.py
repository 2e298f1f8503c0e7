"""The pages of the register: rows are reached through the scope verbs, a stranger finds nothing."""
