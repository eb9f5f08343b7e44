"""What undoes opposition or refusal: conditions, questions, double negations.

Their words are read past: nothing in them is opposed or refused, and what they hold is judged no further.

A pattern is a regular expression over the words of a sentence; names in angle brackets are classes of words, which
stand in `opposition_words`.
"""

from __future__ import annotations

from analysis.rules import Rule

RULES = (
    Rule("no doubt, not only and the like",
         r"(?:no|without|not|little) (?:a )?(?:doubt|question that|wonder|matter|secret|surprise|mistake|exception|"
         r"coincidence|shortage of|end of|lack of)|not (?:only|just|merely|simply|solely|least|surprisingly|to "
         r"mention)|nothing (?:but|less than|short of)|no (?:fewer|less|more|later|sooner|other|better|worse) than|"
         r"none other than|(?:lost|lose|losing|loses|wast(?:e|ed|es|ing)) no time in|why not|if not|or not|no sooner|"
         r"but for",
         "There is no doubt that the ⟦embargo⟧ hurts.",
         "There will be no ⟦embargo⟧.", "neither"),
    Rule("on a condition",
         r"(?:(?:(?<!as )if|unless|in case|in the event|supposing|provided) (?:(?:<word>|⟦[^⟧]*⟧) ){0,25}?<node>|"
         r"(?<=^ )(?:had|were|should) (?:<word> ){1,15}?<node>(?=(?: <word>){0,15} , )|whether (?:(?:<word>|"
         r"⟦[^⟧]*⟧) ){0,15}?<node>)(?: <word>){0,25}",
         "Oil will rise if the alliance rules out ⟦talks⟧.",
         "As if to answer, the alliance ruled out ⟦talks⟧.", "neither"),
    Rule("asked with yes or no",
         r"^ (?:(?:and|but|so|or|then) )?(?:<be>|<modal>|has|have|had|do|does|did) "
         r"(?!(?:<word> ){0,2}not )(?:(?:<word>|,) ){0,25}?<node>(?: (?:<word>|,)){0,25} \?",
         "Is ⟦expansion⟧ off the table?",
         "Should there not be an end to ⟦expansion⟧?", "neither"),
    Rule("there is none without",
         r"(?:there )?(?:<modal>|<be>) (?:be )?(?:no|not) (?:be )?(?:an? |any )?<np><node>(?: <post>)(?:without|"
         r"unless)|no <np><node> <post>(?:without|unless)",
         "There can be no ⟦referendum⟧ without a law.",
         "There can be no ⟦referendum⟧ before May.", "neither"),
    Rule("not opposed, not refused",
         r"(?:(?:did|has|have|had|was|were|is|are|can|could|may|might) (?:not|never)|fail(?:s|ed)? to) <fill><cease>|"
         r"(?:nothing|nobody|no one|no-one|none|neither|few|hardly (?:anyone|anybody)|no <np>)(?: <item>){0,3}?(?: "
         r"(?:<modal>|<have>|<be>))? <fill><cease>|(?:no (?:reason|need|cause|grounds?|point) to|"
         r"<have> yet to|without(?: <item>){0,4}?|(?:promis|pledg|agree|vow|guarantee|undert|assur|swor)\w* (?:<item> "
         r"){0,4}?not to) <fill><cease>|without (?:<item> ){1,4}?(?=\w+ing )(?:<exclude>|<stop>|<refuse>|<reject>)|"
         r"(?:(?:nothing|powerless|unable|helpless|impossible|too late|little|hard|difficult|harder) "
         r"(?:<word> ){0,2}?to <fill>|(?:could|would|should|might|ought to) have |<negated> (?:ask|asking|urge|want|"
         r"call on|tell|order|expect|force|persuade|convince|get) (?:<item> ){1,5}?to )(?:<exclude>|<stop>|<refuse>|"
         r"<reject>)|<negated> <fill>rul(?:e|ed|ing) "
         r"<obj><node> <post>out|(?:<negated> |(?:few|hardly any\w*) (?:<item> )?|(?:hardly|scarcely|barely|(?:un|"
         r"less )likely to|in no position to) |neither "
         r"<aside>(?:<item> ){0,3}(?:nor )?)<fill>(?!<cease> )(?:<exclude>|<stop>|<refuse>|<reject>|den(?:y|ies|ied|"
         r"ying)|opposed to|opposing|(?:<against_act> )?against|hostile to|averse to)",
         "The chancellor refused to rule out a ⟦levy⟧.",
         "The chancellor ruled out a ⟦levy⟧.", "neither"),
    Rule("no opposition to it",
         r"(?:no|nothing|without|little|hardly any|few|not (?:an?|any)) (?:(?!be |to |"
         r"plans? )<word> ){0,4}?(?:against|<against_noun>)",
         "There is no opposition to the ⟦mine⟧.",
         "There is stiff opposition to the ⟦mine⟧.", "neither"),
    Rule("opposition given up",
         r"(?:<exclude>|<stop>|<lift>|overcome|overcame|overcomes|soften(?:s|ed|ing)?) <np>(?:opposition|objections?|"
         r"resistance|hostility|refusal|reservations|campaign|protests?|veto) (?:to|of|on|against)",
         "The party has abandoned its opposition to the ⟦plant⟧.",
         "The party has voiced its opposition to the ⟦plant⟧.", "neither"),
    Rule("opposition has ended",
         r"(?:opposition|objections?|resistance|hostility|protests?|ban|veto) (?:to|of|against|on) <obj><node> "
         r"<post>(?:(?:<have>|<be>) ){0,2}(?:<adv> )?(?:melt|fad|evaporat|collaps|crumbl|dropp|abandon|overcome|gone|"
         r"disappear|vanish|died|crush|given up|subsid)(?:e|s|es|ed|ing)?",
         "Opposition to the ⟦tunnel⟧ has melted away.",
         "Opposition to the ⟦tunnel⟧ has grown.", "neither"),
    Rule("a part of it, or a change to it",
         r"(?:amendment|change|clause|paragraph|passage|reference|reservation|alteration)s? (?:to|of|in) <np><node>|"
         r"(?:attempt|effort|move|motion|bid|proposal|plan)s? to (?:amend|change|alter|discuss|debate|revise|reopen|"
         r"improve|explain|postpone|delay) <np><node>",
         "An amendment to the ⟦treaty⟧ was voted down.",
         "Two members of the ⟦treaty⟧ voted.", "neither"),
    Rule("denied having opposed or refused",
         r"den(?:y|ies|ied|ying) (?:that )?(?:(?:<pron>|<word>|the <word>) )?(?:<fill>)(?:(?:had|has|have|was|were|"
         r"would|is|are) )?<fill>(?:<exclude>|<stop>|<refuse>|<reject>|opposition to)",
         "The bank denied blocking the ⟦loan⟧.",
         "The bank kept blocking the ⟦loan⟧.", "neither"),
    Rule("a law or ban on it",
         r"^(?![^⟦]* <keep> <obj><node>)[^⟦]*(?:<node> (?:ban|prohibition|moratorium|embargo|boycott)(?:s|es)?|"
         r"(?!<given>|<measure>)<node> (?:laws?|bills?|legislation|acts?|funds?))",
         "The minister promised there would be no ⟦strike⟧ law.",
         "The minister promised there would be no ⟦strike⟧ in May.", "neither"),
    Rule("plan to stop it given up",
         r"(?:(?:<exclude>|<stop>|<reject>|<lift>|against) <np>(?:decision|plan|idea|attempt|bid|effort|proposal|"
         r"threat|"
         r"intention|move|push|bill|law|power|right)s?|no <np>(?:attempt|bid|effort|move|push|bill|law|power|right)s?) "
         r"(?:to|of|that would) <fill>(?:<exclude>|<stop>) <obj><node>|"
         r"(?:rul(?:e|es|ed|ing) out|exclud(?:e|es|ed|ing)|oppos(?:e|es|ed|ing)|reject(?:s|ed|ing)?) <np>(?:ban|"
         r"prohibition|moratorium)s? (?:on|of) <obj><node>|(?:plan|idea|attempt|bid|effort|proposal|threat|move|push|"
         r"bill)s? (?:to|of) <fill>(?:<exclude>|<stop>) <obj><node> <post><be_done> (?:abandoned|dropped|scrapped|"
         r"shelved|ruled out|rejected|thrown out|voted down|defeated|given up|withdrawn)",
         "She called on the minister to abandon any plan to outlaw ⟦strikes⟧.",
         "She called on the minister to keep his promise to outlaw ⟦strikes⟧.", "neither"),
    Rule("we will not end our own",
         r"(?:we|i) (?:<modal> (?:<adv> )?(?:not|never)|(?:are|am) not going to|refuse to) <fill>(?:end|quit|abandon|"
         r"give up|call off|break off|suspend) <obj><node>",
         "“We will not end the ⟦strike⟧,” she said.",
         "“They will not end the ⟦siege⟧,” she said.", "neither"),
    Rule("none without it",
         r"(?:no|not|never|neither|nothing|nobody|none|hardly) (?:(?!that |but )<word> ){1,8}?without <np><node>",
         "No deal without ⟦talks⟧, the leaflet said.",
         "They want a deal without ⟦tariffs⟧, the leaflet said.", "neither"),
    Rule("no this, no that: a threat",
         r"^ no (?:<np><node> , no <held_out>|(?:<mod> ){1,4}, no ⟦<held_out>⟧)(?= (?:[,;:!]|$))"
         r"(?! , (?:and |or )?no )",
         "No ⟦truce⟧, no deal, the rebels insisted.",
         "No ⟦truce⟧, no retreat, the rebels insisted.", "neither"),
    Rule("a forecast by somebody who looks on",
         r"<node> <post><be_done> (?:out of the question|off the table|unthinkable) (?:(?:<word>|[,;:]) ){0,8}?"
         r"<onlooker>|<onlooker> (?:(?:<word>|[,;:]) ){0,8}?<node> <post><be_done> (?:out of the question|off the "
         r"table|unthinkable)",
         "“A general ⟦strike⟧ is out of the question,” Professor Jane Roe said.",
         "“A general ⟦strike⟧ is out of the question,” the union's leader said.", "neither"),
    Rule("said to be untrue",
         r"(?:it|that|this) <be> (?:<adv> )?(?:not (?:<adv> )?(?:the case|true|so|correct|accurate|a fact|as if|as "
         r"though|that|because)|untrue|false|nonsense|a lie|a myth|incorrect|wrong to (?:say|suggest|claim)) (?:that )?"
         r"(?:(?:<word>|,) ){0,15}?<node>(?: <word>){0,25}",
         "It is not the case that ⟦guarantees⟧ were refused.",
         "It is the case that ⟦guarantees⟧ were refused.", "neither"),
    Rule("denied or not said",
         r"(?:(?:did|do|does|has|have|had) (?:not|never)|never|nobody|no one|without|stopp?(?:ed|s|ing)? short of) "
         r"<fill>(?:say|said|saying|claim|suggest|argu|mean|meant|impl|state|hint|announc)(?:e|y|s|es|ed|ied|ing)? "
         r"that "
         r"(?:(?:<word>|,) ){0,15}?<node>(?: <word>){0,25}|den(?:y|ies|ied|ying) that (?:(?:<word>|,) ){0,15}?<node>"
         r"(?: <word>){0,25}",
         "She did not say that a ⟦truce⟧ was out of the question.",
         "She did say that a ⟦truce⟧ was out of the question.", "neither"),
    Rule("will not stop asking",
         r"(?:<negated> <fill>|nothing <modal> )(?:(?:stop|stopp|ceas|quit|quitt|halt|tir)(?:e|es|s|ed|ing)?(?: of)? "
         r"(?=\w+ing "
         r")|ceas(?:e|ed|es|ing) to)",
         "They will not stop demanding ⟦guarantees⟧.",
         "They will not stop the ⟦guarantees⟧.", "neither"),
    Rule("not everybody",
         r"not (?:every\w*|all|each|always|necessarily) (?:<word> ){0,15}?<node>(?: <word>){0,15}",
         "Not everybody was refused a ⟦permit⟧.",
         "Everybody was refused a ⟦permit⟧.", "neither"),
    Rule("wrong to stop it",
         r"(?:mistake|wrong|folly|foolish|mad|madness|unwise|irresponsible|premature|error|too early|absurd|dangerous|"
         r"shameful|impossible|illegal|unlawful) (?:for (?:<item> ){1,4}?)?to (?:<exclude>|<stop>|<reject>|<refuse>)|"
         r"(?:against|instead of|rather than|refrain(?:s|ed|ing)? from|avoid(?:s|ed|ing)?|stop(?:s|ped|ping)?|"
         r"rul(?:e|es|ed|ing) out) (?=\w+ing )(?:<exclude>|<stop>|<reject>|<refuse>)",
         "It would be a mistake to reject the ⟦merger⟧.",
         "It was no surprise to reject the ⟦merger⟧.", "neither"),
    Rule("asked for beside an end to another",
         r"(?:(?:end|halt|stop) to|(?:abolition|cancellation|repeal|lifting|removal|withdrawal|suspension|scrapping|"
         r"cessation|dismantling|reversal|ending) of|no) (?:(?!to )<item> ){1,9}?(?:, )?and (?:(?:for|an?|new|fresh|"
         r"better|"
         r"fair|fairer|proper|more|higher|free|lasting|real) (?:<det> )?(?:<mod> ){0,3}<node>|<np><hoped_for>)|(?:ban|"
         r"moratorium|embargo) "
         r"on (?:<item> ){1,9}?and an? (?:<mod> ){0,3}<node>",
         "The crowd wants an end to the war and ⟦guarantees⟧ of peace.",
         "The crowd wants an end to the war and the ⟦draft⟧.", "neither"),
    Rule("a clause of its own",
         r"(?:, (?:and|but|so|yet|while|whereas|although|though)|but|while|whereas|although|though) (?=<np><node> "
         r"<post>"
         r"(?:<be>|<have>|<modal>|did|does|do|<finite>) )|(?:<exclude>|<stop>|<reject>|<refuse>) (?:<item> ){1,8}?and "
         r"(?=<np>"
         r"<node> <post>(?:<be>|<have>|<modal>|did|<finite>) )",
         "The judge refused bail, and a ⟦trial⟧ was set for May.",
         "The judge refused bail and a ⟦trial⟧ in May.", "neither"),
)  # fmt: skip
