"""What opposes or refuses a thing: classes of words, and the rules made of them.

A pattern is a regular expression over the words of a sentence, parted by single spaces; a name in angle brackets
stands for its class of words in `WORDS`. Classes that end in a space take in any number of words, each with the
space after it, so that <np><node> is the mention with the words before it in its noun phrase.
"""

from __future__ import annotations

import re

from analysis.rules import Rule


def _verbs(bases: str) -> str:
    """All regular forms of verbs; an underscore stands for a space, a vertical line parts irregular forms."""
    forms = []
    for base in bases.split():
        verb, _, particle = base.partition("_")
        tail = " " + particle.replace("_", " ") if particle else ""
        if "|" in verb:
            forms.append(f"(?:{verb}){tail}")
        elif verb.endswith("e"):
            forms.append(f"{verb[:-1]}(?:e|es|ed|ing){tail}")
        elif verb.endswith("y") and verb[-2] not in "aeou":
            forms.append(f"{verb[:-1]}(?:y|ies|ied|ying){tail}")
        else:
            forms.append(f"{verb}(?:s|es|{verb[-1]}?ed|{verb[-1]}?ing)?{tail}")
    return "|".join(forms)


_GIVE = _verbs(
    "give|gives|gave|given|giving offer provide grant deliver pay|pays|paid|paying supply issue award send|sends|sent|"
    "sending extend release lend|lends|lent|lending disburse furnish promise concede hand hand_over restore guarantee afford|affords|afforded"
)
_ACCEPT = _verbs(
    "accept allow permit tolerate support back endorse approve agree_to consent_to sign ratify authorise authorize "
    "recognise recognize countenance contemplate consider entertain bow_to yield_to submit_to comply_with abide_by honour "
    "honor stand_for put_up_with hear|hearing_of vote_for answer admit join take|taking_part_in participate_in attend"
)
_DO = _verbs(
    "hold|holding|held host go|going_ahead_with proceed_with pursue seek|seeking start launch conduct impose introduce "
    "build|building|built deploy carry_out resume begin|beginning undertake use station create establish order stage "
    "renew reopen continue raise increase expand enlarge strengthen develop produce acquire buy|buying purchase "
    "sell|selling import export test fire place move wage commit levy hike put|putting"
)
_WANT = _verbs(
    "allow permit tolerate accept support back endorse agree_to consent_to authorise authorize condone want welcome "
    "favour favor"
)
_EXCLUDE = _verbs(
    "rule_out exclude oppose forbid|forbids|forbade|forbidden|forbidding prohibit ban outlaw prevent avert avoid thwart "
    "obstruct quash torpedo scupper criminalise criminalize renounce shelve abolish axe ditch forgo|forgoes|forgoing|forwent forswear|"
    "forswears|forswore|forsworn foil resist object_to refrain_from abstain_from desist_from "
    "back_away_from withdraw|withdraws|withdrew|withdrawn|withdrawing_from pull_out_of do|does|did|done|doing_away_with "
    "discontinue preclude condemn waive protest_against keep|keeping_out annul overturn cease forestall"
)
_CEASE = _verbs("scrap abandon cancel repeal give|gives|gave|given|giving_up call_off")
_STOP = _verbs("stop halt drop block veto freeze|freezes|froze|frozen|freezing cut|cuts|cutting_off")
_LIFT = _verbs(
    "lift end suspend remove revoke rescind withdraw|withdraws|withdrew|withdrawn|withdrawing reverse dismantle ease "
    "roll_back undo|undoing wind|winding_up quit|quitting"
)
_REFUSE = _verbs(
    "refuse withhold|withholds|withheld|withholding rebuff spurn snub turn_down brush_aside brush_off rebuke balk_at baulk_at"
)
_REJECT = _verbs(
    "reject dismiss decline ignore throw|throws|threw|thrown|throwing_out strike|strikes|struck|striking_down vote_down "
    "disregard repudiate"
)
_ASK = (
    "(?:demand|call|plea|request|appeal|bid|petition|proposal|application|motion|offer|claim|"
    "entreat(?:y|ie)|requirement)s?"
)

WORDS = {
    # the mention, and what kind of thing it names
    "node": "⟦[^⟧]*⟧",
    "given": (
        "⟦(?:[^⟧]* )?(?:guarant|promis|assur|pledg|concession|compensat|reparation|amnest|pardon|clemency|asylum|visa|"
        "permi|licen[cs]e|exempt|aid|assist|help|loan|tranche|credit|grant|fund|rebate|refund|bonus|rises?⟧|raises?⟧|"
        "allowance|pay|wage|pension|benefit|access|entry|bail|parole|leave|extension|apolog|explanation|information|"
        "answer|repl|interview|inquir|audience|recogni|membership|citizenship|status|protection|treatment|suppl|deliver|shipment|"
        "relief|bailout|ransom|exception|commitment|safeguard|immunity|reprieve|hearing|appointment|passport|bonus|"
        "damages|disburse|water⟧|food⟧|scholarship|award|medicine|admission|non-)[^⟧]*⟧"
    ),
    "offered": (
        "⟦(?:[^⟧]* )?(?:offer|ultimatum|ultimata|proposal|deal|truce|ceasefire|cease-fire|agreement|treat(?:y|ies)|accord|plan|"
        "invitation|bid|mediation|talks|negotiation|compromise|settlement|resolution|request|demand|appeal|plea|"
        "petition|application|overture|call|armistice|terms|option|motion|bill|claim|candidacy|nomination)s?⟧"
    ),
    "sought": "⟦(?:[^⟧]* )?(?:motion|appeal|request|petition|application|bid|plea)s?⟧",
    "claim": "⟦(?:[^⟧]* )?(?:accus|alleg|charg|claim|suggest|critic|report|rumou?r|notion|assert|figure|version|account|interpret|argument|comparison|finding|conclusion|insinuat|blame|responsib|link|role|involve|wrongdoing)[^⟧]*⟧",
    # small words
    "det": (
        "a|an|the|any|all|some|this|these|those|its|their|his|her|our|your|my|both|every|each|another|such|more|most|"
        "many|further|either|even"
    ),
    "prep": (
        "of|in|on|at|by|for|from|with|to|into|over|under|about|against|between|among|through|during|without|within|"
        "after|before|since|until|till|towards?|upon|despite|via|than|as|amid"
    ),
    "conj": "and|or|nor|but|so|that|which|who|whom|whose|where|when|while|because|although|though|if|unless|whether|how|why",
    "be": "is|are|was|were|be|been|being|am",
    "have": "has|have|had|having",
    "modal": "will|would|shall|should|must|may|might|can|could|ought to",
    "aux": "<be>|<have>|<modal>|do|does|did|ought|not|never|neither|no|none|nobody",
    "pron": "i|you|he|she|it|we|they|there|what|said|says|told|saying",
    "verb": (
        "wants?|wanted|favou?rs?|favou?red|seeks?|sought|adopted|became|becomes|met|gave|got|took|went|came|saw|led|began|"
        "made|makes|gives|takes|goes|comes|sees|leads|asked|asks|hopes|hoped|knew|knows|thinks|thought|believes|believed|"
        "agrees|wrote|writes|spoke|welcomed|welcomes|accepts|signs|resumes|continues|starts|causes|caused|follows|remains|"
        "remained|includes|included|showed|shows|brought|brings|sent|holds|kept|keeps|ran|runs|feared|insisted|insists|adds|word|term|phrase|expression"
    ),
    "objpron": "me|him|her|us|them|you|it|anyone|anybody|either",
    "adv": r"\w+ly|also|still|ever|even|yet|again|now|just|so far|already|always|then|once|twice|ever again|instead|far",
    "mod": r"(?!(?:<det>|<prep>|<conj>|<aux>|<pron>|<verb>) )[\w'&$%£€./-]+",
    "item": r"(?:, )?(?!(?:<conj>|<aux>|<pron>|<verb>) )[\w'&$%£€./-]+",
    "word": r"[\w'&$%£€./-]+",
    # the words between a governing word and the mention: its noun phrase, "plans for", earlier items of a list
    "np": "(?:(?:all|any|some|most|both|many|much|one|none|half|parts?|two|three|a (?:third|half|quarter|part|portion|share|number|series|string|couple|second|first)) of )?(?:(?:<det>) ){0,2}(?:<mod> ){0,5}",
    "carrier": (
        "(?:plan|idea|prospect|possibilit(?:y|ie)|polic(?:y|ie)|introduction|imposition|implementation|use|construction|"
        "deployment|resumption|form|kind|sort|type|payment|deliver(?:y|ie)|extension|creation|establishment|option|"
        "provision|sale|transfer|suppl(?:y|ie)|round|right|presence|launch|start|continuation|renewal|threat|increase|"
        "work|vote|adoption|notion|thought|project|programme|program|bill|law|move|step|effort|attempt|intention|"
        "building|granting|signing|holding|offer|level|return|scheme|question|issue|subject|talk|drive|discussion|mention|imposing|introducing)s?"
    ),
    "carried": "(?:<np><carrier> (?:(?:of|for|on|in|about|over|towards?|at|against|to) (?:<mod> (?=(?:<det>) ))?)){0,2}",
    "list": "(?:(?:<item> ){1,9}?(?:, )?(?:(?:and|or|nor|as well as|but not|and also) |, (?=<np><node> (?:, |and |or )))(?!\\w+ed |(?:gives|gave|makes|made|sets|took|takes|went|left|wants|began|got|urged|calls|kept) ))?",
    "obj": "<aside>(?:what (?:<word> ){1,4}?(?:call|describe|term|label|regard|see)(?:s|d|ed)?(?: as)? )?<list>(?:(?:<objpron>) )?<carried><np>",
    "to_whom": "(?:(?:<objpron>) |(?:<det> )?(?:<mod> ){1,3}(?=(?:<det>) ))?",
    "post": r"(?:(?!(?:that|which|who|whom|whose|where|but|because|although|if|unless|<modal>|<be>|<have>|did|does|do) )"
    r"<word> ){0,9}(?:(?:, )?(?:that|which|it|they|he|she|we|i|you) (?:(?!<be> |<modal> )<word> ){1,6})?",
    "aside": "(?:, (?:<word> ){1,8}, )?",
    "no": "no (?:(?:<item> ){1,4}(?:, and |, |and |or )no ){0,3}",
    # not, and what does as much
    "fill": "(?:(?:<adv>|be|been|being|have|to|ready|willing|prepared|able|going|want|wish|seek|try|seeking|trying|"
    "intend|plan|likely|, ever ,|, ever|in a position|so much(?: as)?|move|moving|agree|formally) ){0,4}",
    "in_no_case": (
        "(?:under no circumstances|on no account|at no (?:point|time|stage)|in no case)"
        "(?: <modal> (?:<pron>|<item>)(?: <item>){0,3}?)?|never <modal> (?:<pron>|<item>)(?: <item>){0,3}?"
    ),
    "willed": (
        "(?:<in_no_case>|(?:<modal>) (?:<adv> )?(?:not|never)|not to|never to|never again|(?:refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|"
        "ing)|unwilling(?:ness)?|reluctan(?:t|ce)|refuses? point-blank|loath|loth) to|(?:<be>|do|does) not (?:ready|willing|"
        "prepared|going|about|want|wish|intend) to|no longer|let us not|(?<=^ )do not|(?<=, )do not|(?:rather|prefer) not(?: to)?|no intention (?:of|to)|in no (?:position|mood) to)"
    ),
    "averse": (
        "(?:<willed>|rul(?:e|es|ed|ing) out|refrain(?:s|ed|ing)? from|stop(?:s|ped|ping)?|against|abstain(?:s|ed|ing)? from|"
        "rather than|instead of|opposed to|objections? to|opposition to|ban on|end to|halt to|oppos(?:e|es|ed|ing)|avoid(?:s|ed|ing)?|"
        "(?:illegal|unlawful|forbidden|a crime|an offence) (?:for (?:<item> ){1,4}?)?to)"
    ),
    "negated_verb": (
        "(?:<willed>|not|never|(?:fail(?:s|ed|ing|ure)?|<have> yet|unable|inability|hesitat(?:e|es|ed|ing)|omitt?(?:s|ed|"
        "ing)?|neglect(?:s|ed|ing)?|too \\w+) to|without|stopp?(?:ed|s|ing)? short of)"
    ),
    "negated": (
        "(?:<negated_verb>|(?:neither|nobody|no one|no-one|none|nothing|not one|no)(?: nor| (?!to )<item>){0,6}?"
        "(?: (?:<have>|<modal>|<be>|did|does|do)){0,2})"
    ),
    "keep": (
        "(?:(?:will|would|shall|should|must) (?:<adv> )?(?:not|never)|(?:refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)|"
        "unwilling(?:ness)?) to|(?:<be>|do|does|did) not (?:ready|willing|prepared|going|want|wish|intend) to|no intention of) <fill>"
        "(?:<lift>|<cease>)"
    ),
    "wish": (
        "(?:" + _verbs("want demand insist urge propose pledge vow promise seek|seeks|sought|seeking hope plead deserve "
        "prefer request require recommend advocate favour favor ask agree swear|swears|swore|sworn suggest pray dream imagine resolve")
        + "|(?:call|ask|appeal|push|press|campaign|plead|argue)(?:s|ed|ing)? for|like|must|should|shall|let us|needs?|"
        "demands|calls|pleas|pledges?|promises?|vow|wish|wishes|phrase|slogan|words|formula|motto|"
        "banners?|placards?|chant(?:s|ed|ing)?|shout(?:s|ed|ing)?|condition|principle|ready for)"
    ),
    # classes of verbs and nouns
    "give": f"(?:{_GIVE})",
    "get": f"(?:{_verbs('get|gets|got|getting receive obtain secure see|seeing')})",
    "accept": f"(?:{_ACCEPT})",
    "want": f"(?:{_WANT})",
    "do": f"(?:{_ACCEPT}|{_DO})",
    "exclude": f"(?:{_EXCLUDE}|{_CEASE})",
    "cease": f"(?:{_CEASE}|{_verbs('stop halt drop')})",
    "stop": f"(?:{_STOP})",
    "lift": f"(?:{_LIFT})",
    "refuse": f"(?:{_REFUSE})",
    "reject": f"(?:{_REJECT})",
    "ask": _ASK,
    "against_noun": (
        "(?:(?:opposition|resistance|objections?|end|halt|stop|aversion) to|(?:ban|bans|moratorium|moratoriums|embargo|"
        "prohibition|veto|freeze|boycott|clampdown) (?:on|of)|(?:waiver|renunciation|abandonment|cancellation|abolition|"
        "scrapping|exclusion|prohibition|prevention|avoidance|inadmissibility|unacceptability|banning|halting|veto|"
        "vetoing|stopping|shelving|repeal|opponents?|critics and opponents|cessation|termination|outlawing) of|"
        "(?:opponents?|enemies) (?:of|to)|opposed to|averse to|hostile to|zero tolerance (?:for|of|towards)|"
        "down with|enough of|instead of a return to)"
    ),
    "against_act": (
        "(?:(?:set|sets) (?:its|his|her|their) (?:face|mind|heart)s?|"
        + _verbs("rule campaign protest vote fight|fights|fought|fighting rally march speak|speaks|spoke|speaking_out "
        "argue lobby decide come|comes|came_out advise recommend stand|stands|stood|standing struggle warn appeal "
        "demonstrate petition petition_strongly caution turn set|sets_himself mobilise mobilize counsel side")
        + "|opposition|protests?|campaign|demonstrations?|rall(?:y|ies)|movement|petition|march|fight|struggle|arguments?|"
        "case|votes?|campaigners|protesters|guarantees?|assurances?|pledges?|activists|lobby|resolution|front|stance|opinion|tide|dead set)"
    ),
    "unthinkable": (
        "(?:unacceptable|inadmissible|impermissible|intolerable|out of the question|off the table|off limits|dead|ruled "
        "out|a red line|a non-starter|not (?:acceptable|admissible|on the table|on the agenda|an option|negotiable|up "
        "for (?:discussion|debate)|going to happen|going ahead|welcome here|to be)|unthinkable|taboo|no longer an option)"
    ),
    "be_done": "(?:(?:<modal>|<have>|<be> to|to|not|now|finally|rightly) (?:<adv> )?){0,3}(?:<be>|been|gets?|got)(?: <adv>)?(?: being)?",
    "happen": (
        "(?:happen|take place|go ahead|be happening|be taking place|be going ahead|proceed|occur|come to pass|(?:have been <word>|have happened)|be (?:<adv> )?(?:fought|waged|raised|increased|moved|placed|revived|restored|legali[sz]ed|"
        "transferred|sent|sold|developed|tested|produced|won|possible|permissible|enforced|enacted|passed|completed|built|held|allowed|permitted|tolerated|"
        "accepted|deployed|introduced|imposed|implemented|carried out|repeated|extended|approved|launched|resumed|signed|"
        "installed|stationed|established|created|renewed|used|expanded|considered|recognised|recognized|supported|"
        "reintroduced|continued|started|opened|brought back|an option|admitted))"
    ),
}  # fmt: skip


def spell_out(pattern: str) -> str:
    """Put the classes of words in the place of their names.

    Parameters
    ----------
    pattern : str
        The pattern of a rule.

    Returns
    -------
    str
        A regular expression.

    Examples
    --------
    >>> spell_out("<have> yet to")
    '(?:has|have|had|having) yet to'
    """
    while (spelt := re.sub(r"<(\w+)>", _spell_class, pattern)) != pattern:
        pattern = spelt
    return pattern


def _spell_class(match: re.Match[str]) -> str:
    words = WORDS[match[1]]
    return f"(?:{words})" if "|" in words else words


# Words to read past: nothing in them is opposed or refused, and what they hold is judged no further.
PASSED = (
    Rule(
        "no doubt, not only and the like",
        r"(?:no|without|not|little) (?:a )?(?:doubt|question that|wonder|matter|secret|surprise|mistake|exception|"
        r"coincidence|shortage of|end of|lack of)|not (?:only|just|merely|simply|solely|least|surprisingly|to mention)|"
        r"nothing (?:but|less than|short of)|no (?:fewer|less|more|later|sooner|other|better|worse) than|none other than|"
        r"why not|if not|or not|no sooner|but for",
        "There is no doubt that the ⟦embargo⟧ hurts.",
        "There will be no ⟦embargo⟧.",
        "neither",
    ),
    Rule(
        "on a condition",
        r"(?:(?:if|unless|in case|in the event|supposing|provided) (?:(?:<word>|⟦[^⟧]*⟧) ){0,25}?<node>"
        r"|(?<=^ )(?:had|were|should) (?:<word> ){1,15}?<node>(?=(?: <word>){0,15} , )"
        r"|whether (?:(?:<word>|⟦[^⟧]*⟧) ){0,15}?<node>)(?: <word>){0,25}",
        "Oil will rise if the alliance rules out ⟦talks⟧.",
        "As if to answer, the alliance ruled out ⟦talks⟧.",
        "neither",
    ),
    Rule(
        "asked with yes or no",
        r"^ (?:(?:and|but|so|or|then) )?(?:<be>|<modal>|has|have|had|do|does|did) (?!(?:<word> ){0,2}not )(?:(?:<word>|,) ){0,25}?"
        r"<node>(?: (?:<word>|,)){0,25} \?",
        "Is ⟦expansion⟧ off the table?",
        "Should there not be an end to ⟦expansion⟧?",
        "neither",
    ),
    Rule(
        "there is none without",
        r"(?:there )?(?:<modal>|<be>) (?:be )?(?:no|not) (?:be )?(?:an? |any )?<np><node>(?: <post>)(?:without|unless)"
        r"|no <np><node> <post>(?:without|unless)",
        "There can be no ⟦referendum⟧ without a law.",
        "There can be no ⟦referendum⟧ before May.",
        "neither",
    ),
    Rule(
        "not opposed, not refused",
        r"(?:(?:did|has|have|had|was|were|is|are|can|could|may|might) (?:not|never)|fail(?:s|ed)? to) <fill><cease>|"
        r"(?:nothing|nobody|no one|no-one|none|neither|no <np>)(?: <item>){0,3}?(?: <modal>)? <fill><cease>|"
        r"(?:nothing|powerless|unable|helpless|impossible|too late|little|hard|difficult|harder) (?:<word> ){0,2}?to <fill>(?:<exclude>|<stop>|<reject>)|"
        r"(?:could|would|should|might|ought to) have (?:<exclude>|<stop>|<refuse>|<reject>)|"
        r"<negated> (?:ask|asking|urge|want|call on|tell|order|expect|force|persuade|convince|get) (?:<item> ){1,5}?to (?:<exclude>|<stop>|<reject>)|"
        r"<negated> <fill>rul(?:e|ed|ing) <obj><node> <post>out|(?:<negated> |neither <aside>(?:<item> ){0,3}(?:nor )?)<fill>(?!<cease> )(?:<exclude>|<stop>|<refuse>|<reject>|"
        r"den(?:y|ies|ied|ying)|opposed to|opposing|(?:<against_act> )?against|hostile to|averse to)",
        "The chancellor refused to rule out a ⟦levy⟧.",
        "The chancellor ruled out a ⟦levy⟧.",
        "neither",
    ),
    Rule(
        "no opposition to it",
        r"(?:no|nothing|without|little|hardly any|few|not (?:an?|any)) (?:(?!be |to |plans? )<word> ){0,4}?(?:against|<against_noun>)",
        "There is no opposition to the ⟦mine⟧.",
        "There is stiff opposition to the ⟦mine⟧.",
        "neither",
    ),
    Rule(
        "opposition given up",
        r"(?:<exclude>|<stop>|<lift>|overcome|overcame|overcomes|soften(?:s|ed|ing)?) <np>(?:opposition|objections?|"
        r"resistance|hostility|refusal|reservations|campaign|protests?) (?:to|of|against)",
        "The party has abandoned its opposition to the ⟦plant⟧.",
        "The party has voiced its opposition to the ⟦plant⟧.",
        "neither",
    ),
    Rule(
        "opposition has ended",
        r"(?:opposition|objections?|resistance|hostility|protests?|ban|veto) (?:to|of|against|on) <obj><node> <post>(?:(?:<have>|<be>) ){0,2}(?:<adv> )?"
        r"(?:melt|fad|evaporat|collaps|crumbl|dropp|abandon|overcome|gone|disappear|vanish|died|crush|given up|subsid)(?:e|s|es|ed|ing)?",
        "Opposition to the ⟦tunnel⟧ has melted away.",
        "Opposition to the ⟦tunnel⟧ has grown.",
        "neither",
    ),
    Rule(
        "denied having opposed or refused",
        r"den(?:y|ies|ied|ying) (?:that )?(?:(?:<pron>|<word>|the <word>) )?(?:<fill>)(?:(?:had|has|have|was|were|would|is|are) "
        r")?<fill>(?:<exclude>|<stop>|<refuse>|<reject>|opposition to)",
        "The bank denied blocking the ⟦loan⟧.",
        "The bank kept blocking the ⟦loan⟧.",
        "neither",
    ),
)  # fmt: skip

# not when it is stopped from doing something
_ITSELF = r"(?! <post>from (?:<adv> )?\w+ing )"

JUDGED = (
    # the word itself
    Rule(
        "non- before it",
        r"⟦(?:non|anti|no)[- ][^⟧]*⟧",
        "They want guarantees of ⟦non-expansion⟧.",
        "They want guarantees of ⟦expansion⟧.",
        "opposed",
    ),
    # to do: shall not
    Rule(
        "shall not",
        r"<willed> (?:(?:<adv>|be|have) )*(?!<given>)<node>",
        "The alliance will not ⟦expand⟧.",
        "The alliance did not ⟦expand⟧.",
        "opposed",
    ),
    Rule(
        "never",
        r"(?:that|never again|vow|vows|vowed|and|or) (?:(?!<have> )<word> ){0,5}?never <fill><node>"
        r"|(?:insist|demand|ask|require|propose|urge|recommend|stipulate|request)(?:s|d|ed|ing)? that (?:<item> ){1,5}not <fill><node>",
        "The minister demanded that the alliance never ⟦expands⟧.",
        "The alliance had never ⟦expanded⟧.",
        "opposed",
    ),
    Rule(
        "refuse to do it and more",
        r"<willed> <fill>(?:<item> ){1,9}?(?:and|or|nor) <node>",
        "They insist on the refusal to expand eastwards and ⟦deploy⟧ weapons.",
        "They insist on the promise to expand eastwards and ⟦deploy⟧ weapons.",
        "opposed",
    ),
    Rule(
        "will not guarantee",
        r"(?:<willed>|not|never|(?:fail(?:s|ed|ing|ure)?|<have> yet|unable|inability) to) (?:(?:<adv>|be|have) )*<given>",
        "The bank did not ⟦guarantee⟧ the deposits.",
        "The bank did ⟦guarantee⟧ the deposits.",
        "refused",
    ),
    Rule(
        "will not accept, build or allow",
        r"(?:<averse>|(?:neither|no|nobody|no one)(?: <item>){0,3} (?:may|must|shall|should|will|can)) <fill>(?:<do>) (?:for )?(?:<to_whom>)(?:to )?<obj>(?!<given>|<offered>)<node>",
        "They will not accept the ⟦expansion⟧ of the base.",
        "They will soon accept the ⟦expansion⟧ of the base.",
        "opposed",
    ),
    Rule(
        "will not accept the offer",
        r"<negated> <fill>(?:<accept>|meet|meeting|heed|heeding|fulfil|satisfy) <obj>(?:<given>|<offered>)",
        "The rebels would not sign the ⟦truce⟧.",
        "The rebels would sign the ⟦truce⟧.",
        "refused",
    ),
    Rule(
        "does not allow",
        r"(?:(?:do|does|did|has|have|had) (?:not|never)|never|nobody|no one|no-one|none of <np>|few) <fill><want> <to_whom><obj>(?!<given>|<offered>)<node>",
        "The law does not permit ⟦exports⟧ of grain.",
        "The law does not mention ⟦exports⟧ of grain.",
        "opposed",
    ),
    Rule(
        "will not lift it",
        r"<keep> <obj><node>",
        "The ministry would not lift the ⟦embargo⟧.",
        "The ministry would lift the ⟦embargo⟧.",
        "both",
    ),
    # governed by a noun or a verb
    Rule(
        "ban on, end to, opposition to",
        r"<against_noun> <obj><node>",
        "The marchers called for an end to the ⟦curfew⟧.",
        "The marchers met at the end of the ⟦curfew⟧.",
        "opposed",
    ),
    Rule(
        "demand that it end",
        r"(?:<wish> (?:for )?(?:(?:the|an?|their|its|any|that|immediate|early|swift|gradual|full|complete) ){0,3}(?:end|lifting|removal|"
        r"withdrawal|suspension|reversal|dismantling|ending|revoking|revocation) (?:of|to)"
        r"|(?:(?:<wish>|<modal>|to|and) <fill>|that (?:<word> ){1,4}?)(?:lift|end|suspend|remove|revoke|rescind|withdraw|reverse|dismantle|undo|quit|"
        r"lifting|ending|suspending|removing|revoking|rescinding|reversing|dismantling)) <obj><node>"
        r"|(?:<wish>|<modal>|to) <fill>(?:bring|put) <obj><node> <post>to an? (?:end|halt|stop)",
        "The union called for the lifting of the ⟦curfew⟧.",
        "The lifting of the ⟦curfew⟧ surprised the union.",
        "opposed",
    ),
    Rule(
        "rule out, oppose, prevent",
        rf"<exclude> (?:against )?<obj><node>{_ITSELF}|rul(?:e|es|ed|ing) <obj><node> <post>out",
        "The chancellor ruled out a ⟦levy⟧ on second homes.",
        "The chancellor praised a ⟦levy⟧ on second homes.",
        "opposed",
    ),
    Rule(
        "rule out a thing to be given",
        rf"(?:rul(?:e|es|ed|ing) out|exclud(?:e|es|ed|ing)|veto(?:es|ed|ing)?|block(?:s|ed|ing)?|forbid|forbade) <obj><given>{_ITSELF}"
        r"|rul(?:e|es|ed|ing) <obj><given> <post>out",
        "The chancellor ruled out ⟦compensation⟧ for the farmers.",
        "The chancellor ruled out a ⟦levy⟧ for the farmers.",
        "refused",
    ),
    Rule(
        "stop, halt, drop, block",
        rf"<stop> <obj>(?!<given>)<node>{_ITSELF}",
        "A court halted the ⟦deployment⟧ of police.",
        "Traffic halted for the ⟦inauguration⟧.",
        "opposed",
    ),
    Rule(
        "veto or drop a thing to be given",
        rf"(?:drop(?:s|ped|ping)?|veto(?:es|ed|ing)?|block(?:s|ed|ing)?) <obj><given>{_ITSELF}",
        "The president vetoed the ⟦aid⟧.",
        "The president signed the ⟦aid⟧.",
        "opposed",
    ),
    Rule(
        "stop paying",
        rf"(?:<stop>|suspend(?:s|ed|ing)?|delay(?:s|ed|ing)?|barr?(?:s|ed|ing)?) <obj><given>{_ITSELF}",
        "The utility stopped ⟦payments⟧ to the contractor.",
        "The utility continued ⟦payments⟧ to the contractor.",
        "refused",
    ),
    Rule(
        "stop somebody from it",
        r"(?:(?:prevent|stop|bann?|prohibit|bar|barr|dissuad|discourag|exclud|block|keep|kept|deterr?|refrain)(?:e|s|ed|ped|ing|ping)?) "
        r"(?:<item> ){0,7}?from <fill><obj><node>|keep(?:s|ing)? <obj><node> <post>(?:out|away)",
        "Treaties prevent the alliance from ⟦expanding⟧.",
        "Treaties protect the alliance from ⟦floods⟧.",
        "opposed",
    ),
    Rule(
        "reject",
        r"(?:<reject>|(?:said|says?|saying) no to) <obj>(?!<given>|<offered>|<claim>)<node>",
        "Moscow rejects the ⟦expansion⟧ of the alliance.",
        "Moscow rejects ⟦accusations⟧ of aggression.",
        "opposed",
    ),
    Rule(
        "reject an offer",
        r"(?:<reject>|rejection of|(?:said|says?|saying) no to|dismissal of) <obj>(?:<given>|<offered>)",
        "Tehuac rejected the ⟦ultimatum⟧.",
        "Tehuac repeated the ⟦ultimatum⟧.",
        "refused",
    ),
    Rule(
        "rejection of",
        r"(?:rejection|refusal) of <obj>(?!<given>|<offered>|<claim>)<node>",
        "Moscow expects a refusal of ⟦expansion⟧.",
        "Moscow expects a year of ⟦expansion⟧.",
        "opposed",
    ),
    # refused to somebody
    Rule(
        "refuse",
        r"(?:<refuse>|refusal of|withholding of|denial of(?= <obj><given>)) <to_whom><obj><node>(?! (?:<det>) )",
        "The villagers were refused ⟦compensation⟧.",
        "The villagers refused to discuss ⟦compensation⟧.",
        "refused",
    ),
    Rule(
        "be denied",
        r"(?:<be>|been|being) (?:<adv> )?(?:denied|deprived of|stripped of|robbed of|barred from|cheated of) <obj><node>"
        r"|den(?:y|ies|ied|ying) (?:<to_whom><obj>(?:<given>|<sought>)|(?:<objpron>|the \w+s) <np><node>)",
        "The widow was denied the ⟦guarantees⟧.",
        "The insurer denied that the ⟦guarantees⟧ covered it.",
        "refused",
    ),
    Rule(
        "turn it down",
        r"(?:turn|vote|brush|wav|push|shoot|shot|hand|sen[dt]|threw|throw)(?:s|es?|d|ed|ing)? (?:<objpron> (?:down|away|aside) for <np><node>"
        r"|<np>(?:<given>|<offered>) <post>(?:down|aside|away|back))",
        "The bank turned the ⟦offer⟧ down.",
        "The mayor turned down the radio and read the ⟦offer⟧.",
        "refused",
    ),
    Rule(
        "refuse to give",
        r"(?:<negated>|<averse>) <fill>(?:(?:<give>)(?: to)?|let(?: <item>){1,4}? have) <to_whom><obj><node>(?! (?:<det>) )",
        "The United States refused to give ⟦guarantees⟧.",
        "The United States agreed to give ⟦guarantees⟧.",
        "refused",
    ),
    Rule(
        "not receive",
        r"<negated> <fill>(?:getting|gets?|got|receiv(?:e|es|ed|ing)|obtain(?:ed|ing)?) <obj><node>",
        "Growers will not be getting the ⟦rebate⟧.",
        "Growers will be getting the ⟦rebate⟧.",
        "refused",
    ),
    Rule(
        "give no",
        r"(?:<give>|<get>|<do>) <to_whom>(?:no|neither|none of) <obj>(?:<given>|<offered>)"
        r"|(?:<give>|<get>) (?:(?:<item>|,) ){1,8}?(?:but|and|though) no <np><given>",
        "The delegation received no ⟦assurances⟧.",
        "The delegation received ⟦assurances⟧.",
        "refused",
    ),
    Rule(
        "none was given",
        r"(?:no|none of|neither) <obj><node> <post>(?:(?:<modal>|<have>|<be>) ){1,3}(?:<adv> )?(?:given|offered|provided|granted|paid|"
        r"delivered|forthcoming|issued|awarded|extended|sent|approved|received)",
        "No ⟦concessions⟧ were offered.",
        "No ⟦concessions⟧ were needed.",
        "refused",
    ),
    Rule(
        "reject a demand for it",
        r"(?:<refuse>|<reject>|<stop>|refusal of|rejection of|rul(?:e|es|ed|ing) out|resist(?:s|ed|ing)?|<negated> <fill>(?:<do>|<give>|meet|heed|grant)) "
        r"<list><np><ask> (?:(?:by|from) (?:<item> ){1,5}?)?(?:for|to|that) (?:<word> ){0,5}?<np><node>",
        "The palace rejected calls for an ⟦inquiry⟧.",
        "The palace repeated calls for an ⟦inquiry⟧.",
        "refused",
    ),
    Rule(
        "demand for it was rejected",
        r"(?<!no )(?:<ask> (?:(?:by|from) (?:<item> ){1,5}?)?(?:for|to|that)|(?:attempts?|push|campaign|efforts?) (?:for|to) (?!(?:<exclude>|<stop>|<lift>) )) (?:<item> ){0,8}?<np><node> <post><aside>(?:(?:<have>|<be>|<modal>|again) ){0,3}(?:<adv> )?"
        r"(?:rebuffed|rejected|refused|turned down|brushed aside|brushed off|dismissed|denied|ignored|spurned|snubbed|"
        r"declined|rebuked|vetoed|blocked|thrown out|went unanswered|unanswered|unheeded|fell on deaf ears|in vain|failed|"
        r"ruled out|met with (?:an? )?(?:<word> )?(?:refusal|rejection|rebuff|no|silence)|waved away|waved aside|voted down|defeated)",
        "His plea for an ⟦inquiry⟧ was rebuffed.",
        "His plea for an ⟦inquiry⟧ was heard.",
        "refused",
    ),
    Rule(
        "asked in vain",
        r"(?:ask|demand|request|seek|sought|plead|beg|call|wait|push|press)(?:s|ed|ing|ged)? (?:in vain )?(?:for )?<obj><node> "
        r"<post>(?:in vain|to no avail|without success|without an? (?:answer|reply))"
        r"|(?:ask|wait|beg|plead|call|appeal)(?:s|ed|ing|ged)? in vain (?:for )?<obj><node>",
        "The camp asked for a ⟦guarantee⟧ in vain.",
        "The camp asked for a ⟦guarantee⟧ in March.",
        "refused",
    ),
    # no, without, against, instead of
    Rule(
        "there will be no",
        r"there (?:<modal>|is to|are to|was to|were to) (?:<adv> )?(?:be (?:no|neither)|(?:not|never)(?: <adv>)? be (?:an? |any )?) ?<obj><node>"
        r"|(?:never(?: again)?|under no circumstances|on no account|at no (?:point|time|stage)) <aside>(?:(?:<word>|,) ){0,8}<modal> there be (?:<word> ){0,2}?<obj><node>",
        "There will be no ⟦tariffs⟧ on wool.",
        "There have been no ⟦tariffs⟧ on wool.",
        "opposed",
    ),
    Rule(
        "there will be nothing to receive",
        r"there (?:will|shall|can|would) (?:<adv> )?(?:be (?:no|neither)|(?:not|never)(?: <adv>)? be (?:an? |any )?) ?<obj><given>",
        "“There will be no ⟦amnesty⟧,” the minister said.",
        "“There should be no ⟦amnesty⟧,” the minister said.",
        "refused",
    ),
    Rule(
        "want no",
        r"<wish> (?:(?:of|for|to have|to see) )?<no>(?!doubt|matter)<obj><node>|<wish> (?:, and )?(?:<word> ){0,4}?(?:that )?(?:<word> ){0,3}?(?:no|neither) (?!doubt|matter)<obj><node>(?! (?:<post>)(?:was|were|had|has|have|is|are) )",
        "Both governments have pledged no new ⟦settlements⟧.",
        "Both governments have found no new ⟦settlements⟧.",
        "opposed",
    ),
    Rule(
        "no, alone",
        r"^ (?:(?:<word> ){1,6}: )?(?:say )?<no><obj><node>(?! (?:<word> ){0,9}?(?:<be>|<have>|<modal>|do|does|did|\w{3,}ed) )",
        "No ⟦return⟧ to work before Easter",
        "No ⟦return⟧ to work was seen.",
        "opposed",
    ),
    Rule(
        "which they oppose",
        r"(?!<claim>)<node> <post>(?:(?:<have>) )?(?:<exclude>|<stop>)(?= (?:[,;:?!]|by|so|from the start|outright|$))",
        "The ⟦reform⟧, which the unions oppose, was passed.",
        "The ⟦reform⟧, which the unions praise, was passed.",
        "opposed",
    ),
    Rule(
        "none shall be",
        r"no <obj><node> <post>(?:(?:should|must|shall|may|can|ought to) |(?:will|would|is to|are to) <happen> )",
        "No ⟦tariffs⟧ should be levied on wool.",
        "No ⟦tariffs⟧ were levied on wool.",
        "opposed",
    ),
    Rule(
        "without, as a wish",
        r"<wish> (?:(?:<word>|,) ){0,12}?(?:, )?without (?:any )?<list><np><node>",
        "The senator wants a trade deal without ⟦tariffs⟧.",
        "The senator signed a trade deal without ⟦tariffs⟧.",
        "opposed",
    ),
    Rule(
        "instead of, as a wish",
        r"(?:<wish>|would|better) (?:(?:<word>|,) ){0,12}?(?:instead of|rather than|in place of|and not|, not|but not) <list><np><node>",
        "The crowd demanded new elections instead of a ⟦recount⟧.",
        "The town got new elections instead of a ⟦recount⟧.",
        "opposed",
    ),
    Rule(
        "no more of it",
        r"(?:no more|not one more|not another|(?:want(?:s|ed)?|will have|would have) (?:nothing to do with|no part (?:of|in))|enough of|never again|"
        r"(?:not|nobody|no one) <fill>(?:have|has|need|needs|wants?|afford|stand|face|bear)(?: to have)?(?= (?:another|any more|more|a second|a new|any new) )|"
        r"(?:withdr(?:aws?|ew|awn|awing)|end(?:s|ed)?|drop(?:s|ped)?) <np>(?:support|backing) (?:for|from|of)|no truck with|"
        r"(?:clos|shut|slamm?)(?:e|es|ed|ing|s|ting)? the door (?:on|to)|pull(?:s|ed|ing)? the plug on|turn(?:s|ed|ing)? (?:its|their|his|her) backs? on|"
        r"draw(?:s|ing)? the line at|drew the line at|pour(?:s|ed|ing)? cold water on|up in arms (?:over|about|against)|down with|(?<!said )(?<!says )(?<!say )(?<!saying )no to|not in favou?r of|forget(?:s|ting)? about|forget) (?!than )<obj><node>",
        "No to the ⟦pipeline⟧, yes to the river.",
        "Yes to the ⟦pipeline⟧, no to the road.",
        "opposed",
    ),
    Rule(
        "forget about it",
        r"(?:can|could|may|might|should) forget(?: about)? <obj><given>",
        "They can forget about ⟦reparations⟧.",
        "They will not forget about ⟦reparations⟧.",
        "refused",
    ),
    Rule(
        "against",
        r"(?:(?:<be>|been) (?:(?:<adv>|all|both|dead|set|united|mostly) ){0,3}|<against_act> (?:(?!prepared|ready|protected|insured|used)<word> ){0,3}?|(?<=^ ))against <obj><node>",
        "Groups have campaigned against the ⟦deportation⟧ of families.",
        "Insurers sell cover against ⟦strikes⟧.",
        "opposed",
    ),
    # the mention is the subject
    Rule(
        "be ruled out",
        r"<node> <post><aside><be_done> (?:ruled out|excluded|opposed|forbidden|prohibited|"
        r"banned|outlawed|prevented|averted|scrapped|abandoned|renounced|cancelled|canceled|shelved|abolished|repealed|axed|"
        r"ditched|called off|dropped|blocked|vetoed|discontinued|thwarted|given up|annulled|waived|"
        r"struck down|thrown out|done away with|discarded|resisted|put a stop to)"
        r"|(?!<given>)<node> <post><aside><be_done> (?:halted|stopped|frozen)",
        "⟦Expansion⟧ was ruled out.",
        "⟦Expansion⟧ was carried out.",
        "opposed",
    ),
    Rule(
        "must be lifted",
        r"<node> <post>(?:(?:must|should|shall|needs? to|has to|have to|ought to|to|will have to) (?:<adv> )?(?:be (?:<adv> )?(?:lifted|ended|suspended|removed|"
        r"revoked|rescinded|withdrawn|reversed|dismantled|eased|rejected|reconsidered|undone)|end|stop|cease|go) "
        r"|be (?:lifted|ended|removed|revoked|rescinded|withdrawn|reversed|dismantled|rejected) )",
        "The ⟦curfew⟧ must be lifted, the union said.",
        "The ⟦curfew⟧ was lifted, the union said.",
        "opposed",
    ),
    Rule(
        "want it gone",
        r"<wish> (?:to (?:see|have) )?<obj><node> <post>(?:to be )?(?:lifted|ended|suspended|removed|revoked|rescinded|withdrawn|reversed|"
        r"dismantled|rejected|scrapped|abandoned|cancelled|abolished|repealed|shelved|halted|stopped|dropped|blocked|banned|"
        r"called off|gone|undone|closed down|shut down)",
        "The union wants the ⟦siege⟧ lifted.",
        "The union wants the ⟦siege⟧ explained.",
        "opposed",
    ),
    Rule(
        "and will stop it",
        r"(?!<given>|<offered>|<claim>)<node> (?:(?:<word>|,) ){0,14}?(?:and|but|so|,) (?:<word> ){0,6}?(?:<willed> <fill>(?:<do>)|<exclude>|<stop>|<reject>) (?:it|them)",
        "The islanders hate the ⟦expansion⟧ and have sworn to stop it.",
        "The islanders like the ⟦expansion⟧ and have sworn to defend it.",
        "opposed",
    ),
    Rule(
        "call it unacceptable",
        r"(?:call|consider|regard|deem|see|saw|view|describe|brand|declare|find|found|make|made)(?:s|d|ed|ing|es)? <obj><node> <post>(?:as |to be )?<unthinkable>"
        r"|(?:make|made|making)s? <obj><node> <post>(?:illegal|unlawful|a crime|impossible|punishable)",
        "Moscow called the ⟦expansion⟧ unacceptable.",
        "Moscow called the ⟦expansion⟧ unwise.",
        "opposed",
    ),
    Rule(
        "fight it",
        r"(?:fight|fights|fought|fighting) (?:off )?<list><carried><np>(?!⟦[^⟧]*(?:war|battle|fire|blaze|flame|flood|drought|election|campaign|seat|duel))<node>",
        "The village fought the ⟦pipeline⟧ for years.",
        "The village fought the ⟦fire⟧ for hours.",
        "opposed",
    ),
    Rule(
        "must not happen",
        r"<node> <post>(?:<modal>|is to|are to) (?:<adv> )?(?:not|never) (?:<adv> )?<happen>",
        "The ⟦expansion⟧ must not happen.",
        "The ⟦expansion⟧ must not surprise us.",
        "opposed",
    ),
    Rule(
        "be out of the question",
        r"<node> <post>(?:<be_done>|remains?|remained) <unthinkable>"
        r"|<node> [?!:;] (?:never|not again|no way|no thanks|no thank you|out of the question|over my dead body)",
        "The ⟦expansion⟧ of the airport is out of the question.",
        "The ⟦expansion⟧ of the airport is ugly.",
        "opposed",
    ),
    Rule(
        "be rejected",
        r"(?!<given>|<offered>|<claim>)<node> <post><be_done> (?:rejected|dismissed|voted down|refused)"
        r"(?! (?:<det>|entry|permission|access|bail|asylum) )",
        "The ⟦expansion⟧ was rejected by the council.",
        "The ⟦expansion⟧ was approved by the council.",
        "opposed",
    ),
    Rule(
        "be refused",
        r"(?:<given>|<offered>) <post><aside>(?:<be_done> |(?=(?:refused|denied|rejected|withheld) (?:by|to) ))"
        r"(?:refused|denied|rejected|withheld|rebuffed|turned down|defeated|thrown out|halted|not met|"
        r"brushed aside|dismissed|declined|spurned|snubbed|ignored|vetoed|blocked|voted down|stopped|cut off|suspended|frozen|ruled out|excluded)"
        r"(?! (?:<det>|entry|permission|access|bail|asylum) )",
        "The ⟦loan⟧ was denied on Thursday.",
        "The ⟦loan⟧ was repaid on Thursday.",
        "refused",
    ),
    Rule(
        "be not given",
        r"<node> <post><aside>(?:(?:<modal>|<have>|<be>) ){0,2}(?:<adv> )?(?:not|never|yet to|no longer) <fill>(?:given|offered|provided|granted|paid|delivered|"
        r"forthcoming|issued|awarded|disbursed|handed over|met|heeded|fulfilled|answered|accepted|materialise|materialize|materialised|materialized|released|supplied|come|arrive|honoured)",
        "The ⟦guarantees⟧ will not be given.",
        "The ⟦guarantees⟧ will soon be given.",
        "refused",
    ),
    Rule(
        "which they refused to give",
        r"<node> <post>,? ?(?:(?:that|which) )?(?:(?:<det> )?(?:<item> ){1,3}?)(?:(?:<have>|did|does|do|<modal>) )?(?:<negated> <fill>(?:<give>|accept|grant)|refused|denied (?:them|us|him|her)|was refused|were refused|was denied|were denied)"
        r"(?: (?:by|on|in|at|last|for|,|\?|!|:|;|and|but|$))",
        "Those were the ⟦guarantees⟧ that the West refused to give.",
        "Those were the ⟦guarantees⟧ that the West refused to discuss.",
        "refused",
    ),
    Rule(
        "asked and got none",
        r"<node> (?:(?:<word>|,) ){0,14}?(?:[;:] )?(?:(?:and|but|only to|though|yet|;|:|,) (?:<word> ){0,4}?(?:(?:was|were|been|be|being) (?:<adv> )?"
        r"(?:refused|denied|rebuffed|told no|sent away|turned away|turned down)(?= (?:,|;|again|by|in|on|$))|"
        r"(?:got|received|given|offered|shown|won) (?:none|nothing|neither)|empty-handed)|"
        r"(?:none|neither) (?:(?:<have>|<be>|<modal>) ){0,3}(?:given|offered|forthcoming|provided|granted|paid|received|came|arrived|coming)|"
        r"(?:but|and|though|yet) (?:<word> ){0,4}?(?:not|never|refused to|declined to|failed to) <fill>(?:<give>|<get>) (?:one|it|them|any|either|these|those))",
        "The camp asked for ⟦guarantees⟧, but none were given.",
        "The camp asked for ⟦guarantees⟧, and many were given.",
        "refused",
    ),
    Rule(
        "will not answer it",
        r"(?:<given>|<offered>) (?:(?:<word>|,) ){0,14}?(?:and|but|so|,) (?:<word> ){0,4}?(?:<willed> <fill>(?:<do>|be answering|answering|accept|obey|heed|consider)|"
        r"reject(?:s|ed)?|refus(?:e|es|ed)|rebuff(?:ed|s)?|declin(?:e|es|ed)|turn(?:s|ed)?) (?:it|them|both|either)",
        "The ⟦ultimatum⟧ expires on Sunday and we will not be answering it.",
        "The ⟦ultimatum⟧ expires on Sunday and we will be answering it.",
        "refused",
    ),
)  # fmt: skip

RULES = PASSED + JUDGED
