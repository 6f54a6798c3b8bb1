"""What the outlet prints: invented articles, as pages of invented outlets have them."""

SENTENCE = "The envoys of both shores met in the harbour office and left without a word. "


def article_page(
    title: str = "A quiet round",
    words: str = SENTENCE * 4,
    canonical: str = "",
    site: str = "Quay Gazette",
    language: str = "en",
) -> str:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    outlet = f'<meta property="og:site_name" content="{site}">' if site else ""
    return f"""<!doctype html><html lang="{language}"><head><title>{title}</title>{outlet}{link}
<meta property="article:published_time" content="2026-03-03T09:30:00+01:00"></head>
<body><nav>Home Sport</nav><article><h1>{title}</h1><p>{words}</p><p>{SENTENCE * 5}</p></article>
<form>Leave a comment <textarea></textarea></form></body></html>"""
