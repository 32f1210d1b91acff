"""The form of one's picture."""

from flask_babel import lazy_gettext as _l

from forum.core.forms import Form
from forum.core.forms import upload


class AvatarForm(Form):
    """A picture."""

    picture = upload(
        _l("Picture"),
        description=_l("JPEG, PNG, WebP or GIF, up to 8 MB. It is cut to a square; where it was taken is not kept."),
    )
