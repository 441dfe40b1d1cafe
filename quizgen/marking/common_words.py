"""Common words that are one letter away from others: whoever typed one meant it."""

from functools import cache

from quizgen.marking.lookalikes import lookalike_words
from quizgen.marking.opposites import paired_words
from quizgen.marking.spelling import forms

_WORDS = """
abbey abide about above abuse actor adapt adopt adept adult agent alarm album alert alien align
alike alive alley alloy allow alone along aloud altar alter amber amend among amuse angel anger
angle angry ankle annoy annul apart apple apply apron argue armed arose array arrow aside asset
attic audio audit aunts avail avoid awake award aware awful bacon badge badly baker banal banjo
barge baron basal basic basin basis batch bathe baths beach beads beams beans beard bears beast
beats beech beers began begin begun being belly below bench berry berth birch birds birth black
blade blame bland blank blast blaze bleak bleed bleep blend bless blind blink block bloke blond
blood bloody bloom blown blows blunt blush board boast boats bonus booth boots booze bored borne
bound bowel bower boxer brace braid brain brake brand brass brave bread break breed brick bride
brief brine bring brink brisk broad broke brook broom broth brown brunt brush brute build built
bulge bulky bunch bunny burnt burst cabin cable candle candy canal cane canoe canon cargo carry
carve case caste castle casts catch cater cause cease cedar cells chain chair chalk champ chant
chaos charm chart chase chasm cheap cheat check cheek cheer chess chest chick chief child chill
chime chips chord chore chose chunk cider cigar civic civil claim clamp clash clasp class claws
clean clear clerk click cliff climb cling cloak clock clone close cloth cloud clown clubs clump
coach coast coats cocoa colon color comet comic comma coral corps costs couch cough could count
court cover crack craft cramp crane crash crate crave crawl crazy cream creed creek creep crest
crews cries crime crisp cross crowd crown crude cruel crumb crush crust cubic curry curse curve
cycle daily dairy dance dared dated deals dealt death debit debts debut decay decoy deity delay
delta dense depot depth derby devil diary digit diner dinner dirty ditch diver dodge doing donor
doubt dough dozen draft drain drama drank drawn dread dream dress dried drift drill drink drive
drove drown drugs drunk dryer dusty dwarf eager eagle early earth easel eaten elbow elder elect
elite empty enact endow enemy enjoy enter entry equal equip erase erect error essay ether ethic
event every evict exact exalt exert exile exist extra fable facet faint fairy faith false fancy
farce fatal fatty fault favor feast fence ferry fever fewer fiber field fiend fiery fifth fifty
fight files final finch finds first fixed flair flake flame flank flare flash flask flats fleet
flesh flick flies fling flint float flock flood floor flora flour flown fluid fluke flush flute
foamy focal focus foggy folds folly force forge forms forth forty forum found fowl frail frame
frank fraud freak freed fresh fried front frost frown fruit fudge fully fumes funds funny furry
fuses gains games gases gauge gaunt gears genes genre ghost giant gifts given glade gland glare
glass gleam glide globe gloom glory gloss glove glued goats going goods goose gorge grace grade
grain grand grant grape graph grasp grass grate grave gravy graze great greed green greet grief
grill grime grind groan groom grope gross group grove growl grown guard guess guest guide guild
guilt guise gulls gully gusts habit hairs hairy halls handy happy hardy harsh haste hasty hatch
haven hazel heads heals heaps heard hears heart heath heats heavy hedge heels hefty heirs herbs
hinge hobby hoist holds honey honor hooks horde horns horse hosts hotel hotly hound hours house
hover human humid humor hurry husky icing ideal idiom idiot image imply index inner input irony
issue ivory jelly jewel joint joker jolly joust judge juice jumbo karma kayak kings knack kneel
knees knife knock knots known label labor laced lacks ladle lakes lance lands lanes lapse large
laser latch later laugh layer leach leads leafs leaks leaky leaps learn lease leash least leave
ledge legal lemon level lever light liked limbs limit lined linen liner lines lions lists liter
lived liver lives livid loads loans lobby local locks lodge lofty logic loose lorry loser lover
lower loyal lucid lucky lumps lunar lunch lungs lurch lyric magic major maker males manor maple
march marry marsh masks match mates maybe mayor meals means meant meats medal media melon mercy
merge merit merry metal meter might miles mills mimic mince minds miner minor minus mixed model
moist molar money month moods moose moral motel moths motif motor motto mould mound mount mourn
mouse mouth moved mover movie mules mummy music nails naked named nasal nasty naval navel needs
nerve never newer newly niece night noble noise noisy north noses noted novel nurse nymph oasis
ocean often olive onion onset opera orbit order organ other otter ought ounce outer owned owner
oxide paint pairs panel panic paper parts party pasta paste patch patio pause peace peach pearl
pedal penal penny perch peril petal petty phase phone photo piano piece pilot pinch pitch pivot
pixel pizza place plaid plain plane plank plant plate plaza plead pleat plume plump plunk poems
poets point poker polar poles ports posed poser posts pouch pound power prank prawn press price
prick pride prime print prior prism prize probe prone proof props prose proud prove prune psalm
pulse punch pupil puppy purge purse quack quake qualm queen query quest queue quick quiet quill
quilt quirk quite quota quote rabbi radar radio rails rainy raise rally ranch range rapid rates
ratio raven razor reach react ready realm rebel reign relax relay relic remit renal renew reply
reset resin rhyme rider ridge rifle right rigid rinse ripen risen risky rival river roast robot
rocks rocky rogue roman rooms roost roots ropes roses rough round rouse route rover royal rugby
ruins ruler rules rumor rural sadly safer saint salad sales salon salts sandy sauce sauna saved
scale scalp scant scare scarf scary scene scent scoop scope score scorn scout scrap screw scrub
seals seams seats seeds seems seize sense serum serve seven sever sewer shade shady shaft shake
shall shame shape shard share shark sharp shave shear sheep sheer sheet shelf shell shift shine
shiny ships shirt shock shone shook shoot shops shore short shout shove shown shows shrub shrug
siege sieve sight signs silky silly since siren sixth sixty skate skill skirt skull slack slain
slang slant slate slave sleek sleep sleet slept slice slide slime sling slope sloth slump small
smart smash smell smile smoke smoky snack snail snake snare sneak sneer snore snort snowy soapy
sober socks solar solid solve songs sonic sound south space spade spank spare spark spawn speak
spear speck speed spell spend spent spice spicy spike spill spine spite split spoil spoke spoon
sport spots spout spray spree squad squat stack staff stage stain stair stake stale stalk stall
stamp stand stare stark stars start state stays steak steal steam steel steep steer stems steps
stern stick stiff still sting stink stint stock stole stomp stone stony stood stool stoop stops
store stork storm story stout stove strap straw stray strip stuck study stuff stump stung stunt
style suite sunny super surge swamp swans swarm sways swear sweep sweet swept swift swing swirl
sword sworn syrup table taken tales talks tally tango tanks taper tardy taste tasty taunt teach
teams tears tease teens tempo tenor tense tents tepid terms tests thank theft their theme there
these thick thief thing think third thorn those three threw throb throw thump tiger tight tiles
timer times timid tired title toast today token tones tongs tools tooth topic torch total totem
touch tough tours towel tower towns toxic trace track tract trade trail train trait tramp traps
trash trays treat trees trend trial tribe trick tried tries trite troop trout truce truck truly
trump trunk trust truth tubes tulip tumor tuner tunes turns tutor tweed twice twigs twins twist
types uncle under undue unfit unify union unite units unity until upper upset urban urine usage
usher using usual utter vague valid valor value valve vapor vault veins venue verbs verse vicar
video views villa vinyl viper viral virus visit visor vital vivid vocal vodka voice volts voted
voter vowed vowel wages wagon waist waits walks walls waltz wants wards warns waste watch water
waves weary weave wedge weeds weeks weigh weird wells whale wharf wheat wheel where which while
whine whirl white whole whose widow width wield wills winch winds windy wines wings wiped wires
witch witty wives woman women woods woody words works world worms worry worse worst worth would
wound wrath wreck wring wrist write wrong wrote yacht yeast yield young yours youth zebra zones
livery lively topical tropical interval internal revolution resolution solution absolution
evolution devolution dissolution pollution ablution elocution allocution electrocution
protein protean proteins reality realty region religion legion lesion session cession section
suction sanction function junction fraction friction fiction faction action auction caution
station nation ration notion motion potion portion lotion option edition addition audition
tradition transition transaction translation relation elation election erection direction
selection reflection refection rejection injection ejection projection protection detection
deception reception perception exception conception inception contraction contradiction
attraction abstraction extraction distraction traction reaction creation cremation formation
foundation fermentation cementation lamentation segmentation fragmentation pigmentation
mediation meditation medication dedication education eradication radiation mutation rotation
quotation notation taxation fixation location vocation vacation dictation citation excitation
hesitation imitation limitation irritation irrigation mitigation litigation navigation
population copulation pollination termination germination domination nomination culmination
fumigation migration emigration immigration integration concentration consecration desecration
secretion accretion completion depletion repletion deletion
county country counter courtesy cortex vortex vertex vertical vortical cervical clerical
spherical hysterical historical rhetorical theoretical medical radical racial facial glacial
spatial special partial martial marital mental dental rental rectal postal portal mortal moral
neutral neural natural rural plural mural mutual actual factual annual manual casual causal usual
visual virtual ritual tactual textual sexual lexical vocal local focal fecal cecal fiscal physical
musical magical logical topical typical tropical optical critical political poetical nautical
muscle mussel muzzle puzzle bundle kindle kettle cattle battle bottle rattle tattle little brittle
tackle tickle trickle pickle fickle nickel buckle chuckle knuckle uncle ankle angle tangle jungle
single mingle tingle jingle dangle bangle mangle gargle garble marble warble
cell cello call cull bone bore bond bong lone tone zone none done gene jean hart hear heat hard
herd head lead bead dead deaf leaf loaf load road toad read real rear dear bear beer boar boat goat
gout rout root roof room broom groom gloom bloom blood brood food foot fool tool pool cool coal
goal goat moat coat cost lost most post port sort tort torn born corn horn worn word ward warm
worm form fort forth north worth birth girth berth
master matter mutter mother batter better bitter butter letter latter later litter lister sister
mister minster minister monster ministry chemistry industry history hysteria bacteria criteria
material maternal paternal fraternal eternal external internal infernal journal
battery buttery flattery artery artistry arterial
mission fission fusion lesion legion region vision version aversion torsion tension pension
mention invention intention attention retention detention prevention convention intervention
pressure treasure measure leisure closure pleasure seizure fissure tissue issue
planet plant planets plants plan plane place palace pulse police policy polish punish finish
Danish vanish varnish garnish banish
monarchy anarchy hierarchy oligarchy patriarch matriarch
desert deserts dessert assert insert exert expert export import effort comfort
general genera gerbil mineral numeral funeral federal several feral
affection infection defection perfection refection confection
conception conceptual contraption corruption eruption disruption interruption irruption
""".casefold()


@cache
def _common() -> frozenset[str]:
    return frozenset(_WORDS.split()) | lookalike_words() | paired_words()


_ENDINGS = ("d", "ed", "n", "en", "ing", "r", "er")


def is_common(key: str, reply: str) -> bool:
    """Tell whether a reply is a common word of its own, and no form of the key's."""
    if forms(reply) & forms(key):
        return False
    # "bloody" is no misspelling of "blood", nor the other way round.
    if f"{key}y" == reply or f"{reply}y" == key:
        return True
    if reply not in _common():
        return False
    longer, shorter = (key, reply) if len(key) > len(reply) else (reply, key)
    return longer.removeprefix(shorter) not in _ENDINGS
