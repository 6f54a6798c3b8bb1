"""Annotated texts as files of many formats, and files taken in as annotated texts.

A format is one module with a `write` and, where it carries annotations that can come back, a
`read`; `FORMATS` in formats.py lists them.
"""
