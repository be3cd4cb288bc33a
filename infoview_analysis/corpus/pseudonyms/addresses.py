"""Mail addresses, phone numbers, links and handles: each shows its kind and nothing else."""

import re

__all__ = ["mask_addresses", "mask_contact"]

_ENDINGS = "com|org|net|io|co|edu|gov|info|me|ai|app|dev|eu|uk|us|de|fr|nl|ie|in|au|ca|nz|za|ch|at|es|it|pt|br|jp|sg"
_A_DATE = r"(?!\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d))"
_KINDS = (
    ("[mail]", r"(?:mailto:)?[\w.+%-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+"),
    ("[link]", r"(?:\w+://|www\.)[^\s<>\"”)\]]*[^\s<>\"”)\].,;:!?]"),
    ("[link]", rf"(?<![\w.])[\w-]+(?:\.[\w-]+)*\.(?:{_ENDINGS})(?![\w-])(?:/[^\s<>\"”)\]]*)?"),
    ("[handle]", r"(?<![\w@])@\w[\w.-]*"),
    ("[phone]", rf"(?<![\w/.-]){_A_DATE}(?:\+\d|\(?0\d)[\d\s().-]{{6,}}\d(?!\w)"),
    ("[phone]", r"(?<![\w/.-])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{3,4}(?!\w)"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


def mask_addresses(text: str) -> str:
    """The text with the kind of each address in its place.

    Examples
    --------
    >>> mask_addresses("jane@acme.com, +44 20 7946 0000, https://acme.com/jane, @jane, on 01-02-2025")
    '[mail], [phone], [link], [handle], on 01-02-2025'
    """
    for kind, pattern in _PATTERNS:
        text = pattern.sub(kind, text)
    return text


def mask_contact(text: str) -> str:
    """The kinds of the addresses in a cell that holds nothing else.

    Examples
    --------
    >>> mask_contact("jane@acme.com; 020 7946 0000"), mask_contact("extension 12"), mask_contact("")
    ('[mail]; [phone]', '[contact]', '')
    """
    parts = [mask_addresses(part.strip()) for part in text.split(";") if part.strip()]
    return "; ".join(dict.fromkeys(part if re.fullmatch(r"\[\w+\]", part) else "[contact]" for part in parts))
