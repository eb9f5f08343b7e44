"""The verbs, phrases and nouns by which a text says who said something: data of `analysis.attribution`."""

from __future__ import annotations

from analysis.rules import Rule

_IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "write": "writes wrote written writing",
    "think": "thinks thought thinking", "feel": "feels felt feeling", "swear": "swears swore sworn swearing",
    "foresee": "foresees foresaw foreseeing", "speak": "speaks spoke spoken speaking", "see": "sees saw seeing",
    "hold": "holds held holding", "find": "finds found finding", "foretell": "foretells foretold foretelling",
    "beg": "begs begged begging", "read": "reads read reading", "sing": "sings sang singing", "quip": "quips quipped",
    "admit": "admits admitted admitting", "blog": "blogs blogged", "put": "puts put putting", "go": "goes went going",
    "make": "makes made making", "let": "lets let", "decry": "decries decried decrying", "sum": "sums summed summing",
    "set": "sets set setting", "spell": "spells spelled spelt", "have": "has had", "foreshadow": "foreshadowed",
    "forecast": "forecasts forecast forecasting", "plead": "pleads pleaded pled pleading", "take": "takes took taking",
    "show": "shows showed showing", "propose": "proposes proposed proposing", "concur": "concurs concurred",
}  # fmt: skip


def _inflect(verb: str) -> list[str]:
    """Every form of a verb."""
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    stem = verb.removesuffix("e")
    third = verb + ("es" if verb.endswith(("sh", "ch", "ss", "x")) else "s")
    return [verb, third, stem + "ed", stem + "ing"]


def _forms(verbs: str) -> str:
    """A pattern that matches every form of every verb."""
    forms = {form for verb in verbs.split() for form in _inflect(verb)}
    return "(?:" + "|".join(sorted(forms, reverse=True)) + r")\b"


SAY = (
    "say tell declare state add claim argue insist maintain assert note observe remark explain warn complain confess "
    "admit concede acknowledge affirm reaffirm confirm reveal disclose report write tweet reply respond answer"
    " reiterate "
    "repeat stress emphasise emphasize underline underscore highlight contend allege testify hint imply"
    " indicate signal "
    "predict forecast suggest assure reassure remind inform caution comment joke quip shout cry yell chant"
    " scream whisper "
    "mutter murmur exclaim lament recall mention boast recount announce outline clarify conclude foresee"
    " object protest "
    "retort counter opine assess proclaim convey relay brief blog grumble fume muse bemoan mourn scoff sneer"
    " thunder sigh "
    "laugh shrug enthuse elaborate foretell specify certify attest guess wail bellow roar interject advise"
    " continue read smile order"
)
ASK = "demand request urge propose recommend ask wonder inquire query implore beseech exhort press plead beg"
PROMISE = "promise pledge vow swear threaten"
BELIEVE = "believe think expect fear consider reckon doubt suspect anticipate estimate assume worry trust presume"
CALL = "describe label dub brand term characterise characterize denounce condemn criticise criticize deride portray"
BLAME = "accuse praise slam deplore decry lambast lambaste berate rebuke applaud hail chide chastise"
NEEDS_WORDS = frozenset(
    _forms(f"{ASK} {PROMISE} {BELIEVE} {CALL} {BLAME} announce outline".replace("beg", ""))[3:-3].split("|")
)
ONLY_QUOTED = frozenset(_forms("read smile laugh sigh shrug continue fume go order")[3:-3].split("|"))
VERB_FORMS = frozenset(_forms(f"{SAY} {ASK} {PROMISE} {BELIEVE} {CALL} {BLAME} call question find")[3:-3].split("|"))
NOUNS = frozenset(  # forms of reporting verbs that are nouns too
    form
    for noun in "claim demand report call hope fear promise pledge vow estimate request answer comment "
    "note doubt remark signal question tweet "
    "forecast state hint boast joke shout cry appeal plea term label brand urge advice threat brief sigh laugh"
    " smile shrug quip yell object relay guess "
    "trust suspect reply counter caution charge praise condition whisper lament rule hold show feel plead press".split()
    for form in (noun, noun + "s", noun[:-1] + "ies")
)
PASTS = frozenset(  # that do not end in -ed
    "met left went came saw took gave made got put set ran sat stood began broke brought built bought caught"
    " chose cut drew drove ate fell fought flew "
    "forgot grew heard held hit kept knew led lost lent let meant paid rode rose sent shook shot shut sang"
    " slept spent stole struck taught threw woke wore won "
    "became hid bore beat bent dug fed hung laid lay lit sank sold sought spread swam tore withdrew wept "
    "understood".split()
)
TELLING = frozenset(_forms("tell assure reassure inform remind brief")[3:-3].split("|"))
VERBS = (  # the source is the subject of the verb
    Rule(
        "says",
        rf"(?:{_forms('point')} out\b|{_forms('sum')} up\b|{_forms('put')} it\b"
        rf"|{_forms('go')} on(?: to say)?(?=[,.;:]| that| to say)|{_forms('spell set')} out\b|{_forms('rule')}"
        rf" out that\b|{_forms('hint')} at\b|{_forms('allude')} to\b"
        rf"|{_forms(SAY)}(?! (?:no|yes)(?: to\b|[,.;])| (?:goodbye|farewell|hello|nothing|little|sorry"
        rf"|thanks?)\b(?! (?:\w+ )?(?:was|were|is|had|would|will))"
        rf"| (?:an?|the|his|her|its|their) (?:\w+ )?(?:book|novel|song|poem|thesis|script|cheque)\b| up\b| in"
        rf" (?:his|her|their) (?:sleep|grave))|{_forms('quote cite')} (?=[^,;.]* as \w+ing\b)|(?:is|was|were"
        rf"|are|been) (?:\w+ly )?(?:quoted|cited)(?: [^,;.]{{1,40}})? as \w+ing\b"
        rf"|{_forms('make')} (?:it )?(?:clear|plain)\b|{_forms('let')} it be known\b"
        rf"|{_forms('speak talk warn complain boast')} (?:of|about)\b"
        rf"|{_forms('deny')} (?:that|having|any|it|there|all|ever|the (?:allegations?|reports?|claims?"
        rf"|accusations?|existence|rumou?rs?)|\w+ing)\b|{_forms('deny')} the \w+(?=[,.;]| (?:on|in|and"
        rf"|but)\b))",
        "The minister said on Friday that the ⟦embargo⟧ would stay.",
        "The minister, who said nothing, signed the ⟦embargo⟧.",
    ),
    Rule(
        "calls for",
        rf"(?:{_forms('call appeal plead beg ask press push argue pray')} (?:for|on|upon)\b|{_forms(ASK)}"
        rf"|{_forms('appeal')} to\b(?=[^,;.]* to\b)"
        rf"|{_forms('insist')} (?:on|upon)\b"
        r"|put forward\b|puts forward\b|spoke out\b|speaks out\b|came out (?:for|against|in favou?r)\b)",
        "The union called for a ⟦ceasefire⟧.",
        "The union called off the ⟦strike⟧.",
    ),
    Rule(
        "promises or threatens",
        rf"{_forms(PROMISE)}",
        "The rebels vowed there would be no ⟦disarmament⟧.",
        "The promised ⟦disarmament⟧ began on Monday.",
    ),
    Rule(
        "believes or expects",
        rf"(?:{_forms(BELIEVE)}|{_forms('hope')}(?! for\b)|{_forms('see regard view')} (?=(?:[^,;.]* )?as\b)"
        rf"|{_forms('take')} the view\b"
        rf"|{_forms('guess')} that|(?:is|are|was|were|remains?) (?:\w+ )?(?:convinced|certain|confident"
        rf"|adamant|afraid|worried|sceptical|skeptical|hopeful|sure|of the opinion)\b)",
        "The Treasury expects the ⟦surcharge⟧ to raise a billion.",
        "The Treasury is expected to raise the ⟦surcharge⟧.",
    ),
    Rule(
        "finds that",
        rf"(?:{_forms('find rule hold show feel agree decide decree')}(?= that\b| no\b| there\b)|(?:found"
        rf"|finds|ruled|rules|held|holds|decreed)(?=[,.;])"
        rf"|{_forms('question')} (?:whether|why|how|if|the)\b)",
        "The ⟦merger⟧ is not illegal, the authority found.",
        "The authority found the ⟦map⟧ in a drawer.",
    ),
    Rule(
        "calls it",
        rf"(?:{_forms(CALL)}|{_forms(BLAME)}|{_forms('refer')} to\b|{_forms('dismiss liken')} (?=[^,;.]* (?:as|to)\b)"
        rf"|{_forms('call')} (?!off\b|up\b|in\b|out\b|back\b|at\b|by\b|an? (?:halt|end|meeting|vote|strike"
        rf"|truce|referendum|press|news|snap|early|general|emergency|election))"
        rf"|(?:{_forms('have')}) only (?=[“\"‘'«„]))",
        "The mayor has called the plan a “⟦ceasefire⟧ with cars”.",
        "Workers walked out after a boss called a meeting on the ⟦strike⟧.",
    ),
)
AFTER = (  # the source stands after the phrase
    Rule(
        "according to",
        r"\baccording to (?!plan\b|schedule\b|whether\b|how\b|need\b|taste\b|size\b|tradition\b|custom\b|type\b)",
        "According to the central bank, the ⟦devaluation⟧ cost millions.",
        "The ⟦devaluation⟧ went according to plan.",
    ),
    Rule(
        "in the words of",
        r"\b(?:in the (?:words|view|opinion|eyes|judge?ment|estimation|reckoning|telling|account|reading) of|as told by"
        r"|from the (?:point of view|standpoint|perspective) of|on the word of) ",
        "In the words of Judge Jane Roe, the ⟦amnesty⟧ was a blanket.",
        "In the case of Jane Roe, the ⟦amnesty⟧ came late.",
    ),
    Rule(
        "for",
        r"\W*(?:for|to) (?=(?:the |its |their |his |her |some |many |most )?[^,;]{2,60}, (?:the|an?|this|that"
        r"|it|there|no|[a-z]+s?) )"
        r"(?!now\b|example\b|instance\b|years?\b|once\b|this\b|that\b|date\b|be\b|all\b|most of\b|the (?:first"
        r"|second|third|past|last|next|moment|time|rest|sake|record|most part|purpose)\b|(?:\w+ )?(?:years"
        r"|weeks|days|months|decades|hours|centuries|minutes|reasons?)\b|[a-z]+ (?:it|them|the)\b)",
        "For the herders, the ⟦mine⟧ is a matter of grass.",
        "For three years, the ⟦mine⟧ stood idle.",
    ),
)
VIEWS = Rule(  # the source owns the noun
    "in someone's view",
    r"\b(?:in|from|by|on|to) (?P<source>(?:[^\s,;:.“”\"]+ ){0,5}?[^\s,;:.“”\"]+?)(?:['’]s?|(?<=its|his|her"
    r"|the)(?=\s)|(?<=their)(?=\s)) (?:own )?"
    r"(?:words|view|opinion|eyes|judge?ment|estimation|account|reckoning|reading|telling|points? of view"
    r"|standpoint|perspective|assessment|mind|admission)\b",
    "In Moscow's view, the ⟦expansion⟧ is a threat.",
    "In Moscow's parks, the ⟦expansion⟧ is a topic.",
)
_SAYING = (
    r"claims?|statements?|demands?|promises?|pledges?|vows?|warnings?|threats?|calls?|pleas?|appeals?"
    r"|requests?|proposals?|suggestions?"
    r"|insistence|assertions?|allegations?|assurances?|complaints?|arguments?|contention|beliefs?|fears?"
    r"|predictions?|forecasts?|announcements?"
    r"|admission|confession|accusations?|declarations?|recommendations?|remarks?|comments?|hints?|denial"
    r"|expectations?|position|view|opinion"
    r"|stance|ultimatums?|requirements?|reports?|estimates?|question|hope|criticism|description|argument"
    r"|advice|conclusion|verdict|ruling"
)
BORNE = Rule(  # the source bears the words
    "words on a placard",
    r"\b(?P<source>(?:leaflet|placard|banner|sign|poster|sticker|badge|flyer|pamphlet|handbill|t-shirt|graffiti"
    r"|inscription)s?)\b[^.;:“”\"«»]{0,40}?(?:with the (?:words?|slogan|message|inscription|text|motto|demand)"
    r"|reading|read|that reads?|saying|that says?|that said|bearing(?: the \w+)?|inscribed|proclaiming|demanding),?:? "
    r"(?=[\"“”„«‘'])",
    "Strikers handed out leaflets with the words “No ⟦ferry⟧ tolls here”.",
    "Strikers handed out leaflets near the ⟦ferry⟧.",
)
OWNED = (
    Rule(
        "someone's claim, call or demand",
        rf"\b(?:{_SAYING})(?: (?:not to|that|to|for|of|on|against|about|over)\b|,? (?:is|was|has been|remains)"
        rf" (?:that|not)\b)",
        "The commander's plea for a ⟦truce⟧ was rebuffed.",
        "The commander's hat for the ⟦truce⟧ was new.",
    ),
    Rule(
        "someone's is that",
        r"(?<=['’]s )(?:is|was) that\b|(?<=s['’] )(?:is|was) that\b",
        "Yerevan's position is that it stays. Baku's is that the ⟦corridor⟧ closes.",
        "Baku's plan is new. It is that the ⟦corridor⟧ closes.",
    ),
)
_ADVERB = r"(?: (?:\w+ly|also|now|often|even|long|generally))?"
_TOLD = (
    "said|reported|believed|thought|understood|alleged|rumou?red|claimed|feared|estimated|assumed|hoped|argued"
    "|suggested"
    "|suspected|presumed|supposed|acknowledged|announced|stated|considered|deemed"
)
NOBODY = (  # nobody is named
    Rule(
        "it is said",
        rf"\bit (?:is|was|has been|had been){_ADVERB} (?:{_TOLD})\b(?! by)|\b(?:there (?:is|are|were|was)|amid"
        rf"|word is|rumou?r has it|reports? (?:said|suggested))"
        r"(?: (?:talk|reports?|claims?|rumou?rs|fears?|speculation|suggestions?))?(?: that| of)\b(?<!there is"
        r" that)(?<!amid that)(?<!amid of)",
        "It was reported that the ⟦ransom⟧ had been paid.",
        "It was clear that the ⟦ransom⟧ had been paid.",
    ),
    Rule(
        "is said to",
        rf"\b(?:is|are|was|were|has been|have been|had been){_ADVERB} (?:{_TOLD}) to (?:be|have)\b|\b(?:is|are"
        rf"|was|were){_ADVERB}"
        r" (?:said|reported|rumou?red|alleged|claimed|believed|thought|understood|suspected|feared) to\b"
        r"|\b(?:is|are|was|were|been)(?: \w+ly| often| long)? (?:described|seen|regarded|viewed|portrayed"
        r"|perceived|labell?ed|branded|hailed) as\b|\b(?:reportedly|allegedly|purportedly)\b",
        "The ⟦ransom⟧ is said to have been paid in diamonds.",
        "The chambers are expected to approve the ⟦ransom⟧.",
    ),
    Rule(
        "was told that",
        r"\b(?:was|were|been) (?:told|informed|assured|warned|advised)(?: (?:on|in|at|last) \w+)? that\b(?! by)",
        "Parliament was told that the ⟦ransom⟧ had been paid.",
        "Parliament was shown where the ⟦ransom⟧ had been paid.",
    ),
)
AGENT = Rule(  # the source follows "by"
    "said by",
    rf"\b(?:{_forms(f'{SAY} {ASK} {PROMISE} {CALL} {BLAME} call quote cite tell')}) (?:(?:on|in|at|last) \w+"
    rf" )?by (?!\w+ing\b|(?:a|an|the)? ?(?:\d|phone\b|email\b|letter\b|post\b|then\b|mistake\b|law\b))",
    "The ⟦ceasefire⟧ proposed by the mediator Jane Roe held.",
    "The ⟦ceasefire⟧ broken by the rebels was short.",
)
AGENTS = (
    AGENT,
    Rule(
        "a call or claim by",
        rf"\b(?:{_SAYING})(?: (?:this|last) \w+)? (?:by|from) (?!\w+ing\b)",
        "A call by students for a ⟦boycott⟧ was heard.",
        "A school by the river for a ⟦boycott⟧ was heard.",
    ),
)
RULES = (*VERBS, *AFTER, VIEWS, BORNE, *OWNED, *NOBODY, *AGENTS)
