"""Fetching from the network: opt-in, polite, guarded, and kept raw as WARC so that every reading can be repeated.

Nothing else in the package touches the network. Modules of this package are imported when a fetch is asked for.
"""
