"""A place beside itself before, beside other units, and beside the average of those like it."""
