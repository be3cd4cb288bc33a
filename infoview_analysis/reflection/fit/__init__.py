"""Career fit: what speaks for and against each path, by the note-taker's own values.

``paths`` and ``values`` (``values.toml``) say between what is chosen and by what, ``evidence`` gathers what was said,
``decision`` counts and weighs it, ``comparison`` compares paths; ``opinions`` follows how a mind changed, ``story``
says it all in sentences.
"""
