"""Make docs/picture.png: the HTML brief of the bundled example as an image for the README.

Needs Chromium (`chromium`, `chromium-browser` or `google-chrome` on the PATH); nothing else of the project does.

    python scripts/picture.py [--dark] [--width 1180] [--height 1560] [--out docs/picture.png]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from newsledger.api import Ledger
from newsledger.briefing import render
from newsledger.example import example_folder

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 120


def browser() -> str:
    """Find a browser that can take a picture.

    Raises SystemExit, with what to install, if there is none.
    """
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise SystemExit("no Chromium found: install it (Debian: apt-get install chromium)")


def example_page() -> str:
    """The HTML brief of the bundled example's main story, the evidence of its first figure opened."""
    with Ledger.open() as ledger:
        ledger.add(example_folder())
        page = render(ledger.brief(ledger.stories()[0]), "html")
    return page.replace('<details class="evidence">', '<details class="evidence" open>', 1)


def photograph(page: str, out: Path, *, width: int, height: int, dark: bool) -> None:
    """Write the upper part of a page (CSS pixels) as PNG."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "brief.html"
        source.write_text(page, encoding="utf-8")
        command = [
            browser(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={folder}/profile", f"--window-size={width},{height}", f"--screenshot={out.absolute()}",
            *(["--blink-settings=preferredColorScheme=0"] if dark else []),
            source.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)


def main() -> None:
    """Make the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dark", action="store_true", help="the dark colours")
    parser.add_argument("--width", type=int, default=1180)
    parser.add_argument("--height", type=int, default=1560)
    parser.add_argument("--out", type=Path, default=Path("docs/picture.png"))
    options = parser.parse_args()
    photograph(example_page(), options.out, width=options.width, height=options.height, dark=options.dark)
    sys.stderr.write(f"wrote {options.out}\n")


if __name__ == "__main__":
    main()
