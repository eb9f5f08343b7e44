"""What a pattern may be."""

from analysis.patterns import parts_fault


def test_parts_of_a_frame_share_no_pattern():
    assert parts_fault({"patterns": ["a"], "exclude": ["b"], "wide": ["c"]}) is None
    for parts in ({"patterns": ["a"], "wide": ["a"]}, {"patterns": ["b"], "exclude": ["a"], "wide": ["a"]}):
        assert "take it out" in parts_fault(parts)[1]
