"""The rules that find a mention opposed by a verb or noun of its own: rule out, stop, a ban on, against.

A pattern is a regular expression over the words of a sentence; names in angle brackets are classes of words, which
stand in `opposition_words`.
"""

from __future__ import annotations

from analysis.rules import Rule

RULES = (
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
    Rule("stop, halt, drop, block",
         r"(?!h[eo]ld\w* up <np><handover>)<stop> <obj>(?!<given>)<node><itself>",
         "A court halted the ⟦deployment⟧ of police.",
         "Traffic halted for the ⟦inauguration⟧.", "opposed"),
    Rule("veto or drop a thing to be given",
         r"(?:drop(?:s|ped|ping)?|veto(?:es|ed|ing)?|block(?:s|ed|ing)?) <obj><given><itself>",
         "The president vetoed the ⟦aid⟧.",
         "The president signed the ⟦aid⟧.", "opposed"),
    Rule("stop somebody from it",
         r"(?:(?:prevent|stop|bann?|prohibit|bar|barr|dissuad|discourag|exclud|block|keep|kept|deterr?|refrain)(?:e|"
         r"s|ed|ped|ing|ping)?) (?:<item> ){0,7}?(?<!mile )(?<!miles )"
         r"(?<!metres )(?<!far )(?<!away )(?<!yards )from (?!(?<=banned from )<det>|(?<=barred from )<det>|"
         r"(?<=excluded from )<det>)<fill><obj><node>|keep(?:s|ing)? <obj><node> <post>(?:out|away|off)|(?:talk|"
         r"persuade|"
         r"argue|reason)(?:s|d|ed|ing)? (?:<item> ){1,5}?out of <fill><obj><node>",
         "Treaties prevent the alliance from ⟦expanding⟧.",
         "Treaties protect the alliance from ⟦floods⟧.", "opposed"),
    Rule("reject",
         r"(?:<reject>|(?:said|says?|saying) no to) <obj>(?!<given>|<offered>|<claim>)<node>",
         "Moscow rejects the ⟦expansion⟧ of the alliance.",
         "Moscow rejects ⟦accusations⟧ of aggression.", "opposed"),
    Rule("rejection of",
         r"(?:rejection|refusal) of <obj>(?!<given>|<offered>|<claim>)<node>",
         "Moscow expects a refusal of ⟦expansion⟧.",
         "Moscow expects a year of ⟦expansion⟧.", "opposed"),
    Rule("which they oppose",
         r"(?!<claim>)<node> <post>(?:, )?(?:(?:that|which|who) )?(?:nobody|no one|few|no <mod>) (?:<item> "
         r"){0,5}?wants?(?:ed)?(?= (?:[,;:?!]|$))|(?!<claim>)<node> (?:<det> )(?:<mod> ){1,3}?(?:<have> "
         r")?(?:<exclude>|<stop>|(?<!⟧ )<reject>)(?= (?:<modal>|<be>|<have>|<finite>|in|on|last|so|[,;:?!]) )|"
         r"(?!<claim>|<given>|<offered>)<node> <post>, (?:that|which) (?:(?!<be> |<modal> )<word> ){1,5}(?<!not "
         r")(?<!never )<reject>(?= (?:[,;:?!]|by|$))|(?!<claim>)<node> <post>(?:(?:, )?(?:that|which) (?:(?!<be> |"
         r"<modal> )<word> ){1,5})?(?<!not )(?<!never )(?:<exclude>|<stop>)(?= (?:[,;:?!]|(?:by|so|from the start|"
         r"outright) |$))",
         "The ⟦reform⟧, which the unions oppose, was passed.",
         "The ⟦reform⟧, which the unions praise, was passed.", "opposed"),
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
    Rule("challenge it in court",
         r"(?:challeng(?:e|es|ed|ing)|fight(?:s|ing)?|fought|appeal(?:s|ed|ing)? against) <obj><node> <post>(?:in|"
         r"before) "
         r"(?:<item> ){0,3}?(?:courts?|tribunals?|judges?)",
         "The tenants are challenging the ⟦eviction⟧ in court.",
         "The tenants are explaining the ⟦eviction⟧ in court.", "opposed"),
    Rule("ask somebody not to accept it",
         r"(?:tell|told|beg|begg|urg|ask|implor|appeal|warn|advis|plead|pled|order|instruct|call|press)(?:s|e|es|ed|"
         r"ing)? (?:<item> "
         r"){1,6}?not to <fill><accept> <obj><node>",
         "The bishops implored the king not to sign the ⟦bill⟧.",
         "The bishops implored the king to sign the ⟦bill⟧.", "opposed"),
    Rule("against",
         r"(?:(?:<be>|been) (?:(?:<adv>|all|both|dead|set|united|mostly|for (?:<item> ){1,3}?and) ){0,3}|"
         r"<against_act> (?:(?!prepared|ready|protected|insured|used)<word> ){0,3}?|(?<=^ ))against <obj><node>",
         "Groups have campaigned against the ⟦deportation⟧ of families.",
         "Insurers sell cover against ⟦strikes⟧.", "opposed"),
    Rule("be ruled out",
         r"(?!<sought>)<node> <post><aside><be_done> <ruled_out>|(?!<given>)<node> <post><aside><be_done> (?:halted|"
         r"stopped|frozen)",
         "⟦Expansion⟧ was ruled out.",
         "⟦Expansion⟧ was carried out.", "opposed"),
    Rule("must be lifted",
         r"<node> <post>(?:(?:<be>|<have>) (?:<word> ){1,5}?and )?(?:(?:must|should|shall|needs? to|has to|have to|"
         r"ought to|to|will have to) (?:<adv> )?(?:be (?:<adv> )?<lifted>|end|stop|cease|go)|be <lifted>) ",
         "The ⟦curfew⟧ must be lifted, the union said.",
         "The ⟦curfew⟧ was lifted, the union said.", "opposed"),
    Rule("want it gone",
         r"<wish> (?:to (?:see|have) )?<obj><node> <post>(?:to (?:be )?)?(?:\w+ (?:\w+ )?and )?(?:<ruled_out>|<lifted>|"
         r"halted|stopped|gone|go|voted down|thrown out|closed down|shut down|struck off|struck from|kept out|"
         r"overruled)",
         "The union wants the ⟦siege⟧ lifted.",
         "The union wants the ⟦siege⟧ explained.", "opposed"),
    Rule("and will stop it",
         r"(?!<given>|<offered>|<claim>)<node> (?:(?:<word>|,) ){0,14}?(?:and|but|so|,) (?:<word> "
         r"){0,6}?(?:(?:<willed> "
         r"<fill>(?:<do>)|<exclude>|<stop>|<reject>|fight|fought|end) (?:it|them)|<wish> (?:that )?(?:it|them) (?:to )?"
         r"(?:be )?(?:stop|end|cease|go|gone|stopped|halted|<ruled_out>|<lifted>))|<node> (?:(?:<word>|,) "
         r"){0,14}?(?:and|but|so|,) (?:<word> ){0,6}?(?:(?:vote|turn|strike|shoot|struck|"
         r"shot) "
         r"(?:it|them) down|(?:rule|throw|keep) (?:it|them) out|call (?:it|them) off)",
         "The islanders hate the ⟦expansion⟧ and have sworn to stop it.",
         "The islanders like the ⟦expansion⟧ and have sworn to defend it.", "opposed"),
    Rule("call it unacceptable",
         r"(?:wrong|unacceptable|a mistake|madness|folly|irresponsible|a crime|immoral) to (?:allow|permit|let) "
         r"<obj><node>|(?:call|consider|regard|deem|see|saw|view|describe|brand|declare|find|found|make|made)(?:s|d|"
         r"ed|ing|es)? "
         r"<obj><node> <post>(?:as |to be )?<unthinkable>|(?:make|made|making)s? <obj><node> <post>(?:illegal|"
         r"unlawful|an? (?:<word> )?(?:crime|offence|offense)|impossible|punishable)|put <obj><node> <post>(?:on ice|"
         r"on "
         r"hold|off limits|out of bounds)",
         "Moscow called the ⟦expansion⟧ unacceptable.",
         "Moscow called the ⟦expansion⟧ unwise.", "opposed"),
    Rule("fight it",
         r"(?:(?:fight|fights|fought|fighting)(?: off)?|contest(?:s|ed|ing)?) <list><carried><np>(?!⟦[^⟧]*(?:war|"
         r"battle|fire|"
         r"blaze|flame|flood|drought|election|campaign|seat|duel|vote|race|match|final|title))<node>",
         "The village fought the ⟦pipeline⟧ for years.",
         "The village fought the ⟦fire⟧ for hours.", "opposed"),
    Rule("be out of the question",
         r"<node> <post>(?:<be_done>|remains?|remained) <unthinkable>|<node> <post>(?:<modal> )?(?:cross(?:es|ed)?|be|"
         r"is|"
         r"was|are) (?:\w+ )?red lines?|<node> (?:(?:<word>|,) ){0,9}?over (?:my|our|their|her|his) dead bod(?:y|ies)|"
         r"(?:never|no way|not a chance|out of the question|absolutely not|certainly not|over (?:my|our) dead bod(?:y|"
         r"ies)) (?:(?:<word>|,) ){0,10}?(?:asked|pressed|questioned) (?:about|on) <obj><node>|<node> (?:(?:<word>|,) "
         r"){0,12}?(?:it|this|that) <be> out of the question|"
         r"(?:time|era|age|days?) (?:for|of) <obj><node> <post><be> (?:<adv> )?(?:over|past|gone|behind us)|[,;:] "
         r"<np><node> no(?= (?:[,;:!]|$))|<node> [?!:;] (?:never|not again|no way|no "
         r"thanks|no thank you|out of the question|over my dead body)",
         "The ⟦expansion⟧ of the airport is out of the question.",
         "The ⟦expansion⟧ of the airport is ugly.", "opposed"),
    Rule("be rejected",
         r"(?<! for )(?<! for an )(?<! for a )(?<! for the )(?!<given>|<offered>|<claim>)<node> <post><be_done> "
         r"(?:rejected|dismissed|voted down|thrown out|"
         r"refused)(?! (?:<det>|"
         r"entry|permission|access|bail|asylum) )",
         "The ⟦expansion⟧ was rejected by the council.",
         "The ⟦expansion⟧ was approved by the council.", "opposed"),
)  # fmt: skip
