"""The tags of an article as a whole."""

from annotations.forms.spans import ActForm, TagsField


class ArticleTagsForm(ActForm):
    """All that it is to bear; none of them says that it bears none."""

    tags = TagsField(required=False)
