"""Coherence: equal to gensim's, by hand at the edges, and never infinite or undefined."""

import math

import numpy as np
import pytest

from analysis.theme_coherence import coherence
from analysis.theme_models import count_terms
from analysis.tokens import tokenize

LINES = [
    "talks arms nato gas",
    "talks arms nato",
    "talks gas pipe arms",
    "gas pipe price",
    "gas price talks pipe nato",
    "arms nato price",
]
RANKINGS = [["talks", "arms", "nato", "gas"], ["gas", "pipe", "price"]]

# gensim 4.4.0:
#   texts = [line.split() for line in LINES]
#   words = Dictionary(texts)
#   common = {"topics": RANKINGS, "dictionary": words, "processes": 1}
#   model = CoherenceModel(corpus=[words.doc2bow(text) for text in texts], coherence="u_mass", **common)
#   model.get_coherence_per_topic()
#   CoherenceModel(texts=texts, window_size=100, coherence="c_npmi", **common).get_coherence_per_topic()
# A window longer than every text makes the text the unit.
GENSIM = {
    "u_mass": [-0.4228371084855023, -0.46209812037063025],
    "npmi": [0.025996831916825613, 0.28227400262494023],
}


def passages_of(*lines: str):
    return count_terms(tokenize(["\n".join(lines)], ["a"]), minimum_tokens=1, minimum_passages=1)


@pytest.mark.parametrize("measure", ["u_mass", "npmi"])
def test_coherence_is_that_of_gensim(measure):
    """Gensim adds next to nothing where the authors of u_mass add one."""
    found = coherence(passages_of(*LINES), RANKINGS, added=1e-12 * len(LINES))
    assert found[measure].tolist() == pytest.approx(GENSIM[measure], abs=1e-9)


def test_u_mass_by_hand():
    """Talks stands in 4 passages, arms in 4, gas in 4; talks meets arms 3 times, gas 3 times, arms meets gas twice."""
    found = coherence(passages_of(*LINES), [["talks", "arms", "gas"]])
    assert found["u_mass"][0] == pytest.approx((math.log(4 / 4) + math.log(4 / 4) + math.log(3 / 4)) / 3)
    assert found["pairs"][0] == 3


def test_how_often_a_term_stands_in_a_passage_does_not_matter():
    once, often = (coherence(passages_of(*lines), RANKINGS) for lines in (LINES, [line + " gas gas" for line in LINES]))
    assert often["npmi"][1] != once["npmi"][1]  # gas now stands in every passage
    doubled = coherence(passages_of(*(f"{line} {line}" for line in LINES)), RANKINGS)
    assert doubled.equals(once)


@pytest.mark.parametrize(
    ("lines", "npmi"),
    [
        (["arms talks", "arms talks", "gas"], 1),
        (["arms", "talks", "gas"], -1),
        (["arms talks", "arms talks"], 0),
        (["arms talks", "arms gas", "talks gas", "gas"], 0),
    ],
    ids=["always together", "never", "in every passage", "by chance"],
)
def test_npmi_at_its_edges(lines, npmi):
    found = coherence(passages_of(*lines), [["arms", "talks"]])
    assert found["npmi"][0] == pytest.approx(npmi)
    assert np.isfinite(found.to_numpy()).all()


def test_a_term_in_no_passage_has_no_pairs():
    passages = passages_of(*LINES)
    assert coherence(passages, [["talks", "unknown", "arms"]]).equals(coherence(passages, [["talks", "arms"]]))
    with pytest.raises(ValueError, match="1 terms of a theme stand in a passage; coherence needs at least 2"):
        coherence(passages, [["talks", "unknown"]])


def test_values_are_always_finite(workbook):
    rng = np.random.default_rng(1)
    terms = workbook.passage_terms.terms
    found = coherence(workbook.passage_terms, [rng.choice(terms, 10, replace=False).tolist() for _ in range(200)])
    assert np.isfinite(found.to_numpy(dtype=float)).all()
    assert found["npmi"].between(-1, 1).all()
    assert (found["u_mass"] <= math.log(1.5)).all()  # one more than the passages of a term that stands in two
