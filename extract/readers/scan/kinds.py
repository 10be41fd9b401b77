"""Files that are pictures, by their first bytes."""

# First bytes of the kinds that are read, and their media types.
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)


def image_kind(data: bytes) -> str | None:
    """The media type of a picture that can be read; None for anything else."""
    return next((kind for magic, kind in _KINDS if data.startswith(magic)), None)


def is_image(data: bytes) -> bool:
    """Whether the bytes begin as a PNG, a JPEG or a TIFF does."""
    return image_kind(data) is not None
