"""A workbook gives every table, each computed once, in the order and under the labels that figures use."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.differences import frame_homogeneity
from analysis.settings import SettingsError
from analysis.workbook import open_workbook

ROOT = Path(__file__).parents[1]


def test_nothing_but_the_settings_is_read_at_first(copy):
    (copy / "seeds").rename(copy / "elsewhere")
    assert open_workbook(copy / "notebooks").frames == ["expansion", "guarantees", "ultimatum"]


def test_each_part_is_computed_once(workbook):
    assert workbook.mentions is workbook.mentions
    assert workbook.tokens is workbook.tokens


def test_labelled_rows_stand_in_order_of_date_with_all_articles_last(workbook):
    table = workbook.labelled(pd.DataFrame({"doc_id": ["all", "000", "002", "004"], "n": [1, 2, 3, 4]}))
    assert table["label"].tolist() == ["Al Jazeera Net", "Akopov", "Sayenko", "all articles"]
    assert table["n"].tolist() == [3, 4, 2, 1]


def test_pairs_get_the_label_of_either_article_and_keep_their_order(workbook):
    table = pd.DataFrame({"frame": ["x", "x"], "doc_a": ["004", "002"], "doc_b": ["000", "001"]})
    labelled = workbook.labelled(table)
    assert list(labelled) == ["frame", "doc_a", "label_a", "doc_b", "label_b"]
    assert labelled["label_a"].tolist() == ["Akopov", "Al Jazeera Net"]
    assert labelled["label_b"].tolist() == ["Sayenko", "Unsigned preview"]
    assert list(table) == ["frame", "doc_a", "doc_b"]


def test_patterns_show_their_mentions_also_when_there_are_none(small):
    workbook = small("Trams expand and expand.")
    counted = workbook.patterns.query("part == 'patterns'")
    assert counted[["pattern", "count"]].to_numpy().tolist() == [
        ["*expan*", 2],
        ["guarante*", 0],
        ["ultimatum*", 0],
    ]


def test_changes_by_cleaning(workbook):
    tokens = workbook.token_changes.set_index("doc_id")
    assert tokens["raw"].to_dict() == workbook.raw_tokens.sizes
    assert tokens["clean"].to_dict() == workbook.tokens.sizes
    mentions = workbook.mention_changes.set_index("frame")
    assert mentions["raw"].to_dict() == {"expansion": 19, "guarantees": 33, "ultimatum": 2}
    assert mentions["clean"].to_dict() == {"expansion": 19, "guarantees": 32, "ultimatum": 2}


def test_events_are_dated(workbook):
    assert workbook.events["date"].tolist() == [
        pd.Timestamp("2022-01-10"),
        pd.Timestamp("2022-01-12"),
        pd.Timestamp("2022-01-13"),
    ]


def test_a_rule_that_is_off_is_not_applied(copy):
    settings = copy / "workbook.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("broken_words = true", "broken_words = false"), encoding="utf-8")
    workbook = open_workbook(copy)
    assert "broken_words" not in set(workbook.ledger["rule"])
    assert "Rus-sian" in workbook.documents.set_index("doc_id").loc["004", "text"]


def test_rates_and_their_intervals_are_per_as_many_tokens_as_the_settings_say(copy, workbook):
    settings = copy / "workbook.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("per = 1000", "per = 100"), encoding="utf-8")
    columns = ["rate", "low", "high"]
    np.testing.assert_allclose(open_workbook(copy).rates[columns] * 10, workbook.rates[columns])


def test_a_folder_without_settings_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="not found in"):
        open_workbook(tmp_path)


def test_pooled_rows_stand_by_frame_as_published_before_once(workbook):
    wanted = [[frame, counted] for frame in workbook.frames for counted in ("as published", "once")]
    assert workbook.pooled[["frame", "counted"]].to_numpy().tolist() == wanted


def test_draws_take_the_seed_of_the_settings(copy, workbook):
    settings = copy / "workbook.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("seed = 20220110", "seed = 7"), encoding="utf-8")
    other = open_workbook(copy)
    assert workbook.differences["p"].tolist() == frame_homogeneity(workbook.rates, 20220110)["p"].tolist()
    assert (other.differences["p"] != workbook.differences["p"]).all()
    assert not other.bootstrapped["boot_low"].equals(workbook.bootstrapped["boot_low"])


def test_types_that_remain_are_counted_and_listed_alike(workbook):
    """At each minimum count, as published and once."""
    keys = ["doc_id", "counted", "minimum"]
    counted = workbook.set_apart.groupby(keys).size()
    table = workbook.remaining.set_index(keys)
    assert table["remain"].to_dict() == counted.reindex(table.index, fill_value=0).to_dict()
    assert set(workbook.set_apart["minimum"]) == {5, 10}
    assert (workbook.set_apart[["count_target", "count_reference"]].sum(axis=1) >= workbook.set_apart["minimum"]).all()


def test_copied_text_is_evidence_once(small):
    """The second article repeats the first, so what meets there, and stands there, is counted in the first alone."""
    line = "Security guarantees against any expansion were asked for by all of the {} men who wrote of it that day."
    text = "\n".join(line.format(name) for name in ("old", "young", "tall", "short"))
    workbook = small(text, text)
    table = workbook.together.set_index(["unit", "counted"])["both"]
    assert table.to_dict() == {
        ("sentence", "as published"): 8,
        ("sentence", "once"): 4,
        ("passage", "as published"): 8,
        ("passage", "once"): 4,
    }
    beside = workbook.beside.set_index(["frame", "side", "type"])
    assert beside.loc[("guarantees", "before", "security"), ["count", "once"]].tolist() == [8, 4]


def test_what_stands_beside_a_mention_is_that_of_every_form(workbook):
    by_form = workbook.neighbours.query("frame == 'guarantees' and type == 'security' and side == 'before'")
    row = workbook.beside.query("frame == 'guarantees' and type == 'security' and side == 'before'").iloc[0]
    kept = workbook.mentions_once.query("frame == 'guarantees'")["left"].str.lower().str.endswith("security ")
    assert row["count"] == by_form["count"].sum()
    assert row["once"] == kept.sum() < row["count"]


def test_spread_once_is_of_the_mentions_that_are_left(workbook):
    table = workbook.spread.query("counted == 'once' and parts == 'passages'").set_index("frame")
    for frame, own in workbook.mentions_once.groupby("frame"):
        if len(own) >= 5:
            assert table.loc[frame, "count"] == len(own)
            assert table.loc[frame, "range"] == len(own[["doc_id", "passage"]].drop_duplicates())
    assert set(table.index) == {"expansion", "guarantees"}


def test_what_exclusions_take_away_can_be_read(copy, workbook):
    assert workbook.excluded.empty
    settings = copy / "workbook.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace('patterns = ["*expan*"]', 'patterns = ["*expan*"]\nexclude = ["non-expansion*"]'), encoding="utf-8"
    )
    other = open_workbook(copy)
    assert other.excluded["form"].tolist() == ["non-expansion"] * 8
    assert not other.mentions["negated"].any()
    assert len(other.mentions) + 8 == len(workbook.mentions)


def test_the_frames_that_lead_are_the_same_counted_once(small):
    """Published expansion is ahead, eight to five; counted once guarantees are, five to four."""
    line = "Trams were said to expand in all of the towns that the {} men of the ministry had named on that day."
    copied = "\n".join(line.format(name) for name in ("old", "young", "tall", "short"))
    workbook = small(copied, copied, "\n".join(f"Nobody had a guarantee number {n}." for n in range(5)))
    for table, counts in ((workbook.leads, (8, 5)), (workbook.leads_once, (4, 5))):
        row = table.set_index("doc_id").loc["all"]
        assert (row["frame_a"], row["frame_b"]) == ("expansion", "guarantees")
        assert (row["count_a"], row["count_b"]) == counts
