"""The store of readings and what was derived from them: append, look up, search, rebuild."""

from newsledger.ledger.adding import AddSummary, add_pages, article_and_reading, read_or_set_aside
from newsledger.ledger.rebuilding import Reread, digest, reread
from newsledger.ledger.search import Hit, search, search_by_meaning
from newsledger.ledger.store import Store, page_key

__all__ = [
    "AddSummary",
    "Hit",
    "Reread",
    "Store",
    "add_pages",
    "article_and_reading",
    "digest",
    "page_key",
    "read_or_set_aside",
    "reread",
    "search",
    "search_by_meaning",
]
