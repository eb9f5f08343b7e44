"""Compare how the articles of a corpus frame a conflict.

Data goes one way: settings → corpus → cleaning (rules in defects, boilerplate and hyphens; every change
in a ledger) → tokens → frames → tables (rates, themes) → prose (table to
sentence) and figures (table to picture) → pack (picture to files) → notebooks. `open_workbook` gives the
first half of that; the functions below give the rest.

Columns have one meaning everywhere:

documents
    doc_id, file, label, title, byline, outlet, translated, date_earliest, date_latest, date_basis, text;
    after cleaning also captions
ledger
    doc_id, rule, line, offset, before, after, evidence
mentions
    doc_id, frame, pattern, form, negated, passage, sentence, position, line, column, left, node, right
rates
    doc_id, frame, count, tokens, rate, low, high
themes
    theme, rank, term, weight; doc_id, theme, share, passages

Names are loaded when first used, so that `import analysis` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "open_workbook": "workbook",
    "Workbook": "workbook",
    "Settings": "settings",
    "SettingsError": "settings",
    "load_settings": "settings",
    "CorpusError": "corpus",
    "load_documents": "corpus",
    "order_by_date": "corpus",
    "clean_documents": "cleaning",
    "clean_text": "cleaning",
    "Tokens": "tokens",
    "document_term_matrix": "tokens",
    "tokenize": "tokens",
    "Dictionary": "frames",
    "find_mentions": "frames",
    "Shared": "passages",
    "count_once": "passages",
    "effective_number": "passages",
    "shared_passages": "passages",
    "frame_homogeneity": "rates",
    "frame_rates": "rates",
    "homogeneity": "rates",
    "rate_interval": "rates",
    "share_interval": "rates",
    "Themes": "themes",
    "fit_themes": "themes",
    "describe": "captions",
    "present": "display",
    "say": "prose",
    "choose_documents": "passage_figures",
    "draw_alignment": "passage_figures",
    "draw_calendar": "figures",
    "draw_mentions": "figures",
    "draw_positions": "figures",
    "draw_rates": "figures",
    "draw_similarity": "passage_figures",
    "draw_theme_shares": "figures",
    "draw_theme_terms": "figures",
    "show": "pack",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name of the package
    """Load a public name from its module."""
    if name not in _HOME:
        msg = f"module 'analysis' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"analysis.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    """Names for tab completion."""
    return sorted(_HOME)
