"""A small transformer that reads statements in their context; its scores join those of the linear classifiers."""

from infoview_analysis.language.encoder.core import (
    TAGS,
    Encoded,
    Encoder,
    encode_alone,
    encoding_of,
    load_encoder,
    read_encoder,
    tag_note,
)

__all__ = ["TAGS", "Encoded", "Encoder", "encode_alone", "encoding_of", "load_encoder", "read_encoder", "tag_note"]
