"""A corpus too large for memory: counts are those in memory, the sample is seeded, and sentences say which is which."""

from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from test_arbitrary import cells, run_cells, without_drawing

from analysis.captions import describe
from analysis.commands import main
from analysis.corpus import CorpusError
from analysis.large import count_large, is_large
from analysis.prose import say
from analysis.settings import load_settings
from analysis.workbook import Workbook

ROOT = Path(__file__).parents[1]
IN_MEMORY, LARGE = 2000, 0.01


def with_memory(settings, megabytes: float, **corpus):
    return settings.model_copy(update={"corpus": settings.corpus.model_copy(update={"memory_mb": megabytes, **corpus})})


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Settings of 45 articles in three outlets, one of which repeats another, with a word that one hyphen breaks."""
    folder = tmp_path_factory.mktemp("many")
    rng = np.random.default_rng(5)
    said = [
        "Moscow demanded that NATO refuse any further expan-sion.",
        "“We need guarantees,” Ryabkov said.",
        "Critics called it an ultimatum.",
        "The talks on expansion went on.",
    ]
    rows = []
    for number in range(45):
        words = [" ".join(rng.choice([f"word{n}" for n in range(80)], size=25)) for _ in range(4)]
        name, outlet = f"a{number * 7 % 45:02}", "Herald Post Courier".split()[number % 3]
        rows.append([name, outlet, "\n".join([*words, *rng.choice(said, size=2)])])
    rows[-1][2] = rows[0][2]
    pd.DataFrame(rows, columns=["id", "outlet", "text"]).to_csv(folder / "a.csv", index=False)
    text = (ROOT / "workbook.toml").read_text(encoding="utf-8")
    (folder / "workbook.toml").write_text(text.replace('path = "seeds"', 'path = "a.csv"\ngroup = "outlet"'))
    return load_settings(folder / "workbook.toml")


@pytest.fixture(scope="module")
def memory(many) -> Workbook:
    """The same in memory."""
    return Workbook(with_memory(many, IN_MEMORY))


@pytest.fixture(scope="module")
def large(many) -> Workbook:
    """The same, too large for memory."""
    return Workbook(with_memory(many, LARGE))


@pytest.fixture(scope="module")
def five():
    return load_settings(ROOT / "workbook.toml")


def same(a: pd.DataFrame, b: pd.DataFrame, by: list[str]) -> None:
    """The same rows with the same values, to the last digit."""
    a, b = (table.sort_values(by, ignore_index=True) for table in (a, b))
    pd.testing.assert_frame_equal(a, b, check_exact=True)


@pytest.mark.parametrize("corpus", ["five", "many"])
def test_full_counts_are_those_in_memory(corpus, request):
    if corpus == "many":
        memory, large = map(request.getfixturevalue, ("memory", "large"))
    else:
        memory, large = (
            request.getfixturevalue("workbook"),
            Workbook(with_memory(request.getfixturevalue("five"), LARGE)),
        )
    assert (memory.large, large.large is None) == (None, False)
    assert len(large.raw_documents) < len(memory.raw_documents) == large.extent.articles
    same(large.rates, memory.rates, ["frame", "doc_id"])
    published = "counted == 'as published'"
    same(large.kinds.query(published), memory.kinds.query(published), ["frame", "kind"])
    tests = ["frame", "statistic", "df", "p", "p_holm", "method", "smallest_expected"]
    same(large.differences[tests], memory.differences[tests], ["frame"])
    same(large.keyness, memory.keyness, ["doc_id", "type"])
    same(large.leads, memory.leads, ["doc_id"])
    same(large.patterns, memory.patterns, ["frame", "part", "pattern"])
    same(large.forms, memory.forms, ["frame", "form"])
    same(large.sources, memory.sources, ["frame", "attribution", "source"])
    same(large.rules[["rule", "count"]], memory.rules[["rule", "count"]], ["rule"])
    assert large.units.table[["doc_id", "label", "articles"]].equals(
        memory.units.table[["doc_id", "label", "articles"]]
    )


def test_cleaning_of_the_sample_knows_the_words_of_all_articles(many, large, tmp_path):
    """A name that a line break cuts in every article is whole in one alone, which is not in the sample."""
    table = pd.read_csv(many.corpus_path, dtype=str)
    elsewhere = ~table["id"].isin(large.documents["doc_id"])
    whole = table.index == elsewhere[::-1].idxmax()
    table["text"] += np.where(whole, "\nZorvakin came, and Zorvakin went.", "\nZorva-kin came.")
    table.to_csv(tmp_path / "a.csv", index=False)
    path = str(tmp_path / "a.csv")
    memory, sampled = (Workbook(with_memory(many, limit, path=path)) for limit in (IN_MEMORY, LARGE))
    seen = memory.documents["doc_id"].isin(sampled.documents["doc_id"])
    assert not seen[whole].any()
    same(sampled.documents, memory.documents[seen], ["doc_id"])
    assert sampled.documents["text"].str.contains("Zorvakin came").all()


def test_a_sample_of_everything_gives_every_count_once_too(many, memory):
    """The file is larger than the texts in it: so large a limit has all of them in the sample."""
    size = sum(len(text.encode()) for text in memory.raw_documents["text"])
    large = Workbook(with_memory(many, size / 1e6))
    assert large.large is not None
    assert len(large.raw_documents) == 45
    same(large.rates_once, memory.rates_once, ["frame", "doc_id"])
    once = "counted == 'once'"
    same(large.kinds.query(once), memory.kinds.query(once), ["frame", "kind"])
    same(large.set_apart, memory.set_apart, ["doc_id", "counted", "minimum", "type"])
    same(large.remaining, memory.remaining, ["doc_id", "counted", "minimum"])
    verdicts = ["frame", "doc_a", "doc_b", "count_a", "count_b", "p_holm", "verdict"]
    same(large.comparisons[verdicts], memory.comparisons[verdicts], ["frame", "doc_a", "doc_b"])


def test_the_sample_hangs_on_names_and_seed_alone(many, memory):
    """Neither on the size of pieces nor on the order of rows; and of two limits the larger has the smaller's."""

    def sample(megabytes: float, seed: int = 1) -> list[str]:
        statistics = many.statistics.model_copy(update={"seed": seed})
        found = count_large(with_memory(many, megabytes).model_copy(update={"statistics": statistics}))
        return found.sample["doc_id"].tolist()

    small, larger = sample(0.01), sample(0.02)
    assert set(small) < set(larger)
    assert sample(0.01) == small != sample(0.01, seed=2)
    sizes = memory.raw_documents.set_index("doc_id")["text"].str.encode("utf-8").str.len()
    assert 8_000 < sizes[small].sum() <= 10_000


def test_two_jobs_count_the_same(many):
    one = count_large(with_memory(many, LARGE))
    with joblib.parallel_config("threading"):
        two = count_large(with_memory(many, LARGE), n_jobs=2)
    for name in ("counts", "blocks", "judged", "rules", "patterns", "sample"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))
    assert (one.terms != two.terms).nnz == 0


def test_every_piece_is_told(many):
    told: list[tuple[int, int]] = []
    count_large(with_memory(many, LARGE), watch=lambda done, total: told.append((done, total)))
    n = len(told)
    assert n >= 4
    assert told == [(number, n) for number in range(1, n + 1)]


def test_sentences_say_what_is_counted_and_what_is_sampled(large):
    n = len(large.raw_documents)
    said = say("extent", large.extent)
    assert "Counted in full, over all 45 articles" in said
    assert f"a seeded sample of {n} of 45 articles" in said
    assert "They are counted by outlet: Courier (15), Herald (15) and Post (15)" in said
    assert say("corpus", large.by_date, large.tokens, part=large.part).startswith(f"The sample holds {n} articles")
    counted = large.ledger, large.token_changes, large.mention_changes
    assert say("cleaning", *counted, part="sample") == f"In the sample of articles: {say('cleaning', *counted)}"
    assert say("cleaning", *counted, part="corpus") == say("cleaning", *counted)


def test_shared_passages_are_counted_once_as_far_as_the_sample_shows(large):
    """The copy is not in the sample, so that nothing says that every passage counts once."""
    assert not large.shared.groups
    once = say("once", large.pooled, 1000, 0.95, part=large.part)
    assert once == (
        "No passage is shared as far as the sample shows; what is shared with articles beyond it is not seen."
    )
    less = large.pooled.assign(tokens=large.pooled["tokens"] - (large.pooled["counted"] == "once"))
    assert say("once", less, 1000, 0.95, part=large.part).startswith("Counted once as far as the sample shows, that is")
    named = {"unit": large.unit, "part": large.part}
    compared = say("comparisons", large.comparisons, large.units.table, 0.95, **named)
    assert "in one frame, shared passages counted once as far as the sample shows, " in compared
    tested = say("tested", large.comparisons, 0.95, **named)
    assert "in the earliest article only as far as the sample shows. " in tested


def test_every_count_with_shared_passages_once_is_said_to_be_the_samples(large):
    """Whatever is shared: as if one token and one mention of each frame fell away."""
    named, table = {"unit": large.unit, "part": large.part}, large.units.table
    shown = "counted once as far as the sample shows"
    assert f"with shared passages {shown}, in the earliest" in say(
        "differences", large.differences.assign(p_once=0.5, p_once_holm=0.5), 0.95, **named
    )
    fewer = large.leads_once.assign(count_b=large.leads_once["count_b"] - 1)
    assert f"with shared passages {shown}, c" in say("leading", large.leads, fewer, table, 0.95, **named)
    once = large.kinds["counted"] == "once"
    kinds = large.kinds.assign(mentions=large.kinds["mentions"] - once)
    assert say("kind", kinds, "opposed", 0.95, part=large.part).endswith(f"; {shown}.")
    assert "as far as" not in say("kind", large.kinds, "opposed", 0.95, part=large.part)
    rates = describe(
        "rates", large.rates, large.differences.assign(p_once=0.5), table, 1000, 0.95, large.comparisons, **named
    )
    assert f"(shared passages {shown}, as for the title)" in rates.subtitle
    assert rates.source == "Source: 45 articles in 3 outlets; in brackets the number of articles of each."


def test_figures_of_the_sample_name_its_articles_and_the_groups_without_any(large):
    """By hand: the articles of each outlet among those looked at."""
    outlets = large.by_date["outlet"].value_counts()
    seen, n = large.seen_units, len(large.by_date)
    assert seen["label"].tolist() == [f"{name} ({outlets.get(name, 0)} of 15)" for name in seen["doc_id"]]
    tables = large.unit_mentions, seen, large.tokens.sizes, large.unit_mentions_once, 0.95
    source = describe("positions", *tables, unit=large.unit, part=large.part).source
    assert source.startswith(f"Source: a sample of {n} of 45 articles in 3 outlets; in brackets how many articles of")
    unseen = seen.assign(articles=[0, *seen["articles"][1:]])
    tables = tables[0], unseen, *tables[2:]
    source = describe("positions", *tables, unit=large.unit, part=large.part).source
    assert source.endswith("are in the sample; it holds none of Courier.")


def test_many_articles_without_a_group_are_counted_together(many, memory):
    large = Workbook(with_memory(many, LARGE, group=None))
    assert large.units.table["label"].tolist() == ["all articles (45)"]
    same(large.pooled.iloc[::2, :4], memory.pooled.iloc[::2, :4], ["frame"])
    unit, table = large.unit, large.units.table
    together = {
        say("differences", large.differences, 0.95, unit=unit),
        say("comparisons", large.comparisons, table, 0.95, unit=unit, part=large.part),
        say("tested", large.comparisons, 0.95, unit=unit, part=large.part),
        say("keyness", large.remaining, large.set_apart, table, 0.95, unit=unit),
        say("theme_left_out", large.theme_left_out, unit=unit),
        say("theme_basis", large.theme_basis, large.seen_units, unit=unit, part=large.part),
    }
    assert together == {"All articles are counted together, so there is nothing to set beside them."}
    assert say("leading", large.leads, large.leads_once, table, 0.95, unit=unit).endswith(" told at 5 %: expansion.")
    assert "group = “outlet” or another column" in say("extent", large.extent)
    look = {"unit": unit, "part": large.part}
    places = large.unit_mentions, large.seen_units, large.tokens.sizes, large.unit_mentions_once
    drawn = [
        describe("mentions", large.unit_judged, table, unit=unit),
        describe("rates", large.rates, large.differences, table, 1000, 0.95, large.comparisons, **look),
        describe("comparisons", large.comparisons, large.comparisons, table, 1000, 0.95, **look),
        describe("calendar", table, large.events, unit=unit),
        describe("positions", *places, 0.95, **look),
    ]
    said = " ".join(" ".join(words) for words in drawn)
    assert not any(words in said for words in ("corpora", "a corpus", "per corpus", "1 corpus"))
    assert " in all 45 articles together, " in drawn[0].caption
    assert drawn[2].caption == "All articles are counted together, so no figure is drawn here."
    assert say("frames", large.rates, 1000, 0.95, unit=unit).startswith("In all articles together and ")
    doubts = say("theme_doubts", large.theme_doubts, large.seen_units, len(large.themes.passages), unit=unit)
    assert "from one corpus" not in doubts
    assert drawn[4].source.startswith(f"Source: a sample of {len(large.by_date)} of 45 articles.")


@pytest.mark.parametrize("column", ["byline", "title", "date_basis", "writer"])
def test_groups_of_any_column_are_those_in_memory(column, many, tmp_path):
    """In pieces of more than 40 rows too, of which not every column is kept; a writer stands for a byline."""
    writers = ["Ann Lee", "Bo Moor", ""] * 34
    texts = {"id": map(str, range(102)), "text": "The talks on expansion went on."}
    pd.DataFrame({**texts, column: writers}).to_csv(tmp_path / "a.csv", index=False)
    columns = {"byline": "writer"} if column == "writer" else {}
    found = with_memory(many, 0.003, path=str(tmp_path / "a.csv"), group=column, **columns)
    memory, large = Workbook(with_memory(found, IN_MEMORY)), Workbook(found)
    assert large.large is not None
    assert large.units.table["label"].tolist() == ["Ann Lee (34)", "Bo Moor (34)", "not given (34)"]
    assert memory.units.table.equals(large.units.table)
    assert memory.units.of == large.units.of


def test_frames_may_be_called_as_columns_are(many):
    names = dict(zip(["tokens", "doc_id", "count"], many.frames.values(), strict=True))
    found = many.model_copy(update={"frames": names})
    memory, large = (Workbook(with_memory(found, limit)) for limit in (IN_MEMORY, LARGE))
    same(large.rates, memory.rates, ["frame", "doc_id"])
    assert large.bootstrapped["boot_low"].notna().any()


def test_marks_of_the_sample_keep_their_rows(large):
    drawn = large.unit_judged.loc[large.judged.index]
    assert drawn["article"].tolist() == large.judged["doc_id"].tolist()
    assert drawn["form"].tolist() == large.judged["form"].tolist()
    assert large.unit_judged.index.is_unique


def test_intervals_of_blocks_are_near_those_of_whole_articles(memory, large):
    """45 articles make 45 blocks, so that the draws are those of articles, but for the seed and a copy."""
    both = memory.bootstrapped.merge(
        large.bootstrapped, on=["frame", "doc_a", "doc_b"], suffixes=("", "_large")
    ).dropna(subset="boot_low")
    assert len(both) > 3
    np.testing.assert_allclose(both["boot_low_large"], both["boot_low"], rtol=0.15)
    np.testing.assert_allclose(both["boot_high_large"], both["boot_high"], rtol=0.15)


def test_what_fits_is_not_large(five):
    assert not is_large(five)
    assert is_large(with_memory(five, LARGE))


def test_bad_corpora_are_refused_as_in_memory(many, tmp_path):
    with pytest.raises(CorpusError, match=r"no such column; allowed: .*outlet"):
        count_large(with_memory(many, LARGE, group="paper"))
    table = pd.DataFrame({"id": ["a", "b", "a"], "text": ["One two."] * 3})
    table.to_csv(tmp_path / "a.csv", index=False)
    with pytest.raises(CorpusError, match=r"id 'a' stands in a\.csv row 2 too"):
        count_large(with_memory(many, 1e-5, group=None, path=str(tmp_path / "a.csv")))
    table.assign(id=["a", "b", "c"], text="?").to_csv(tmp_path / "a.csv", index=False)
    with pytest.raises(CorpusError, match="no word in any document"):
        count_large(with_memory(many, 1e-5, group=None, path=str(tmp_path / "a.csv")))


@pytest.mark.parametrize("which", ["memory", "large"])
@pytest.mark.parametrize("number", ["01", "02", "03", "04", "06"])
def test_every_cell_of_notebooks_runs_on_groups_in_memory_and_beyond(which, number, request):
    run_cells(map(without_drawing, cells(number)), request.getfixturevalue(which))


def test_check_counts_the_mentions_of_all_documents(many, memory, large):
    text = many.file.read_text(encoding="utf-8")
    file = many.file.parent / "large.toml"
    file.write_text(text.replace("[corpus]", f"[corpus]\nmemory_mb = {LARGE}", 1), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--config", str(file)])
    assert result.exit_code == 0, result.output
    counts = memory.mentions["frame"].value_counts()
    seen, tokens = len(large.raw_documents), len(large.tokens.ids)
    assert f"a.csv: 45 documents; sample of {seen} documents, {tokens:,} tokens" in result.stdout
    assert " (in all documents)\n" in result.stdout
    assert all(f"{frame} {count}" in result.stdout for frame, count in counts.items())
