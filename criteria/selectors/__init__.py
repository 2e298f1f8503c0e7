"""Sets and assessments as pages show them."""
