"""Skills that interviewees ask for: how many named each, what goes together, who asks for it, what is lacking.

``demand`` counts and ranks, ``families`` knows what is part of what, ``pairs`` and ``splits`` say what goes with a
skill and who asks for it; ``gaps`` ranks what the note-taker lacks, ``gap_facts`` says what is known of a gap.
"""
