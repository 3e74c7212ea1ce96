"""``python -m newsledger``: the command line."""

if __name__ == "__main__":  # worker processes import this module, too, and need nothing of it
    from newsledger.cli import app

    app()
