"""What people agree and disagree on.

``ranking`` gathers trends and advice by theme, ``contradictions`` sets side by side what some say and others deny;
``matters`` tells on which side a piece of advice is, its words are in ``matters.toml``.
"""
