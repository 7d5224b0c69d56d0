"""The language server: the findings in an editor, and what the corpus knows under the cursor.

`features` is what an editor can tell and ask, `server` its session, `desk` keeps the open texts and
checks their corpora again after each change.  `tokens` and `ruler` find their way in a text, also
in one that is broken while somebody types.  `diagnostics`, `hovers`, `dates_told`, `navigation`,
`completions` and `fixes` are the answers.  By which rules a corpus is checked is the business of
whoever starts it.

Needs pygls and lsprotocol, which the extra `lsp` installs; only this room imports them.
"""
