"""Compare how the articles of a corpus frame a conflict.

Data goes one way: settings → corpus → cleaning (rules in defects, boilerplate and hyphens; every change
in a ledger) → tokens → frames → tables (rates, passages, keyness, collocation, dispersion, themes) → prose (table to
sentence) and figures (table to picture) → pack (picture to files) → notebooks → report. `open_workbook` gives the
first half of that; the functions below give the rest. Many articles can be grouped (units): tables then have a row per
group. A corpus too large for memory is counted in pieces (large), and a seeded sample of it goes the same way.

Columns have one meaning everywhere:

everywhere
    doc_id (str): the article, or the group where many are grouped; in rates "all" is all articles together
    article (str): the article, where doc_id is the group
    label_a, label_b (str): short names of two articles, doc_a and doc_b
    frame (str): name of a frame, from the settings
    line, column (int): place in the raw file, from 1
units, one row per article, or per group
    articles (int): how many a group has; an article is one; of those looked at, in a sample
    in_all (int): how many a group has, beside articles where these are a sample's
documents
    file (str): its name in the corpus folder; label (str): short name for charts
    title, byline, outlet (str): as the text has them, or empty; translated (str): yes, no or unknown
    date_earliest, date_latest (datetime64): first and last day on which it can have been written, or missing
    date_basis (str): the words that say so; text (str): raw, or clean after cleaning
    row (int), of a table: its row in the file; in a CSV the header is row 1, and lines count within the text
    captions (str), after cleaning: captions and photo credits that were taken out, parted by |
ledger, one row per change
    rule (str): the cleaning rule; offset (int): place in the raw text, in characters from 0
    before, after (str): what stood there and what stands there; evidence (str): why
mentions, one row per mention
    pattern (str): which one matched; form (str): the types it matched; negated (bool): form starts with non-
    passage, sentence (int): numbers in the article, from 1; position (int): token number in it, from 0
    left, node, right (str): the words before, of and after the mention
patterns, one row per pattern of a frame
    part (str): patterns, exclude or wide, as in the settings; why (str): the reason given there
    count (int): its mentions; for exclude, those that it takes away; for wide, those that it would add
judged mentions, also with
    quotation (str): none, direct or fragment (at most four tokens); attribution (str): none, named or unnamed group
    source (str): who is reported to say it, in the text's words; opposed (bool): named as what must not be
    refused (bool): said to be refused, denied or not given; rules (str): names of those that fired, parted by ;
    whole (str): the sentence
kinds, two rows per frame and kind
    kind (str): opposed, refused, quoted or reported; counted (str): "as published", or "once"
    count (int): mentions of the kind; mentions (int): of the frame; share, low, high (float): 0 to 1, and its interval
sources, one row per frame and source
    count (int): mentions; opposed (int): how many of them are
rules, one row per rule that fired
    rule (str): its name; count (int): mentions; node, whole (str): of the first mention
readings, one row per frame and kind, where a reader has judged
    mentions (int): that both judged; by_rules, by_reader, by_both (int): so many of the kind by either and by both
    p, p_holm (float): chance of so one-sided a split where they differ, plain and adjusted for all rows that have one
scored, one or two rows per kind, and one for "meant": the mention names its frame
    measure (str): precision (of those that are so by the rules) or recall (of those that are so by the reader)
    count (int): so by both; of (int): so by the one; share, low, high (float): 0 to 1, and its interval
agreed, one row per code of a coding sheet but meant, and one for source
    code (str): its name; agree, mentions (int): that both judged; share, low, high (float): 0 to 1, and its interval
    kappa (float): Cohen's, agreement beyond chance; none for source, where one must stand in the other
disagreed, one row per mention and code on which the rules and the reader differ
    rules, reader (str): what each says of it
universes, one row per finding and combination of choices
    finding (str): its name; share_of (str): what its value is a share of
    value (float): share, 0 to 1, or p-value; low, high (float): ends of the share's interval
    verdict (str): above half, below half, none, cannot tell, differ, not defined; statement (str): the finding in words
    text, titles_and_captions, shared_passages, patterns, prefix, quoted_text (str): the option of each choice
weighed, one row per finding
    universes (int): combinations that count; holds, weakens, reverses, undefined (int): combinations
    lowest, highest (float): ends that intervals, or values, reach; matters_most (str): a choice
    otherwise (str): what it comes to in the combinations in which it does not hold
    apart (float): distance of its options' mean values; by_option (str): in how many it holds with each of them
    tried, articles (int): on how many articles other choices were tried, and how many there are
overlaps, one row per pair of mentions of two frames that share a word
    frame_a, form_a, frame_b, form_b (str): of the mention that starts first and of the other
rates, one row per frame and article
    count (int): mentions; tokens (int): running words
    rate, low, high (float): mentions per 1,000 tokens (or as set) and the ends of its interval
differences, one row per frame
    statistic (float): Pearson's chi-square; df (int): degrees of freedom; method (str): where p is from
    p, p_holm (float): chance of counts as uneven from one rate, plain and adjusted for the number of frames
    p_once, p_once_holm (float): the same two with shared passages in the earliest article only
    smallest_expected (float): the smallest count to be expected from one rate
pooled, two rows per frame
    counted (str): "as published", or "once": shared passages in the earliest article only
comparisons, one row per frame and two articles; of more than 200 articles, two of the 200 longest
    doc_a, doc_b (str): the two; count_a, count_b (int): their mentions; ratio (float): of the first rate to the second
    log2_ratio (float): its power of two; p_holm (float): p adjusted for the tested pairs of the frame
    detectable (float): the least ratio that such sizes would show by one test, not adjusted
    boot_low, boot_high (float): ends of the interval when passages are drawn again
together, one row per two frames, unit and way to count
    unit (str): sentence or passage; count_a, count_b (int): units that mention either; both (int): units that mention
    both; p_holm (float): p adjusted for all rows of that way to count; counted (str): as in pooled
beside, one row per frame, side and type
    side (str): before or after; once (int): count with shared passages in the earliest article only
pairs of articles, in `Shared`
    doc_a, doc_b (str): the earlier and the later one; verdict (str): share text, no sign of it, cannot tell
    score, shuffled, ratio (float): of the best match in reading order, in random order, and one over the other
    draws (int): random orders; smallest_p (float): the least p that they can give
    verbatim_a, verbatim_b, share_a, share_b (float): share of an article's tokens, 0 to 1, that stand word for
    word in the other in runs of five or more, and that stand in shared passages
    longest_run (int): of the same tokens; passages (int): shared ones
shared passages, in `Shared`
    passage_a, passage_b (int): numbers in the articles; text_a, text_b (str); kind (str): same words, edited,
    paraphrase; cosine (float): of TF-IDF; verbatim (float): share of the shorter one that is word for word
keyness, one row per type
    type (str): a distinct token; count_target, count_reference (int): how often it stands on either side
    rate_target, rate_reference (float): per 1,000 tokens (or as set); log_ratio (float): log2 of one over the other
    low, high (float): log2 of the ends of the ratio's interval; infinite where a side has none
    g2, chi2 (float): log-likelihood ratio and Pearson's chi-square, with a minus when there are fewer than expected
    chi2_yates (float): the second with Yates's correction; p (float): exact, of the interval; types (int): looked at
    bic (float): g2 without its sign, less the log of all tokens; below 0 it speaks for no difference
    log_odds_z (float): weighted log-odds-ratio in standard deviations
    p_bh (float): p adjusted for the number of rows, an article's; p_bh_all (float): for those of all articles together
remaining, one row per article, minimum and way to count
    minimum (int): tokens of a type for it to be looked at; types (int): so many were; remain (int): so many have a
    p_bh below the level; remain_all (int): so many a p_bh_all; which (str): the types of remain
collocates, one row per type near the mentions of a frame, and bigrams, one row per pair of neighbours
    observed, frequency (int): of the type in windows, and anywhere outside mentions; first, second (str): types
    expected (float): count if there were no association; mi (float): log2 of the count over it
    t (float): count less expected, in standard errors; log_dice (float): at most 14 for bigrams
    delta_p_forward (float): what the mention, or the first type, adds to the share of the other
    delta_p_backward (float): what the other adds to the share of the mention's neighbours, or of the first type
    lambda, z (float): smoothed log odds ratio, plain and over its standard error
dispersion, one row per term; spread, one row per frame, parts and way to count
    parts (str): articles or passages, or what articles are grouped by; range (int): parts with a mention
    dp, dp_norm (float): 0 when even, the second at most 1
    juilland_d, carroll_d2, rosengren_s (float): 1 when even
themes
    theme (str): its top three terms; rank (int): of a term in it, from 1; term (str); weight (float): of a term, its
    share of the theme's weight, 0 to 1; of a passage, TF-IDF that all themes together add to it
    share, low, high (float): mean share of an article's passages, 0 to 1, and the ends of its interval
    passages (int): how many of the article's were fitted; of a theme: those in which it has the largest share
stability of themes, one row per kind of text and number of themes, and one row per seed
    k (int): number of themes; stability (float): agreement of refits, 0 to 1; draws (int): seeds, or shuffled texts
    to_clear (float): the line, what stability must exceed at k to stand out more than every shuffled text does at any k
    seed (int): where subsamples and fits start; margin (float): stability less to_clear; stable (bool): it is above 0
    as_far (int): shuffled texts that stand out as far as the articles do
    moved (float): by how much to_clear falls without the shuffled text of each kind that stands out most
themes found elsewhere, one row per theme and article left out, or one row per theme
    other (str): top three terms of the theme that matches; agreement (float): average Jaccard index, 0 to 1
    common (int): of ten top terms; found (bool): at least five are
    times (int): fits of the other model in which the theme is found; fits (int): how many there are
    u_mass, u_mass_lda, npmi, npmi_lda (float): coherence of the theme, and of its match in the other model
what themes rest on, one row per theme; doubts, one row each
    largest (float): share of the theme's weight in the article that holds most of it, doc_id
    held (float): share of all passages that are in that article
    shared_weight (float): the same for passages that articles share
    information, chance (float): mutual information of theme and article in bits, and what chance gives
    doubt (str): few passages, only article, one article, lost without, shared text
themes beside frames, one row per theme and frame
    own (str): words of the frame that are top terms of the theme

Names are loaded when first used, so that `import analysis` costs nothing.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Any

# a fresh machine would otherwise announce its font cache on stderr, which notebooks keep
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

_HOME = {
    "Concordance": "display",
    "agreement": "coding",
    "compare_counts": "coding",
    "precision_recall": "coding",
    "list_differences": "coding",
    "read_coding": "coding_sheets",
    "frame_collocates": "collocation",
    "CHOICES": "choice_readings",
    "distinct_choices": "choice_readings",
    "sample_documents": "choice_readings",
    "list_choices": "robustness",
    "pick_finding": "robustness",
    "weigh_findings": "robustness",
    "multiverse": "robustness",
    "draw_passages": "context",
    "count_kinds": "context",
    "concordance": "context",
    "classify_mentions": "context",
    "build_report": "report",
    "open_workbook": "workbook",
    "Workbook": "workbook",
    "Units": "units",
    "find_units": "units",
    "merge_documents": "units",
    "merge_mentions": "units",
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
    "Dictionary": "dictionaries",
    "count_patterns": "frames",
    "find_mentions": "frames",
    "frame_overlaps": "frames",
    "Counts": "scale",
    "Source": "partitions",
    "count_mentions": "frames",
    "count_partitions": "scale",
    "read_dictionary": "dictionaries",
    "bootstrap_ratios": "bootstrap",
    "compare_documents": "comparisons",
    "compare_frames": "comparisons",
    "detectable_ratio": "comparisons",
    "frames_together": "collocation",
    "apostrophe_keywords": "typography",
    "count_remaining": "key_types",
    "document_keyness": "keyness",
    "top_types": "key_types",
    "frame_dispersion": "dispersion",
    "Shared": "passages",
    "count_once": "passages",
    "effective_number": "passages",
    "shared_passages": "passages",
    "bigrams": "collocation",
    "collocates": "collocation",
    "frame_homogeneity": "differences",
    "frame_rates": "rates",
    "homogeneity": "differences",
    "rate_interval": "rates",
    "rate_ratio": "ratios",
    "share_interval": "rates",
    "Themes": "themes",
    "fit_themes": "themes",
    "PassageTerms": "theme_models",
    "count_terms": "theme_models",
    "ThemeNumber": "theme_number",
    "choose_number": "theme_number",
    "average_jaccard": "theme_stability",
    "stability": "theme_stability",
    "coherence": "theme_coherence",
    "compare_models": "theme_checks",
    "leave_one_out": "theme_checks",
    "theme_basis": "theme_checks",
    "typical_passages": "theme_checks",
    "describe": "captions",
    "present": "display",
    "say": "prose",
    "choose_documents": "passage_figures",
    "draw_alignment": "passage_figures",
    "choose_pairs": "comparisons",
    "as_ratios": "key_types",
    "remaining_types": "key_types",
    "draw_comparisons": "ratio_figures",
    "draw_keyness": "ratio_figures",
    "draw_calendar": "calendar_figures",
    "draw_mentions": "mention_figures",
    "draw_positions": "position_figures",
    "draw_rates": "rate_figures",
    "draw_similarity": "passage_figures",
    "draw_stability": "theme_figures",
    "draw_theme_shares": "theme_figures",
    "draw_theme_terms": "theme_figures",
    "draw_universes": "choice_figures",
    "show": "pack",
    "show_table": "pack",
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
