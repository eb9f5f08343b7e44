"""What themes rest on, and what becomes of them elsewhere: in other models, without an article, beside frames."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
import pandas as pd
from sklearn.metrics import mutual_info_score
from sklearn.metrics.cluster import contingency_matrix, expected_mutual_information

from analysis.ledger import raw_places
from analysis.rates import rate_interval
from analysis.theme_coherence import coherence
from analysis.theme_models import Fit, PassageTerms, fit_lda, fit_nmf, top_terms, weigh_terms
from analysis.theme_stability import match_themes
from analysis.themes import Themes
from analysis.tokens import Tokens, passage_at, passage_numbers

FOUND = 5  # of ten top terms that two themes must share to count as the same
FEW_PASSAGES = 30
RESTS = 0.5  # share of a theme's weight beyond which it rests on something
MORE = 1.5  # times the share of passages: in an article that is half of the corpus, half of the weight says nothing
_DIGITS = 9  # of a share: the last ones differ from machine to machine
_BITS = np.log(2)


def match_fit(themes: Themes, terms: np.ndarray, fit: Fit) -> pd.DataFrame:
    """Match the themes of another fit to those shown, which keep their names.

    Parameters
    ----------
    themes : Themes
        Those shown.
    terms : ndarray of str
        Of the other fit.
    fit : Fit
        The other fit, with as many themes.

    Returns
    -------
    DataFrame
        One row per theme shown: theme, other (top three terms of its match), agreement (average Jaccard of both
        rankings, 0 to 1), common (top terms that both have), found (they have at least five of ten in common).
    """
    own = themes.rankings
    other = [terms[top].tolist() for top in top_terms(fit.components, len(own[0]))]
    places = {term: place for place, term in enumerate(dict.fromkeys(chain(*own, *other)))}
    codes = [np.array([[places[term] for term in ranking] for ranking in rankings]) for rankings in (own, other)]
    partner, agreement = match_themes(*codes)
    matched = [other[place] for place in partner]
    common = [len({*a} & {*b}) for a, b in zip(own, matched, strict=True)]
    columns = {
        "theme": themes.names,
        "other": [" · ".join(ranking[:3]) for ranking in matched],
        "agreement": agreement,
        "common": common,
        "found": [2 * n >= len(own[0]) for n in common],
    }
    return pd.DataFrame(columns).assign(terms=matched)


def leave_one_out(themes: Themes, passages: PassageTerms, seed: int, most: int = 20) -> pd.DataFrame:
    """Fit the themes again without each document in turn, or without each of those that could matter most.

    Parameters
    ----------
    themes : Themes
        Those shown.
    passages : PassageTerms
        What they were fitted to.
    seed : int
        Of the fits.
    most : int
        Of more documents than twice that, those are left out that hold the largest share of a theme's weight.

    Returns
    -------
    DataFrame
        One row per theme and doc_id (the document left out): as in `match_fit`. Documents without which too few
        passages are left have no rows.
    """
    tables = []
    for doc_id in _heaviest(themes, passages, most):
        rest = passages.keep(np.flatnonzero(passages.doc_ids != doc_id))
        if 0 < len(themes.names) <= rest.largest:
            fit = fit_nmf(weigh_terms(rest.counts), len(themes.names), seed)
            tables.append(match_fit(themes, rest.terms, fit).drop(columns="terms").assign(doc_id=doc_id))
    columns = ["theme", "doc_id", "other", "agreement", "common", "found"]
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


def _heaviest(themes: Themes, passages: PassageTerms, most: int) -> np.ndarray:
    """The documents in their order; of many, those that hold the largest share of the weight of any theme."""
    doc_ids = pd.unique(passages.doc_ids)
    if len(doc_ids) <= 2 * most or not themes.names:
        return np.asarray(doc_ids)
    weight = themes.shares.mul(themes.passages["weight"].to_numpy(), axis=0)
    held = weight.groupby(themes.passages["doc_id"].to_numpy()).sum() / np.maximum(weight.sum(), 1e-12)
    largest = held.max(axis=1).round(_DIGITS).sort_values(ascending=False, kind="stable").index[:most]
    return np.asarray(doc_ids[np.isin(doc_ids, largest.to_numpy())])


def compare_models(themes: Themes, passages: PassageTerms, seed: int, seeds: int = 5) -> pd.DataFrame:
    """Set the themes beside those of latent Dirichlet allocation, one to one.

    Its themes hang on the seed it starts from. It is fitted under several, and the fit of least perplexity is shown;
    in how many of the fits each theme is found again stands beside it.

    Parameters
    ----------
    themes : Themes
        Those shown, of non-negative matrix factorization.
    passages : PassageTerms
        What they were fitted to.
    seed : int
        The first seed of the other fits; the others follow it.
    seeds : int
        Of the other fits.

    Returns
    -------
    DataFrame
        One row per theme: as in `match_fit` for the fit of least perplexity, with times (fits in which the theme is
        found), fits, u_mass and npmi of the theme, u_mass_lda and npmi_lda of its match.
    """
    if not themes.names:
        names = ["theme", "other", "agreement", "common", "found", "times", "fits"]
        return pd.DataFrame(columns=[*names, "u_mass", "npmi", "u_mass_lda", "npmi_lda"])
    fits = [fit_lda(passages.counts, len(themes.names), seed + number) for number in range(seeds)]
    tables = [match_fit(themes, passages.terms, fit) for fit in fits]
    table = tables[int(np.argmin([round(fit.perplexity, 6) for fit in fits]))]
    table = table.assign(times=np.sum([one["found"] for one in tables], axis=0), fits=seeds)
    own, other = (coherence(passages, rankings) for rankings in (themes.rankings, table["terms"].tolist()))
    measures = own[["u_mass", "npmi"]].join(other[["u_mass", "npmi"]].add_suffix("_lda"))
    return table.drop(columns="terms").join(measures)


def theme_basis(themes: Themes, shared: pd.DataFrame, of: np.ndarray | None = None) -> pd.DataFrame:
    """Say what every theme rests on: how many passages, which document, text that documents share.

    Parameters
    ----------
    themes : Themes
        The themes.
    shared : DataFrame
        Shared passages: doc_a, passage_a, doc_b, passage_b.
    of : ndarray of str (object), optional
        Per passage what a theme may rest on, as the group of its document; by default the document.

    Returns
    -------
    DataFrame
        One row per theme: theme, passages (in which it has the largest share), doc_id (the document that holds
        most of its weight), largest (that document's share of it, 0 to 1), held (that document's share of all
        passages), shared_weight (share of the theme's weight in passages that documents share), information
        (mutual information of document and having the largest share, in bits), chance (what chance alone would give).

    References
    ----------
    N. X. Vinh, J. Epps and J. Bailey (2010), Information theoretic measures for clusterings comparison: variants,
    properties, normalization and correction for chance, Journal of Machine Learning Research 11, 2837-2854.
    """
    table = themes.passages
    weight = themes.shares.mul(table["weight"].to_numpy(), axis=0)
    pairs = [*shared[["doc_a", "passage_a"]].to_numpy().tolist(), *shared[["doc_b", "passage_b"]].to_numpy().tolist()]
    told = {(doc_id, int(passage)) for doc_id, passage in pairs}
    repeated = np.array([pair in told for pair in zip(table["doc_id"], table["passage"], strict=True)], dtype=bool)
    home = table["doc_id"].to_numpy() if of is None else of
    rows = []
    for name in themes.names:
        by_document = weight[name].groupby(home).sum() / max(weight[name].sum(), 1e-12)
        by_document = by_document.round(_DIGITS)
        own = (table["theme"] == name).to_numpy()
        part = weight[name].to_numpy()[repeated].sum() / max(weight[name].sum(), 1e-12)
        information = mutual_info_score(own, home) / _BITS
        chance = expected_mutual_information(contingency_matrix(own, home), len(own)) / _BITS
        held = (home == by_document.idxmax()).mean()
        rows.append((name, int(own.sum()), by_document.idxmax(), by_document.max(), held, part, information, chance))
    columns = ["theme", "passages", "doc_id", "largest", "held", "shared_weight", "information", "chance"]
    return pd.DataFrame(rows, columns=columns)


def theme_frames(
    themes: Themes, mentions: pd.DataFrame, frames: Sequence[str], confidence: float = 0.95, per: int = 1000
) -> pd.DataFrame:
    """Count the mentions of frames in the passages of every theme.

    Parameters
    ----------
    themes : Themes
        The themes; a passage belongs to the theme of its largest share.
    mentions : DataFrame
        doc_id, passage, frame, form.
    frames : sequence of str
        Frames, in the order of the rows.
    confidence : float
        Of the exact Poisson intervals.
    per : int
        Tokens that rates are for.

    Returns
    -------
    DataFrame
        One row per theme and frame: theme, frame, count, tokens (of the theme's passages), rate, low, high, own
        (words of the frame's mentions that are top terms of the theme, which makes the frame frequent there by
        construction).
    """
    held = mentions.merge(themes.passages[["doc_id", "passage", "theme"]], on=["doc_id", "passage"])
    counts = held.groupby(["theme", "frame"]).size()
    sizes = themes.passages.groupby("theme")["tokens"].sum()
    rows = [
        (theme, frame, int(counts.get((theme, frame), 0)), int(sizes.get(theme, 0)))
        for theme in themes.names
        for frame in frames
        if sizes.get(theme, 0)
    ]
    table = pd.DataFrame(rows, columns=["theme", "frame", "count", "tokens"])
    rate, low, high = rate_interval(table["count"].to_numpy(), table["tokens"].to_numpy(), confidence, per)
    words = mentions.groupby("frame")["form"].agg(lambda forms: {*" ".join(forms).split()})
    top = dict(zip(themes.names, themes.rankings, strict=True))
    own = [
        ", ".join(term for term in top[theme] if term in words.get(frame, ()))
        for theme, frame in zip(table["theme"], table["frame"], strict=True)
    ]
    return table.assign(rate=rate, low=low, high=high, own=own)


def typical_passages(
    themes: Themes, tokens: Tokens, documents: pd.DataFrame, ledger: pd.DataFrame, raw: pd.DataFrame, number: int = 3
) -> pd.DataFrame:
    """Give the passages in which every theme weighs most, in full.

    Parameters
    ----------
    themes : Themes
        The themes.
    tokens : Tokens
        Of the clean documents.
    documents, raw : DataFrame
        doc_id and text, clean and as it stands in the file.
    ledger : DataFrame
        Every change that parts the two.
    number : int
        Passages per theme.

    Returns
    -------
    DataFrame
        One row per passage: theme, rank (from 1), doc_id, passage, line (in the raw file), share (of the theme in
        the passage), text.
    """
    first = passage_numbers(tokens)[1]
    doc_ids = np.array(tokens.doc_ids, dtype=object)[tokens.documents[first]]
    starts = dict(zip(zip(doc_ids, tokens.passage[first].tolist(), strict=True), tokens.starts[first], strict=True))
    clean, files = documents.set_index("doc_id")["text"], raw.set_index("doc_id")["text"]
    rows = []
    for name in themes.names:
        weight = (themes.shares[name] * themes.passages["weight"]).round(9)
        heaviest = weight[weight > 0].sort_values(ascending=False, kind="stable").index[:number]
        for rank, place in enumerate(heaviest, start=1):
            doc_id, passage = themes.passages.loc[place, ["doc_id", "passage"]]
            start = np.array([starts[doc_id, int(passage)]])
            line = int(raw_places(ledger[ledger["doc_id"] == doc_id], files[doc_id], start)[0, 0])
            text = passage_at(clean[doc_id], int(start[0]))
            rows.append((name, rank, doc_id, int(passage), line, float(themes.shares.loc[place, name]), text))
    return pd.DataFrame(rows, columns=["theme", "rank", "doc_id", "passage", "line", "share", "text"])


def list_doubts(basis: pd.DataFrame, left_out: pd.DataFrame, passages: int) -> pd.DataFrame:
    """List what a reader must know before using themes.

    Parameters
    ----------
    basis : DataFrame
        What `theme_basis` gives.
    left_out : DataFrame
        What `leave_one_out` gives.
    passages : int
        Passages that the model was fitted to.

    Returns
    -------
    DataFrame
        One row per doubt: doubt ("few passages", "only article", "one article", "lost without", "shared text"),
        theme (or nothing), doc_id (of that article, or nothing), share (of the theme's weight, or missing), held
        (that article's share of all passages, or missing).

    Examples
    --------
    >>> basis = pd.DataFrame({"theme": ["gas"], "doc_id": ["a"], "largest": [0.75], "held": [0.3]})
    >>> list_doubts(basis.assign(shared_weight=0.2), pd.DataFrame({"theme": [], "doc_id": [], "found": []}), 12)
              doubt theme doc_id  share  held
    0  few passages                 NaN   NaN
    1   one article   gas      a   0.75   0.3
    """
    nothing = {"theme": "", "share": np.nan, "held": np.nan}
    few = pd.DataFrame({"doubt": ["few passages"], "doc_id": ""}).assign(**nothing).head(int(passages < FEW_PASSAGES))
    alone = basis[basis["held"] == 1].head(1).assign(doubt="only article", **nothing)
    narrow = basis[basis["largest"] > np.maximum(RESTS, MORE * basis["held"])]
    narrow = narrow.assign(doubt="one article", share=narrow["largest"])
    lost = left_out[~left_out["found"].astype(bool)].assign(doubt="lost without", share=np.nan, held=np.nan)
    repeated = basis[basis["shared_weight"] > RESTS].assign(doubt="shared text", doc_id="", held=np.nan)
    repeated = repeated.assign(share=repeated["shared_weight"])
    columns = ["doubt", "theme", "doc_id", "share", "held"]
    parts = [few, alone, narrow, lost, repeated]
    tables = [part[columns].astype({"share": float, "held": float}) for part in parts if len(part)]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)
