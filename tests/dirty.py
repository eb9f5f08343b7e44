"""Texts with every defect, at every place."""

from hypothesis import strategies as st

HOSTILE_PIECES = (
    "-", "a", "A", "“", "”", '"', "«", "»", "Photo:", "(", ")", "[", "]", ".", " ", "\u00a0", "\r", "\n", "\u2028",
    "e\u0301", "\u0301", "\u0323", "\u200b", "â€™", "ж", "…", ",", "be-cause", "ab", "Cd",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from(HOSTILE_PIECES), max_size=60).map("".join)
DIRTY = st.text(
    st.sampled_from(list("aB .,\n\r\t\u00a0\u200b\u0301éж\u2028")) | st.characters(codec="utf-8"), max_size=200
)
LONG = "The talks went on for a week after that, and nobody who was there could say what had come of them."
LINES = [
    "", " ", "\u00a0", "\u2003 ", "Talks failed", "A caption above it", "By January the talks had failed.", "“A",
    "Ann Lee", "\u00a0By Ann Lee and Juan de la Cruz\r", "Talks in Geneva (Getty Images)", "Talks (AP photo) \u00a0",
    "(c) Reuters", "© Reuters", "Photo: Reuters (Getty Images)", "Ｐhoto: Reuters", "poſted on 12 January 2022",
    "12 comments (3)", "\u0663 comments", "About the author", "Share this: é", "see Also the talks",
    "Log in to comment", "read more", "GENEVA (Reuters) - The talks failed.", "WASHINGTON — “The talks failed.", LONG,
    f"{LONG} {LONG}", "Kеlly", "The Kurds explained in detail the essence of all the proposals.", "x.” And",
    "No.Then", "now…Then", "a ,, b", "The \u212aurds explained: in detail, the essence of (all) the proposals!",
    "the İstanbul talks of one two three four", "The İSTANBUL talks of one two three four",
    "THE kurds explained in DETAIL the essence of\u200ball the proposals", "…”. A", "“.”.", "\u0444(ж)", "(a [ж) b]",
    "a\u0301", "Ã\u00a0", "œ ", "à la carte", "Â ", "cafÃ©”", "éé", "𐐀a-b𐐀", "ж" * 30, "(𐐀)", "”a", "”é", "” ”",
    "«a »", "be-cause", "Smir-novak", "a-b-c-d-e-f-g", "ca-\u0301fé", "x\x1f\x1fy", "x\x01\u0301", "a\u2028 b",
    "a \t b", "\u3000a", "a\x85b", "By a1", "-", "a - b", "U.S.,", "end.,", "a\u00a0 \x01b",
]  # fmt: skip
PIECES = st.lists(
    st.sampled_from(
        ["By Ann Lee", "Photo: Reuters", "Leave a Reply", "One two three four five six seven eight nine.", "x"]
    )
    | st.sampled_from(
        [
            "be-cause of Rus-sian Was-hingtonI",
            "He said: “no ”and left.He went..",
            "cafÃ© [слово] donâ€™t",
            "Moscow- The talks",
        ]
    )
    | st.sampled_from(LINES)
    | DIRTY
    | HOSTILE,
    max_size=8,
).map("\n".join)
