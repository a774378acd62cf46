"""The judge of the listening evaluation. What scores (folding, numbers, errors) needs nothing but Python itself."""
