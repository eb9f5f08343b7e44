"""Numbers, dates and lists as words."""

import numpy as np
import pytest

from analysis.wording import format_number, format_p, format_percent, join_words


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (0, "0"),
        (np.int64(1234567), "1,234,567"),
        (0.0, "0"),
        (99.96, "100"),
        (999.4, "999"),
        (999.9, "1,000"),
        (-999.9, "-1,000"),
        (1e-5, "1.00e-05"),
        (-4.2, "-4.20"),
        (np.inf, "∞"),
        (-np.inf, "-∞"),
        (np.nan, "not defined"),
    ],
)
def test_numbers(value, wanted):
    assert format_number(value) == wanted


def test_small_words():
    assert (format_p(0.00099), format_p(1.0)) == ("p < 0.001", "p = 1.00")
    assert [format_p(p) for p in (0.001, 0.00456, 0.0123, 0.25)] == [
        "p = 0.00100",
        "p = 0.00456",
        "p = 0.0123",
        "p = 0.250",
    ]
    assert (format_percent(0.0), format_percent(1.0), format_percent(0.995)) == ("0 %", "100 %", ">99 %")
    assert join_words(["a"]) == "a"
