"""The rules that find a mention opposed by a negation: not, no, never, without, non-.

A pattern is a regular expression over the words of a sentence; names in angle brackets are classes of words, which
stand in `opposition_words`.
"""

from __future__ import annotations

from analysis.rules import Rule

RULES = (
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
         r"){1,5}not <fill><node>|(?:under no circumstances|on no account|in no (?:case|event)|at no (?:point|time|"
         r"stage)) "
         r"<modal> (?:<word> ){1,8}?(?!<given>|<offered>)<node>(?! <post><be_done> (?:<exclude>|<stop>|<reject>|"
         r"delayed))",
         "The minister demanded that the alliance never ⟦expands⟧.",
         "The alliance had never ⟦expanded⟧.", "opposed"),
    Rule("refuse to do it and more",
         r"<willed> <fill>(?:<item> ){1,9}?(?:and|or|nor) <node>",
         "They insist on the refusal to expand eastwards and ⟦deploy⟧ weapons.",
         "They insist on the promise to expand eastwards and ⟦deploy⟧ weapons.", "opposed"),
    Rule("will not accept, build or allow",
         r"(?:<averse> <fill>(?:(?:forced|obliged|compelled|made) to )?|<negated> (?:persuade|convince|induce|get|"
         r"force) (?:<item> ){1,4}?to )(?:<do>) (?:for )?(?:<to_whom>)(?:to )?<obj>(?!<given>|<offered>)<node>",
         "They will not accept the ⟦expansion⟧ of the base.",
         "They will soon accept the ⟦expansion⟧ of the base.", "opposed"),
    Rule("does not allow",
         r"(?:(?:do|does|did|has|have|had) (?:not|never)|never|(?:nobody|no one|no-one|none|few|no|neither|not "
         r"one)(?: (?!to "
         r")<item>){0,5}?) <fill><want> "
         r"<to_whom><obj>(?!<given>|<offered>)<node>",
         "The law does not permit ⟦exports⟧ of grain.",
         "The law does not mention ⟦exports⟧ of grain.", "opposed"),
    Rule("and there will be none",
         r"<node> (?:(?:<word>|[,;:]) ){0,14}?there (?:will|would|shall) (?:be none|(?:not|never) be (?:one|any|such))",
         "The camp asked for a ⟦truce⟧; the general said there would be none.",
         "The camp asked for a ⟦truce⟧; the general said there would be one.", "opposed"),
    Rule("there will be no",
         r"there (?:<modal>|is to|are to|was to|were to) (?:<adv> )?(?:be (?:no|neither)|(?:not|never)(?: <adv>)? be "
         r"(?:an? |any )?) ?<obj><node>|(?:never(?: again)?|under no circumstances|on no account|at no (?:point|time|"
         r"stage)) <aside>(?:(?:<word>|,) ){0,8}<modal> there be (?:<word> ){0,2}?<obj><node>",
         "There will be no ⟦tariffs⟧ on wool.",
         "There have been no ⟦tariffs⟧ on wool.", "opposed"),
    Rule("you will get no",
         r"you <modal> (?:<adv> )?(?:get|have|receive|see) no <obj><node>",
         "“You will get no ⟦concessions⟧ from us,” the minister said.",
         "“You have been given no ⟦concessions⟧ by us,” the minister said.", "opposed"),
    Rule("want no",
         r"<wish> (?:(?:of|for|to have|to see) )?<no>(?!doubt|matter)<obj><node>|<wish> (?:, "
         r"and )?(?:(?!<stated>)<word> ){0,4}?(?:that )?(?:(?!<stated>)<word> ){0,3}?(?:no|neither) (?!doubt|"
         r"matter)<obj><node>(?! "
         r"(?:<post>)(?:was|were|had|has|have|is|are) )",
         "Both governments have pledged no new ⟦settlements⟧.",
         "Both governments have found no new ⟦settlements⟧.", "opposed"),
    Rule("no, alone",
         r"^ (?!(?:<word> ){1,6}: <no><obj>(?!<given>|<offered>|<measure>)<node> (?:$|, no ))"
         r"(?:(?:<word> ){1,6}: )?(?:say )?<no><obj><node>(?! (?:<word> ){0,9}?(?:<be>|<have>|<modal>|do|does|did|"
         r"\w{3,}ed) )",
         "No ⟦return⟧ to work before Easter",
         "No ⟦return⟧ to work was seen.", "opposed"),
    Rule("none shall be",
         r"(?:no|neither|nor|not (?:an?|one|any)(?: (?:single|more|\w+ of))?) <obj><node> <post>(?:(?:should|must|"
         r"shall|may|can|ought to) |(?:is|are|was|were) "
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
         r"(?:<wish>|conditional on|depend\w* on) (?:(?:<word>|,) ){0,12}?(?:, )?(?:without|the absence of|free of|"
         r"free from|(?:stay|keep|remain)(?:ing)? out of) "
         r"(?:any )?<list><np><node>",
         "The senator wants a trade deal without ⟦tariffs⟧.",
         "The senator signed a trade deal without ⟦tariffs⟧.", "opposed"),
    Rule("instead of, as a wish",
         r"(?:instead of|rather than) <np><node> (?:<item> ){0,6}?, (?:<word> ){1,8}?(?:<wish>|offer(?:s|ed)?) |, not "
         r"<np><node> <post>, (?:is|was) "
         r"what |(?:would rather|prefer to|sooner) (?:(?:<word>|,) ){1,12}?than (?:<do> )?<np><node>|(?<!not "
         r")(?<!never )(?:<wish>|<want>|would|better) (?:(?:<word>|"
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
         r"had) no (?:business|place|right to|future (?!without))",
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
    Rule("will not have it",
         r"(?:i|we) <modal> (?:<adv> )?(?:not|never) (?:have|hear of|want) <obj>(?!<given>|<offered>)<node>",
         "“I will not have ⟦smoking⟧ in this house,” she said.",
         "“I do not have ⟦matches⟧ in this house,” she said.", "opposed"),
    Rule("will not send",
         r"(?:<in_no_case>|<modal> (?:<adv> )?(?:not|never)|(?:not|never) to|not <fill>to|no intention of) <fill>"
         r"send(?:ing)? <to_whom><obj>(?!<given>)<node>",
         "Madrid will not send ⟦troops⟧ to the island.",
         "Madrid did not send ⟦troops⟧ to the island.", "opposed"),
    Rule("must not happen",
         r"<node> <post>(?:<modal> (?:<word> ){1,5}?and )?(?:(?:<modal>|is to|are to) (?:<adv> )?(?:not|never) "
         r"(?:<adv> )?<happen>|(?:must|shall|"
         r"should|may) (?:not|never) (?:<adv> )?(?:come back|return)|(?:should|ought) "
         r"not(?: to)? "
         r"have (?:been <word>|happened)|should never have (?:been <word>|happened)|(?:not|never) be \w+|(?:is|are|"
         r"was|were) "
         r"(?:<adv> )?not (?:to be )?(?:allowed|permitted|tolerated|welcome))",
         "The ⟦expansion⟧ must not happen.",
         "The ⟦expansion⟧ must not surprise us.", "opposed"),
    Rule("must not go on",
         r"(?:(?<!\n)(?<!\nthe )|<carrier> (?:of|for|on|to) (?:the )?)<node> <post>(?:must|should|shall|ought|"
         r"may(?! not (?:<word> ){1,2}(?:soon|before|until|for|in time) )) (?:<adv> )?(?:not|never) (?:to )?"
         r"(?:<adv> )?(?:be allowed to )?<go_on>",
         "The ⟦construction⟧ of houses must not continue, she said.",
         "The ⟦construction⟧ of houses may not end soon, she said.", "opposed"),
)  # fmt: skip
