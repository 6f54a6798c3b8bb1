"""A picture that somebody uploaded, sent as what it was found to be and as nothing else."""

from django.http import HttpResponse

# Opened by itself it is a picture and nothing else, whatever its bytes say to whom.
ALONE = "default-src 'none'; sandbox"
# A picture never changes; another one has another address.
KEPT = "private, max-age=31536000, immutable"


def picture_response(data: bytes, media_type: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type=media_type,
        headers={
            "Content-Disposition": f'inline; filename="picture.{media_type.split("/")[1]}"',
            "Content-Security-Policy": ALONE,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": KEPT,
        },
    )
