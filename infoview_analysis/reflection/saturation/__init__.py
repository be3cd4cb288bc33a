"""How much of what can be heard was heard, and what is still to ask.

``heard`` lists what each talk brought; ``accumulation``, ``richness`` and ``runs`` are the methods, ``measures`` puts
them to work, ``sentences`` says what came of it. ``topics`` is the question bank (``topics.toml``), ``topic_coverage``
what was said on it.
"""
