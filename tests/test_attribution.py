"""Who is reported to say it: every construction, every rule's example, and what must not count."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution import NONE, attribute_mentions, sentence_spans
from analysis.attribution_rules import RULES
from analysis.quotations import quotation_spans
from analysis.tokens import tokenize


def attribute(marked: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Attribution of every mention in ⟦ ⟧."""
    pieces = re.split("[⟦⟧]", marked)
    ends = [0, *itertools.accumulate(map(len, pieces))]
    places = [(ends[number], ends[number + 1]) for number in range(1, len(pieces), 2)]
    text = "".join(pieces)
    tokens = tokenize([text], ["text"])
    sentences = sentence_spans(text, tokens.sentence, tokens.starts, tokens.stops)
    return attribute_mentions(text, places, quotation_spans(text), sentences)


NAMED = [
    # verb before what is said
    ("Jane Roe said the ⟦ban⟧ would stay.", "Jane Roe"),
    ("Jane Roe, who has led the union since 2011, said the ⟦ban⟧ would stay.", "Jane Roe"),
    ("Jane Roe, the head of the union, has repeatedly said that the ⟦ban⟧ would stay.", "Jane Roe"),
    ("The head of the union, Jane Roe, told reporters in Paris that the ⟦ban⟧ would stay.", "Jane Roe"),
    ("The head of the union Jane Roe told reporters the ⟦ban⟧ would stay.", "Jane Roe"),
    ("On Tuesday the finance minister warned that a ⟦default⟧ was near.", "finance minister"),
    ("In Paris, President Emmanuel Macron said on Monday that the ⟦pact⟧ was dead.", "Emmanuel Macron"),
    ("Speaking after the vote, Senator Ann Lee called the ⟦pact⟧ a disgrace.", "Ann Lee"),
    ("Washington and Moscow said the ⟦pact⟧ was dead.", "Washington and Moscow"),
    ("The White House has said that it opposes the ⟦pact⟧.", "White House"),
    ("Kremlin spokesman Dmitry Peskov told journalists that the ⟦pact⟧ was dead.", "Dmitry Peskov"),
    ("A spokesman for the bank declined to say more but added that the ⟦pact⟧ was dead.", "spokesman for the bank"),
    ("The EU's foreign policy chief, Josep Borrell, urged both sides to respect the ⟦truce⟧.", "Josep Borrell"),
    ("Ukraine's president, Volodymyr Zelensky, on Friday demanded security ⟦guarantees⟧.", "Volodymyr Zelensky"),
    ("The Foreign Office did not recommend a ⟦boycott⟧.", "Foreign Office"),
    ("The court ruled that the ⟦ban⟧ was unlawful.", "court"),
    ("The report concludes that the ⟦dam⟧ was never needed.", "report"),
    ("The company denied that the ⟦strike⟧ had cost it anything.", "company"),
    ("Berlin considers the ⟦pipeline⟧ a private matter.", "Berlin"),
    ("Merkel spoke of a “⟦truce⟧ in name only”.", "Merkel"),
    ("Hungary threatened to block the ⟦embargo⟧.", "Hungary"),
    ("The prime minister is convinced that the ⟦embargo⟧ works.", "prime minister"),
    ("Mr. Smith pointed out that the ⟦embargo⟧ had failed.", "Smith"),
    ("Dr. Ada Lovelace, 36, of the U.S. Geological Survey, believes the ⟦quake⟧ was small.", "Ada Lovelace"),
    ("The minister met the press and promised a ⟦vote⟧ by June.", "minister"),
    ("The minister left early, saying the ⟦vote⟧ was lost.", "minister"),
    ("The talks failed, said Ann Lee, adding that a ⟦vote⟧ would follow.", "Ann Lee"),
    ("It was Ann Lee who said the ⟦vote⟧ was lost.", "Ann Lee"),
    ("The agency put the cost of the ⟦vote⟧ at a million and said it would pay.", None),
    # verb after or inside it
    ("The ⟦ban⟧ will stay, Jane Roe said.", "Jane Roe"),
    ("The ⟦ban⟧ will stay, said Jane Roe, the head of the union.", "Jane Roe"),
    ("The ⟦ban⟧ will stay, the minister told reporters on Friday.", "minister"),
    ("The ⟦ban⟧, said the minister, will stay.", "minister"),
    ("The talks, the minister said on Friday, are about the ⟦ban⟧.", "minister"),
    ("As the minister put it, the ⟦ban⟧ is dead.", "minister"),
    ("The ⟦ban⟧ is dead, as Jane Roe noted last week.", "Jane Roe"),
    # phrases
    ("According to Jane Roe, the ⟦ban⟧ will stay.", "Jane Roe"),
    ("The ⟦ban⟧ will stay, according to the ministry.", "ministry"),
    ("The ⟦ban⟧, according to the ministry, will stay.", "ministry"),
    ("According to a report by Amnesty International, the ⟦ban⟧ hurts.", "Amnesty International"),
    ("In the words of Jane Roe, the ⟦ban⟧ is a farce.", "Jane Roe"),
    ("In Moscow's view the ⟦expansion⟧ is a threat.", "Moscow"),
    ("By the minister's own account, the ⟦ban⟧ was a mistake.", "minister"),
    ("From Moscow's point of view, the ⟦expansion⟧ is a threat.", "Moscow"),
    ("Moscow's demand that the ⟦expansion⟧ stop was refused.", "Moscow"),
    ("Russia's demands for security ⟦guarantees⟧ were refused.", "Russia"),
    ("The Russian demand for ⟦guarantees⟧ was refused.", "Russian"),
    ("Jane Roe was quoted as saying that the ⟦ban⟧ would stay.", None),
    ("The ⟦ceasefire⟧ proposed by Jane Roe was short.", "Jane Roe"),
    ("The plan was described by Jane Roe as a “⟦surrender⟧”.", "Jane Roe"),
    # pronouns
    ("Jane Roe came to Paris. She said the ⟦ban⟧ would stay.", "Jane Roe"),
    ("Jane Roe came to Paris. The ⟦ban⟧, she said, would stay.", "Jane Roe"),
    ("Jane Roe spoke to Al Jazeera. The analyst said the ⟦ban⟧ would stay.", "Jane Roe"),
    ("The ministry met on Friday. It said the ⟦ban⟧ would stay.", "ministry"),
    ("It rained. He said the ⟦ban⟧ would stay.", "unresolved"),
    # quotations
    ("“The ⟦ban⟧ will stay,” Jane Roe said.", "Jane Roe"),
    ("“We wait. The ⟦ban⟧ will stay. We hope,” said Jane Roe.", "Jane Roe"),
    ("“Who wants a ⟦ban⟧?” Jane Roe asked.", "Jane Roe"),
    ("Jane Roe told the BBC: “The ⟦ban⟧ will stay.”", "Jane Roe"),
    ("“No,” said Jane Roe. “The ⟦ban⟧ will stay.”", "Jane Roe"),
    ("“No,” Jane Roe said, “the ⟦ban⟧ will stay.”", "Jane Roe"),
    ("“No,” said Jane Roe.\n“The ⟦ban⟧ will stay.”", "Jane Roe"),
    ("Jane Roe was blunt: “The ⟦ban⟧ will stay.”", "Jane Roe"),
    ("Jane Roe shook her head. “The ⟦ban⟧ will stay.”", "Jane Roe"),
    ("Mayor Jane Roe was furious at what she called “the ⟦ban⟧”.", "Jane Roe"),
    ("Roe: no ⟦ban⟧ before June", "Roe"),
    ("No ⟦ban⟧ before June: Roe", "Roe"),
    # two speakers
    ("Jane Roe said it was late, but the mayor said the ⟦ban⟧ would stay.", "mayor"),
    ("Jane Roe said it was late and Ann Lee said the ⟦ban⟧ would stay.", "Ann Lee"),
    ("Jane Roe said officials believed the ⟦ban⟧ would stay.", "Jane Roe"),
]
UNNAMED = [
    ("Officials said the ⟦ban⟧ would stay.", "Officials"),
    ("Analysts tend to believe that the ⟦ban⟧ will stay.", "Analysts"),
    ("Two sources close to the talks said the ⟦ban⟧ would stay.", "sources close to the talks"),
    ("A senior NATO official said the ⟦ban⟧ would stay.", "NATO official"),
    ("NATO officials warned that the ⟦ban⟧ would stay.", "NATO officials"),
    ("Some say the ⟦ban⟧ will stay.", "Some"),
    ("Many residents fear a new ⟦ban⟧.", "residents"),
    ("Critics of the mayor call the ⟦ban⟧ a farce.", "Critics of the mayor"),
    ("A diplomat who asked not to be named said the ⟦ban⟧ would stay.", "diplomat"),
    ("The ⟦ban⟧ will stay, diplomats say.", "diplomats"),
    ("According to observers, the ⟦ban⟧ will stay.", "observers"),
    ("To its critics, the ⟦ban⟧ is a farce.", "critics"),
    ("“The ⟦ban⟧ is a farce,” said one shopkeeper.", "shopkeeper"),
    ("Protesters demanded an end to the ⟦ban⟧.", "Protesters"),
    ("The ⟦ban⟧ is believed to have cost millions.", "unresolved"),
    ("It has been reported that the ⟦ban⟧ will stay.", "unresolved"),
    ("There are rumours that the ⟦ban⟧ will stay.", "unresolved"),
    ("The ⟦ban⟧ will reportedly stay.", "unresolved"),
    ("Residents met on Friday. They said the ⟦ban⟧ would stay.", "Residents"),
    ("Experts' claim that the ⟦ban⟧ hurts is new.", "Experts"),
]
NONES = [
    "The ⟦ban⟧ will stay.",
    "Jane Roe saw the ⟦ban⟧.",
    "The government refused to lift the ⟦ban⟧.",
    "The government rejected, vetoed and opposed the ⟦ban⟧.",
    "Jane Roe, who opposed the ⟦ban⟧, said that it rained.",
    "Jane Roe, the architect of the ⟦ban⟧, said that it rained.",
    "“It rains,” said Jane Roe, who had signed the ⟦ban⟧.",
    "It rained, the minister said at a meeting on the ⟦ban⟧.",
    "Asked about the ⟦ban⟧, the minister left.",
    "The minister refused to say whether the ⟦ban⟧ would stay.",
    "The minister did not say whether the ⟦ban⟧ would stay.",
    "Nobody said that the ⟦ban⟧ would stay.",
    "The ⟦ban⟧ ended after the mayor said it was unlawful.",
    "The promised ⟦ban⟧ never came.",
    "The alleged ⟦ban⟧ and the proposed one are old.",
    "The two states share a ⟦border⟧.",
    "Reports on the ⟦ban⟧ fill a shelf.",
    "The mayor called off the ⟦strike⟧.",
    "The mayor called a meeting on the ⟦strike⟧.",
    "It rained, said Jane Roe. The ⟦ban⟧ stays.",
    "The paper's editors were tired. The “⟦ban⟧” went on.",
    "The chambers are expected to approve the ⟦ban⟧.",
    "For three years the ⟦ban⟧ stood.",
    "For example, the ⟦ban⟧ stood.",
    "The case for the ⟦ban⟧ is weak.",
    "The ⟦ban⟧ went according to plan.",
    "The mayor said no to the ⟦ban⟧.",
    "The ⟦ban⟧ was announced on Friday.",
    "Update: the ⟦ban⟧ stays.",
]


@pytest.mark.parametrize(("text", "source"), [case for case in NAMED if case[1]])
def test_a_named_source(text, source):
    attribution, found, rules = attribute(text)[0]
    assert attribution == "named"
    assert found in (source, f"Mr. {source}")
    assert rules


@pytest.mark.parametrize(("text", "source"), UNNAMED)
def test_an_unnamed_group(text, source):
    attribution, found, rules = attribute(text)[0]
    assert attribution == "unnamed group"
    assert source in found
    assert rules


@pytest.mark.parametrize("text", NONES)
def test_the_articles_own_voice(text):
    assert attribute(text) == [NONE]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_fires_in_its_example_and_not_in_its_counter_example(rule):
    assert attribute(rule.example)[0].rules == (rule.name,)
    assert rule.name not in attribute(rule.counter_example)[0].rules


def test_a_pronoun_looks_back_over_a_few_sentences_only():
    far = "Jane Roe came. " + "It rained. " * 20 + "She said the ⟦ban⟧ would stay."
    assert attribute(far)[0].source == "unresolved"


def test_every_mention_of_a_sentence_is_judged_by_its_own_clause():
    found = attribute("Bern wants the ⟦ban⟧; Rome says the ⟦ban⟧ hurts.")
    assert [one.source for one in found] == ["", "Rome"]


PIECES = st.sampled_from(
    "⟦ban⟧ Jane Roe said , . “ ” \" ' the minister according to that who and ; : – \n he they it in Moscow 's view "
    "told was reported claim for by officials but saying 12 ? not of as".split(" ")
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text())
def test_any_text_is_read_and_a_source_stands_in_it(text):
    plain = re.sub("[⟦⟧]", "", text)
    tokens = tokenize([plain], ["text"])
    places = list(zip(tokens.starts.tolist(), tokens.stops.tolist(), strict=True))
    sentences = sentence_spans(plain, tokens.sentence, tokens.starts, tokens.stops)
    assert len(sentences) == (tokens.sentence[-1] if len(tokens.sentence) else 0)
    assert all(a <= b for a, b in itertools.pairwise(itertools.chain(*sentences)))
    for found in attribute_mentions(plain, places, quotation_spans(plain), sentences):
        assert (found.attribution == "none") == (found.source == "") == (found.rules == ())
        assert found.source in plain or found.source == "unresolved"
