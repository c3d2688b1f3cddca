"""Faces: whatever is uploaded is decoded, cropped and drawn again; nothing of the file itself is kept."""

import hashlib
import io

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from tenants.models import Face, Member

SIDE_PX = 192
MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000
"""A telephone's picture has 12 to 50 million pixels; a decompression bomb has thousands of millions."""
FORMATS = ("PNG", "JPEG", "WEBP")


def set_face(*, member: Member, data: bytes) -> Face:
    """Replaces the member's picture; raises ValidationError if ``data`` is no PNG, JPEG or WebP within the limits."""
    png = square_png(data)
    digest = hashlib.sha256(png).hexdigest()[:16]
    face, _made = Face.objects.update_or_create(
        member=member, defaults={"tenant_id": member.tenant_id, "png": png, "digest": digest}
    )
    return face


def square_png(data: bytes) -> bytes:
    """A PNG of 192 × 192 pixels without metadata; raises ValidationError."""
    if len(data) > MAX_BYTES:
        raise ValidationError(_("The picture is larger than 5 MB."))
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            return _draw(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise ValidationError(_("This is no picture: choose a PNG, JPEG or WebP file.")) from error


def _draw(picture: Image.Image) -> bytes:
    if picture.width * picture.height > MAX_PIXELS:
        raise ValidationError(_("The picture has more than 40 million pixels."))
    picture.draft("RGB", (2 * SIDE_PX, 2 * SIDE_PX))
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    square = ImageOps.fit(upright, (SIDE_PX, SIDE_PX), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", square.size, "white")
    clean.paste(square, mask=square.getchannel("A"))
    target = io.BytesIO()
    clean.save(target, "PNG", optimize=True)
    return target.getvalue()
