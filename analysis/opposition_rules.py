"""The rules that say whether the words around a mention oppose or refuse what it names.

A pattern is a regular expression over the words of a sentence; names in angle brackets are classes of words, which
stand in `opposition_words`.
"""

from __future__ import annotations

from analysis.rules import Rule

# Words to read past: nothing in them is opposed or refused, and what they hold is judged no further.
PASSED = (
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

JUDGED = (
    Rule("non- before it",
         r"⟦(?:non|anti|no)[- ][^⟧]*⟧",
         "They want guarantees of ⟦non-expansion⟧.",
         "They want guarantees of ⟦expansion⟧.", "opposed"),
    Rule("shall not",
         r"(?:<willed> |<none_may> |neither to |neither to (?:<item> ){1,9}?nor (?:to )?)(?:(?:<adv>|be|have(?= "
         r"⟦[^⟧]*(?:ed|en)⟧)) )*(?!<given>)<node>",
         "The alliance will not ⟦expand⟧.",
         "The alliance did not ⟦expand⟧.", "opposed"),
    Rule("never",
         r"(?:that|never again|vow|vows|vowed|and|or) (?:(?!<have> )<word> ){0,5}?never <fill>(?!(?<=never )⟦[^⟧]*ed⟧)"
         r"<node>|(?:insist|demand|ask|require|propos|urge|recommend|stipulat|request|wish)\w* that (?:<item> "
         r"){1,5}not <fill><node>",
         "The minister demanded that the alliance never ⟦expands⟧.",
         "The alliance had never ⟦expanded⟧.", "opposed"),
    Rule("refuse to do it and more",
         r"<willed> <fill>(?:<item> ){1,9}?(?:and|or|nor) <node>",
         "They insist on the refusal to expand eastwards and ⟦deploy⟧ weapons.",
         "They insist on the promise to expand eastwards and ⟦deploy⟧ weapons.", "opposed"),
    Rule("will not guarantee",
         r"(?:<willed>|not|never|(?:fail(?:s|ed|ing|ure)?|<have> yet|unable|inability) to) (?:(?:<adv>|be|"
         r"have) )*<given>",
         "The bank did not ⟦guarantee⟧ the deposits.",
         "The bank did ⟦guarantee⟧ the deposits.", "refused"),
    Rule("will not accept, build or allow",
         r"(?:<averse> <fill>(?:(?:forced|obliged|compelled|made) to )?|<negated> (?:persuade|convince|induce|get|"
         r"force) (?:<item> ){1,4}?to )(?:<do>) (?:for )?(?:<to_whom>)(?:to )?<obj>(?!<given>|<offered>)<node>",
         "They will not accept the ⟦expansion⟧ of the base.",
         "They will soon accept the ⟦expansion⟧ of the base.", "opposed"),
    Rule("will not accept the offer",
         r"<negated> <fill>(?!(?:ratifi|sign|approv|endors|support)ed )(?:<accept>|meet|meeting|answer|answering|heed|"
         r"heeding|fulfil|satisfy) <obj>(?:<given>|"
         r"<offered>)",
         "The rebels would not sign the ⟦truce⟧.",
         "The rebels would sign the ⟦truce⟧.", "refused"),
    Rule("does not allow",
         r"(?:(?:do|does|did|has|have|had) (?:not|never)|never|(?:nobody|no one|no-one|none|few|no)(?: (?!to "
         r")<item>){0,5}?) <fill><want> "
         r"<to_whom><obj>(?!<given>|<offered>)<node>",
         "The law does not permit ⟦exports⟧ of grain.",
         "The law does not mention ⟦exports⟧ of grain.", "opposed"),
    Rule("will not lift it",
         r"<keep> <obj><node>",
         "The ministry would not lift the ⟦embargo⟧.",
         "The ministry would lift the ⟦embargo⟧.", "both"),
    Rule("ban on, end to, opposition to",
         r"<against_noun> <obj><node>",
         "The marchers called for an end to the ⟦curfew⟧.",
         "The marchers met at the end of the ⟦curfew⟧.", "opposed"),
    Rule("demand that it end",
         r"(?:<wish> (?:for )?(?:(?:the|an?|their|its|any|that|immediate|early|swift|gradual|full|"
         r"complete) ){0,3}(?:end|lifting|removal|withdrawal|suspension|reversal|dismantling|ending|revoking|"
         r"revocation) (?:of|to)|(?:(?:<wish>|<modal>|to|and) <fill>|that (?:<word> ){1,4}?)(?:lift|end|suspend|"
         r"remove|revoke|rescind|withdraw|reverse|dismantle|undo|quit|lifting|ending|suspending|removing|revoking|"
         r"rescinding|reversing|dismantling)) <obj><node>|(?:<wish>|<modal>|to) <fill>(?:bring|put) <obj><node> "
         r"<post>to an? (?:end|halt|stop)",
         "The union called for the lifting of the ⟦curfew⟧.",
         "The lifting of the ⟦curfew⟧ surprised the union.", "opposed"),
    Rule("rule out, oppose, prevent",
         r"(?!resist\w* <np><sought>)<exclude> (?:against )?<obj><node><itself>|"
         r"rul(?:e|es|ed|ing) <obj><node> "
         r"<post>out",
         "The chancellor ruled out a ⟦levy⟧ on second homes.",
         "The chancellor praised a ⟦levy⟧ on second homes.", "opposed"),
    Rule("rule out a thing to be given",
         r"(?:rul(?:e|es|ed|ing) out|exclud(?:e|es|ed|ing)|veto(?:es|ed|ing)?|block(?:s|ed|ing)?|forbid|forbade) "
         r"<obj>(?:<given>|⟦membership⟧)<itself>|rul(?:e|es|ed|ing) <obj>(?:<given>|⟦membership⟧) <post>out",
         "The chancellor ruled out ⟦compensation⟧ for the farmers.",
         "The chancellor ruled out a ⟦levy⟧ for the farmers.", "refused"),
    Rule("stop, halt, drop, block",
         r"(?!h[eo]ld\w* up <np><handover>)<stop> <obj>(?!<given>)<node><itself>",
         "A court halted the ⟦deployment⟧ of police.",
         "Traffic halted for the ⟦inauguration⟧.", "opposed"),
    Rule("veto or drop a thing to be given",
         r"(?:drop(?:s|ped|ping)?|veto(?:es|ed|ing)?|block(?:s|ed|ing)?) <obj><given><itself>",
         "The president vetoed the ⟦aid⟧.",
         "The president signed the ⟦aid⟧.", "opposed"),
    Rule("stop paying",
         r"(?:<stop>|suspend(?:s|ed|ing)?|delay(?:s|ed|ing)?|revok(?:e|es|ed|ing)|rescind(?:s|ed|ing)?|withdrew|"
         r"withdrawn|cancel(?:s|l?ed|l?ing)?|barr?(?:s|ed|ing)?) <obj><given><itself>|h(?:old|olds|eld|olding) up "
         r"<np><handover> (?:of|to) <obj><node>",
         "The utility stopped ⟦payments⟧ to the contractor.",
         "The utility continued ⟦payments⟧ to the contractor.", "refused"),
    Rule("stop somebody from it",
         r"(?:(?:prevent|stop|bann?|prohibit|bar|barr|dissuad|discourag|exclud|block|keep|kept|deterr?|refrain)(?:e|"
         r"s|ed|ped|ing|ping)?) (?:<item> ){0,7}?(?<!mile )(?<!miles )"
         r"(?<!metres )(?<!far )(?<!away )(?<!yards )from (?!(?<=banned from )<det>|(?<=barred from )<det>|"
         r"(?<=excluded from )<det>)<fill><obj><node>|keep(?:s|ing)? <obj><node> <post>(?:out|away)|(?:talk|persuade|"
         r"argue|reason)(?:s|d|ed|ing)? (?:<item> ){1,5}?out of <fill><obj><node>",
         "Treaties prevent the alliance from ⟦expanding⟧.",
         "Treaties protect the alliance from ⟦floods⟧.", "opposed"),
    Rule("reject",
         r"(?:<reject>|(?:said|says?|saying) no to) <obj>(?!<given>|<offered>|<claim>)<node>",
         "Moscow rejects the ⟦expansion⟧ of the alliance.",
         "Moscow rejects ⟦accusations⟧ of aggression.", "opposed"),
    Rule("reject an offer",
         r"(?:<reject>|rejection of|(?:said|says?|saying) no to|dismissal of|(?:shrug|shrugged|shrugs|shrugging) off|"
         r"(?:wav|bat|batt|swat|swatt|laugh)(?:e|es|s|ed|ing) (?:away|aside|off)|short shrift to|thumbs down to|"
         r"walk(?:s|ed|ing)? away from|"
         r"resist(?:s|ed|ing)?(?= <np><sought>)) <obj>(?:<given>|<offered>)",
         "Tehuac rejected the ⟦ultimatum⟧.",
         "Tehuac repeated the ⟦ultimatum⟧.", "refused"),
    Rule("rejection of",
         r"(?:rejection|refusal) of <obj>(?!<given>|<offered>|<claim>)<node>",
         "Moscow expects a refusal of ⟦expansion⟧.",
         "Moscow expects a year of ⟦expansion⟧.", "opposed"),
    Rule("refuse",
         r"(?:<refuse>|refusal of|withholding of|denial of(?= <obj><given>)) <to_whom><obj>(?:<given>|<node>(?! "
         r"(?:<det>) ))",
         "The villagers were refused ⟦compensation⟧.",
         "The villagers refused to discuss ⟦compensation⟧.", "refused"),
    Rule("be denied",
         r"(?:<be>|been|being) (?:<adv> )?(?:denied|deprived of|stripped of|robbed of|barred from|cheated of) "
         r"<obj><node>|den(?:y|ies|ied|ying) (?:<to_whom><obj>(?:<given>|<sought>)|(?:<objpron>|the \w+s) <np><node>)",
         "The widow was denied the ⟦guarantees⟧.",
         "The insurer denied that the ⟦guarantees⟧ covered it.", "refused"),
    Rule("turn it down",
         r"(?:turn|vote|brush|wav|push|shoot|shot|hand|sen[dt]|threw|throw)(?:s|es?|d|ed|ing)? (?:<objpron> (?:down|"
         r"away|aside) for <np><node>|<np>(?:<given>|<offered>) <post>(?:down|aside|away|back))",
         "The bank turned the ⟦offer⟧ down.",
         "The mayor turned down the radio and read the ⟦offer⟧.", "refused"),
    Rule("refuse to give",
         r"(?:<negated>|<averse>) <fill>(?:(?:<give>)(?: to| for)?|let(?: <item>){1,4}? have) "
         r"<to_whom><obj>(?:<given>|<node>(?! (?:<det>) ))",
         "The United States refused to give ⟦guarantees⟧.",
         "The United States agreed to give ⟦guarantees⟧.", "refused"),
    Rule("not receive",
         r"<negated> <fill>(?:getting|gets?|got|receiv(?:e|es|ed|ing)|obtain(?:ed|ing)?|secur(?:e|ed|ing)) "
         r"<obj><node>|<negated> <fill>(?:win|winning) <obj><given>|<modal> not have <obj>(?:<given>|<offered>)|<be> "
         r"(?:not|never) (?:allowed|permitted|let have) "
         r"<obj><node>",
         "Growers will not be getting the ⟦rebate⟧.",
         "Growers will be getting the ⟦rebate⟧.", "refused"),
    Rule("give no",
         r"(?:<give>|<get>|<do>|ma(?:ke|kes|de|king)) <to_whom>(?:no|neither|none of) <obj>(?:<given>|<offered>)|"
         r"(?:<give>|<get>) "
         r"(?:(?:<item>|,) ){1,8}?(?:but|and|though) no <np><given>|<modal> (?:<adv> )?(?:<give>|<get>) (?:<objpron> "
         r")?no "
         r"<obj><node>",
         "The delegation received no ⟦assurances⟧.",
         "The delegation received ⟦assurances⟧.", "refused"),
    Rule("none was given",
         r"(?:no|none of|neither) <obj><node> <post>(?:(?:<modal>|<have>|<be>) ){1,3}(?:<adv> )?(?:given|offered|"
         r"provided|granted|paid|delivered|forthcoming|issued|awarded|extended|sent|approved|received)",
         "No ⟦concessions⟧ were offered.",
         "No ⟦concessions⟧ were needed.", "refused"),
    Rule("reject a demand for it",
         r"(?:<refuse>|<reject>|<stop>|refusal of|rejection of|rul(?:e|es|ed|ing) out|resist(?:s|ed|ing)?|<negated> "
         r"<fill>(?:<do>|<give>|meet|heed|grant)) <list><np><ask> (?:(?:by|from) (?:<item> ){1,5}?)?(?:for|to|that) "
         r"(?:<word> ){0,5}?<np><node>",
         "The palace rejected calls for an ⟦inquiry⟧.",
         "The palace repeated calls for an ⟦inquiry⟧.", "refused"),
    Rule("demand for it was rejected",
         r"(?<!no )(?:<ask> (?:(?:by|from) (?:<item> ){1,5}?)?(?:for|to|that)|(?:attempts?|push|campaign|efforts?) "
         r"(?:for|to) (?!(?:<exclude>|<stop>|<lift>) )) (?:<item> ){0,8}?<np><node> <post><aside>(?:(?:<have>|<be>|"
         r"<modal>|again) ){0,3}(?:<adv> )?(?:rebuffed|rejected|refused|turned down|brushed aside|swept aside|"
         r"brushed off|dismissed|denied|ignored|spurned|snubbed|declined|rebuked|vetoed|blocked|thrown out|(?:gone |"
         r"went )?(?:unanswered|unheeded|nowhere)|fell on deaf ears|in vain|failed|ruled out|met with "
         r"(?:an? )?(?:<word> )?(?:refusal|rejection|rebuff|no|silence)|waved away|waved aside|voted down|defeated)",
         "His plea for an ⟦inquiry⟧ was rebuffed.",
         "His plea for an ⟦inquiry⟧ was heard.", "refused"),
    Rule("asked in vain",
         r"(?:ask|demand|request|seek|sought|plead|beg|call|wait|push|press)(?:s|ed|ing|ged)? (?:in "
         r"vain )?(?:for )?<obj><node> <post>(?:, )?(?:so far |again )?(?:in vain|to no avail|without success|without "
         r"an? (?:answer|reply))|"
         r"(?:ask|wait|beg|plead|call|appeal)(?:s|ed|ing|ged)? in vain (?:for )?<obj><node>",
         "The camp asked for a ⟦guarantee⟧ in vain.",
         "The camp asked for a ⟦guarantee⟧ in March.", "refused"),
    Rule("asked and told no",
         r"(?<!no )(?:<ask>|(?:ask|demand|request|want|seek|sought|plead|beg|press|call|appli|apply|approach)(?:e?s|ed|"
         r"ing|ged)?)(?: <adv>)? (?:(?:for|to see|to have) )?<obj><node> (?:(?:<word>|[,;:]) ){0,14}?<answered_no>|"
         r"(?:<answered_no>|(?:turned|sent) away|rebuffed|refused) (?:<adv> )?(?:when|after) (?:<item> |<pron> "
         r"){1,5}?(?:"
         r"sought|asked(?: for)?|applied for|requested|demanded|wanted|pleaded for) <obj><node>|(?:<offered>|"
         r"<sought>) (?:(?:<word>|[,;:]) ){0,14}?(?:and|but|;) (?:(?:<word>|,) ){0,4}?(?:said no|been put off)",
         "The widow asked for a ⟦pardon⟧, and the king said no.",
         "The widow asked for a ⟦pardon⟧, and the king said yes.", "refused"),
    Rule("and there will be none",
         r"<node> (?:(?:<word>|[,;:]) ){0,14}?there (?:will|would|shall) (?:be none|(?:not|never) be (?:one|any|such))",
         "The camp asked for a ⟦truce⟧; the general said there would be none.",
         "The camp asked for a ⟦truce⟧; the general said there would be one.", "opposed"),
    Rule("leave unanswered",
         r"(?:left|leav(?:e|es|ing)) (?:(?:unanswered|unmet|unfulfilled) <list><np>(?:<ask> (?:for|to|that) "
         r"<np>)?<node>|"
         r"<obj><node> <post>(?:unanswered|unmet|unfulfilled|unpaid))|(?:<given>|<offered>) <post>(?:go|goes|went|gone|"
         r"remains?|remained) (?:unheard|unanswered|unheeded|unmet|nowhere)",
         "Washington left the ⟦request⟧ unanswered.",
         "Washington left the ⟦request⟧ to its envoys.", "refused"),
    Rule("go without what was sought",
         r"(?:instead of|in place of|rather than|without) (?:the|any) (?:<item> )?(?:promised|agreed|hoped-for) "
         r"<np><node>|"
         r"without <np><node> (?:that |which )?(?:<item> |<pron> ){1,3}?(?:had |has |have )?(?:<adv> )?(?:sought|"
         r"wanted|"
         r"asked for|demanded|hoped for|been promised|requested|come for)",
         "They went home without the ⟦guarantees⟧ they had sought.",
         "They went home without the ⟦guarantees⟧ they had lost.", "refused"),
    Rule("there will be no",
         r"there (?:<modal>|is to|are to|was to|were to) (?:<adv> )?(?:be (?:no|neither)|(?:not|never)(?: <adv>)? be "
         r"(?:an? |any )?) ?<obj><node>|(?:never(?: again)?|under no circumstances|on no account|at no (?:point|time|"
         r"stage)) <aside>(?:(?:<word>|,) ){0,8}<modal> there be (?:<word> ){0,2}?<obj><node>",
         "There will be no ⟦tariffs⟧ on wool.",
         "There have been no ⟦tariffs⟧ on wool.", "opposed"),
    Rule("there will be nothing to receive",
         r"there (?:will|shall|can|would) (?:<adv> )?(?:be (?:no|neither)|(?:not|never)(?: <adv>)? be (?:an? |"
         r"any )?) ?<obj><given>",
         "“There will be no ⟦amnesty⟧,” the minister said.",
         "“There should be no ⟦amnesty⟧,” the minister said.", "refused"),
    Rule("want no",
         r"<wish> (?:(?:of|for|to have|to see) )?<no>(?!doubt|matter)<obj><node>|<wish> (?:, "
         r"and )?(?:<word> ){0,4}?(?:that )?(?:<word> ){0,3}?(?:no|neither) (?!doubt|matter)<obj><node>(?! "
         r"(?:<post>)(?:was|were|had|has|have|is|are) )",
         "Both governments have pledged no new ⟦settlements⟧.",
         "Both governments have found no new ⟦settlements⟧.", "opposed"),
    Rule("no, alone",
         r"^ (?!(?:<word> ){1,6}: <no><obj>(?!<given>|<offered>|<measure>)<node> (?:$|, no ))"
         r"(?:(?:<word> ){1,6}: )?(?:say )?<no><obj><node>(?! (?:<word> ){0,9}?(?:<be>|<have>|<modal>|do|does|did|"
         r"\w{3,}ed) )",
         "No ⟦return⟧ to work before Easter",
         "No ⟦return⟧ to work was seen.", "opposed"),
    Rule("which they oppose",
         r"(?!<claim>)<node> <post>(?:(?:, )?(?:that|which) (?:(?!<be> |"
         r"<modal> )<word> ){1,5})?(?<!not )(?<!never )(?:<exclude>|<stop>)(?= (?:[,;:?!]|(?:by|so|from the start|"
         r"outright) |$))",
         "The ⟦reform⟧, which the unions oppose, was passed.",
         "The ⟦reform⟧, which the unions praise, was passed.", "opposed"),
    Rule("none shall be",
         r"(?:no|neither|nor) <obj><node> <post>(?:(?:should|must|shall|may|can|ought to) |(?:is|are|was|were) "
         r"(?:<adv> )?(?:allowed|permitted|tolerated|welcome) |(?:will|would|is to|are to) <happen> )",
         "No ⟦tariffs⟧ should be levied on wool.",
         "No ⟦tariffs⟧ were levied on wool.", "opposed"),
    Rule("promise that none will be",
         r"(?:agree|promis|pledg|assur|guarant|vow|insist|demand|undert|commit|swor|order|decree|accord|treaty|"
         r"pact)\w* "
         r"(?:(?:<word>|,) ){0,20}?no <np><node> <post>(?:will|would|shall) be \w+",
         "They agreed that no ⟦mines⟧ would be laid.",
         "They noticed that no ⟦mines⟧ would be found.", "opposed"),
    Rule("without, as a wish",
         r"<wish> (?:(?:<word>|,) ){0,12}?(?:, )?(?:without|free of|free from|(?:stay|keep|remain)(?:ing)? out of) "
         r"(?:any )?<list><np><node>",
         "The senator wants a trade deal without ⟦tariffs⟧.",
         "The senator signed a trade deal without ⟦tariffs⟧.", "opposed"),
    Rule("instead of, as a wish",
         r"would rather (?:(?:<word>|,) ){1,12}?than <np><node>|(?:<wish>|<want>|would|better) (?:(?:<word>|"
         r",) ){0,12}?(?:instead of|rather than|in place of|and not|, not|but not) <list><np><node>",
         "The crowd demanded new elections instead of a ⟦recount⟧.",
         "The town got new elections instead of a ⟦recount⟧.", "opposed"),
    Rule("no place for it",
         r"(?:no|not any|without) (?:<adv> )?(?:place|room|wish|desire|appetite|stomach|tolerance|truck) (?:for|with) "
         r"<obj><node>|(?:will|would|must|should|shall|to) (?:be|stay|remain|keep) (?:spared|(?:exempt|exempted|safe|"
         r"free) from|free of) "
         r"<obj><node>|"
         r"no (?:right|business|licence|mandate|authority) (?:to|in) <fill>(?:<do> )?<obj><node>|<node> <post>(?:has|"
         r"have|"
         r"had) no (?:business|place|right to|future in)",
         "There is no room for ⟦partition⟧ in the accord.",
         "There is a chapter on ⟦partition⟧ in the accord.", "opposed"),
    Rule("will not let it pass",
         r"(?:<averse>|not|never|nobody|no one) <fill>(?:let|letting|lets|see|seeing) <obj><node> <post>(?:go|pass|"
         r"happen|proceed|stand|take|through|come|continue|start|begin|return|become|<happen>)",
         "The union will not let the ⟦merger⟧ go ahead.",
         "The union will not let the ⟦minister⟧ speak.", "opposed"),
    Rule("may be done to nobody",
         r"<none_may> (?:ever )?(?:be )?(?:subjected to|exposed to|forced into|dragged into|drawn into|face|suffer|"
         r"endure|undergo) <obj><node>",
         "Nobody should be subjected to ⟦torture⟧.",
         "Nobody should be surprised by the ⟦torture⟧.", "opposed"),
    Rule("what they will not accept is",
         r"what (?:<item> |<pron> ){1,5}?(?:<willed> <fill>(?:<do>|have|see)|do(?:es)? not want|<exclude>|<stop>|"
         r"<reject>)"
         r" <aside>(?:<pron> <pron> )?(?:, )?(?:is|was|are|were|would be) <obj><node>",
         "What Madrid will not accept is ⟦partition⟧.",
         "What Madrid will not say is when ⟦partition⟧ ends.", "opposed"),
    Rule("kill a measure",
         r"(?:kill|kills|killed|killing|sink|sinks|sank|sunk|sinking|(?:shoot|shoots|shot|shooting) down|withdraw|"
         r"withdraws|withdrew|withdrawn|withdrawing|walk(?:s|ed|ing)? away from|bury|buries|buried|bin|bins|binned|"
         r"undo|undid|"
         r"undone|defeat|defeats|defeated|defeating) <list><carried><np><measure>",
         "The senate killed the ⟦bill⟧.",
         "The senate read the ⟦bill⟧.", "opposed"),
    Rule("deprive of the power to do it",
         r"(?:strip|depriv|rob)(?:s|e|es|ed|ped|bed|ping|bing|ing)? (?:<item> ){1,6}?of <np>(?:power|right|authority|"
         r"means|freedom|chance|ability)s? (?:to|of) <fill>(?:<do> )?<obj><node>",
         "The bill strips the president of the power to order ⟦strikes⟧.",
         "The bill gives the president the power to order ⟦strikes⟧.", "opposed"),
    Rule("will not have it",
         r"(?:i|we) <modal> (?:<adv> )?(?:not|never) (?:have|hear of|want) <obj>(?!<given>|<offered>)<node>",
         "“I will not have ⟦smoking⟧ in this house,” she said.",
         "“I do not have ⟦matches⟧ in this house,” she said.", "opposed"),
    Rule("will not send",
         r"(?:<in_no_case>|<modal> (?:<adv> )?(?:not|never)|(?:not|never) to|not <fill>to|no intention of) <fill>"
         r"send(?:ing)? <to_whom><obj>(?!<given>)<node>",
         "Madrid will not send ⟦troops⟧ to the island.",
         "Madrid did not send ⟦troops⟧ to the island.", "opposed"),
    Rule("no more of it",
         r"(?:no more|not one more|not another|(?:want(?:s|ed)?|will have|would have) (?:nothing to do with|no part "
         r"(?:of|in))|enough of|never again|(?:not|nobody|no one) <fill>(?:have|has|need|needs|wants?|afford|stand|"
         r"face|bear)(?: to have)?(?= (?:another|any more|more|a second|a new|any new) )|(?:withdr(?:aws?|ew|awn|"
         r"awing)|end(?:s|ed)?|drop(?:s|ped)?) <np>(?:support|backing) (?:for|from|of)|no truck with|(?:clos|shut|"
         r"slamm?)(?:e|es|ed|ing|s|ting)? the door (?:on|to)|pull(?:s|ed|ing)? the plug on|put(?:s|ting)? (?:a hold|"
         r"the brakes|an embargo) on|turn(?:s|ed|ing)? (?:its|their|his|her) backs? on|draw(?:s|ing)? the line at|"
         r"drew the line at|(?:can|could) (?:<adv> )?do without|(?:court|judge|tribunal|"
         r"regulator|watchdog)s? (?:<have> )?(?:<adv> )?suspend(?:s|ed)?|pour(?:s|ed|ing)? cold water on|up in arms "
         r"(?:over|about|against)|down with|"
         r"(?<!said )(?<!says )(?<!say )(?<!saying )no to|not in favou?r of|forget(?:s|ting)? about|(?<!to )(?<!not "
         r")(?<!never )forget) "
         r"(?!than )<obj><node>",
         "No to the ⟦pipeline⟧, yes to the river.",
         "Yes to the ⟦pipeline⟧, no to the road.", "opposed"),
    Rule("forget about it",
         r"(?:can|could|may|might|should) forget(?: about)? <obj><given>",
         "They can forget about ⟦reparations⟧.",
         "They will not forget about ⟦reparations⟧.", "refused"),
    Rule("against",
         r"(?:(?:<be>|been) (?:(?:<adv>|all|both|dead|set|united|mostly|for (?:<item> ){1,3}?and) ){0,3}|"
         r"<against_act> (?:(?!prepared|ready|protected|insured|used)<word> ){0,3}?|(?<=^ ))against <obj><node>",
         "Groups have campaigned against the ⟦deportation⟧ of families.",
         "Insurers sell cover against ⟦strikes⟧.", "opposed"),
    Rule("be ruled out",
         r"(?!<sought>)<node> <post><aside><be_done> (?:ruled out|excluded|opposed|forbidden|prohibited|banned|"
         r"outlawed|"
         r"prevented|averted|scrapped|abandoned|renounced|cancelled|canceled|shelved|abolished|repealed|axed|ditched|"
         r"called off|dropped|blocked|vetoed|discontinued|thwarted|given up|annulled|waived|struck down|"
         r"done away with|discarded|resisted|put a stop to)|(?!<given>)<node> <post><aside><be_done> (?:halted|"
         r"stopped|frozen)",
         "⟦Expansion⟧ was ruled out.",
         "⟦Expansion⟧ was carried out.", "opposed"),
    Rule("must be lifted",
         r"<node> <post>(?:(?:<be>|<have>) (?:<word> ){1,5}?and )?(?:(?:must|should|shall|needs? to|has to|have to|"
         r"ought to|to|will have to) (?:<adv> )?(?:be "
         r"(?:<adv> )?(?:lifted|ended|suspended|removed|revoked|rescinded|withdrawn|reversed|dismantled|eased|"
         r"rejected|reconsidered|undone|torn up|binned|overturned|quashed|killed off|outlawed)|end|stop|cease|go) |be "
         r"(?:lifted|ended|removed|revoked|rescinded|withdrawn|"
         r"reversed|dismantled|rejected) )",
         "The ⟦curfew⟧ must be lifted, the union said.",
         "The ⟦curfew⟧ was lifted, the union said.", "opposed"),
    Rule("want it gone",
         r"<wish> (?:to (?:see|have) )?<obj><node> <post>(?:to be )?(?:lifted|ended|suspended|removed|revoked|"
         r"rescinded|withdrawn|reversed|dismantled|rejected|scrapped|abandoned|cancelled|abolished|repealed|shelved|"
         r"halted|stopped|dropped|blocked|banned|called off|gone|undone|closed down|shut down|"
         r"outlawed|prohibited|struck (?:down|off|from)|torn up|kept out|ruled out)",
         "The union wants the ⟦siege⟧ lifted.",
         "The union wants the ⟦siege⟧ explained.", "opposed"),
    Rule("and will stop it",
         r"(?!<given>|<offered>|<claim>)<node> (?:(?:<word>|,) ){0,14}?(?:and|but|so|,) (?:<word> ){0,6}?(?:<willed> "
         r"<fill>(?:<do>)|<exclude>|<stop>|<reject>|fight|fought|demand(?:s|ed)? that it (?:stop|end)|end) (?:it|"
         r"them)|<node> (?:(?:<word>|,) ){0,14}?(?:and|but|so|,) (?:<word> ){0,6}?(?:(?:vote|turn|strike|shoot|struck|"
         r"shot) "
         r"(?:it|them) down|(?:rule|throw|keep) (?:it|them) out|call (?:it|them) off)",
         "The islanders hate the ⟦expansion⟧ and have sworn to stop it.",
         "The islanders like the ⟦expansion⟧ and have sworn to defend it.", "opposed"),
    Rule("call it unacceptable",
         r"(?:call|consider|regard|deem|see|saw|view|describe|brand|declare|find|found|make|made)(?:s|d|ed|ing|es)? "
         r"<obj><node> <post>(?:as |to be )?<unthinkable>|(?:make|made|making)s? <obj><node> <post>(?:illegal|"
         r"unlawful|an? (?:<word> )?(?:crime|offence|offense)|impossible|punishable)|put <obj><node> <post>(?:on ice|"
         r"on "
         r"hold|off limits|out of bounds)",
         "Moscow called the ⟦expansion⟧ unacceptable.",
         "Moscow called the ⟦expansion⟧ unwise.", "opposed"),
    Rule("fight it",
         r"(?:fight|fights|fought|fighting) (?:off )?<list><carried><np>(?!⟦[^⟧]*(?:war|battle|fire|blaze|flame|"
         r"flood|drought|election|campaign|seat|duel))<node>",
         "The village fought the ⟦pipeline⟧ for years.",
         "The village fought the ⟦fire⟧ for hours.", "opposed"),
    Rule("must not happen",
         r"<node> <post>(?:(?:<modal>|is to|are to) (?:<adv> )?(?:not|never) (?:<adv> )?<happen>|(?:must|shall|"
         r"should|may) (?:not|never) (?:<adv> )?(?:come back|return)|(?:should|ought) "
         r"not(?: to)? "
         r"have (?:been <word>|happened)|should never have (?:been <word>|happened)|(?:not|never) be \w+|(?:is|are|"
         r"was|were) "
         r"(?:<adv> )?not (?:to be )?(?:allowed|permitted|tolerated|welcome))",
         "The ⟦expansion⟧ must not happen.",
         "The ⟦expansion⟧ must not surprise us.", "opposed"),
    Rule("be out of the question",
         r"<node> <post>(?:<be_done>|remains?|remained) <unthinkable>|<node> <post>(?:<modal> )?(?:cross(?:es|ed)?|be|"
         r"is|"
         r"was|are) (?:\w+ )?red lines?|<node> (?:(?:<word>|,) ){0,9}?over (?:my|our|their|her|his) dead bod(?:y|ies)|"
         r"(?:time|era|age|days?) (?:for|of) <obj><node> <post><be> (?:<adv> )?(?:over|past|gone|behind us)|[,;:] "
         r"<np><node> no(?= (?:[,;:!]|$))|<node> [?!:;] (?:never|not again|no way|no "
         r"thanks|no thank you|out of the question|over my dead body)",
         "The ⟦expansion⟧ of the airport is out of the question.",
         "The ⟦expansion⟧ of the airport is ugly.", "opposed"),
    Rule("be rejected",
         r"(?!<given>|<offered>|<claim>)<node> <post><be_done> (?:rejected|dismissed|voted down|thrown out|"
         r"refused)(?! (?:<det>|"
         r"entry|permission|access|bail|asylum) )",
         "The ⟦expansion⟧ was rejected by the council.",
         "The ⟦expansion⟧ was approved by the council.", "opposed"),
    Rule("be refused",
         r"(?:<given>|<offered>) <post><aside>(?:<be_done> |(?=(?:refused|denied|rejected|withheld) (?:by|"
         r"to) ))(?:refused|denied|rejected|withheld|rebuffed|turned down|defeated|thrown out|halted|not met|brushed "
         r"aside|swept aside|held back|on hold|put on hold|dismissed|declined|spurned|snubbed|ignored|vetoed|blocked|"
         r"voted down|stopped|cut off|suspended|frozen|ruled out|excluded|shelved)(?! (?:<det>|entry|permission|"
         r"access|bail|"
         r"asylum) )",
         "The ⟦loan⟧ was denied on Thursday.",
         "The ⟦loan⟧ was repaid on Thursday.", "refused"),
    Rule("be not given",
         r"(?!⟦(?:[^⟧]* )?(?:tax|lev(?:y|ie)|fee|fine|tariff|dut(?:y|ie)|toll|rent)(?:s|es)?⟧ (?:<word> ){1,3}paid)"
         r"<node> <post><aside>(?:(?:<modal>|<have>|<be>) ){0,2}(?:<adv> )?(?:not|never|yet to|no longer) "
         r"<fill>(?:given|offered|provided|granted|paid|delivered|forthcoming|issued|awarded|disbursed|handed over|"
         r"met|heeded|fulfilled|answered|accepted|materialise|materialize|materialised|materialized|released|"
         r"supplied|come(?! back)|came(?! back)|arrived?|honoured)",
         "The ⟦guarantees⟧ will not be given.",
         "The ⟦guarantees⟧ will soon be given.", "refused"),
    Rule("which they refused to give",
         r"<node> <post>,? ?(?:(?:that|which) )?(?:(?:<det> )?(?:<item> ){1,3}?)(?:(?:<have>|did|does|do|"
         r"<modal>) )?(?:<negated> <fill>(?:<give>|accept|grant)|refused|(?:<be> )?withh(?:old|olds|eld|olding)|"
         r"denied (?:them|us|him|her)|was refused|were "
         r"refused|was denied|were denied)(?: (?:by|on|in|at|last|for|,|\?|!|:|;|and|but|$))",
         "Those were the ⟦guarantees⟧ that the West refused to give.",
         "Those were the ⟦guarantees⟧ that the West refused to discuss.", "refused"),
    Rule("asked and got none",
         r"<node> (?:(?:<word>|,) ){0,14}?(?:[;:] )?(?:(?:and|but|only to|though|yet|;|:|,) "
         r"(?:<word> ){0,4}?(?:(?:was|were|been|be|being) (?:<adv> )?(?:refused|denied|rebuffed|told no|sent away|"
         r"turned away|turned down)(?= (?:[,;]|(?:again|by|in|on) |$))|(?:got|received|given|offered|shown|won) "
         r"(?:none|nothing|neither)|empty-handed)|(?:none|neither) (?:(?:<have>|<be>|<modal>) ){0,3}(?:given|offered|"
         r"forthcoming|provided|granted|paid|received|came|arrived|coming)|(?:but|and|though|yet) "
         r"(?:<word> ){0,4}?(?:not|never|refused to|declined to|failed to) <fill>(?:<give>|<get>) (?:one|it|them|any|"
         r"either|these|those))",
         "The camp asked for ⟦guarantees⟧, but none were given.",
         "The camp asked for ⟦guarantees⟧, and many were given.", "refused"),
    Rule("will not answer it",
         r"(?:<given>|<offered>) (?:(?:<word>|,) ){0,14}?(?:and|but|so|,) (?:<word> ){0,4}?(?:<willed> <fill>(?:<do>|"
         r"be answering|answering|accept|obey|heed|consider)|reject(?:s|ed)?|refus(?:e|es|ed)|rebuff(?:ed|s)?|"
         r"declin(?:e|es|ed)|turn(?:s|ed)?) (?:it|them|both|either)",
         "The ⟦ultimatum⟧ expires on Sunday and we will not be answering it.",
         "The ⟦ultimatum⟧ expires on Sunday and we will be answering it.", "refused"),
)  # fmt: skip

RULES = PASSED + JUDGED
