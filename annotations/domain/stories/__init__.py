"""Which articles are copies of one another, and which of them the others were copied from."""
