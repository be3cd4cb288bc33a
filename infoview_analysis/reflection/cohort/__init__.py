"""What the notes of many note-takers say together, so that no single one of them can be told.

``members`` sorts interviews by note-taker and cohort, ``hiding`` decides which numbers may be shown, ``summary``
counts, ``sentences`` says what came of it.
"""
