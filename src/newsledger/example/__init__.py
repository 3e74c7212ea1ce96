"""The bundled example: a developing story told by made-up outlets, with the noise of real pages."""

from __future__ import annotations

from pathlib import Path

__all__ = ["example_folder", "example_manifest"]


def example_folder() -> Path:
    """The folder of the bundled pages; all files in it are pages."""
    return Path(__file__).resolve().parent / "pages"


def example_manifest() -> Path:
    """The JSON Lines file with what is known of some of the pages from outside (paths relative to the file)."""
    return Path(__file__).resolve().parent / "manifest.jsonl"
