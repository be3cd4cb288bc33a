"""What is to do, whom to tell, what to give back, and what to know before a talk.

``tasks`` knows whom a follow-up concerns, ``turns`` (``turns.toml``) whose turn it is, ``settled`` what later notes
have overtaken; ``courtesies`` lists whom to tell, ``favours`` what to give back; ``build`` puts the agenda together,
``calendar_file`` writes it for calendars, ``preparation`` says what to know before a talk.
"""
