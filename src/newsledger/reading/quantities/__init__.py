"""Numbers and quantities in text: found, read, and told apart from ages, dates and numbers that only name."""
