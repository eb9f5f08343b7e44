"""Classes of English words by which a text shows who speaks: determiners, titles, offices, bodies and the like."""

from __future__ import annotations

DETERMINERS = frozenset(
    "the a an this that these those its his her their our my your some many most several few all both each every "
    "any another other one two three four five six seven eight nine ten dozens hundreds thousands no".split()
)
QUANTIFIERS = frozenset(
    "some many most several all both two three four five six seven eight nine ten dozens hundreds thousands "
    "scores more other others various numerous certain these those few".split()
)
NOBODIES = frozenset("nobody none noone neither nothing no hardly scarcely few anyone anybody nowhere".split())
OBJECTS = frozenset("it me him us them".split())
PREPOSITIONS = frozenset(
    "of in on at by for with from to under over into near against between among about after before during since "
    "until within without across around behind beyond inside outside through throughout towards toward upon "
    "despite amid like as than along off".split()
)
BOUNDARIES = frozenset(
    "that because while although though if when whenever whether where what how why as since until unless than so "
    "but whereas once lest which who whom whose after before or nor yet and".split()
)
AUXILIARIES = frozenset(
    "has have had is are was were be been being will would shall should can could may might must did "
    "does do 'll".split()
)
FINITE = AUXILIARIES - {"be", "been", "being"} | frozenset(
    "hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't can't cannot couldn't didn't doesn't don't "
    "must".split()
)
NO_ADVERBS = frozenset(
    "italy sicily july family assembly ally anomaly monopoly supply reply rally fly lily emily sally kelly billy "
    "reilly connolly".split()
)
NEGATIONS = frozenset(
    "not never hardly neither nor n't didn't doesn't don't won't wouldn't hasn't haven't hadn't isn't couldn't "
    "can't cannot".split()
)
ADVERBS = frozenset(
    "also once again then later still now already even too first just earlier yesterday today tomorrow meanwhile "
    "however therefore rather long always often ever soon himself herself itself themselves only further in turn "
    "recently".split()
) - {"in", "turn"}
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december week month year weekend night morning evening afternoon day today "
    "yesterday noon midnight spring summer autumn winter decade".split()
)
TENDING = frozenset(
    "tend tends tended seem seems seemed appear appears appeared continue continues continued begin begins began "
    "go goes went used come came likes like".split()
)
TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister foreign defence defense"
    " interior finance justice deputy first "
    "secretary general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral marshal"
    " commander chief chairman chairwoman chair chairperson "
    "governor gov mayor senator sen representative rep congressman congresswoman commissioner ambassador envoy"
    " king queen prince princess emperor pope cardinal bishop archbishop "
    "father pastor rev reverend imam rabbi judge justice sheriff attorney chancellor premier spokesman"
    " spokeswoman spokesperson director head leader former acting under state of councillor "
    "detective inspector superintendent speaker treasurer economist analyst political writer author journalist "
    "expert brigadier corporal private police undersecretary permanent".split()
)
NAMES_SMALL = frozenset("van von de der den del della di da do dos du la le al el bin ibn ben bint ter of".split())
ORGANISATION = frozenset(
    "ministry council bank commission committee union party government parliament senate congress court agency"
    " authority company board office department service police army navy "
    "institute university association federation organisation organization alliance group bloc house kremlin"
    " treasury states kingdom republic fund coalition league front movement "
    "newspaper paper tribune broadcaster channel network report statement document study survey opposition"
    " management administration embassy tribunal assembly cabinet campaign "
    "corporation firm chamber club foundation trust watchdog regulator utility insurer coastguard wing"
    " delegation mission bureau city state country nation nato eu un us uk who osce "
    "ngo charity operator hospital school church airline manufacturer supplier west east side junta regime "
    "presidency secretariat palace exchange".split()
)
PLACES = frozenset(
    "square street road river north south east west house avenue island islands mountains bridge airport county".split()
)
UNNAMED = frozenset(
    "man woman farmer trader driver worker neighbour neighbor widow student shopkeeper teacher nurse witness"
    " source official aide insider resident soldier fisherman boy girl passer-by "
    "villager refugee shopper voter tourist pensioner mother father grocer miner sailor nurse doctor diplomat"
    " analyst expert observer critic supporter activist protester demonstrator "
    "passenger customer veteran tenant sign placard banner poster graffiti crowd public youth child labourer "
    "guard gunman survivor baker butcher waiter barber herder caller onlooker bystander".split()
)
CROWDS = frozenset("crowd public youth".split())  # "he" is none of them
BEARERS = frozenset("sign placard banner poster graffiti".split())  # of words
GENERIC = frozenset(
    "diplomat official analyst expert writer author politician statesman economist scholar scientist professor "
    "researcher activist journalist".split()
)
PLURALS = frozenset(
    "people men women children police fishermen spokesmen policemen folk others few some many most staff media "
    "both relatives".split()
) - {"police"}
SINGULAR_S = frozenset(
    "paris athens brussels reuters netherlands philippines maldives seychelles siemens illinois massachusetts"
    " wales naples angeles aires states nations times news series "
    "emirates texas arkansas kansas honduras headquarters islands james charles williams jones hughes roberts "
    "adams andrews hopkins sachs motors airlines stores industries airways".split()
)
DEMONYM = (
    r"(?:\w+(?:ans|ians|ists|crats|eans|ites)|afghans|kurds|turks|arabs"
    r"|greeks|danes|swedes|finns|poles|serbs|croats|republicans|democrats|tories|greens)$"
)
NATIONAL = r"\w+(?:an|ian|ish|ese|ean|can|ch|li|aqi|i)$"
OFFICE = frozenset(
    "minister president chancellor mayor governor senator commissioner secretary chief leader head chairman"
    " chairwoman director spokesman spokeswoman spokesperson envoy ambassador "
    "general colonel commander sheriff judge prosecutor king queen prince emir sultan sheikh pope bishop"
    " archbishop premier treasurer speaker captain admiral negotiator mediator "
    "prefect quartermaster lawyer coach author owner manager founder banker deputy candidate rival heir "
    "professor".split()
)
DOCUMENTS = frozenset(
    "figures data report reports statement statements survey study documents document poll polls research "
    "estimates statistics analysis letter memo".split()
)
LABELS = frozenset(
    "update analysis opinion live watch video exclusive breaking note correction date photo picture comment "
    "background related read sources".split()
)
