"""What the sections of the page show, a module for each; every row holds the words that carry it."""
