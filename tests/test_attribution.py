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
    ("Tenants demand a ban and want it promised that the ⟦ban⟧ stays.", "Tenants"),
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
    # words that name nobody
    "Not for the first time, “the ⟦ban⟧ must come”.",
    "Not for the first time, demands for a ⟦ban⟧ were heard.",
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


MORE = [
    ('"I won\'t accept a ⟦ceasefire⟧ on those terms," says Omar, 52, a baker from Homs.', "named", "Omar"),
    ("Asked about the ⟦merger⟧, the chief executive laughed.", "none", ""),
    ('The ⟦merger⟧ was, in the chairman\'s words, "a marriage of two corpses".', "named", "chairman"),
    ("By the ministry's own reckoning, the ⟦levy⟧ cost a third of the harvest.", "named", "ministry"),
    ("Several governments have accused Ankara of breaking the ⟦embargo⟧.", "unnamed group", "governments"),
    ("Ankara was accused by several governments of breaking the ⟦embargo⟧.", "unnamed group", "governments"),
    ("It emerged on Monday that the ⟦ransom⟧ had been paid.", "none", ""),
    ("The ⟦ransom⟧ is rumoured to have been paid by the uncle.", "unnamed group", "unresolved"),
    ('The ministry called reports of a ⟦ransom⟧ "pure fantasy".', "named", "ministry"),
    ("What critics call a “⟦land grab⟧” is now law.", "unnamed group", "critics"),
    ("The so-called ⟦truce⟧ lasted an hour.", "none", ""),
    ('"No ⟦talks⟧," read a placard outside the gate.', "unnamed group", "placard"),
    ("A banner over the bridge said: “No ⟦dam⟧”.", "unnamed group", "banner"),
    ("Farmers along the river say they were never asked about the ⟦dam⟧.", "unnamed group", "Farmers"),
    ("Not everyone agrees. “The ⟦dam⟧ feeds us,” said Pedro Alves, who runs a mill.", "named", "Pedro Alves"),
    ("The ⟦dam⟧ feeds us, Pedro Alves told me, “and it will drown us”.", "named", "Pedro Alves"),
    ("The president spoke for two hours, mentioned the ⟦drought⟧ once and left.", "named", "president"),
    ("Neither the president nor her aides mentioned the ⟦drought⟧.", "none", ""),
    ("She has never said that the ⟦pardon⟧ was a mistake.", "none", ""),
    ("The judge said the ⟦pardon⟧ was void. Her clerk said nothing.", "named", "judge"),
    ("Ms Abara, a lawyer, thinks the ⟦inquiry⟧ will find nothing.", "named", "Abara"),
    ("If the ministry is right, the ⟦levy⟧ will be gone by May.", "none", ""),
    ("The ⟦levy⟧ will go, the ministry hopes.", "named", "ministry"),
    ("Hopes for a ⟦truce⟧ faded on Monday.", "none", ""),
    ("There is hope for a ⟦truce⟧.", "none", ""),
    ("The rebels' demand for a ⟦truce⟧ came too late.", "unnamed group", "rebels"),
    ("Calls for a ⟦boycott⟧ grew louder.", "none", ""),
    ("The pope's appeal for a ⟦truce⟧ went unheard.", "named", "pope"),
    ("Tehran insists it has the right to ⟦enrichment⟧.", "named", "Tehran"),
    ("“⟦Enrichment⟧ is our right,” a foreign ministry spokesman said.", "named", "foreign ministry spokesman"),
    ("“⟦Enrichment⟧ is our right,” a spokesman said.", "unnamed group", "spokesman"),
    ("The IMF, in its annual report, forecasts a ⟦default⟧ in May.", "named", "IMF"),
    ("A new study suggests that ⟦quotas⟧ work.", "named", "study"),
    ("Studies suggest that ⟦quotas⟧ work.", "unnamed group", "Studies"),
    ("The poll shows that few voters want a ⟦referendum⟧.", "named", "poll"),
    ("The leaked memo says the ⟦closure⟧ was planned.", "named", "memo"),
    ("The two leaders agreed to a ⟦ceasefire⟧.", "none", ""),
    ("The two leaders said they had agreed to a ⟦ceasefire⟧.", "unnamed group", "leaders"),
    ("Mr Ortega and Ms Paz said they had agreed to a ⟦ceasefire⟧.", "named", "Ortega"),
    ("Witnesses described a ⟦raid⟧ that lasted all night.", "unnamed group", "Witnesses"),
    ("State television reported that the ⟦coup⟧ had failed.", "named", "State television"),
    ("The ⟦coup⟧ has failed, state television reported.", "named", "state television"),
    ("Reuters, citing two officials, reported that the ⟦coup⟧ had failed.", "named", "Reuters"),
    ("Local media reported a ⟦coup⟧.", "unnamed group", "Local media"),
    ("The Guardian quoted an aide as saying the ⟦coup⟧ had failed.", "named", "Guardian"),
    ("An aide was quoted as saying the ⟦coup⟧ had failed.", "unnamed group", "aide"),
    ("The king is understood to favour ⟦abdication⟧.", "unnamed group", "unresolved"),
    ("It is feared that the ⟦dam⟧ will burst.", "unnamed group", "unresolved"),
    ("“Is the ⟦dam⟧ safe?” nobody asked.", "none", ""),
    ("Those who oppose the ⟦dam⟧ say it will drown the valley.", "none", ""),
    ("Opponents of the ⟦dam⟧ say it will drown the valley.", "none", ""),
    ("The man who built the ⟦dam⟧ says it will hold.", "none", ""),
    ("Supporters say the ⟦dam⟧ will hold; opponents, that it will not.", "unnamed group", "Supporters"),
    ("Brussels is urging Rome to drop the ⟦subsidy⟧.", "named", "Brussels"),
    ("Brussels has asked Rome to drop the ⟦subsidy⟧.", "named", "Brussels"),
    ("Rome has been asked to drop the ⟦subsidy⟧.", "none", ""),
    ("The mayor hinted at a ⟦curfew⟧.", "named", "mayor"),
    ("The mayor's spokesman would not comment on the ⟦curfew⟧.", "none", ""),
    ("The mayor, asked about the ⟦curfew⟧, said he was hungry.", "none", ""),
    ("Calls by students for a ⟦boycott⟧ grew louder.", "unnamed group", "students"),
    ('"The ⟦ceasefire⟧ holds," Col. Ahmed Said told the agency Anadolu.', "named", "Ahmed Said"),
    ("Aid agencies warn of ⟦famine⟧.", "unnamed group", "Aid agencies"),
    ("The World Food Programme warned on Thursday of ⟦famine⟧ in the north.", "named", "World Food Programme"),
    ("The prime minister's office denied any ⟦deal⟧ had been struck.", "named", "prime minister's office"),
    (
        "The prime minister's office said in a statement that no ⟦deal⟧ had been struck.",
        "named",
        "prime minister's office",
    ),
    ("Police said the ⟦march⟧ was illegal.", "named", "Police"),
    ("Lawyers for Mr Haddad said the ⟦extradition⟧ would be fought.", "unnamed group", "Lawyers for Mr Haddad"),
    ("His lawyer, Nadia Haddad, said the ⟦extradition⟧ would be fought.", "named", "Nadia Haddad"),
    ("His lawyer said the ⟦extradition⟧ would be fought.", "named", "lawyer"),
    ("The ⟦dam⟧ breaches the treaty, Delhi argues.", "named", "Delhi"),
    ("The ⟦dam⟧ breaches, Delhi argues, every treaty since 1960.", "named", "Delhi"),
    ("Parliament will debate the ⟦dam⟧ on Monday, the speaker announced.", "named", "speaker"),
    ("Parliament will debate the ⟦dam⟧ on Monday. The speaker announced a recess.", "none", ""),
    ("“That ⟦dam⟧,” she said, “is a sin.”", "named", "unresolved"),
    ("One fisherman, who gave his name as Bao, said the ⟦dam⟧ had killed the river.", "unnamed group", "fisherman"),
    ("A fisherman called Bao said the ⟦dam⟧ had killed the river.", "named", "Bao"),
    ('Asked whether the ⟦dam⟧ was safe, the engineer said: "Come and look."', "none", ""),
    ('"Come and look," the engineer said when asked whether the ⟦dam⟧ was safe.', "none", ""),
    ("The engineer, standing on the ⟦dam⟧, said it would hold.", "none", ""),
    ("The engineer who designed the ⟦dam⟧, Li Wei, said it would hold.", "none", ""),
    ("Li Wei said that it would hold. The ⟦dam⟧ was finished in 1961.", "none", ""),
    ("Li Wei said that it would hold, that the ⟦dam⟧ was sound and that he slept well.", "named", "Li Wei"),
    ("Li Wei said that it would hold and that the ⟦dam⟧ was sound.", "named", "Li Wei"),
    ('"It will hold," said Li Wei. The ⟦dam⟧ was finished in 1961.', "none", ""),
    ("Environmentalists have urged the bank to withdraw from the ⟦dam⟧.", "unnamed group", "Environmentalists"),
    ("Greenpeace has urged the bank to withdraw from the ⟦dam⟧.", "named", "Greenpeace"),
    ("The opposition wants the ⟦dam⟧ gone.", "none", ""),
    ("The opposition has vowed to fight the ⟦dam⟧ in court.", "named", "opposition"),
    ("A vow to fight the ⟦dam⟧ got him elected.", "none", ""),
    ("The treaty says nothing about ⟦drones⟧.", "none", ""),
    ("Under the treaty, ⟦drones⟧ are banned.", "none", ""),
    ("The treaty states that ⟦drones⟧ are weapons.", "named", "treaty"),
    ("Member states approved the ⟦quota⟧.", "none", ""),
    ("The reports on the ⟦quota⟧ are due.", "none", ""),
    ("A claim for ⟦compensation⟧ was lodged.", "none", ""),
    ("The demand for ⟦oil⟧ rose.", "none", ""),
    ("Experts question whether the ⟦dam⟧ can hold.", "unnamed group", "Experts"),
    ("It is a question of whether the ⟦dam⟧ can hold.", "none", ""),
    ("To the mayor, the ⟦dam⟧ is a monument.", "named", "mayor"),
    ("To reach the ⟦dam⟧, walk north.", "none", ""),
    ("In his speech the king praised the ⟦truce⟧.", "named", "king"),
    ("In his opinion the ⟦truce⟧ is worthless.", "named", "unresolved"),
    ("Some observers see the ⟦truce⟧ as a trap.", "unnamed group", "observers"),
    ("Ambassador Kim Song described the ⟦drill⟧ as “a rehearsal for war”.", "named", "Kim Song"),
    ("North Korea's state news agency, KCNA, called the ⟦drill⟧ a rehearsal for war.", "named", "KCNA"),
    ("Pyongyang calls it a rehearsal; Seoul calls the ⟦drill⟧ routine.", "named", "Seoul"),
    ("What is a “⟦drill⟧” to Seoul is a rehearsal to Pyongyang.", "none", ""),
    ("The word “⟦surrender⟧” is not in the text.", "none", ""),
    ("He has written a book called “The ⟦Surrender⟧”.", "none", ""),
    ("'There is no ⟦plan⟧,' said one of the ministers.", "unnamed group", "one of the ministers"),
    ("Both Paris and Berlin have said that the ⟦plan⟧ is dead.", "named", "Paris and Berlin"),
    ("France and Germany both said that the ⟦plan⟧ was dead.", "named", "France and Germany"),
    ("The foreign ministers of France and Germany said the ⟦plan⟧ was dead.", "unnamed group", "foreign ministers"),
    ("Hardly anyone thinks the ⟦plan⟧ will work.", "none", ""),
    ("No minister has said that the ⟦plan⟧ will work.", "none", ""),
    ("Beijing, for its part, said the ⟦plan⟧ was dead.", "named", "Beijing"),
    ("Beijing – which holds a veto – said the ⟦plan⟧ was dead.", "named", "Beijing"),
    ("Beijing (which holds a veto) said the ⟦plan⟧ was dead.", "named", "Beijing"),
    ('The ⟦plan⟧ is "dead and buried", in the words of the mayor.', "named", "mayor"),
    ("The mayor made it clear that the ⟦plan⟧ was dead.", "named", "mayor"),
    ("It is the mayor's view that the ⟦plan⟧ is dead.", "named", "mayor"),
    ("The mayor's answer to the ⟦plan⟧ was a shrug.", "none", ""),
    ("The mayor is of the opinion that the ⟦plan⟧ is dead.", "named", "mayor"),
    ('Ana Paz: "The ⟦plan⟧ is dead."', "named", "Ana Paz"),
    ("MAYOR: NO ⟦PLAN⟧ BEFORE JUNE", "named", "MAYOR"),
    ("Mayor says no ⟦plan⟧ before June", "named", "Mayor"),
    ("No ⟦plan⟧ before June, says mayor", "named", "mayor"),
    ("No ⟦plan⟧ before June, mayor says", "named", "mayor"),
    ("Striking pilots reject ⟦offer⟧", "none", ""),
    ("Warning over ⟦dam⟧", "none", ""),
    ("UN warns of ⟦famine⟧ in Sudan", "named", "UN"),
    ("Sudan ⟦famine⟧ ‘inevitable’, UN warns", "named", "UN"),
    ("In its letter the union asks for a ⟦guarantee⟧ in writing.", "named", "union"),
    ("The letter asks for a ⟦guarantee⟧ in writing.", "named", "letter"),
    ("The tenants' requests for a ⟦guarantee⟧ went unanswered.", "unnamed group", "tenants"),
    ('"A ⟦guarantee⟧?" the landlord laughed. "From whom?"', "named", "landlord"),
    ('"A ⟦guarantee⟧?" laughed the landlord.', "named", "landlord"),
    ("The general, whose troops hold the ⟦bridge⟧, said nothing.", "none", ""),
    ("The general, whose troops hold the ⟦bridge⟧, warned of famine.", "none", ""),
    ("The general warned that whoever held the ⟦bridge⟧ held the city.", "named", "general"),
    ("Whoever holds the ⟦bridge⟧ holds the city, the general likes to say.", "named", "general"),
    ('"Hold the ⟦bridge⟧," he ordered.', "named", "unresolved"),
    ("“We hold the bridge,” said Ivo Marek.\n\nThe ⟦bridge⟧ was built in 1902.", "none", ""),
    ("Ivo Marek said the bridge was lost.\n\n“The ⟦bridge⟧ is theirs,” he said.", "named", "Ivo Marek"),
    ("Ivo Marek, a captain, met Jan Novak. Marek said the ⟦bridge⟧ was lost.", "named", "Marek"),
    ("The army denied the villagers ⟦compensation⟧.", "none", ""),
    ("The army denied shelling the ⟦bridge⟧.", "named", "army"),
    ("The bank forecast a ⟦recession⟧.", "named", "bank"),
    ("The bank's forecast of a ⟦recession⟧ proved right.", "named", "bank"),
    ("The two sides traded accusations over the ⟦bridge⟧.", "none", ""),
    ("The company, it is said, wants the ⟦merger⟧.", "unnamed group", "unresolved"),
    ("Rumour has it that the ⟦merger⟧ is off.", "unnamed group", "unresolved"),
    ("The ⟦merger⟧ is, reportedly, off.", "unnamed group", "unresolved"),
    ("Sources say the ⟦merger⟧ is off.", "unnamed group", "Sources"),
    ("A source familiar with the ⟦merger⟧ said it was off.", "none", ""),
    ("Shareholders were told that the ⟦merger⟧ was off.", "unnamed group", "unresolved"),
    ("The chairman told shareholders that the ⟦merger⟧ was off.", "named", "chairman"),
    ("Shareholders were told by the chairman that the ⟦merger⟧ was off.", "named", "chairman"),
    ("The ⟦merger⟧ was welcomed by Brussels.", "none", ""),
    ("Italy said the ⟦plan⟧ was dead.", "named", "Italy"),
    ("President Xi Jinping, speaking in Beijing, said the ⟦plan⟧ was dead.", "named", "Xi Jinping"),
    ("The ⟦plan⟧ was, he admitted, a mistake.", "named", "unresolved"),
    ("Unfortunately, the mayor said, the ⟦plan⟧ was dead.", "named", "mayor"),
    ('"Unfortunately," the mayor said, "the ⟦plan⟧ is dead."', "named", "mayor"),
    ("Kim Jong-un's sister, Kim Yo-jong, dismissed the ⟦talks⟧ as “a daydream”.", "named", "Kim Yo-jong"),
    ("The president-elect pledged ⟦tariffs⟧ of 20 per cent.", "named", "president-elect"),
    ("Economists at Goldman Sachs expect ⟦tariffs⟧ of 20 per cent.", "unnamed group", "Economists"),
    ("Goldman Sachs economists expect ⟦tariffs⟧ of 20 per cent.", "unnamed group", "Goldman Sachs economists"),
    ("Goldman Sachs expects ⟦tariffs⟧ of 20 per cent.", "named", "Goldman Sachs"),
    ("A government source told the BBC that ⟦tariffs⟧ would fall.", "unnamed group", "government source"),
    ("The man, 43, told police the ⟦fire⟧ was an accident.", "unnamed group", "man"),
    ("The man told police that the ⟦fire⟧ was an accident.", "unnamed group", "man"),
    ("Republicans say the ⟦wall⟧ is needed.", "unnamed group", "Republicans"),
    ("The Taliban said the ⟦raid⟧ had killed nine.", "named", "Taliban"),
    ("Hamas said the ⟦truce⟧ was over.", "named", "Hamas"),
    ("Ministers say the ⟦truce⟧ is over.", "unnamed group", "Ministers"),
    ("Chancellor Friedrich Merz's government insists the ⟦truce⟧ is not over.", "named", "government"),
    ("South Korea's defence ministry said the ⟦drill⟧ would go ahead.", "named", "defence ministry"),
    ("Teachers' unions across the region called for a ⟦strike⟧.", "unnamed group", "unions"),
    ("The teachers' union called for a ⟦strike⟧.", "named", "union"),
    ("The rebels announced a ⟦ceasefire⟧.", "unnamed group", "rebels"),
    ("The rebel group announced a ⟦ceasefire⟧.", "named", "rebel group"),
    ("In a rare interview, the reclusive founder, Ada Berg, recalled the ⟦strike⟧ of 1981.", "named", "Ada Berg"),
    ('"They said there would be ⟦jobs⟧," recalled Mrs Berg.', "named", "Berg"),
    ('"The minister told us there would be ⟦jobs⟧," recalled Mrs Berg.', "named", "Berg"),
    ("The minister, Mrs Berg recalled, had promised ⟦jobs⟧.", "named", "Berg"),
    ("Mrs Berg recalled that the minister had promised ⟦jobs⟧.", "named", "Berg"),
    ("The minister's promise of ⟦jobs⟧ was never kept.", "named", "minister"),
    ("The promise of ⟦jobs⟧ was never kept.", "none", ""),
    ("It was a promise of ⟦jobs⟧ that won her the vote.", "none", ""),
    ("Nobody believed in the ⟦jobs⟧.", "none", ""),
    ("The law, which the minister calls a “⟦safeguard⟧”, passed on Friday.", "named", "minister"),
    ("Under what the minister calls the “⟦safeguard⟧” rule, nobody pays.", "named", "minister"),
    ("The safeguard, the minister explained, is a ⟦levy⟧ by another name.", "named", "minister"),
    ("The minister explained the ⟦levy⟧ to the press.", "named", "minister"),
    ("The minister outlined a new ⟦levy⟧.", "named", "minister"),
    ("The minister introduced a new ⟦levy⟧.", "none", ""),
    ("The minister signed the ⟦levy⟧ into law, declaring the matter closed.", "none", ""),
    ("“The ⟦levy⟧ will go,” the minister's spokeswoman, Eva Lind, confirmed.", "named", "Eva Lind"),
    ("Eva Lind of the transport union said the ⟦levy⟧ would go.", "named", "Eva Lind"),
    ("Eva Lind from the transport union said the ⟦levy⟧ would go.", "named", "Eva Lind"),
    ("Farmer Eva Lind said the ⟦levy⟧ would go.", "named", "Eva Lind"),
    ("The farmer Eva Lind said the ⟦levy⟧ would go.", "named", "Eva Lind"),
    ("Eva Lind, a farmer, does not think the ⟦levy⟧ will go.", "named", "Eva Lind"),
    ("One of the farmers, Eva Lind, said the ⟦levy⟧ would go.", "named", "Eva Lind"),
    # a pronoun of a person goes to a person
    (
        "A senior official said so.\nEide himself was calm. Asked why, he replied: «I never opposed a ⟦levy⟧.»",
        "named",
        "Eide",
    ),
    ("A senior official came. He said the ⟦levy⟧ would go.", "unnamed group", "senior official"),
    ("A senior official came. Lavrov was calm. He said the ⟦levy⟧ would go.", "named", "Lavrov"),
    ("The vote was close, the union said. “No,” Holm said. He said the ⟦levy⟧ would go.", "named", "Holm"),
    ("The union said no. He said the ⟦levy⟧ would go.", "named", "unresolved"),
    ("Eva Lind told the crowd it was late. “The ⟦levy⟧ will go,” she said.", "named", "Eva Lind"),
    ("Lind said the union was tired. “The ⟦levy⟧ will go,” she said.", "named", "Lind"),
    ("Eva Lind came to Kyiv. In Kyiv it rained. Kyiv was calm. She said the ⟦levy⟧ would go.", "named", "Eva Lind"),
    ("Eva Lind left. Oslo met Lind. It said the ⟦levy⟧ would go.", "named", "Oslo"),
    ("Kyiv met Scholz. It said the ⟦levy⟧ would go.", "named", "Kyiv"),
    # the former, the latter
    ("Jane Roe met Eva Lind. The latter said the ⟦levy⟧ would go.", "named", "Eva Lind"),
    ("Jane Roe met Eva Lind. The former said the ⟦levy⟧ would go.", "named", "Jane Roe"),
    ("The union met the ministry, and the latter said the ⟦levy⟧ would go.", "named", "ministry"),
    ("It rained. The latter said the ⟦levy⟧ would go.", "named", "unresolved"),
    # a clause that opens the sentence ends at its comma
    ("When Lind's people asked for talks, Holm wrote back one line: “We see no ⟦levy⟧.”", "named", "Holm"),
    ("When officials said the plan was dead, the ⟦levy⟧ stayed.", "none", ""),
    ("When officials said the ⟦levy⟧ was dead, the mayor cheered.", "unnamed group", "officials"),
    # asked or pressed beside the speaker
    ("A spokeswoman for the union, asked about talks, said: “No ⟦levy⟧”.", "named", "spokeswoman for the union"),
    ("A spokesman for the bank, reached by phone, said the ⟦levy⟧ would go.", "named", "spokesman for the bank"),
    ("The minister, pressed on the ⟦levy⟧, left.", "none", ""),
    # nobody speaks a title, and nobody goes on speaking after it
    ("Jane Roe left. The film 'Gone with the ⟦Wind⟧ of May' opened.", "none", ""),
    ("Jane Roe said no. “Gone with the Wind of ⟦May⟧” opened on Monday.", "none", ""),
    ("Jane Roe said the film “Gone with the Wind of ⟦May⟧” was long.", "named", "Jane Roe"),
    ("Jane Roe said no. “We never saw the wind of ⟦May⟧ so strong.”", "named", "Jane Roe"),
    # a subject beside a quotation speaks it in its own line only
    ("Jane Roe sat down. “The ⟦ban⟧ must stay for ever and ever.”", "named", "Jane Roe"),
    ("Jane Roe sat down.\n“The ⟦ban⟧ must stay for ever and ever.”", "none", ""),
    # of two who close a sentence the last reports the other
    ("The ⟦ban⟧ will stay, officials say, Jane Roe said.", "named", "Jane Roe"),
    ("The ⟦ban⟧, officials say, will stay, Jane Roe said.", "named", "Jane Roe"),
    # words that a thing bears
    (
        "It is rich, according to its treasurer. Strikers had leaflets with the words “No ⟦levy⟧ without a vote”.",
        "unnamed group",
        "leaflets",
    ),
    ("A banner reading “No ⟦levy⟧ in our valley” hung there.", "unnamed group", "banner"),
    ("It is rich, said Lind. The report bears the title “The ⟦Levy⟧ and its many friends”.", "none", ""),
    # verbs and clauses
    ("It was the frost, members say, and not the ⟦levy⟧ that killed it.", "unnamed group", "members"),
    ("Eva Lind sat down. A sea without a ⟦levy⟧, she went on, was no sea.", "named", "Eva Lind"),
    ("The rain, the strike went on, a ⟦levy⟧.", "none", ""),
    ("The mayor has appealed to both sides to drop the ⟦levy⟧.", "named", "mayor"),
    ("The mayor has appealed to both sides to wait, and the bishop has signed the ⟦levy⟧.", "none", ""),
    ("The company appealed to the Supreme Court over the ⟦levy⟧.", "none", ""),
    ("It was a week in which the ministry claimed there was no ⟦levy⟧.", "named", "ministry"),
    ("It was a week in which officials said the ⟦levy⟧ would go.", "unnamed group", "officials"),
    ("He warned of rain, but refused to say whether the ⟦levy⟧ would go.", "none", ""),
    # an adjective of origin only when nobody better is named
    ("The Russian requirements for a ⟦levy⟧ were refused.", "named", "Russian"),
    ("According to Lavrov, the Russian demand for a ⟦levy⟧ stands.", "named", "Lavrov"),
    ("The Russian demand for a ⟦levy⟧, Sergei Lavrov said, stands.", "named", "Sergei Lavrov"),
    ("The Russian claim that officials believe in a ⟦levy⟧ is new.", "unnamed group", "officials"),
]


@pytest.mark.parametrize(("text", "attribution", "source"), MORE)
def test_as_news_has_it(text, attribution, source):
    found = attribute(text)[0]
    assert found.attribution == attribution
    assert source.lower() in found.source.lower()


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


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("In the end, “we need ⟦guarantees⟧”.", ""),
        ("Going on with it, “we need ⟦guarantees⟧”.", ""),
        ("Asked about it, “we need ⟦guarantees⟧”.", ""),
        ("At the end of the day, “we need ⟦guarantees⟧”.", ""),
        ("In the end, Jane Roe: “we need ⟦guarantees⟧”.", "Jane Roe"),
        ("Manfred Weber, “we need ⟦guarantees⟧”.", "Manfred Weber"),
        ("In the end, “we need ⟦guarantees⟧”, Jane Roe said.", "Jane Roe"),
        ("For the mayor, “we need ⟦guarantees⟧”.", "mayor"),
    ],
)
def test_a_phrase_of_time_or_manner_before_a_quotation_speaks_nothing(text, source):
    assert [found.source for found in attribute(text)] == [source]
