from annotations.models import Codebook, Membership, Project, ProjectArticle, Role, Tag, User


def make_codebook(name: str = "Codebook") -> Codebook:
    return Codebook.objects.create(name=name)


def make_tag(codebook: Codebook, name: str = "Appeal", **fields: object) -> Tag:
    fields.setdefault("key", name.lower().replace(" ", "-"))
    fields.setdefault("position", codebook.tags.count())
    return Tag.objects.create(codebook=codebook, name=name, **fields)


def make_project(name: str = "Harbour talks", codebook: Codebook | None = None) -> Project:
    return Project.objects.create(name=name, codebook=codebook or make_codebook(f"{name} codebook"))


def join(project: Project, user: User, role: str = Role.ANALYST) -> Membership:
    return Membership.objects.create(project=project, user=user, role=role)


def add_article(project: Project, article) -> ProjectArticle:
    return ProjectArticle.objects.create(project=project, article=article)
