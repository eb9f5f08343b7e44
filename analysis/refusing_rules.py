"""The rules that find what a mention names refused, denied or not given.

A pattern is a regular expression over the words of a sentence; names in angle brackets are classes of words, which
stand in `opposition_words`.
"""

from __future__ import annotations

from analysis.rules import Rule

RULES = (
    Rule("will not guarantee",
         r"(?:<willed>|not|never|(?:fail(?:s|ed|ing|ure)?|<have> yet|unable|inability) to) (?:(?:<adv>|be|"
         r"have) )*<given>",
         "The bank did not ⟦guarantee⟧ the deposits.",
         "The bank did ⟦guarantee⟧ the deposits.", "refused"),
    Rule("will not accept the offer",
         r"(?:(?!not to )<negated>|(?:decid|choos|chos|vot|agree|opt|prefer|resolv|threaten|vow|promis|pledg|intend|"
         r"plan)\w* (?:<item> ){0,5}?not to) "
         r"<fill>(?!(?:ratifi|sign|approv|endors|support)ed )(?:<accept>|meet|meeting|answer|answering|heed|"
         r"heeding|fulfil|satisfy) <obj>(?:<given>|"
         r"<offered>)",
         "The rebels would not sign the ⟦truce⟧.",
         "The rebels would sign the ⟦truce⟧.", "refused"),
    Rule("will not lift it",
         r"<keep> <obj><node>",
         "The ministry would not lift the ⟦embargo⟧.",
         "The ministry would lift the ⟦embargo⟧.", "both"),
    Rule("rule out a thing to be given",
         r"(?:rul(?:e|es|ed|ing) out|exclud(?:e|es|ed|ing)|veto(?:es|ed|ing)?|block(?:s|ed|ing)?|forbid|forbade) "
         r"<obj>(?:<given>|⟦membership⟧)<itself>|rul(?:e|es|ed|ing) <obj>(?:<given>|⟦membership⟧) <post>out",
         "The chancellor ruled out ⟦compensation⟧ for the farmers.",
         "The chancellor ruled out a ⟦levy⟧ for the farmers.", "refused"),
    Rule("stop paying",
         r"(?:<stop>|suspend(?:s|ed|ing)?|delay(?:s|ed|ing)?|revok(?:e|es|ed|ing)|rescind(?:s|ed|ing)?|withdrew|"
         r"withdrawn|cancel(?:s|l?ed|l?ing)?|barr?(?:s|ed|ing)?) <obj><given><itself>|h(?:old|olds|eld|olding) up "
         r"<np><handover> (?:of|to) <obj><node>",
         "The utility stopped ⟦payments⟧ to the contractor.",
         "The utility continued ⟦payments⟧ to the contractor.", "refused"),
    Rule("reject an offer",
         r"(?:<reject>|rejection of|(?:said|says?|saying) no to|dismissal of|(?:shrug|shrugged|shrugs|shrugging) off|"
         r"(?:wav|bat|batt|swat|swatt|laugh)(?:e|es|s|ed|ing) (?:away|aside|off)|short shrift to|thumbs down to|"
         r"walk(?:s|ed|ing)? away from|"
         r"resist(?:s|ed|ing)?(?= <np><sought>)) <obj>(?:<given>|<offered>)",
         "Tehuac rejected the ⟦ultimatum⟧.",
         "Tehuac repeated the ⟦ultimatum⟧.", "refused"),
    Rule("refuse",
         r"turn(?:s|ed|ing)? away <obj><given>|(?:<refuse>|refusal of|withholding of|denial of(?= <obj><given>)) "
         r"<to_whom><obj>(?:<given>|<node>(?! "
         r"(?:<det>) ))",
         "The villagers were refused ⟦compensation⟧.",
         "The villagers refused to discuss ⟦compensation⟧.", "refused"),
    Rule("be denied",
         r"(?:<be>|been|being) (?:<adv> )?(?:denied|deprived of|stripped of|robbed of|barred from|cheated of) "
         r"<obj><node>|den(?:y|ies|ied|ying) (?:<to_whom><obj>(?:<given>|<sought>)|(?:<objpron>|the \w+s) <np><node>)",
         "The widow was denied the ⟦guarantees⟧.",
         "The insurer denied that the ⟦guarantees⟧ covered it.", "refused"),
    Rule("have it refused",
         r"(?:<have>|saw|sees?|seen) (?:<np><node> <post>(?:withheld|denied|refused)|<np>(?:<given>|<offered>) <post>"
         r"(?:rejected|turned down|thrown out|dismissed|declined|rebuffed))(?! (?:<det>) )",
         "The province had its ⟦autonomy⟧ withheld for a decade.",
         "The province had its ⟦autonomy⟧ confirmed for a decade.", "refused"),
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
         r"(?:<give>|<get>|<do>|ma(?:ke|kes|de|king)) (?:<objpron> |(?:<det> )?(?:<mod> ){1,4}?)?(?:no|neither|none "
         r"of) <obj>(?:<given>|<offered>)|"
         r"(?:<give>|<get>) "
         r"(?:(?:<item>|,) ){1,8}?(?:but|and|though) no <np><given>|<modal> (?:<adv> )?(?:<give>|<get>) (?:<objpron> "
         r")?no "
         r"<obj><node>",
         "The delegation received no ⟦assurances⟧.",
         "The delegation received ⟦assurances⟧.", "refused"),
    Rule("none was given",
         r"(?:no|none of|neither|not (?:one|a single)(?: of)?) <obj><node> <post>(?:(?:<modal>|<have>|<be>) "
         r"){1,3}(?:<adv> )?(?:given|offered|"
         r"provided|granted|paid|delivered|forthcoming|issued|awarded|extended|sent|approved|received)",
         "No ⟦concessions⟧ were offered.",
         "No ⟦concessions⟧ were needed.", "refused"),
    Rule("reject a demand for it",
         r"(?:<refuse>|<reject>|<stop>|refusal of|rejection of|rul(?:e|es|ed|ing) out|resist(?:s|ed|ing)?|<negated> "
         r"<fill>(?:<do>|<give>|meet|heed|grant)) <list><np>(?!claims? (?:<item> ){0,6}?that )<ask> (?:(?:by|from) "
         r"(?:<item> ){1,5}?)?(?:for|to|that) "
         r"(?:<word> ){0,5}?<np><node>",
         "The palace rejected calls for an ⟦inquiry⟧.",
         "The palace rejected the claim that an ⟦inquiry⟧ was on.", "refused"),
    Rule("demand for it was rejected",
         r"(?<!no )(?!claims? (?:<item> ){0,6}?that )(?:<ask> (?:(?:by|from) (?:<item> ){1,5}?)?"
         r"(?:for|to|that)|(?:attempts?|push|campaign|efforts?) "
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
    Rule("there will be nothing to receive",
         r"there (?:will|shall|can|would) (?:<adv> )?(?:be (?:no|neither)|(?:not|never)(?: <adv>)? be (?:an? |"
         r"any )?) ?<obj><given>",
         "“There will be no ⟦amnesty⟧,” the minister said.",
         "“There should be no ⟦amnesty⟧,” the minister said.", "refused"),
    Rule("forget about it",
         r"(?:can|could|may|might|should) forget(?: about)? <obj><given>",
         "They can forget about ⟦reparations⟧.",
         "They will not forget about ⟦reparations⟧.", "refused"),
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
