"""Classes of words that oppose, refuse or lead to what is opposed, as the rules name them.

A pattern is a regular expression over the words of a sentence. They are parted by single spaces, which stand for all
that parts words there, see `SEPARATED`. A name in angle brackets stands for its class of words in `WORDS`. Classes that
end in a space take in any number of words, each with the space after it, so that <np><node> is the mention with the
words before it in its noun phrase.
"""

from __future__ import annotations

import re


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
    "give|gives|gave|given|giving offer provide grant deliver pay|pays|paid|paying supply issue award send|sends|"
    "sent|sending extend release lend|lends|lent|lending disburse furnish promise concede hand hand_over restore "
    "guarantee afforded"
)
_ACCEPT = _verbs(
    "accept allow permit tolerate support back endorse approve agree_to consent_to sign ratify authorise authorize "
    "recognise recognize countenance contemplate consider entertain bow_to live_with yield_to submit_to comply_with "
    "abide_by "
    "honour honor stand_for put_up_with hear|hearing_of sanction brook stomach swallow bless condone acquiesce_in "
    "vote_for admit join take|taking_part_in "
    "participate_in"
)
_DO = _verbs(
    "hold|holding|held host go|going_ahead_with proceed_with pursue seek|seeking start launch conduct impose "
    "introduce build|building|built deploy carry_out resume begin|beginning undertake use station create establish "
    "order stage renew reopen continue raise increase expand enlarge strengthen develop produce acquire buy|buying "
    "purchase sell|selling import export test fire place move wage commit levy hike put|putting enter enter_into form "
    "mount enact adopt install perform practise engage_in handle unload load operate obey enforce finance fund "
    "subsidise subsidize legalise legalize open|opens|opened|opening_to expose_to subject_to resort_to return_to "
    "repeat reinstate reintroduce re-enter"
)
_WANT = _verbs(
    "allow permit tolerate accept support back endorse agree_to consent_to authorise authorize condone want welcome "
    "favour favor"
)
_EXCLUDE = _verbs(
    "rule_out exclude oppose forbid|forbids|forbade|forbidden|forbidding prohibit ban outlaw prevent avert avoid "
    "thwart obstruct quash torpedo scupper criminalise criminalize renounce shelve abolish axe ditch forgo|forgoes|"
    "forgoing|forwent forswear|forswears|forswore|forsworn foil resist object_to refrain_from abstain_from "
    "desist_from back_away_from withdraw|withdraws|withdrew|withdrawn|withdrawing_from pull_out_of do|does|did|done|"
    "doing_away_with discontinue preclude condemn waive protest_against keep|keeping_out annul overturn barred|"
    "barring cease forestall derail sabotage kill|kills|killed|killing_off stave_off ward_off head_off fend_off "
    "stamp_out eradicate eliminate outvote back_out_of pull_back_from step_back_from get|gets|got|"
    "getting_rid_of put|puts|putting_paid_to put|puts|putting_an_end_to put|puts|putting_a_stop_to call_time_on "
    "stay_away_from steer_clear_of keep|keeps|kept|keeping_clear_of keep|keeps|kept|keeping_away_from "
    "shy_away_from phase_out back_down_over back_down_on backtrack_on retreat_from climb_down_over keep|keeps|kept|"
    "keeping_out_of deter"
)
_CEASE = _verbs("scrap abandon cancel repeal give|gives|gave|given|giving_up call_off")
_STOP = _verbs(
    "hold|holds|held|holding_up stop halt drop block veto freeze|freezes|froze|frozen|freezing cut|cuts|cutting_off"
)
_LIFT = _verbs(
    "lift end suspend remove revoke rescind withdraw|withdraws|withdrew|withdrawn|withdrawing reverse dismantle ease "
    "roll_back undo|undoing wind|winding_up quit|quitting"
)
_REFUSE = _verbs(
    "refuse withhold|withholds|withheld|withholding rebuff spurn snub turn_down brush_aside brush_off rebuke balk_at "
    "baulk_at turn_a_deaf_ear_to hold|holds|held|holding_back go|goes|went|gone|"
    "going_back_on renege_on"
)
_REJECT = _verbs(
    "reject dismiss decline ignore throw|throws|threw|thrown|throwing_out strike|strikes|struck|striking_down "
    "vote_down disregard repudiate"
)
_ASK = (
    "(?:demand|call|plea|request|appeal|bid|petition|proposal|application|motion|offer|claim|entreat(?:y|ie)|"
    "requirement)s?"
)

WORDS = {
    # the mention, and what kind of thing it names
    "node": "⟦[^⟧]*⟧",
    "given": (
        "⟦(?:[^⟧]* )?(?:guarant|promis|assur|pledg|concession|compensat|reparation|amnest|pardon|clemency|asylum|"
        "visa|permi|licen[cs]e|exempt|assist|help|loan|tranche|credit|grant|fund|rebate|refund|bonus|(?:rise|"
        "raise)s?(?=⟧)|allowance|pay|wage|pension|benefit|access(?!ion)|entry|bail|parole|leave|extension|apolog|"
        "explanation|information|answer|repl|interview|inquir|audience|recogni|citizenship|status|"
        "protection|treatment|suppl|deliver|shipment|relief|bailout|ransom|exception|commitment|safeguard|immunity|"
        "reprieve|hearing|passport|bonus|damages|disburse|(?:water|food|aid|help)(?=⟧)|scholarship|award|"
        "medicine|admission|autonomy|subsid|(?:rights|passage)(?=⟧)|non-)[^⟧]*⟧"
    ),
    "offered": (
        "⟦(?:[^⟧]* )?(?:offer|ultimatum|ultimata|proposal|deal|truce|ceasefire|cease-fire|agreement|treat(?:y|ies)|"
        "accord|plan|invitation|bid|mediation|talks|negotiation|compromise|settlement|resolution|request|demand|"
        "appeal|plea|petition|application|overture|pause|respite|call|armistice|terms|option|motion|bill|claim|"
        "complaint|grievance|"
        "candidacy|nomination)s?⟧"
    ),
    "sought": "⟦(?:[^⟧]* )?(?:motion|appeal|request|petition|application|bid|plea|demand|call|claim|complaint)s?⟧",
    # what people demand together with an end to something else
    "hoped_for": "⟦(?:[^⟧]* )?(?:guarant|assur|pledg|compensat|reparation|amnest|pardon|asylum|safeguard|protection|"
    "recogni|access(?!ion)|relief|aid|help|apolog|talks|negotiation|ceasefire|truce|dialogue|election|inquir|"
    "rights?(?=⟧)|"
    "justice|peace|security|jobs?(?=⟧)|release|return|restor|reinstat|freedom|accountab|transparen|investment|"
    "autonomy|independence)[^⟧]*⟧",
    "claim": "⟦(?:[^⟧]* )?(?:accus|alleg|charg|claim|suggest|critic|report|rumou?r|notion|assert|figure|version|"
    "account|interpret|argument|comparison|finding|conclusion|insinuat|blame|responsib|link|role|involve|"
    "wrongdoing)[^⟧]*⟧",
    "measure": (
        "⟦(?:[^⟧]* )?(?:reform|bill|law|plan|deal|project|proposal|tax|lev(?:y|ie)|merger|takeover|treat(?:y|ie)|"
        "agreement|accord|scheme|idea|amendment|legislation|programme|program|polic(?:y|ie)|initiative|referendum|"
        "sale|contract|measure|pact|talks|budget|motion|expansion|enlargement|intervention|campaign)s?⟧"
    ),
    # what is withheld until a demand is met
    "held_out": "(?:deal|peace|agreement|accord|treaty|votes?|support|coalition|budget|contract|work|signature)",
    # small words
    "article": (
        "a|an|the|any|all|some|this|these|those|its|their|his|her|our|your|my|both|every|each|another|such|more|most|"
        "many|further|either|even"
    ),
    "prep": (
        "of|in|on|at|by|for|from|with|to|into|over|under|about|against|between|among|through|during|without|within|"
        "after|before|since|until|till|towards?|upon|despite|via|than|as|amid"
    ),
    "conj": "and|or|nor|but|so|that|which|who|whom|whose|where|when|while|because|although|though|if|unless|whether|"
    "how|why",
    "be": "is|are|was|were|be|been|being|am",
    "have": "has|have|had|having",
    "modal": "will|would|shall|should|must|may|might|can|could|ought to",
    "aux": "<be>|<have>|<modal>|do|does|did|ought|not|never|neither|no|none|nobody",
    "pron": "i|you|he|she|it|we|they|there|what|said|says|told|saying",
    "verb": (
        "wants?|wanted|favou?rs?|favou?red|seeks?|sought|adopted|became|becomes|met|gave|got|took|went|came|saw|led|"
        "began|made|makes|gives|takes|goes|comes|sees|leads|asked|asks|hopes|hoped|knew|knows|thinks|thought|"
        "believes|believed|agrees|wrote|writes|spoke|welcomed|welcomes|accepts|signs|resumes|continues|starts|causes|"
        "caused|follows|remains|remained|includes|included|showed|shows|brought|brings|sent|holds|kept|keeps|ran|"
        "runs|feared|insisted|insists|adds|word|term|phrase|expression"
    ),
    "objpron": "me|him|her|us|them|you|it|anyone|anybody|either",
    "stated": "(?:why|whether|how|is|was|were|are|has|had|have|been) ",
    "adv": r"\w+ly|also|still|ever|even|yet|again|now|just|so far|already|always|then|once|twice|ever again|instead|"
    r"far",
    "det": r"\w+(?=\r)",
    "mod": r"[\w'&$%£€./-]+(?=\t)",
    "item": r"(?:, )?[\w'&$%£€./-]+(?=[\t\r\n])",
    "word": r"[\w'&$%£€./-]+",
    # the words between a governing word and the mention: its noun phrase, "plans for", earlier items of a list
    "np": "(?:(?:all|any|some|most|both|many|much|one|none|half|parts?|two|three|a (?:third|half|quarter|part|"
    "portion|share|number|series|string|couple|second|first)) of )?(?:(?:<det>) ){0,2}(?:<mod> ){0,5}",
    "carrier": (
        "(?:plan|idea|prospect|possibilit(?:y|ie)|polic(?:y|ie)|introduction|imposition|implementation|use|"
        "construction|deployment|resumption|form|kind|sort|type|payment|deliver(?:y|ie)|extension|creation|"
        "establishment|stationing|option|provision|sale|transfer|suppl(?:y|ie)|round|right|presence|launch|start|"
        "continuation|"
        "renewal|threat|increase|work|vote|adoption|notion|thought|project|programme|program|bill|law|move|step|"
        "effort|attempt|intention|building|granting|signing|holding|offer|level|return|scheme|question|issue|subject|"
        "talk|drive|discussion|mention|imposing|introducing)s?"
    ),
    "carried": "(?:<np><carrier> (?:(?:of|for|on|in|about|over|towards?|at|against|to) (?:<mod> "
    "(?=(?:<det>) ))?)){0,2}",
    "list": "(?:(?:<item> ){1,9}?(?:, )?(?:(?:and|or|nor|as well as|but not|and also) |, (?=<np><node> (?:, |and |"
    "or )))(?!<new_verb>)(?:(?:to|on|of|against|from) (?=(?:<det>) |<node>))?)?",
    # after "and", a verb of its own: a word before an article, or one that is no noun
    "new_verb": (
        r"\w+ed |(?:gave|made|took|went|left|began|got|kept|won|sought|sent|brought|told|held|built|met|set) |"
        r"(?:support|back|welcome|favour|favor|want|accept|approve|demand|defend|promote|praise|seek|offer|propose|"
        r"call|"
        r"give|make|take|say|urge|ask|keep|plan|set|hope|expect|insist|consider|allow|grant|hold|see|need|prefer|"
        r"agree|embrace|advocate|champion|endorse|join|admit|believe|tell|help|bring|let)s |"
        r"(?!(?:all|both|half|even|also|then|perhaps|to|on|of|against|from|<det>) )[\w'-]+ (?:<det>) |"
        r"(?:give|grant|provide|introduce|reopen|hold|sign|build|begin|resume|bring|take|make|let|accept|approve|keep|"
        r"win|seek|restore|create|protect|respect|recogni[sz]e|allow|send|join|reduce|invest|ensure|agree|compensate|"
        r"negotiate|continue|improve|welcome|adopt|obtain|secure|establish|support|offer|demand|pursue|start|get|"
        r"defend|promote|back|favou?r|champion|advocate|embrace|end|lift|"
        r"reinstate|renew|pay (?=⟦(?!rise|cut|freeze|deal|claim))) "
    ),
    "obj": "<aside>(?:what (?:<word> ){1,4}?(?:call|describe|term|label|regard|see)(?:s|d|ed)?(?: "
    "as)? )?<list>(?:(?:<objpron>) )?<carried><np>",
    "to_whom": r"(?:(?:<objpron>) |(?:<det> )?(?:(?!\w+ed )<mod> ){1,3}(?=(?:<det>) ))?",
    # the words after the mention in its noun phrase, and a clause that says more of it
    "post": r"(?:(?!<post_end>)<word> ){0,9}(?:(?:, )?(?:that|which|it|they|he|she|we|i|you) (?:<have> been "
    r")?(?:(?!<be> |<modal> )<word> "
    r"){0,5}?(?:\w+ed|"
    r"\w+ght|made|gave|set|put|won|wants?|needs?|seeks?|offers|demands|likes?|calls|for|to|of|with|on|hear|deserve|"
    r"says|insists|believes|thinks|fears) (?:, )?)?",
    "post_end": r"(?:that|which|who|whom|whose|where|when|while|whereas|until|but|because|although|though|if|unless|"
    r"to be|"
    r"to have|<modal>|<be>|<have>|did|does|do|<finite>) ",
    # verbs that are no participles
    "finite": "began|went|came|took|gave|saw|became|knew|wrote|spoke|fell|rose|grew|ran|broke|chose|drew|drove|flew|"
    "said|"
    "says|remains|remained|follows|followed|ended|ends|starts|continues|continued|failed|fails|collapsed|happened|"
    "proceeded|passed|caused|led|made|begins|goes|comes|takes|gives|needs|seems|seemed|appears|appeared|looks|looked",
    # not when it is stopped from doing something
    "itself": r"(?! <post>from (?:<adv> )?\w+ing )",
    "aside": "(?:, (?:<word> ){1,8}, )?",
    "no": "no (?:(?:<item> ){1,4}(?:, and |, |and |or )no ){0,3}",
    # not, and what does as much
    "fill": (
        "(?:(?:<adv>|be|been|being|have|to|ready|willing|prepared|able|afford|allowed|permitted|entitled|free|going|"
        "want|wanted|intended|planned|meant|"
        "wish|seek|try|seeking|trying|intend|plan|likely|, ever ,|, ever|in a position|so much(?: as)?|move|moving|"
        "agree|formally) ){0,4}"
    ),
    "in_no_case": (
        "(?:under no circumstances|on no account|at no (?:point|time|stage)|in no (?:case|event|way))(?: <modal> "
        "(?:<pron>|"
        "<item>)(?: <item>){0,3}?)?|never <modal> (?:<pron>|<item>)(?: <item>){0,3}?"
    ),
    "willed": (
        "(?:<in_no_case>|(?:<modal>) (?:<adv> )?(?:not|never)|not to|never to|never again|(?:refus(?:e|es|ed|ing|al)|"
        "declin(?:e|es|ed|ing)|unwilling(?:ness)?|reluctan(?:t|ce)|loath|loth)(?: (?:<adv>|point-blank|outright|"
        "yesterday|"
        "on \\w+)| (?:of|by|from) <item>(?: <item>){0,3}?)? to|(?:<be>|do|"
        "does) not (?:ready|willing|prepared|going|about|want|wish|intend) to|no longer|let us not|(?<=^ )do not|"
        "(?<=, )do not|(?:rather|prefer) not(?: to)?|no intention (?:of|to)|in no (?:position|mood) to)"
    ),
    # those who may not
    "none_may": (
        "(?:(?:neither|no(?! other )|nobody|no one|no-one|none)(?: nor| (?!to )<item>){0,6}? (?:may|must|shall|should|"
        "will|would|can|could|"
        "is to|are to|is allowed to|are allowed to)|nor (?:may|must|shall|should|will|would|can|could)"
        "(?: <item>| <pron>)(?: <item>){0,3}?)"
    ),
    "averse": (
        "(?:<willed>|<none_may>|rul(?:e|es|ed|ing) out|refrain(?:s|ed|ing)? from|stop(?:s|ped|ping)?|against|"
        "abstain(?:s|ed|"
        "ing)? from|rather than|instead of|opposed to|objections? to|opposition to|ban on|end to|halt to|oppos(?:e|"
        "es|ed|ing)|avoid(?:s|ed|ing)?|(?:illegal|unlawful|forbidden|a crime|an offence|(?<=it )impossible) (?:for "
        "(?:<item> ){1,4}?)?to)"
    ),
    "negated_verb": (
        "(?:<willed>|not|never|(?:fail(?:s|ed|ing|ure)?|<have> yet|unable|inability|hesitat(?:e|es|ed|ing)|"
        "omitt?(?:s|ed|ing)?|neglect(?:s|ed|ing)?|too \\w+) to|without|stopp?(?:ed|s|ing)? short of)"
    ),
    "negated": (
        "(?:<negated_verb>|(?:neither|nobody|no one|no-one|none|nothing|not one|no(?! other ))(?: nor| (?!to "
        ")<item>){0,6}?(?: "
        "(?:<have>|<modal>|<be>|did|does|do)){0,2})"
    ),
    "keep": (
        "(?:(?:will|would|shall|should|must) (?:<adv> )?(?:not|never)|(?:refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|"
        "ing)|unwilling(?:ness)?) to|(?:<be>|do|does|did) not (?:ready|willing|prepared|going|want|wish|intend) to|"
        "no intention of) <fill>(?:<lift>|<cease>)"
    ),
    "wish": (
        "(?:" + _verbs("want demand insist urge propose pledge vow promise seek|seeks|sought|seeking hope plead "
        "deserve prefer request require recommend advocate favour favor ask agree swear|swears|swore|sworn "
        "suggest pray dream imagine resolve")
        + "|(?:call|ask|appeal|push|press|campaign|plead|argu)(?:e?s|e|ed|ing)? for|like|must|should|shall|let us|"
        "needs?|demands|calls|pleas|pledges?|promises?|vow|wish|wishes|phrase|slogan|words|formula|motto|banners?|"
        "policy|policies|assurances?|guarantees?|commitment|placards?|chant(?:s|ed|ing)?|shout(?:s|ed|ing)?|condition|"
        "principle|ready for)"
    ),
    # classes of verbs and nouns
    "give": f"(?:{_GIVE})",
    "get": f"(?:{_verbs('get|gets|got|getting receive obtain secure see|seeing')})",
    "accept": f"(?:{_ACCEPT})",
    "want": f"(?:{_WANT})",
    "do": f"(?:{_ACCEPT}|{_DO}|party to|part of)",
    "exclude": f"(?:{_EXCLUDE}|{_CEASE}|bars?(?= (?:an?|the|any|all|further|future|such) ))",
    "cease": f"(?:{_CEASE}|{_verbs('stop halt drop')})",
    "stop": f"(?:{_STOP})",
    "lift": f"(?:{_LIFT})",
    "refuse": f"(?:{_REFUSE})",
    "reject": f"(?:{_REJECT})",
    "ask": _ASK,
    "against_noun": (
        "(?:(?:opposition|resistance|objections?|hostility|aversion)"
        "(?: (?:of|from|by|among|within|in) <item>(?: <item>){0,4}?)? (?:to|towards?)|(?:end|halt|stop) to|(?:ban|"
        "bans|bar|moratorium|moratoriums|"
        "embargo|prohibition|veto|freeze|boycott|clampdown) (?:on|of)|(?:waiver|renunciation|abandonment|"
        "cancellation|abolition|scrapping|exclusion|prohibition|prevention|avoidance|inadmissibility|unacceptability|"
        "banning|halting|veto|vetoing|stopping|shelving|repeal|opponents?|critics and opponents|cessation|"
        "termination|outlawing) of|(?:opponents?|enem(?:y|ies)|foes?) (?:of|to)|in protest (?:at|"
        "over|about)|protest(?:s|ed|ing)? at|opposed to|averse to|hostile to|zero tolerance "
        "(?:for|of|towards)|down with|enough of|instead of a return to)"
    ),
    "against_act": (
        "(?:(?:set|sets) (?:its|his|her|their) (?:face|mind|heart)s?|"
        + _verbs("sing|sings|sang|sung rule campaign protest vote fight|fights|fought|fighting rally march speak|"
        "speaks|spoke|speaking_out argue lobby decide come|comes|came_out come|comes|came_down hold|holds|held|"
        "holding_out advise recommend stand|stands|stood|"
        "standing struggle warn appeal demonstrate petition petition_strongly caution turn set|sets_himself "
        "mobilise mobilize counsel side push_back line_up unite rise|rises|rose|rising rise|rises|rose|rising_up rebel "
        "revolt agitate")
        + "|opposition|protests?|campaign|demonstrations?|rall(?:y|ies)|movement|petition|march|fight|struggle|"
        "arguments?|case|votes?|campaigners|protesters|guarantees?|assurances?|pledges?|activists|lobby|resolution|"
        "front|stance|laws?|injunction|decree|ban|taboo|provision|opinion|tide|dead set)"
    ),
    "unthinkable": (
        "(?:on ice|unacceptable|inadmissible|impermissible|intolerable|out of the question|off the table|off limits|"
        "dead|"
        "ruled out|a red line|a non-starter|not (?:acceptable|admissible|on the table|on the agenda|an option|"
        "negotiable|up for (?:discussion|debate)|going to happen|going ahead|welcome here|wanted|what (?:<pron>|"
        "<item>) (?:wants?|needs?)|to be)|unthinkable|taboo|unwanted|"
        "no longer an option)"
    ),
    # what is done to it, in the form after "was" or "be"
    "ruled_out": "ruled out|excluded|opposed|forbidden|prohibited|banned|outlawed|prevented|averted|avoided|scrapped|"
    "abandoned|"
    "renounced|cancelled|canceled|shelved|abolished|repealed|axed|ditched|called off|dropped|blocked|vetoed|"
    "discontinued|thwarted|given up|annulled|waived|struck down|overturned|quashed|set aside|reversed|killed off|"
    "derailed|disallowed|voted out|barred|done away with|discarded|resisted|put a stop to",
    "lifted": "lifted|ended|suspended|removed|revoked|rescinded|withdrawn|reversed|dismantled|eased|rejected|"
    "reconsidered|undone|torn up|binned|outlawed",
    "answered_no": (
        "(?:(?:said|says|answered|replied|answers) (?:no|never)(?= (?:[,;:]|when|after|again|to|and|$))|(?:the "
        ")?(?:answer|reply) (?:was|is|came back) "
        "no|(?:declined|refused|declines|refuses|demurred|baulked|balked|would not|will not|did not oblige)(?= "
        "(?:[,;:]|"
        "again|outright|point-blank|flatly|$))|(?:was|were|been|being|is|are) (?:<adv> )?(?:put|fobbed|brushed|palmed) "
        "off|turned (?:him|her|them|it|us|me) down|told (?:no|to wait|(?:that )?there (?:was|were|is|would be) no)|"
        "told (?:that )?(?:it|this) (?:was|is) (?:out of the question|impossible)|got nowhere|(?:not|never) (?:repl|"
        "answer|"
        "respond)"
        "(?:y|ied|ed|ing)?|no (?:reply|answer|response) (?:came|has|was)|there (?:will|would|shall) "
        "(?:be none|(?:not|never) be (?:one|any|such)))"
    ),
    # who forecasts and has no say in it
    "onlooker": "(?:professor|economist|analyst|historian|expert|researcher|forecaster|observer|scholar|scientist|"
    "commentator|pollster|trader)s?",
    "handover": "(?:deliver|payment|release|suppl|shipment|transfer|disburse|export)(?:y|ies|s|ment|ments)?",
    "be_done": "(?:(?:<modal>|<have>|<be> to|to|not|now|finally|rightly) (?:<adv> )?){0,3}(?:<be>|been|gets?|got)(?: "
    "<adv>)?(?: being)?",
    "happen": (
        "(?:happen|take place|go ahead|be happening|be taking place|be going ahead|proceed|occur|come to pass|"
        "be (?:<adv> )?(?:fought|waged|raised|increased|moved|placed|revived|"
        "restored|legali[sz]ed|transferred|sent|sold|developed|tested|produced|made|levied|possible|permissible|"
        "enforced|"
        "enacted|passed|completed|built|held|allowed|permitted|tolerated|accepted|deployed|introduced|imposed|"
        "implemented|carried out|repeated|extended|approved|launched|resumed|signed|installed|stationed|established|"
        "created|renewed|used|expanded|considered|recognised|recognized|supported|reintroduced|continued|started|"
        "opened|brought back|an option|admitted))"
    ),
    "go_on": "(?:continue|resume|begin|start|restart|recur|spread|escalate|drag on|go (?:on|forward)|"
    "move (?:ahead|forward)|(?:take|come into) (?:effect|force)|become (?:law|permanent|the norm)|"
    "(?:remain|stay) in (?:force|place))",
}  # fmt: skip

# What stands after a word says what the word may be, so that no rule has to look it up again: a space after a word
# that cannot stand in a noun phrase, a carriage return after an article (<det>), a line feed after a preposition and
# a tab after all others (<mod>).
SEPARATED = {"<aux>|<conj>|<pron>|<verb>": " ", "<article>": "\r", "<prep>": "\n"}


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
