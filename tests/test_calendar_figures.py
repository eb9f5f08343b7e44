"""Bars, events and labels of the calendar agree on what a day is."""

import pandas as pd
import pytest
from legible import check_texts

from analysis.calendar_figures import draw_calendar
from analysis.captions import describe

pytestmark = pytest.mark.slow  # all together more than a few seconds


def day_number(text: str) -> int:
    """Days since 1970."""
    return (pd.Timestamp(text) - pd.Timestamp("1970-01-01")).days


def corpus(*spans: tuple[str | None, str | None]) -> pd.DataFrame:
    """Documents that can have been written on these days."""
    documents = pd.DataFrame(spans, columns=["date_earliest", "date_latest"]).apply(pd.to_datetime)
    numbers = [f"{number}" for number in range(len(spans))]
    return documents.assign(doc_id=numbers, label=[f"Article number {number}" for number in numbers])


def events(*days: str) -> pd.DataFrame:
    return pd.DataFrame({"date": pd.to_datetime([*days]), "label": [f"Talks {number}" for number in range(len(days))]})


def spans(ax) -> list[tuple[float, float]]:
    """Where bars begin and end."""
    return [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in ax.patches]


def marked(ax) -> list[float]:
    """Where events stand, from left to right."""
    return sorted(line.get_xdata()[0] for line in ax.lines)


def test_bars_last_as_long_as_the_dates(workbook):
    days = (workbook.by_date["date_latest"] - workbook.by_date["date_earliest"]).dt.days + 1
    bars = spans(draw_calendar(workbook.by_date, workbook.events))
    assert [stop - start for start, stop in bars] == days.tolist()


def test_bars_events_and_labels_agree_on_days():
    """Of a week, the 12th: half a day either side of its label, the event in its middle."""
    ax = draw_calendar(corpus(("2022-01-10", "2022-01-14"), ("2022-01-12", "2022-01-12")), events("2022-01-12"))
    twelfth = day_number("2022-01-12")
    assert spans(ax)[1] == (twelfth - 0.5, twelfth + 0.5)
    assert marked(ax) == [twelfth]
    labels = {text.get_text().strip(): place for text, place in zip(ax.get_xticklabels(), ax.get_xticks(), strict=True)}
    assert labels["12 Jan"] == twelfth
    assert labels["10 Jan\n2022"] == day_number("2022-01-10")


@pytest.mark.parametrize("width", [3.1, 6.3])
@pytest.mark.parametrize(
    ("days", "happened"),
    [
        ([("2022-01-10", "2022-01-10")], ["2022-01-10"]),
        ([("2022-01-10", "2022-01-10")], []),
        ([(None, None)], []),
        ([(None, None)], ["2022-01-10"]),
        ([("2022-01-10", "2022-01-12"), (None, "2022-01-14"), ("2022-01-11", None)], ["2022-01-12", "2022-01-13"]),
        ([("2022-01-04", "2022-01-07")] * 5, []),
        ([("2019-01-10", "2020-01-10"), ("2020-01-10", "2024-01-12")] * 20, ["2022-01-10", "2022-01-12"]),
    ],
    ids=["a day", "no event", "nothing known", "an event alone", "open dates", "no Monday", "years"],
)
def test_other_calendars_are_legible_and_labelled(days, happened, width):
    documents, known = corpus(*days), events(*happened)
    ax = draw_calendar(documents, known, describe("calendar", documents, known), width=width)
    check_texts(ax.get_figure())
    low, high = ax.get_xlim()
    assert all(low < edge < high for span in spans(ax) for edge in span)
    assert all(low < day < high for day in marked(ax))
    assert len(marked(ax)) == len(happened)
    assert bool(len(ax.get_xticks())) == (bool(happened) or days != [(None, None)])
    assert all(low < tick < high for tick in ax.get_xticks())


def test_dates_with_one_end_are_said_as_they_are():
    shown = draw_calendar(corpus((None, "2022-01-14"), ("2022-01-11", None), (None, None)), events())
    assert [text.get_text() for text in shown.texts] == ["not after 14 Jan 2022", "not before 11 Jan 2022", "undated"]


def test_undated_articles_are_said_to_be_undated(workbook):
    documents = workbook.by_date.assign(date_earliest=pd.NaT, date_latest=pd.NaT)
    ax = draw_calendar(documents, workbook.events)
    assert [text.get_text() for text in ax.texts].count("undated") == 5


def test_long_event_labels_are_wrapped(workbook):
    dates = pd.to_datetime(["2021-12-20", "2022-01-02", "2022-01-12", "2022-01-20"])
    events = pd.DataFrame(
        {"date": dates, "label": ["An event with a label much longer than there is room for beside it"] * 4}
    )
    check_texts(draw_calendar(workbook.by_date, events, describe("calendar", workbook.by_date, events)).get_figure())


def test_of_many_documents_the_bars_count_them():
    """By hand: thirty on one day, twelve the day after, one undated."""
    days = [("2022-01-10", "2022-01-10")] * 30 + [("2022-01-10", "2022-01-11")] * 12 + [(None, None)]
    ax = draw_calendar(corpus(*days), events("2022-01-12"))
    assert spans(ax) == [(day_number(day) - 0.5, day_number(day) + 0.5) for day in ("2022-01-10", "2022-01-11")]
    first, second = (abs(bar.get_height()) for bar in ax.patches)
    assert first / second == pytest.approx(30 / 12)
    ticks = dict(zip([tick.get_text() for tick in ax.get_yticklabels()], ax.get_yticks(), strict=True))
    assert [*ticks] == ["0", "30"]
    tallest = max(ax.patches, key=lambda bar: abs(bar.get_height()))
    assert tallest.get_y() == ticks["0"]
    assert tallest.get_y() + tallest.get_height() == ticks["30"]
    crowd = corpus(*[("2022-01-10", "2022-01-10")] * 12345)
    check_texts(
        draw_calendar(crowd, events("2022-01-12"), describe("calendar", crowd, events("2022-01-12"))).get_figure()
    )
    words = describe("calendar", corpus(*days), events("2022-01-12"))
    assert "42 dated articles" in words.alt
    assert "Article number" not in words.alt
