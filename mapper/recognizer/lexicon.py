"""Words around names that tell a place from a person, a paper or a club. Tables, no logic."""

from __future__ import annotations

from mapper.months import MONTH_NAMES, WEEKDAYS

__all__ = [
    "ADMIN_HEADS",
    "AREA_HEADS",
    "ARTICLES",
    "CALENDAR",
    "CIVIC_HEADS",
    "CLUB_WORDS",
    "COMBINING",
    "CONNECTORS",
    "DIRECTIONS",
    "FACILITY_HEADS",
    "FACILITY_MODIFIERS",
    "FRAME_BEHINDS",
    "FRAME_FRONTS",
    "HYPHENATED",
    "IN_PREPOSITIONS",
    "IRREGULAR_DEMONYMS",
    "MEDIA_HEADS",
    "MILITARY_FACILITIES",
    "NEVER_PLACES",
    "RULED",
    "SAYING",
    "SETTLEMENT_NOUNS",
    "SPORT_HEADS",
    "STREET_HEADS",
    "STRIKE_NOUNS",
    "STRIKE_PREPOSITIONS",
    "STRIKE_VERBS",
    "TITLES",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# in front of a name
IN_PREPOSITIONS = _words(
    "in near around outside inside throughout across toward towards at into within from between "
    "to against over beyond via north south east west northeast northwest southeast southwest"
)
STRIKE_VERBS = _words(
    "bomb bombs bombed bombing shell shells shelled shelling target targets targeted targeting "
    "targetting hit hits hitting strike strikes struck striking pound pounds pounded pounding "
    "attack attacks attacked attacking raid raids raided raiding storm stormed seize seized "
    "capture captured capturing recapture recaptured retake retook liberate liberated besiege "
    "besieged besieging evacuate evacuated enter entered flee fled fleeing leave left reach reached"
)
STRIKE_NOUNS = _words(
    "strike strikes airstrike airstrikes air-strike air-strikes raid raids shelling bombardment "
    "bombing bombings attack attacks siege assault assaults massacre destruction barrage"
)
STRIKE_PREPOSITIONS = _words("on of at")
TITLES = _words(
    "mr mrs ms miss dr sir lady lord prof professor president minister senator sen rep gov "
    "governor mayor sheriff judge justice officer lt col gen general capt captain sgt major "
    "colonel commander secretary chief director coach king queen prince princess pope bishop "
    "rev father sheikh imam ambassador spokesman spokeswoman chairman coroner deputy attorney "
    "superintendent congressman congresswoman coun councillor cllr"
)
DIRECTIONS = _words(
    "north south east west northern southern eastern western central northeast northwest "
    "southeast southwest northeastern northwestern southeastern southwestern upper lower greater "
    "downtown rural inner outer mid midtown suburban uptown"
)
SETTLEMENT_NOUNS = _words(
    "town towns city cities village villages hamlet neighborhood neighbourhood neighborhoods "
    "neighbourhoods suburb suburbs district districts province provinces governorate "
    "governorates region regions county counties state states countryside outskirts area areas "
    "enclave camp port island islands settlement settlements capital oblast raion locality "
    "municipality township borough parish community valley mountains river lake"
)

# behind a name
ADMIN_HEADS = _words(
    "county parish township twp province provinces governorate oblast raion krai state region "
    "district districts borough municipality department prefecture territory emirate republic "
    "counties subdistrict canton shire"
)
AREA_HEADS = _words(
    "countryside suburbs suburb outskirts area region valley plain desert mountains mountain hills "
    "heights basin peninsula coast border pocket enclave front frontline river lake sea gulf "
    "island islands bay strait creek canyon falls forest neighborhood neighbourhood village town "
    "city camp"
)
FACILITY_HEADS = _words(
    "airport airfield airbase airstrip base hospital clinic mosque church cathedral school "
    "university bridge dam port harbor harbour market bakery prison stadium station refinery "
    "factory checkpoint crossing roundabout square palace museum park center centre castle "
    "citadel hotel theater theatre library college academy plant terminal headquarters barracks "
    "depot warehouse"
)
STREET_HEADS = _words(
    "street st road rd avenue ave boulevard blvd drive dr lane ln highway hwy route interstate "
    "court ct way place pl parkway pkwy pike terrace circle trail turnpike freeway close crescent"
)
CIVIC_HEADS = _words(
    "police sheriff sheriff's fire department dept council government university college school "
    "schools high elementary hospital court city town county board commission committee ministry "
    "minister ministers president presidents army navy military forces force authorities "
    "authority officials official mayor governor senate parliament congress house residents "
    "resident man woman men women couple family native voters state district legislature "
    "embassy ambassador troops soldiers regime opposition chamber bank airlines airport area "
    "region economy border coast native student students officer officers firefighters attorney "
    "public community municipal planning zoning legislators lawmakers administration"
)
MEDIA_HEADS = _words(
    "post times herald tribune journal gazette chronicle globe observer telegraph guardian news "
    "press dispatch courier sentinel examiner register bee mail star-ledger star sun record "
    "standard today magazine radio tv television broadcasting daily mirror independent echo "
    "bulletin ledger reporter advocate inquirer"
)
SPORT_HEADS = _words(
    "united fc afc cf sc rovers wanderers albion athletic hotspur saint-germain germain rangers "
    "celtic dynamo cska sporting bulls bears lions tigers eagles hawks giants jets cowboys "
    "yankees mets lakers celtics warriors cavaliers pistons spurs rockets mavericks knicks "
    "nets heat raptors maple leafs canucks senators flames oilers blackhawks penguins flyers "
    "bruins sabres capitals devils islanders ducks sharks kings raiders chargers broncos chiefs "
    "colts texans titans jaguars ravens steelers browns bengals packers vikings saints falcons "
    "panthers buccaneers seahawks cardinals rams redskins patriots dolphins bills phillies "
    "braves marlins nationals cubs brewers reds pirates astros athletics mariners angels "
    "padres dodgers rockies diamondbacks twins royals indians orioles bisons league"
)
SAYING = _words(
    "said says told asked added wrote noted explained announced argued replied testified recalled "
    "thinks believes thought grew joined graduated married died"
)

# inside a name, in small letters
CONNECTORS = _words(
    "al el as ar az ad ash at an ed ez es er en et de del della di da do dos das du des la las le "
    "les los y e of the and upon on sur sous bei am im ob van von der den ten op aan bin ibn abu "
    "umm ul ur un i ye yi"
)
# what a name never goes on into: "shelling of X on Sunday"
# (March and May are words and names as well)
CALENDAR = frozenset({*WEEKDAYS, *MONTH_NAMES}) - {"march", "may"}
ARTICLES = _words("al el as ar az ad ash at an ed ez es er en ul de la le les los das abu umm")

# what turns a place into a part of it or into what surrounds it
FRAME_FRONTS = _words(
    "outskirts countryside suburbs suburb edge edges fringes periphery vicinity rural centre "
    "center heart parts part area areas hinterland"
)
FRAME_BEHINDS = _words(
    "countryside suburbs suburb outskirts province governorate district subdistrict oblast raion "
    "region area state city town village county municipality"
)
FACILITY_MODIFIERS = _words(
    "international military national civil civilian central main general regional industrial "
    "air field naval teaching public surgical children's maternity power gas oil water bus train "
    "railway grain agricultural cultural political"
)
MILITARY_FACILITIES = _words("airport airfield airbase airstrip base barracks")

# names that hold ground or speak, and are no ground
NEVER_PLACES = frozenset(
    {
        "line", "control", "line of control", "loc",
        "islamic", "islamist", "islamists", "islamic state", "isis", "isil", "is", "daesh", "hamas",
        "hezbollah", "hizbollah", "taliban", "al qaeda", "al-qaeda", "al qaida", "al-qaida",
        "nusra", "al nusra", "al-nusra", "nusra front", "houthi", "houthis", "wagner", "pkk",
        "ypg", "sdf", "rsf", "idf", "fsa", "nato", "un", "u.n.", "united nations", "al jazeera",
        "al-jazeera", "al arabiya", "reuters", "interfax", "tass", "media", "interior", "congress",
        "commerce", "union", "free syrian army", "janjaweed", "shabaab", "al shabaab",
        "al-shabaab", "boko haram", "christian", "christians", "muslim", "muslims", "jewish",
        "jew", "jews", "sunni", "sunnis", "shia", "shiite", "shiites", "alawite", "alawites",
        "republican", "republicans", "democrat", "democrats", "democratic", "toyota", "mercedes",
        "mitsubishi", "hyundai", "nissan",
    }
)  # fmt: skip

# behind a hyphen: "US-led", "Homs-based", "rebel-held"
HYPHENATED = _words(
    "led backed based held controlled made born run brokered allied occupied supported trained "
    "area bound administered sponsored funded flagged registered owned dominated besieged"
)
# what a ruler has and a town has not
RULED = _words("regime government forces army troops loyalists aides allies rule downfall future")

# a club, never the town: the town's team plays elsewhere every second week
CLUB_WORDS = _words(
    "united fc afc cf rovers wanderers albion athletic hotspur saint-germain saint germain dynamo "
    "cska city's"
)
IRREGULAR_DEMONYMS = _words(
    "filipino filipinos scot scots kurd kurds turk turks serb serbs croat croats czech czechs "
    "slovak slovaks slovene slovenes dane danes swede swedes finn finns pole poles briton britons "
    "uzbek uzbeks tajik tajiks kazakh kazakhs afghan afghans arab arabs thai thais abkhaz gazan "
    "gazans spaniard spaniards greek greeks dutch french welsh swiss icelander new-zealander"
)

COMBINING = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
