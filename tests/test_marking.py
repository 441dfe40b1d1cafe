"""Marking: what counts as right, what is a slip, and what must never be accepted."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizgen.marking import RULES, mark
from quizgen.model import (
    AcceptedKey,
    Answer,
    Choice,
    Direction,
    ListKey,
    Mark,
    Match,
    NumberKey,
    Option,
    Order,
    Question,
    Recall,
    Response,
    Typed,
    Verdict,
)

RIGHT, SLIP, WRONG = Verdict.RIGHT, Verdict.SLIP, Verdict.WRONG


def question(response: Response, *, language: str = "en", stem: str = "Which?") -> Question:
    """Make a question with a response."""
    return Question(
        id="deck/fact/forward/kind",
        card="deck/fact/forward",
        deck="deck",
        fact="fact",
        kind="kind",
        direction=Direction.FORWARD,
        stem=stem,
        response=response,
        language=language,
    )


def text_mark(
    key: str | tuple[str, ...],
    reply: str,
    *,
    others: tuple[str, ...] = (),
    language: str = "en",
    case_sensitive: bool = False,
) -> Mark:
    """Mark a typed reply against a text key."""
    accepted = (key,) if isinstance(key, str) else key
    response = Typed(
        key=AcceptedKey(accepted=accepted, others=others, case_sensitive=case_sensitive)
    )
    return mark(question(response, language=language), Answer(typed=reply))


def number_mark(  # noqa: PLR0913  # each is one thing that a case may vary
    value: str,
    reply: str,
    *,
    unit: str = "",
    tolerance: str = "",
    stem: str = "How much?",
    language: str = "en",
) -> Mark:
    """Mark a typed reply against a figure."""
    response = Typed(key=NumberKey(value=value, unit=unit, tolerance=tolerance))
    return mark(question(response, stem=stem, language=language), Answer(typed=reply))


def list_mark(  # noqa: PLR0913  # each is one thing that a case may vary
    values: tuple[str | tuple[str, ...], ...],
    reply: str,
    *,
    at_least: int,
    ordered: bool = False,
    complete: bool = False,
    others: tuple[str, ...] = (),
) -> Mark:
    """Mark a typed reply against a list."""
    key = ListKey(
        values=tuple((value,) if isinstance(value, str) else value for value in values),
        at_least=at_least,
        ordered=ordered,
        complete=complete,
        others=others,
    )
    return mark(question(Typed(key=key)), Answer(typed=reply))


RIGHT_TEXTS = """
muscle cramp | muscle cramp | exact
muscle cramp |   muscle   cramp  | folded
muscle cramp | Muscle Cramp | folded
muscle cramp | MUSCLE CRAMP. | folded
muscle cramp | "muscle cramp" | folded
muscle cramp | a muscle cramp | folded
muscle cramp | the muscle cramp | folded
muscle cramp | muscle-cramp | folded
muscle cramp | muscle cramps | plural
muscle cramps | muscle cramp | plural
muscle cramp | cramp of the muscle | order
muscle cramp | cramp, muscle | order
muscle cramp | it is a muscle cramp | folded
muscle cramp | It's a muscle cramp! | folded
the liver | liver | folded
liver | The liver | folded
a growth | growth | folded
calf | calves | plural
foot arch | foot arches | plural
foot arch | arches of the foot | plural
knife | knives | plural
vertebra | vertebrae | plural
bacterium | bacteria | plural
bacillus | bacilli | plural
appendix | appendices | plural
diagnosis | diagnoses | plural
phalanx | phalanges | plural
foramen | foramina | plural
stigma | stigmata | plural
criterion | criteria | plural
tooth | teeth | plural
child | children | plural
ganglion | ganglia | plural
baby | babies | plural
box | boxes | plural
virus | viruses | plural
axis | axes | plural
haemoglobin | hemoglobin | spelling
anaemia | anemia | spelling
oesophagus | esophagus | spelling
diarrhea | diarrhoea | spelling
oedema | edema | spelling
tumour | tumor | spelling
tumor | tumours | plural
colour | color | spelling
behaviour | behavior | spelling
fibre | fiber | spelling
muscle fibres | muscle fibers | spelling
centre | center | spelling
polarise | polarize | spelling
analyse | analyze | spelling
paralysed | paralyzed | spelling
sulphur | sulfur | spelling
foetus | fetus | spelling
leucocyte | leukocyte | spelling
catalogue | catalog | spelling
travelled | traveled | spelling
gray matter | grey matter | spelling
aluminium | aluminum | spelling
flexion | flection | spelling
organisation | organization | spelling
orthopaedics | orthopedics | spelling
programme | program | spelling
Parkinson's disease | Parkinson disease | folded
Parkinson's disease | parkinsons disease | plural
Parkinson’s disease | Parkinson's disease | folded
Achilles tendon | Achilles' tendon | folded
café | cafe | accents
São Tomé | Sao Tome | accents
Curaçao | Curacao | accents
Malmö | Malmo | accents
Łódź | Lodz | accents
naïve | naive | accents
α-helix | alpha helix | folded
TNF-α | TNF alpha | folded
β-carotene | beta-carotene | folded
IFN-γ | ifn gamma | folded
vitamin B12 | vitamin B 12 | joined
vitamin B12 | B12 vitamin | order
vitamin A | vitamin a | folded
hepatitis A virus | hepatitis a virus | folded
x-ray | xray | joined
x-ray | X ray | folded
bloodstream | blood stream | joined
blood stream | bloodstream | joined
nonvoluntary | non-voluntary | joined
factor VII | factor 7 | numerals
type 2 diabetes | type II diabetes | numerals
type 2 diabetes | diabetes type 2 | order
cranial nerve X | cranial nerve 10 | numerals
two | 2 | numerals
seven days | 7 days | numerals
the 3rd ventricle | third ventricle | numerals
1,000 | 1000 | folded
10³ | 10^3 | folded
H~2~O | H2O | folded
H₂O | h2o | folded
x^2^ | x^2 | folded
*sudden* | sudden | exact
mitral (valve) | mitral | folded
mitral (valve) | mitral valve | folded
(sodium) chloride | chloride | folded
salt & pepper | salt and pepper | folded
inflammation of the joint | joint inflammation | order
anterior cruciate ligament | ligament, anterior cruciate | order
left upper lobe | upper left lobe | order
8 May 1945 | May 8, 1945 | order
Henry VIII | Henry the Eighth | numerals
hot and cold | cold and hot | order
upper and lower arm | lower and upper arm | order
sternocleidomastoid muscle | the sternocleidomastoid muscle | folded
in the calf | the calf | folded
the calf | in the calf | folded
by stretching | stretching | folded
to stretch | stretch | folded
25 % | 25% | folded
25 % | 25 percent | folded
2 cm | 20 mm | quantity
1.5 kg | 1500 g | quantity
90° | 90 degrees | folded
O'Brien | OBrien | joined
Na+ | na+ | folded
== | == | exact
E = mc^2^ | e = mc2 | folded
富士山 | 富士山 | exact
ﬁbre | fibre | folded
don't know | do not know | folded
cannot move | can not move | folded
judgement | judgment | spelling
adrenaline | adrenalin | spelling
haematoma | hematomas | plural
"""

SLIPS = """
hypertension | hypertention | typo
hypertension | hypertenson | typo
hypertension | hpyertension | typo
hypertension | hypretension | typo
hypotension | hypotentsion | typo
tachycardia | tachicardia | typo
pancreatitis | pancreatits | typo
gastrocnemius | gastrocnemeus | typo
dehydrated | dehidrated | typo
dehydration | dehydratoin | typo
dystonia | distonia | typo
appendix | apendix | typo
arthritis | athritis | typo
anterior | anteror | typo
infection | infecton | typo
inflammation | inflamation | typo
abdomen | abdoman | typo
muscle | muscel | typo
muscle | musle | typo
muscles | musles | typo
muscle cramp | muscel cramp | typo
muscle cramp | muslce cramps | typo
muscle cramp | mucsle cramp | typo
disease | diseas | typo
heart | haert | typo
oesophagus | esophagas | typo
separate | seperate | typo
definite | definate | typo
necessary | neccessary | typo
Mediterranean | Mediterranian | typo
Philippines | Philipines | typo
physiology | phisiology | typo
adduction | adducton | typo
abduction | abducton | typo
intramuscular | intramusclar | typo
intramuscular injection | intramuscular injecton | typo
involuntary | involuntry | typo
asymptomatic | asymptomattic | typo
extensor digitorum longus | extensor digitorum longis | typo
deep peroneal nerve | deep peroneal nreve | typo
multiple sclerosis | multiple sclerosos | typo
bloodstream | blood strem | typo
neurotransmitter | neurotransmiter | typo
sudden painful contraction of one calf muscle | suden painful contracton of one calf muscle | typo
prostate | prostte | typo
wrist joint | rist joint | typo
résumé | rèsume | accents
"""

OPPOSITES = """
hypertension | hypotension | opposite
hypotension | hypertension | opposite
hyperglycaemia | hypoglycemia | opposite
hyperthyroidism | hypothyroidism | opposite
hyperkalemia | hypokalemia | opposite
hyperventilation | hypoventilation | opposite
intramuscular | intermuscular | opposite
intracellular | extracellular | opposite
intercellular | intracellular | opposite
interstate | intrastate | opposite
voluntary | involuntary | opposite
involuntary | voluntary | opposite
involuntary contraction | voluntary contraction | opposite
abduction | adduction | opposite
adduction | abduction | opposite
abductor | adductor | opposite
adsorption | absorption | opposite
afferent | efferent | opposite
efferent nerves | afferent nerves | opposite
increase | decrease | opposite
decreased | increased | opposite
increase in tone | decrease in tone | opposite
endothermic | exothermic | opposite
endocrine | exocrine | opposite
macroscopic | microscopic | opposite
bradycardia | tachycardia | opposite
polyuria | oliguria | opposite
prenatal | postnatal | opposite
antenatal | postnatal | opposite
anticoagulant | procoagulant | opposite
symptomatic | asymptomatic | opposite
asymptomatic | symptomatic | opposite
typical | atypical | opposite
aerobic | anaerobic | opposite
anaerobic | aerobic | opposite
regular | irregular | opposite
mobile | immobile | opposite
conscious | unconscious | opposite
harmful | harmless | opposite
hydrophilic | hydrophobic | opposite
homogeneous | heterogeneous | opposite
superior | inferior | opposite
upper limb | lower limb | opposite
left ventricle | right ventricle | opposite
flexion | extension | opposite
contraction | relaxation | opposite
systole | diastole | opposite
depolarization | repolarization | opposite
hyperpolarisation | depolarization | opposite
isotonic | anisotonic | opposite
internal | external | opposite
import | export | opposite
inhale | exhale | opposite
include | exclude | opposite
vasodilation | vasoconstriction | opposite
monosaccharide | disaccharide | opposite
supraspinatus | infraspinatus | opposite
epidural | peridural | opposite
underweight | overweight | opposite
upload | download | opposite
connected | disconnected | opposite
stable | unstable | opposite
smoker | nonsmoker | opposite
smoker | non smoker | opposite
sudden | gradual | opposite
acute pain | chronic pain | opposite
more sodium | less sodium | opposite
with pain | without pain | opposite
hyponatremia | hypernatremias | opposite
"""

WRONG_TEXTS = """
hypertension | hyptension | opposite
hypertension | hypetension | words
voluntary | nvoluntary | words
voluntary | ivoluntary | words
involuntary | nvoluntary | words
adduction | aduction | words
abduction | aduction | words
intramuscular | intrmuscular | words
ileum | ilium | look-alike
ilium | ileum | look-alike
ileum | ilum | words
ureter | urethra | look-alike
perineal | peroneal | look-alike
mucus | mucous | look-alike
prostate | prostrate | look-alike
trapezium | trapezius | look-alike
neuron | neutron | look-alike
neural | neutral | look-alike
humerus | humorous | look-alike
palpation | palpitation | look-alike
meiosis | miosis | look-alike
cysteine | cystine | look-alike
silicon | silicone | look-alike
rubella | rubeola | look-alike
desert | dessert | look-alike
affect | effect | look-alike
stationary | stationery | look-alike
trail | trial | look-alike
angel | angle | look-alike
Iceland | Ireland | look-alike
rational | national | words
8 May 1945 | May 9, 1945 | figure
Gambia | Zambia | look-alike
haematoma | hepatoma | look-alike
arthritis | arteritis | look-alike
vitamin B1 | vitamin B12 | figure
vitamin B12 | vitamin B1 | figure
vitamin B12 | vitamin B6 | figure
vitamin A | vitamin | part
vitamin A | vitamin B | words
hepatitis A virus | hepatitis virus | part
hepatitis A | hepatitis | part
factor VII | factor VIII | figure
factor VII | factor 8 | figure
type 2 diabetes | type 1 diabetes | figure
T1 | T11 | figure
5 | 6 | figure
five | six | figure
3 to 5 | 5 to 3 | figure
10³ | 103 | figure
2:3 | 3:2 | figure
1:30 | 130 | figure
3.5 | 35 | figure
.5 | 5 | figure
-5 | 5 | figure
serious | not serious | negation
not serious | serious | negation
never harmful | harmful | negation
harmful | never harmful | negation
without pain | pain | negation
pain | no pain | negation
able | not able | negation
notable | not able | words
hypertension | hypertension or hypotension | hedge
hypertension | hyper/hypotension | hedge
left | left or right | hedge
muscle | muscle/nerve | hedge
muscle cramp | muscle | part
muscle cramp | cramp | part
muscle cramp | painful muscle cramp | more
muscle cramp | spasm | words
muscle cramp | muscle spasm | words
cramp | crimp | look-alike
calf | half | words
calf | cal | words
calf | clalf | words
knee | knees and hips | more
Co | C | words
Na+ | Na | words
C# | C++ | words
== | === | words
富士山 | 富士 | words
東京都庁舎 | 東京都丁舎 | words
東京 | 京都 | words
from the heart | to the heart | opposite
to the heart | from the heart | opposite
from bone to muscle | from muscle to bone | words
man bites dog in park | dog bites man in park | words
greater than zero | zero greater than | words
left to right shunt | right to left shunt | opposite
wife of the brother | brother of the wife | words
sodium replaces potassium | potassium replaces sodium | words
blood | flood | look-alike
liver | river | look-alike
table | cable | look-alike
brain | train | look-alike
bones | tones | look-alike
ear | year | words
electrocardiogram | electrocardiograph | look-alike
osteoblast | osteoclast | look-alike
trainer | trainee | look-alike
ethane | ethene | look-alike
nitrate | nitrite | look-alike
sulfate | sulfite | look-alike
tracheotomy | tracheostomy | look-alike
dysphagia | dysphasia | look-alike
mitral (valve) | valve | part
2 cm | 2 mm | unit
25 % | 26 % | figure
hypertension |   | empty
hypertension | ??? | words
hypertension | … | words
shoe | she | words
"""

CASE_SENSITIVE = """
Co | Co | right
Co | CO | case
CO | Co | case
pH | pH | right
pH | PH | case
H~2~O | H2O | right
H~2~O | h2o | case
Co | Cobalt | words
mm | mM | case
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """Split a table of cases into key, reply and rule."""
    return [tuple(line.split(" | ")) for line in table.strip("\n").splitlines()]


@pytest.mark.parametrize(("key", "reply", "rule"), rows(RIGHT_TEXTS))
def test_what_differs_only_in_form_is_right(key: str, reply: str, rule: str) -> None:
    """Case, articles, plurals, spellings, order and notation do not make an answer wrong."""
    found = text_mark(key, reply)

    assert (found.verdict, found.rule) == (RIGHT, rule)


@pytest.mark.parametrize(("key", "reply", "rule"), rows(SLIPS))
def test_a_typo_in_a_long_word_is_a_slip_and_shows_the_spelling(
    key: str, reply: str, rule: str
) -> None:
    """One edit in a word of five letters or more passes, with the right spelling beside it."""
    found = text_mark(key, reply)

    assert (found.verdict, found.rule) == (SLIP, rule)
    assert found.note == f"Spelled {key}."


@pytest.mark.parametrize(("key", "reply", "rule"), rows(OPPOSITES))
def test_an_opposite_is_never_accepted_and_is_named(key: str, reply: str, rule: str) -> None:
    """What says the opposite, or names the counterpart, is wrong however near it looks."""
    found = text_mark(key, reply)

    assert (found.verdict, found.rule) == (WRONG, rule)
    assert found.note


@pytest.mark.parametrize(("key", "reply", "rule"), rows(WRONG_TEXTS))
def test_what_means_something_else_is_wrong(key: str, reply: str, rule: str) -> None:
    """Other figures, negations, look-alikes, parts and hedges are refused, each by its rule."""
    found = text_mark(key, reply)

    assert (found.verdict, found.rule) == (WRONG, rule)


@pytest.mark.parametrize(("key", "reply", "rule"), rows(CASE_SENSITIVE))
def test_symbols_are_compared_exactly(key: str, reply: str, rule: str) -> None:
    """Where capitals count, nothing else is allowed for either."""
    found = text_mark(key, reply, case_sensitive=True)

    assert (found.verdict is RIGHT) == (rule == "right")
    assert found.verdict is RIGHT or found.rule == rule


RIGHT_FIGURES = """
37 | °C | 0.5 | 37
37 | °C | 0.5 | 37 °C
37 | °C | 0.5 | 37°C
37 | °C | 0.5 | 37 degrees
37 | °C | 0.5 | 37 degrees Celsius
37 | °C | 0.5 | 37 celcius
37 | °C | 0.5 | 37 c
37 | °C | 0.5 | 37C
37 | °C | 0.5 | 98.6 °F
37 | °C | 0.5 | 98.6 F
37 | °C | 0.5 | 98.6 degrees fahrenheit
37 | °C | 0.5 | 310.15 K
37 | °C | 0.5 | 37.5
37 | °C | 0.5 | 36.5
37 | °C | 0.5 | 37,4
37 | °C | 0.5 | thirty-seven
37 | °C | 0.5 | thirty seven degrees
37 | °C | 0.5 | about 37
37 | °C | 0.5 | ~37
206 | |  | 206
206 | |  | 206 bones
206 | |  | two hundred and six
12 | |  | twelve
1000 | m | | 1 km
1000 | m | | 1km
1000 | m | | 1,000 m
1000 | m | | 1000
1000 | m | | 1000 metres
1000 | m | | 1000 meters
1000 | m | | 1e3 m
1000 | m | | 10^3 m
1000 | m | | 10³ m
1000 | m | | 1 x 10^3 m
1000 | m | | 1.0×10³ m
10 | km | | 6.2 miles
10 | km | | 6.21 mi
10 | km | | 10 kilometers
10 | km | | 10 KM
10 | km | | 10 Km
10 | km | | 10000 m
5 | mg | | 5000 µg
5 | mg | | 5000 ug
5 | mg | | 5000 mcg
5 | mg | | 0.005 g
5 | mg | | 5 milligrams
5 | mg | | 5 miligrams
1.5 | l | | 1500 ml
1.5 | l | | 1.5 litres
1.5 | l | | 1,5 L
1.5 | l | | 1500 cm³
1.5 | l | | 1500 cc
1.5 | l | | 1.5 dm3
1.5 | l | | 15 dl
60 | min | | 1 hour
60 | min | | 1 h
60 | min | | 3600 s
60 | min | | 60 mins
60 | min | | 60 minutes
7 | days | | 1 week
7 | days | | one week
7 | days | | 168 hours
120/80 | mmHg | | 120/80
120/80 | mmHg | | 120/80 mmHg
120/80 | mmHg | | 120 / 80 mm Hg
60-100 | beats per minute | | 60-100
60-100 | beats per minute | | 60 to 100 bpm
60-100 | beats per minute | | 60–100 /min
72 | /min | 5 | 75 bpm
72 | /min | 5 | 75 beats per minute
50 | % | | 50
50 | % | | 50%
50 | % | | 50 percent
50 | % | | 50 per cent
50 | % | | fifty percent
3.14 | | 0.01 | 3.14
3.14 | | 0.01 | 3,14
3.14 | | 0.01 | 3.15
3.14 | | 0.01 | 3.1416
-40 | °C | | -40
-40 | °C | | −40 °C
-40 | °C | | minus 40
-40 | °C | | -40 °F
0.5 | |  | 1/2
0.5 | |  | .5
0.5 | |  | ½
1.5 | |  | 1 1/2
1.5 | |  | 1½
1000000 | |  | 1 million
1000000 | |  | a million
1000000 | |  | 1,000,000
1000000 | |  | 1 000 000
1000000 | |  | 1'000'000
1000000 | |  | 1.000.000
1000000 | |  | 10^6
9.81 | m/s² | 0.05 | 9.8 m/s^2
9.81 | m/s² | 0.05 | 9.8 m/s2
9.81 | m/s² | 0.05 | 981 cm/s²
100 | km/h | | 100 kph
100 | km/h | | 27.8 m/s
5 | mmol/l | | 5 mmol/L
5 | mmol/l | | 5000 µmol/l
8 | kcal | | 8 kcal
4.184 | kJ | | 1 kcal
1 | atm | 1 % | 1.01 bar
1 | bar | | 100 kPa
70 | kg | 5 | 154 lb
70 | kg | 5 | 154 pounds
180 | cm | 2 | 1.8 m
180 | cm | 2 | 71 inches
2 | weeks | | 14 days
< 5 | mg | | <5
< 5 | mg | | less than 5 mg
1789 | |  | 1789
1789 | |  | 1,789
10 | bones | | 10 bone
32 | teeth | | 32 teeth
32 | teeth | | 32 tooth
seven | |  | 7
several | |  | several
5 | € | | €5
5 | € | | 5 euros
5 | $ | | $5.00
5 | |  | 5!
90 | ° | | 90°
90 | ° | | 90 degrees
90 | ° | | 90 deg
2 | m | | 2m
12 | |  | a dozen
0.5 | |  | one half
180 | cm | 2 | 5 ft 11 in
1789 | |  | in 1789
5 | |  | (5)
5 | |  | =5
"""

WRONG_FIGURES = """
37 | °C | 0.5 | 37.6
37 | °C | 0.5 | 98.6
37 | °C | 0.5 | 37 °F
37 | °C | 0.5 | 37 kg
37 | °C | 0.5 | 36-38
37 | °C | 0.5 | 36 or 37
37 | °C | 0.5 | 37 38
37 | °C | 0.5 | warm
37 | °C | 0.5 | -37
37 | °C | 0.5 | minus 37
206 | |  | 207
206 | |  | 206 kg
206 | |  | 2o6
24 | |  | 24 hours
1000 | m | | 1000 km
1000 | m | | 1000 s
1000 | m | | 1 mile
10 | km | | 6 miles
5 | mg | | 5 g
5 | mg | | 5 µg
5 | mg | | 5 Mg
1.5 | l | | 1.5 kg
60 | min | | 60 seconds
120/80 | mmHg | | 80/120
120/80 | mmHg | | 120
60-100 | beats per minute | | 60–90
60-100 | beats per minute | | 80
50 | % | | 0.5
3.14 | | 0.01 | 3.2
3.14 | |  | 3.1416
-40 | °C | | 40
1000000 | |  | 1 billion
9.81 | m/s² | 0.05 | 9.8 m/s
100 | km/h | | 100 km
5 | mmol/l | | 90 mg/dl
< 5 | mg | | 5
< 5 | mg | | > 5
1789 | |  | 1798
10 | bones | | 10 muscles
several | |  | many
5 | |  | 5 5
2 | m | | 2M
"""


def figures(table: str) -> list[list[str]]:
    """Split a table of cases into value, unit, tolerance and reply."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]


@pytest.mark.parametrize(("value", "unit", "tolerance", "reply"), figures(RIGHT_FIGURES))
def test_a_figure_may_be_written_and_converted_in_many_ways(
    value: str, unit: str, tolerance: str, reply: str
) -> None:
    """Units convert, separators and number words vary, the tolerance counts in the key's unit."""
    assert number_mark(value, reply, unit=unit, tolerance=tolerance).verdict is RIGHT


@pytest.mark.parametrize(("value", "unit", "tolerance", "reply"), figures(WRONG_FIGURES))
def test_another_figure_or_dimension_is_never_right(
    value: str, unit: str, tolerance: str, reply: str
) -> None:
    """Another figure, a wrong unit or dimension, or several figures at once are refused."""
    assert number_mark(value, reply, unit=unit, tolerance=tolerance).verdict is WRONG


def test_the_stem_names_the_unit_where_the_key_has_none() -> None:
    """A count of hours may be typed in hours, converted, but not taken for minutes."""
    stem = "How many hours has a day?"

    assert number_mark("24", "24 hours", stem=stem).verdict is RIGHT
    assert number_mark("24", "1 day", stem=stem).verdict is RIGHT
    assert number_mark("24", "24 minutes", stem=stem).rule == "unit"
    assert number_mark("206", "206 kg", stem="How many bones?").rule == "dimension"


def test_a_decimal_comma_groups_or_divides_as_the_language_has_it() -> None:
    """In German, 1.500 is fifteen hundred and 1,5 is one and a half."""
    assert number_mark("1500", "1.500", language="de").verdict is RIGHT
    assert number_mark("1,5", "1.5", language="de").verdict is RIGHT
    assert number_mark("1500", "1.500", language="en").verdict is WRONG
    assert number_mark("1500", "1,500", language="en").verdict is RIGHT


PLACES = ("thigh", "calf", ("foot arch", "arch of the foot"), "skin and bone", "Washington, D.C.")
STEPS = ("stop", "stretch", "massage")


@pytest.mark.parametrize(
    "reply",
    [
        "thigh, calf",
        "calf and thigh",
        "Thighs; calves.",
        "thigh calf",
        "1. thigh\n2. calf",
        "1) thigh 2) calf",
        "- thigh\n- calf",
        "• thigh • calf",
        "thigh → calf",
        "thigh / calf",
        "the thigh, the calf, and the arch of the foot",
        "skin and bone and thigh",
        "Washington, D.C., calf",
        "calf, Washington DC",
    ],
)
def test_a_list_may_be_separated_in_many_ways(reply: str) -> None:
    """Commas, lines, numbers, arrows, *and* or nothing at all: the values count."""
    assert list_mark(PLACES, reply, at_least=2).rule == "list"


@pytest.mark.parametrize(
    ("reply", "rule"),
    [
        ("thigh", "list-part"),
        ("thigh, thigh, thighs", "list-part"),
        ("thigh, elbow", "not-in-notes"),
        ("elbow, knee", "not-in-notes"),
        ("thigh, calf, elbow, knee, nose", "not-in-notes"),
        ("thigh or calf", "not-in-notes"),
        ("", "empty"),
        ("  \n ", "empty"),
    ],
)
def test_an_open_list_asks_for_enough_and_says_what_it_does_not_know(reply: str, rule: str) -> None:
    """Repeats do not count; what is not listed is only not in these notes."""
    assert list_mark(PLACES, reply, at_least=2) == list_mark(PLACES, reply, at_least=2)
    assert list_mark(PLACES, reply, at_least=2).rule == rule


def test_one_unlisted_value_beside_enough_listed_ones_is_only_pointed_out() -> None:
    """An open list never calls an unlisted value wrong."""
    found = list_mark(PLACES, "thigh, calf, elbow", at_least=2)

    assert (found.verdict, found.note) == (RIGHT, "“elbow” is not in these notes.")


@pytest.mark.parametrize(
    ("reply", "rule"),
    [
        ("stop, stretch, massage", "list"),
        ("massage, stop", "list-part"),
        ("stop, stretch, massage, run", "extra"),
        ("run", "extra"),
    ],
)
def test_a_complete_list_refuses_what_is_not_on_it(reply: str, rule: str) -> None:
    """In a complete list, an extra value is wrong."""
    assert list_mark(STEPS, reply, at_least=3, complete=True).rule == rule


def test_an_ordered_list_must_be_in_order() -> None:
    """The right parts in another order are wrong, and the note says why."""
    right = list_mark(STEPS, "stop, stretch, massage", at_least=3, ordered=True)
    wrong = list_mark(STEPS, "stretch, stop, massage", at_least=3, ordered=True)

    assert right.verdict is RIGHT
    assert (wrong.verdict, wrong.rule) == (WRONG, "list-order")


def test_a_typo_in_a_list_is_a_slip_that_shows_the_spelling() -> None:
    """One typo in one value makes the whole answer a slip."""
    found = list_mark(PLACES, "thihg, calf", at_least=2)

    assert (found.verdict, found.note) == (SLIP, "Spelled thigh.")


def test_values_of_one_list_are_never_misspellings_of_each_other() -> None:
    """Abduction and adduction on one list are two values, and a damaged one is neither."""
    movements = ("abduction", "adduction")

    assert list_mark(movements, "adduction, abduction", at_least=2).verdict is RIGHT
    assert list_mark(movements, "aduction, abduction", at_least=2).verdict is WRONG


def test_a_list_in_part_tells_its_share() -> None:
    """Three of four is most of it; what else is wrong has no share."""
    most = list_mark(("a1", "b2", "c3", "d4"), "a1, b2, c3", at_least=4)
    half = list_mark(("a1", "b2", "c3", "d4"), "a1, b2", at_least=4)

    third = list_mark(("a1", "b2", "c3"), "a1", at_least=3)
    order = list_mark(("a1", "b2"), "b2, a1", at_least=2, ordered=True)

    assert (most.rule, most.share) == ("list-most", 0.75)
    assert (half.rule, half.share) == ("list-part", 0.5)
    assert (third.rule, third.share) == ("list-part", 0.333)
    assert (order.rule, order.share) == ("list-order", None)


def test_other_terms_of_the_deck_win_over_likeness() -> None:
    """What names another term, or comes as near to it, is never a misspelling of the key."""
    others = ("Nigeria", "Gambria", "fasciculation", "muscle spasm")

    named = text_mark("muscle cramp", "Muscle spasms", others=others)

    assert (named.rule, named.note) == ("other-term", "“muscle spasm” is a different thing.")
    assert text_mark("Niger", "Nigeria", others=others).rule == "other-term"
    assert text_mark("Gambia", "Gambra", others=()).verdict is SLIP
    assert text_mark("Gambia", "Gambra", others=others).verdict is WRONG
    assert text_mark("Gambia river", "Gambria river", others=others).verdict is WRONG
    assert text_mark(("cramp", "Nigeria"), "nigeria", others=others).verdict is RIGHT


def test_an_accent_that_names_another_term_is_no_missing_accent() -> None:
    """Where the deck tells words apart by an accent, so does marking."""
    assert text_mark("año", "ano", others=("ano",), language="es").rule == "other-term"
    assert text_mark("año", "ano", language="es").rule == "accents"


def test_another_article_is_pointed_out_where_it_carries_gender() -> None:
    """In a Spanish deck *el casa* is a slip; a missing article is not."""
    assert text_mark("la casa", "el casa", language="es").rule == "article"
    assert text_mark("la casa", "casa", language="es").verdict is RIGHT
    assert text_mark("la casa", "la casa", language="es").rule == "exact"


def test_umlauts_may_be_spelled_out_in_german() -> None:
    """German keyboards abroad have no ü."""
    assert text_mark("Müller", "Mueller", language="de").verdict is RIGHT


def choice(*, several: bool = False) -> Question:
    """Make a choice question with keys B, or B and C."""
    return question(
        Choice(
            options=(
                Option(text="Lyon", correct=False, why="Lyon is its third city."),
                Option(text="Paris", correct=True),
                Option(text="Lutetia", correct=several),
                Option(text="Nice", correct=False),
            ),
            several=several,
        )
    )


@pytest.mark.parametrize(
    ("chosen", "several", "verdict", "note"),
    [
        ((1,), False, RIGHT, ""),
        ((0,), False, WRONG, "Lyon is its third city."),
        ((3,), False, WRONG, ""),
        ((), False, WRONG, ""),
        ((9,), False, WRONG, ""),
        ((1, 2), True, RIGHT, ""),
        ((2, 1), True, RIGHT, ""),
        ((1,), True, WRONG, ""),
        ((1, 2, 0), True, WRONG, "Lyon is its third city."),
    ],
)
def test_a_choice_is_right_if_just_the_keys_are_picked(
    *, chosen: tuple[int, ...], several: bool, verdict: Verdict, note: str
) -> None:
    """The note of a wrong pick is what the author says of it."""
    shown = ("Lyon", "Paris", "Lutetia", "Nice")
    found = mark(choice(several=several), Answer(shown=shown, chosen=chosen))

    assert (found.verdict, found.note) == (verdict, note)


def test_a_choice_is_marked_by_what_was_shown() -> None:
    """Options may have been shown in another order than the question has them."""
    answer = Answer(shown=("Paris", "Nice", "Lyon", "Lutetia"), chosen=(0,))

    assert mark(choice(), answer).verdict is RIGHT


def test_order_and_match_are_right_as_a_whole_only() -> None:
    """One item in another place makes the answer wrong."""
    order = question(Order(items=("stop", "stretch", "massage")))
    match = question(Match(pairs=(("France", "Paris"), ("Peru", "Lima"))))
    shown = ("stretch", "stop", "massage")

    assert mark(order, Answer(shown=shown, chosen=(1, 0, 2))).verdict is RIGHT
    assert mark(order, Answer(shown=shown, chosen=(0, 1, 2))).verdict is WRONG
    assert mark(order, Answer(shown=shown)).rule == "empty"
    assert mark(match, Answer(shown=("Lima", "Paris"), chosen=(1, 0))).verdict is RIGHT
    assert mark(match, Answer(shown=("Lima", "Paris"), chosen=(0, 1))).verdict is WRONG


def test_recall_may_be_marked_as_if_typed() -> None:
    """A recall question has a text to compare with, too."""
    recall = question(Recall(answer="the liver", also=("hepar",)))

    assert mark(recall, Answer(typed="liver")).verdict is RIGHT
    assert mark(recall, Answer(typed="hepar")).verdict is RIGHT
    assert mark(recall, Answer(typed="kidney")).verdict is WRONG


any_text = st.text(max_size=60)
any_key = st.one_of(
    st.builds(
        AcceptedKey,
        accepted=st.lists(any_text, min_size=1, max_size=3).map(tuple),
        others=st.lists(any_text, max_size=3).map(tuple),
        case_sensitive=st.booleans(),
    ),
    st.builds(
        NumberKey,
        value=st.one_of(any_text, st.integers().map(str)),
        unit=st.one_of(any_text, st.sampled_from(["kg", "°C", "m/s"])),
        tolerance=any_text,
    ),
    st.builds(
        ListKey,
        values=st.lists(st.lists(any_text, min_size=1, max_size=2).map(tuple), max_size=3).map(
            tuple
        ),
        at_least=st.integers(0, 3),
        ordered=st.booleans(),
        complete=st.booleans(),
        others=st.lists(any_text, max_size=2).map(tuple),
    ),
)


@example(key=ListKey(values=((" ",),), at_least=0), reply="0", language="en")
@given(key=any_key, reply=any_text, language=st.sampled_from(["en", "de", "es", "ja", "", "x-y"]))
def test_no_text_ever_makes_marking_fail(
    key: AcceptedKey | NumberKey | ListKey, reply: str, language: str
) -> None:
    """Any unicode in key and reply gives a mark by a known rule."""
    found = mark(question(Typed(key=key), language=language), Answer(typed=reply))

    assert found.rule in RULES


@given(text=st.text(min_size=1, max_size=40).filter(lambda text: bool(text.strip())))
def test_the_key_itself_is_always_right(text: str) -> None:
    """Whoever types just what the deck has is right."""
    response = Typed(key=AcceptedKey(accepted=(text,)))
    plain = mark(question(response), Answer(typed=text))

    assert plain.verdict is RIGHT or any(sign in text for sign in "*`~^$\\")


LONG_WORDS = [
    "hypertension", "hypotension", "intramuscular", "intermuscular", "adduction", "abduction",
    "voluntary", "involuntary", "symptomatic", "asymptomatic", "increase", "decrease",
    "afferent", "efferent", "macroscopic", "microscopic", "bradycardia", "tachycardia",
    "endogenous", "exogenous", "aerobic", "anaerobic", "depolarization", "repolarization",
    "systemic", "ethane", "ethene", "osteoblast", "osteoclast", "supraspinatus", "infraspinatus",
]  # fmt: skip
PAIRS = list(zip(LONG_WORDS[::2], LONG_WORDS[1::2], strict=False))


@given(
    pair=st.sampled_from(PAIRS),
    turned=st.booleans(),
    place=st.integers(0, 20),
    letter=st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
    edit=st.sampled_from(["none", "drop", "put", "change", "swap"]),
)
@settings(max_examples=500)
def test_no_typo_of_an_opposite_is_ever_accepted(
    *, pair: tuple[str, str], turned: bool, place: int, letter: str, edit: str
) -> None:
    """An opposite is refused as it stands and with any one edit."""
    key, opposite = pair[::-1] if turned else pair
    at = place % len(opposite)
    damaged = {
        "none": opposite,
        "drop": opposite[:at] + opposite[at + 1 :],
        "put": opposite[:at] + letter + opposite[at:],
        "change": opposite[:at] + letter + opposite[at + 1 :],
        "swap": opposite[:at] + opposite[at : at + 2][::-1] + opposite[at + 2 :],
    }[edit]

    assert damaged == key or text_mark(key, damaged).verdict is WRONG


def test_huge_replies_take_no_time() -> None:
    """Whatever is pasted, marking ends at once."""
    huge = ["a" * 100_000, "thigh, " * 20_000, "1 " * 50_000, "ﷺ" * 5_000, "9" * 9_000, "a " * 190]
    many = tuple(f"term number {number}" for number in range(3_000))
    begun = time.perf_counter()
    for reply in huge:
        assert text_mark("muscle cramp", reply, others=many).verdict is WRONG
        assert number_mark("37", reply, unit="°C").verdict is WRONG
        assert list_mark(PLACES, reply, at_least=3, others=many).verdict is WRONG

    assert time.perf_counter() - begun < 5


def test_every_rule_has_its_words() -> None:
    """Rules are named in lower case with hyphens, and each says what it found."""
    assert all(name == name.lower() and " " not in name and words for name, words in RULES.items())
