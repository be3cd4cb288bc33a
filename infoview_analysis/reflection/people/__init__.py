"""Who led to whom, and whom to see next.

``connections`` and ``fields`` describe the referral network in sentences, ``open_people`` finds whom somebody pointed
to, ``next_talks`` ranks them.
"""
