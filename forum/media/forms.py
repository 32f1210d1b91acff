"""The forms of one's picture and of files."""

from flask_babel import lazy_gettext as _l

from forum.core.forms import Form
from forum.core.forms import line
from forum.core.forms import upload
from forum.core.forms import uploads


class AvatarForm(Form):
    """A picture."""

    picture = upload(
        _l("Picture"),
        description=_l("JPEG, PNG, WebP or GIF, up to 8 MB. It is cut to a square; where it was taken is not kept."),
    )


class FilesForm(Form):
    """Files for a post, and what a picture among them shows."""

    file = uploads(
        _l("Files"),
        description=_l(
            "Pictures, PDF, Word, Excel, PowerPoint, OpenDocument, CSV or plain text, up to 25 MB each. "
            "Pictures are made anew: where they were taken is not kept."
        ),
    )
    alt = line(
        _l("What the picture shows"),
        limit=500,
        required=False,
        description=_l("For those who do not see it; leave it empty for documents."),
    )
