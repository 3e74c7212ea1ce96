"""Event mentions of many documents → chains of mentions of one event."""

from newsledger.linking.coref.chains import chain_mentions
from newsledger.linking.coref.mentions import Document, EventMention

__all__ = ["Document", "EventMention", "chain_mentions"]
