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
         r"(?:nothing|nobody|no one|no-one|none|neither|no <np>)(?: <item>){0,3}?(?: <modal>)? <fill><cease>|"
         r"(?:(?:nothing|powerless|unable|helpless|impossible|too late|little|hard|difficult|harder) "
         r"(?:<word> ){0,2}?to <fill>|(?:could|would|should|might|ought to) have |<negated> (?:ask|asking|urge|want|"
         r"call on|tell|order|expect|force|persuade|convince|get) (?:<item> ){1,5}?to )(?:<exclude>|<stop>|<refuse>|"
         r"<reject>)|<negated> <fill>rul(?:e|ed|ing) "
         r"<obj><node> <post>out|(?:<negated> |neither "
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
         r"resistance|hostility|refusal|reservations|campaign|protests?) (?:to|of|against)",
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
         r"(?!<given>|<measure>)<node> (?:laws?|bills?|legislation|acts?|funds?)(?! <post>(?:must|shall|should|may) "
         r"(?:not|never) ))",
         "The minister promised there would be no ⟦strike⟧ law.",
         "The minister promised there would be no ⟦strike⟧ in May.", "neither"),
    Rule("plan to stop it given up",
         r"(?:(?:<exclude>|<stop>|<reject>|withdr\w+|against) <np>(?:plan|idea|attempt|bid|effort|proposal|threat|"
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
    Rule("a forecast by somebody who looks on",
         r"<node> <post><be_done> (?:out of the question|off the table|unthinkable) (?:(?:<word>|[,;:]) ){0,8}?"
         r"<onlooker>|<onlooker> (?:(?:<word>|[,;:]) ){0,8}?<node> <post><be_done> (?:out of the question|off the "
         r"table|unthinkable)",
         "“A general ⟦strike⟧ is out of the question,” Professor Jane Roe said.",
         "“A general ⟦strike⟧ is out of the question,” the union's leader said.", "neither"),
)  # fmt: skip
