"""What somebody types into the search box, and what of a text it finds."""
