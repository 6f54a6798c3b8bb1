"""The tags of an article as a whole."""

from annotations.forms.spans import ActForm, TagsField


class ArticleTagsForm(ActForm):
    """What it is to bear, and instead of what: without a script all that was there."""

    tags = TagsField(required=False)
    instead_of = TagsField(required=False)
