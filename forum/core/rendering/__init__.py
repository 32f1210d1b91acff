"""From Markdown to the HTML that is shown: the only package that uses markdown, bleach and nh3.

Pure: it reads no database and knows no web framework. Where a mention, a quote or a file leads to is handed in, so
nothing private can come out of it that the caller did not put in. Texts of people are rendered in a child process
(`child`), which loads this package and no more; the forum asks it through `forum.core.markup`.
"""
