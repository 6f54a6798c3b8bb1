"""The geometry of charts: where a day stands, what is drawn together, which lane is free."""
