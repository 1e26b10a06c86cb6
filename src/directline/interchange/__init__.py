"""Exchange with other programs: unsigned copies of the books, and drafts from foreign notices."""
