"""Check as a reader would that the text of a figure is legible."""

import itertools

from matplotlib.figure import Figure
from matplotlib.text import Text


def texts(figure: Figure) -> list[Text]:
    """Every text that is seen."""
    figure.draw_without_rendering()
    return [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible() and in_view(text)]


def in_view(text: Text) -> bool:
    """Tick labels outside the axis are kept by Matplotlib but not drawn."""
    axes = text.axes
    if axes is None or text not in [*axes.get_xticklabels(), *axes.get_yticklabels()]:
        return True
    low, high = sorted(axes.get_xlim() if text in axes.get_xticklabels() else axes.get_ylim())
    place = text.get_position()[0 if text in axes.get_xticklabels() else 1]
    return bool(low - 1e-9 <= place <= high + 1e-9)


def check_texts(figure: Figure) -> None:
    """No text overlaps another, leaves the canvas or is smaller than 8 points."""
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(figure)]
    assert min(text.get_fontsize() for text in texts(figure)) >= 8
    for text in texts(figure):
        check_on_canvas(text, figure)
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        width = min(a.x1, b.x1) - max(a.x0, b.x0)
        height = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert width <= 1 or height <= 1, (one, other)


def check_on_canvas(text: Text, figure: Figure) -> None:
    box = text.get_window_extent()
    assert box.x0 >= 0, text
    assert box.y0 >= 0, text
    assert box.x1 <= figure.bbox.width, text
    assert box.y1 <= figure.bbox.height, text
