"""Books as lines of text, for scenarios that look for words in them."""

from directline.books import Books


def notices_text(books: Books) -> str:
    """The book of notices, every value of it."""
    return "\n".join(f"{key}: {row}" for key, row in books.notices.rows.items())
