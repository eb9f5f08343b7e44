"""A finding is told from what is left to count, by its interval or its p-value."""

import numpy as np
import pandas as pd
import pytest

from analysis import choice_findings
from analysis.choice_findings import Estimate, Finding, settle, usual_findings
from analysis.choice_readings import Universe
from analysis.comparisons import compare_frames
from analysis.settings import load_settings

TOML = """
[corpus]
path = "seeds"
note = "Made by hand."
[frames.a]
patterns = ["a"]
why = "one"
[frames.b]
patterns = ["b"]
why = "the other"
[statistics]
confidence = {confidence}
"""
COLUMNS = ["doc_id", "frame", "opposed", "refused", "quotation", "attribution"]


@pytest.fixture
def measure(tmp_path):
    """What a finding comes to, by its name, in articles of a thousand tokens with some mentions."""

    def of(finding: str, rows: list[tuple], confidence: float = 0.95, documents: int = 2):
        (tmp_path / "workbook.toml").write_text(TOML.format(confidence=confidence), encoding="utf-8")
        mentions = pd.DataFrame(rows, columns=COLUMNS).astype({"opposed": bool, "refused": bool})
        findings = usual_findings(mentions, load_settings(tmp_path / "workbook.toml"))
        [own] = [own for own in findings if own.name == finding]
        estimate = own.measure(Universe(mentions, np.full(documents, 1000), ["x", "y", *map(str, range(2, documents))]))
        return estimate, own.statements.get(estimate.verdict, "")

    return of


def mentions(yes: int, no: int, column: str = "opposed", doc_id: str = "x", frame: str = "a") -> list[tuple]:
    """So many mentions of a kind, and so many that are not."""
    rows = []
    for is_kind in [True] * yes + [False] * no:
        marks = {"opposed": False, "refused": False, "quotation": "none", "attribution": "none"}
        if is_kind:
            marks[column] = {"quotation": "fragment", "attribution": "named"}.get(column, True)
        rows.append((doc_id, frame, *marks.values()))
    return rows


@pytest.mark.parametrize(
    ("yes", "no", "verdict"),
    [(6, 0, "above half"), (5, 0, "cannot tell"), (0, 6, "below half"), (0, 5, "cannot tell"), (0, 0, "not defined")],
)
def test_a_share_is_told_when_its_interval_leaves_out_one_half(measure, yes, no, verdict):
    """The interval of n of n starts at 0.025 ** (1 / n): 0.541 for six, 0.478 for five."""
    estimate, statement = measure("a: opposed", mentions(yes, no))
    assert estimate.verdict == verdict
    if yes:
        assert estimate.low == pytest.approx(0.025 ** (1 / yes))
    if no:
        assert estimate.high == pytest.approx(1 - 0.025 ** (1 / no))
    said = {
        "above half": "Most mentions of a name it as what must not be.",
        "below half": "Fewer than half of the mentions of a name it as what must not be.",
        "cannot tell": "Whether most mentions of a name it as what must not be cannot be told.",
    }
    assert statement == said.get(verdict, "")


@pytest.mark.parametrize(
    ("column", "kinds"),
    [
        ("opposed", {"opposed"}),
        ("refused", {"refused"}),
        ("quotation", {"quoted", "reported"}),
        ("attribution", {"reported"}),
    ],
)
def test_every_kind_is_read_from_its_column(measure, column, kinds):
    for kind in ("opposed", "refused", "quoted", "reported"):
        estimate, _ = measure(f"a: {kind}", mentions(3, 1, column))
        assert estimate.value == (0.75 if kind in kinds else 0)


@pytest.mark.parametrize(("first", "second", "verdict"), [(9, 1, "above half"), (8, 2, "cannot tell")])
def test_the_commoner_frame_leads_when_that_can_be_told(measure, first, second, verdict):
    """9 of 10 is 55 % to 99.7 %, 8 of 10 is 44 % to 97 %; whichever of the two is named first in the settings."""
    for one, other in ("ab", "ba"):
        rows = mentions(0, first, frame=one) + mentions(0, second, frame=other)
        estimate, statement = measure(f"{one} over {other}: leads", rows)
        assert (estimate.value, estimate.verdict) == (first / 10, verdict)
        assert statement.startswith(f"Mentions of {one} outnumber" if verdict == "above half" else "Which of")


def test_of_two_frames_mentioned_as_often_the_same_is_second_as_where_rates_are_compared(tmp_path):
    """13, 9 and 9 mentions; the settings name the later of the alphabet first."""
    more = '[frames.c]\npatterns = ["c"]\nwhy = "ahead"\n'
    frames = (
        TOML.replace("[frames.a]", "[frames.z]").format(confidence=0.95).replace("[statistics]", f"{more}[statistics]")
    )
    (tmp_path / "workbook.toml").write_text(frames, encoding="utf-8")
    rows = [row for frame, n in (("z", 9), ("b", 9), ("c", 13)) for row in mentions(0, n, frame=frame)]
    found = usual_findings(pd.DataFrame(rows, columns=COLUMNS), load_settings(tmp_path / "workbook.toml"))
    [name] = [own.name for own in found if own.name.endswith("leads")]
    counts = {"doc_id": "all", "frame": ["z", "b", "c"], "count": [9, 9, 13], "tokens": 1000}
    row = compare_frames(pd.DataFrame(counts)).iloc[0]
    assert name == "c over b: leads" == f"{row['frame_a']} over {row['frame_b']}: leads"


@pytest.mark.parametrize(
    ("counts", "confidence", "verdict"),
    [
        (((10, 0), (5, 5)), 0.95, "differ"),  # chi-square 10 on 1 df: p 0.0016, adjusted for two frames 0.0031
        (((9, 1), (5, 5)), 0.97, "differ"),  # 6.4: 0.0114, adjusted 0.0228
        (((9, 1), (5, 5)), 0.98, "cannot tell"),
        (((8, 2), (5, 5)), 0.95, "cannot tell"),  # 3.6: 0.0578
        (((0, 0), (5, 5)), 0.95, "not defined"),
    ],
)
def test_articles_differ_when_the_adjusted_p_is_below_the_level(measure, counts, confidence, verdict):
    rows = [
        row
        for frame, own in zip("ab", counts, strict=True)
        for doc_id, count in zip("xy", own, strict=True)
        for row in mentions(0, count, doc_id=doc_id, frame=frame)
    ]
    estimate, statement = measure("a: articles differ", rows, confidence)
    assert estimate.verdict == verdict
    assert np.isnan([estimate.low, estimate.high]).all()
    assert bool(statement) == (verdict != "not defined")


@pytest.mark.parametrize(
    ("documents", "confidence", "wanted"),
    [(5, 0.95, 10_000), (50, 0.95, 10_000), (250, 0.95, 2_000), (1000, 0.95, 800), (1000, 0.999, 40_000)],
)
def test_draws_are_fewer_with_more_articles_but_enough(monkeypatch, measure, documents, confidence, wanted):
    """500,000 counts in all; 20 for each frame and each chance in one: 20 * 2 / 0.05."""
    asked = []

    def homogeneity(*given):
        asked.append(given[-1])
        return {"p": 0.5}

    monkeypatch.setattr(choice_findings, "homogeneity", homogeneity)
    measure("a: articles differ", mentions(0, 3), confidence, documents)
    assert {*asked} == {wanted}


def test_where_no_combination_has_a_mention_of_a_kind_that_is_the_finding():
    """However few mentions there are: what none of three is can be said, whether it is most of them cannot."""
    finding = Finding("a: opposed", "a", {"cannot tell": "Not told.", "none": "None."}, lambda _: zero)
    zero, some = Estimate(0.0, 0.0, 0.7, "cannot tell"), Estimate(0.5, 0.1, 0.9, "cannot tell")
    undefined = Estimate(np.nan, np.nan, np.nan, "not defined")
    assert [one.verdict for one in settle(finding, [zero, undefined, zero])] == ["none", "not defined", "none"]
    assert [one.verdict for one in settle(finding, [zero, some])] == ["cannot tell"] * 2
    assert [one.verdict for one in settle(finding._replace(statements={}), [zero])] == ["cannot tell"]
    lead, one = finding._replace(trivial=1.0), Estimate(1.0, 0.7, 1.0, "above half")
    assert [own.verdict for own in settle(lead, [one, one])] == ["none", "none"]
    assert [own.verdict for own in settle(lead, [one, some])] == ["above half", "cannot tell"]
