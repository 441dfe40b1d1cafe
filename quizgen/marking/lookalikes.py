"""Groups of real words that differ by little and mean different things.

None of a group's words is ever a misspelling of another. The lists are kept by field; whatever
turns up in practice goes there. Singular and plural of one word never share a group.
"""

from collections.abc import Mapping
from types import MappingProxyType

_MEDICINE = """
ileum ilium ileus, ureter urethra, ureters uterus, dysphagia dysphasia dysplasia dysphonia,
aphagia aphasia aplasia aphonia, perineum peritoneum, perineal peroneal peritoneal perennial,
mucus mucous, villus villous, callus callous, humerus humorous, facial fascial, malleus malleolus,
trapezius trapezium, trapezium trapezoid, prostate prostrate, palpation palpitation, palpate
palpitate, arteriole arterial, arteritis arthritis, atrial arterial, atrium antrum, ventral
central, ventricle ventral, vesicle vesical, radius radium, renal adrenal, renin rennin, neural
neutral, neuron neutron, neuron nephron, neurology urology nephrology, insulin inulin, dextrin
dextran, actin action acting, meiosis miosis mitosis, mitosis mycosis, rubella rubeola, retinal
retinol, tarsal carpal, metatarsal metacarpal, coronal corneal coronary, corneal corneum, hilum
helium, cilium ilium, trachea trochlea, lumber lumbar, sacral sural, thymus thyme, thymus typhus,
typhus typhoid, pleural plural, bulla bursa, aural oral, apposition opposition, auscultation
oscillation, cephalic encephalic, colitis coxitis, cyst cist, cytology cystology, diaphysis
epiphysis apophysis, epidermal epidural, epidural subdural, gastric gastrin, hematoma hepatoma,
infection inflection infarction, infarction infraction, innervate enervate, keratosis ketosis,
keratosis keratitis, labial labile, larva lava, loop loupe, macula macule, melanin melatonin,
myelin melanin, nucleus nucleolus, osteal ostial, peptide peptic, pharynx larynx, phenol phenyl,
polyp pulp, pronation probation, psychosis neurosis, rectum rectus, rectal recital, serous
serious, serum sebum, sinus sinew, sterile sterol, suture future, tendon tenon, thyroid steroid,
toxic tonic, toxin toxoid, uterine urine, uvula uvea, vagal vaginal, valgus varus, valgus vagus,
variola varicella, venous venus, venule venous, vocal focal, xerosis cirrhosis, apocrine eccrine,
sprain strain, strain stain train, spasm spam, cramp clamp crimp tramp, reflex reflux, synapse
synopsis, dilation dilution, dilate dilute, secretion excretion, resorption reabsorption,
inversion eversion aversion version reversion, invert evert avert revert, retraction detraction
protraction, respiration perspiration, synapsis synopsis, afferent efferent, affusion effusion,
anterior interior inferior exterior ulterior, absorption adsorption, absorb adsorb, inhibition
inhabitation, inhibit inhabit, ankle angle angel, blood flood bloom brood, brain train drain bran
braid grain, grain groin, breath breadth breathe, cheek check cheer, chest cheat chess, cough
tough rough dough, death dearth, elbow below, fever never lever, finger linger, heart hearth heard
earth hear heat, joint point, liver lover river diver, lunge lungs, mouth month south, muscle
mussel, nerve never serve, pulse purse, scar scare, shoulder smolder, skull skill, spine spire
swine, stomach stoma, stroke strike, sweat sweet, swell spell smell, thigh tight, throat threat,
thumb thump, tooth booth, waist waste, wrist waist twist, patience patients, dose doze, carotid
parotid, peritonitis periodontitis, vertigo vestige
"""

_SCIENCE = """
cystine cysteine cytosine, thymine thiamine, adenine adenosine, creatine creatinine, glucagon
glycogen, lactose lactase, maltose maltase, sucrose sucrase, amylose amylase, cellulose cellulase,
galactose galactase, trehalose trehalase, lipase lipose ligase, protease proteose, silicon
silicone, cerium caesium, cerium cesium, curium cerium, erbium terbium, terbium ytterbium, yttrium
ytterbium, gallium thallium, barium radium, radium radon, thorium thulium, indium iridium, boron
baron, magnesium manganese, carbon carton, chlorine chloride chlorite, fluorine fluoride, bromine
bromide, iodine iodide, nitrate nitrite nitride, sulfate sulfite sulfide, sulphate sulphite
sulphide, phosphate phosphite phosphide, ammonia ammonium, proton photon, photon phonon, fusion
fission, cation anion, anion onion, secant cosecant, median medium, radian radial, radian median,
factor vector sector, prism prison, ratio radio, genotype phenotype, prophase metaphase anaphase
telophase, convection conviction conduction, conduction induction, refraction reflection
diffraction, genus genius, weight height, velocity viscosity, aerobe anaerobe, metal mental medal
petal, mass mask, statue statute stature
"""

_EVERYDAY = """
affect effect, accept except, adverse averse, advice advise, allude elude, altar alter, allusion
illusion delusion, ascent assent, bear bare, berth birth, bridal bridle, canvas canvass, capital
capitol, casual causal, cavalry calvary, commutative cumulative, censor sensor, cereal serial,
climatic climactic, coarse course, collision collusion, complement compliment, confidant
confident, conscious conscience, conservation conversation, contiguous continuous, council
counsel, credible creditable, dairy diary, decent descent dissent, desert dessert, device devise,
discreet discrete, elicit illicit, emigrate immigrate, emigration immigration, eminent imminent,
emission omission, envelop envelope, erotic erratic exotic, eruption irruption, expand expend,
father farther further, formally formerly, forth fourth, human humane, incidence incident,
ingenious ingenuous, later latter, literal lateral, lightning lightening, loose lose, martial
marital, minor miner, moral morale mortal, ordinance ordnance, parish perish, personal personnel,
poplar popular, precede proceed, prescribe proscribe, prescription proscription, principal
principle, prophecy prophesy, prosecute persecute, quiet quite, reduction deduction, respectfully
respectively, right light might night sight fight tight, shear sheer, stationary stationery,
straight strait, suite suit, summary summery, tenant tenet, track tract, trail trial, vacation
vocation, wander wonder, weather whether, worse worst, homonym homophone, contract contrast
contact, antonym anonym, empathy sympathy apathy, libel liable label, june july, sunday monday,
million billion trillion, eight eighth eighty eighteen, fifth fifty fifteen, sixth sixty sixteen,
ninth ninety nineteen, seventh seventy seventeen, third thirty thirteen, fourth forty fourteen,
tenth tense, brother bother mother
"""

_PLACES = """
austria australia, gambia zambia, iceland ireland, iran iraq, niger nigeria, slovakia slovenia,
serbia siberia, dominica dominican, guinea guyana ghana, mali malawi malta, mauritius mauritania,
latvia lithuania, libya liberia, paraguay uruguay, sweden switzerland, chad china, korea kenya,
congo tonga, bucharest budapest, lyon leon, cologne colon
"""

_OTHER_LANGUAGES = """
coeur choeur, poisson poison, desert dessert, cheveux chevaux, jeune jaune, tache tâche, bras bas,
foie foi fois, sang sans, hombre hambre hombro, cabello caballo, rinon rincon, cien sien, caro
carro, pero perro, herz hertz harz schmerz, leber lieber, kirche kirsche kuche kuchen, niere
tiere, magen wagen, lunge zunge wange, leiste leiche leisten, darm arm, seite saite, leib laib,
stadt staat, schenkel schinken, mord moor
"""


def _by_word() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in f"{_MEDICINE},{_SCIENCE},{_EVERYDAY},{_PLACES},{_OTHER_LANGUAGES}".split(","):
        for word in group.split():
            found.setdefault(word, set()).update(group.split())
    return MappingProxyType({word: frozenset(group - {word}) for word, group in found.items()})


_LOOKALIKES = _by_word()


def lookalike_words() -> frozenset[str]:
    """Return all words that have a look-alike."""
    return frozenset(_LOOKALIKES)


def lookalikes(word: str) -> frozenset[str]:
    """Return the words that are easily taken for this one and mean something else."""
    return _LOOKALIKES.get(word, frozenset())
