"""Common words that are one letter away from others: whoever typed one meant it."""

from functools import cache

from quizgen.marking.lookalikes import lookalike_words
from quizgen.marking.opposites import paired_words
from quizgen.marking.spelling import forms

_WORDS = """
abbey abide ability ablution about above absence absolution abstraction abuse accretion acidity
action actor actual adapt addition adept adopt adult affection agency agent aggression alarm album
alert alien align alike alive alley allocution allow alloy alone along aloud altar alter amber
amend among amuse anarchy angel anger angle angry ankle annoy annual annul apart appeal appear
apple apply apron area arena argue armed arose array arrow arterial artery articles artistry aside
aspire assert assess asset assets assumed assured attached attacked attention attic attraction
auction audio audit audition aunts avail aversion avidity avoid awake award aware awful bacon
bacteria badge badly baker banal bangle banish banjo banks barge baron basal basic basin basis
batch bathe baths batter battery battle battles beach beaches bead beads beams beans bear beard
bears beast beats beech beer beers began begin begun being believe belly below bench berry berth
better birch birds birth bitter black blade blame bland blank blast blaze bleak bleed bleeding
bleep blend bless blind blink block bloke blond blood bloody bloom blown blows blunt blush boar
board boast boat boats bond bone bones bong bonus boost booth boots booze bore bored born borne
bottle bottles bought bound bowel bower boxer brace braid brain brake brand brass brave breach
breaches bread break breed breeding brick bride bridge brief brine bring brink brisk brittle broad
broke brood brook broom broth brought brown brunt brush brute buckle build built bulge bulky bunch
bundle bunny buried burned burnt burst butter buttery cabin cable cadence call calls canal cancel
cancer candle candy cane cannon cannot canoe canon capture captured career cargo carried carrier
carry carve case caste castle casts casual casualty catch cater cattle causal causality cause
caution cease cecal cedar cell cello cells cementation censors cervical cessation cession chain
chair chalk champ chance chances change chant chaos chapter charges charging charity charm
charming chart charter chase chasm cheap cheat cheating check cheek cheer chemistry chess chest
chick chief child chill chime chips chord chore chose chuckle chunk cider cigar citation civic
civil claim clamp clarity clash clasp class claws clean clear clerical clerk click cliff climb
cling cloak clock clone close closure cloth cloud clown clubs clump coach coal coast coat coats
cocoa codes colon color comet comfort comic comma competing complaint completing completion
compliant compression computing concentration concept conception conceptual concern concert
concession confection confession consecration content contest context contraction contradiction
contraption convention convert converts cool copper copulation coral corn corps corruption cortex
cost costs couch cough could count counter country county court courtesy cover crack craft cramp
crane crash crate crave crawl crazy cream creation creature credence creed creek creep cremation
crest crews cries crime crisp criteria critical cross crowd crown crude cruel crumb crush crust
cubic cull culmination culture cupidity currency curry curse curve cycle daily dairy damage dance
dangle dared dated dead deaf deals dealt dear death debit debts debut decade decay decency
deception decide decoy dedication defection defence defend deference deity delay deletion delta
dense density dental denture depend depletion depot depression depth derby desecration desert
deserts dessert destiny detail detection detention devil devolution diary dictation difference
digit dignity digression diner dinner direction dirty disruption dissolution distraction ditch
diver divide divine dodge doing domination done donor doubt dough dozen draft drain drama drank
drawn dread dream dress dried drift drill drink drive drove drown drugs drunk dryer dusty dwarf
eager eagle early earning earth easel eaten edition education effort either ejection elation elbow
elder elect election electrocution elite elocution emigration empty enact endow enemy enjoy enter
entity entry equal equality equip eradication erase erect erection error eruption essay essence
eternal ether ethic event every evict evolution exact exalt exception excitation exert exile exist
expect expensive expert expire export expression extend extensive extent external extra extraction
fable faces facet facial faction factor factory facts factual faculty failing faint fairy faith
falling false fame fancy farce farming fatal fatty fault favor feast feature features fecal
federal feels fees fellow fence feral fermentation ferry fertility fever fewer fiber fickle
fiction field fiend fiery fifth fifty fight fights filed files filling filming final finch finding
finds finish fired first fiscal fission fissure fixation fixed fixture flair flake flame flank
flare flash flask flats flattery fleet flesh flick flies fling flint float flock flood floor flora
flour flown fluid fluidity fluke flush flute foamy focal focus foggy folds follow folly food fool
foot force forge forget form formal formality format formation formed former forming forms fort
forth forty forum found foundation founded fowl fraction fracture fragmentation frail frame frank
fraternal fraud freak freed frequency fresh friction fried frigidity front frost frown fruit fudge
fully fumes fumigation function fund funding funds funeral funny furry fuses fusion futility gains
games garble gargle garnish gases gauge gaunt gears gene genera general generic genes genetic
genre gerbil germination gesture ghost giant gifts girth given glacial glade gland glare glass
gleam glide globe gloom glory gloss glove glued goal goat goats going goods goose gorge gout grace
grade grain grand grant grape graph grasp grass grate grave gravy graze great greed green greet
grief grill grime grind groan groom grope gross group grove growl grown guard guess guest guests
guide guild guilt guise gulls gully gusts habit hairs hairy halls handy happy hard hardy harsh
hart haste hasty hatch haven hazel head heading heads healing heals heaps hear heard hearing hears
heart heat heath heats heavy hedge heels hefty heirs herbs herd hesitation hierarchy hinge
historical history hobby hoist holds honey honor hooks horde horn horns horse horses hostility
hosts hotel hotly hound hours house houses hover human humid humidity humility humor hurry husky
hysteria hysterical icing ideal identify identity idiom idiot image imitation immigration imply
import impression inception index industry infection infernal injection inner input insert inspire
integration intention internal interruption interval intervention invention irony irrigation
irritation irruption issue ivory jean jelly jewel jingle joint joker jolly journal joust judge
juice jumbo junction jungle karma kayak kettle kindle kinds kings knack kneel knees knife knock
knots known knuckle label labor laced lacks ladle lakes lamentation lance lands lanes lapse large
laser latch later latter laugh lawyer layer leach lead leads leaf leafs leaks leaky leaps learn
learning lease leash least leave lecture ledge legal legality legion legislature leisure lemon
lesion letter level lever lexical lies ligature light lighting lightning liked limbs limit
limitation lined linen liner lines links lions listen lister lists liter literacy literary
literature litigation litter little lived lively liver livery lives livid load loads loaf loans
lobby local locality location locks lodge lofty logic logical lone loose lorry loser lost lotion
lover lower loyal loyalty lucid lucidity lucky lumps lunar lunch lungs lurch lyric magic magical
major maker males manage mangle manor manual maple marble march marital marked market marks marry
marsh martial masks master masters match material maternal mates math matriarch matter maybe mayor
meals means meant measure meats medal media mediation medical medication meditation melon mental
mention mercy merge merit merry metal meter might migration miles mills mimic mince minds miner
mineral mingle miniature minister ministry minor minster minus mission mister mitigation mixed
mixture moat mobility mode model moist molar monarchy money monster month moods moose moral morale
morality mortal mortality most motel mother moths motif motion motor motto mould mound mount mourn
mouse mouth move moved mover movie mules mummy mural muscle music musical mussel mutation mutter
mutual muzzle nails naked named nasal nasty nation natural nautical naval navel navigation nearby
nearly needs neither nerve neural neutral never newer newly nickel niece night nobility noble
noise noisy nomination none normality north noses notation noted nothing notice noting notion
novel numeral nurse nymph oasis ocean often oligarchy olive onion onset opera oppression optical
option orbit order organ other otter ought ounce outer owned owner oxide packed paint painting
pairs palace panel panic pants paper parasite parent parity partial particles parts party pasta
paste pasture patch patent paternal patient patio patriarch pause peace peach pearl pedal penal
penalty penny pension perception perch perfection peril petal petty phase phone photo phrase
physical piano picked pickle picture piece pigmentation pilot pinch pitch pivot pixel pizza place
plaid plain plan plane planes planet planets plank plant planted plants plate plates plaza plead
pleased pleasure pleat plot plume plump plunk plural plurality poems poetical poets point pointed
pointing poker polar poles police policy polish political pollination pollution pool population
port portal portion ports posed poser possession possible possibly post postal posts posture
potion pouch pound powder power prank prawn prayer precious preference preferred premier premiere
preserve presidential press pressure pretty prevention previous price prick pride prime print
printed printing prior prism prize probe procession produce product profession progression project
projection prone proof properly property props prose protean protect protection protein proteins
protest proud prove proved prune psalm pulse punch puncture punish pupil puppy purchase purge
purse puzzle quack quake quality qualm queen query quest queue quick quiet quill quilt quirk quite
quota quotation quote rabbi races racial radar radiation radical radio rails rainy raise raising
rally ranch range ranging ranking raped rapid rapidity rapture rates ratio ration rattle raven
razor reach react reaction read ready real reality really realm realty rear rebel reception
recession rectal reduce refection reference referred reflection regard region regression reign
rejection relating relation relax relaxing relay relic religion rely remain remit remote renal
renew rental repeal repeat replace repletion reply report repression require reserve reset
residential resin resolution resolve resort retail retain retention reveal revolution revolve
reward rhetorical rhyme rider ridge riding rifle right rigid rigidity rinse ripen risen rising
risky ritual rival river road roast robot rocks rocky rogue roles roman roof room rooms roost root
roots ropes roses rotation rough round rouse rout route rover royal royalty rugby ruins ruler
rules rumor rupture rural sadly safely safer safety saint salad sales salon salts sample sanction
sandy sanity sauce sauna saved saying scale scalp scant scare scarf scary scene scent science
scoop scope score scorn scout scrap screaming screw scrub seals seams seats secession secretion
section seed seeds seeing seems segmentation seize seizure selection seniors sensation sense
sensors sequence serum serve served server session seven sever several sewer sexual shade shady
shaft shake shall shame shape shard share sharing shark sharp shave shear sheep sheer sheet shelf
shell shift shine shiny shipping ships shirt shock shoes shone shook shoot shopping shops shore
short shot shots shout shove shown shows shrub shrug sides siege sieve sight signature signing
signs silence silky silly simple since singing single siren sister sites sitting sixth sixty skate
skill skirt skull slack slain slang slant slate slave sleek sleep sleet slept slice slide slime
sling slope sloth slump small smart smash smell smile smoke smoky snack snail snake snare sneak
sneer snore snort snowy soapy sober socks solar solid solidity solution solve songs sonic sort
sorts sound south space spade spank spare spark sparks sparse spatial spawn speak spear special
specialty speck speed spell spend spent spherical spice spicy spike spill spin spine spite split
spoil spoke spoon sport spots spout spray spree squad squat stack staff stage stain stair stake
stale stalk stall stamp stand stare stark stars start state station stays steak steal steam steel
steep steer stems steps stern stick stiff still sting stink stint stock stoke stole stolen stomp
stone stony stood stool stoop stops store stores stories stork storm story stout stove strap straw
stray stream streaming stricture string strip stroke strong struck structure stuck study stuff
stump stung stunt stupidity style submit succession suction suite suits summit sunny super
suppression surge survive swamp swans swarm sways swear sweep sweet swept swift swing swirl sword
sworn syrup table tackle tactual taken taking tale tales talking talks tally tangle tango tank
tanks taper tardy tasks taste tasty tattle taunt taxation teach teams tears tease teens
temperature tempo tendency tenor tense tension tents tepid termination terms tests textual texture
than thank theft their theme theoretical there these thick thief thing think third thorn those
though thought thread threat threats three threw throb through throw thump tickle tiger tight
tiles timer times timid timidity tingle tired tissue title toad toast today token tone tones tongs
tool tools tooth topic topical torch torn torsion tort total totem touch tough tours towel tower
towns toxic trace tracer trachea track tract traction trade tradition trail train trait tramp
transaction transition translation traps trash trays treasure treat trees trend trial tribe trick
trickle tried tries trips trite troop tropical trout truce truck trucks truly trump trunk trust
truth tubes tulip tumor tuner tunes turns tutor tweed twice twigs twins twist types typical uncle
under undue unfit unify union unite units unity until upper upset urban urgency urine usage usher
using usual utility utter vacation vague valence valid validity valor value valve vanish vanity
vapor varnish vault veins venture venue verbs verse version vertex vertical vicar video views
villa vinyl violence viper viral virtual virus vision visit visor visual vital vivid vocal
vocation vodka voice volts vortex vortical voted voter vowed vowel vulture wages wagon waist waits
walks walls waltz wants warble ward wards warm warns waste watch water waves weary weave wedge
weeds weeks weigh weird wells whale wharf wheat wheel whenever where which while whine whirl white
whole whose widow width wield wills winch winds windy wines wings wiped wires witch within without
witty wives woman women woods woody word words works world worm worms worn worry worse worst worth
would wound wrath wreck wring wrist write wrong wrote yacht yeast yield young yours youth zebra
zone zones
"""


@cache
def _common() -> frozenset[str]:
    return frozenset(_WORDS.split()) | lookalike_words() | paired_words()


_ENDINGS = ("d", "ed", "n", "en", "ing", "r", "er")


def is_word(word: str) -> bool:
    """Tell whether this is one of the words that stand here, or in a pair of opposites."""
    return word in _common()


def is_common(key: str, reply: str) -> bool:
    """Tell whether a reply is a common word of its own, and no form of the key's."""
    if forms(reply) & forms(key):
        return False
    # "bloody" is no misspelling of "blood".
    if f"{key}y" == reply:
        return True
    if reply not in _common():
        return False
    longer, shorter = (key, reply) if len(key) > len(reply) else (reply, key)
    return longer.removeprefix(shorter) not in _ENDINGS
