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
parotid, peritonitis periodontitis, vertigo vestige, hyoid thyroid, carpus corpus, cirrhosis
sclerosis, acetic ascetic acidic, adenine adenoid, biopsy autopsy, calcitonin calcitriol,
carcinoma sarcoma, cholera chorea, choroid chorion, chyle chyme, colic colonic, concussion
contusion convulsion, cranial crural, diuresis diaeresis, diverticulosis diverticulitis, eczema
edema, eczema oedema, embolus embolism, fibrin fibroin fibrous, fibula fistula, fundus fungus,
globin globulin, hematemesis hemoptysis, haematemesis haemoptysis, heparin hepatic, histamine
histidine histone, icterus ictus, intubation incubation, ketone acetone, leptin lectin, ligament
filament, lingual inguinal, lipoma lymphoma, menarche menopause, metaplasia metastasis, nephritis
neuritis, osteitis otitis, osteoporosis osteopetrosis, palate palette pallet, perfusion profusion
infusion effusion, phalanx pharynx, systemic systematic, tetanus tetany, valve vulva, viral
virile, viscus vicious viscous, sternum sacrum, cornea cornua, cochlea trochlea, tibial tidal,
vertebral cerebral, cerebrum cerebellum, cervical cerebral, costal coastal, coxal coaxial, digital
digitalis, fetal fatal, foetal fatal, genital genial, incision excision, lumen lumber, malar
molar, mastitis mastoiditis, mucin mucus, nasal basal, nevus nerves, occlusion occasion, oral
aural, pectin pepsin, pepsin peptone, perianal perineal, plasma plasmin, polyp polis, pubic
public, sciatic static, sclera sclerosis, septic skeptic, spinal final, splenic sphenoid, stenosis
stasis, stroma stoma struma, sural sacral neural, talus talon, taenia tinea, tensor sensor, uremia
urethra, vagina angina, varices varies, vein vain, vomer vomit, zygote zygoma, absence abscess,
bowel vowel, breast beast, muscular molecular, ocular oracular, otic optic, scabies rabies, sinus
minus, tonic clonic, trisomy monosomy, tubal tubular, typhus typhoon, urinal urinary, vaccine
vacuole, ventral vernal, vial vital, virus viscus, dental mental, mandible mandrill, miasma plasma
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
petal, mass mask, statue statute stature, molarity molality, osmolarity osmolality, hydride
hydrate, carbide carbonate, methanol ethanol menthol, methyl ethyl, alkane alkene alkyne, isomer
isotope, isobar isotope, polonium plutonium, titanium tantalum, hyperbola hyperbole parabola,
parabola parable, ellipse eclipse ellipsis, meteor meteorite meteoroid, asteroid steroid, moraine
marine, strata stratus status, cirrus citrus, cumulus tumulus, shale scale, quark quartz, quasar
pulsar, equation equator, force forge, charge change, current currant, wave wage, gravity cavity,
vacuum vacuole, torque toque, nucleon nucleus neutron, baryon barium, lepton leptin, boson bosun,
fermion fermium, cosine cousin cosign, tangent tangential, sphere spore, vertex vortex cortex,
matrix mastic, integer integral, quotient quota, prime prism, factor factory, angle ankle, pistil
pistol, stamen stamina, sepal petal, spore sore, gamete gamut, phylum phloem, genome gnome, fungus
fundus, lichen liken, cache cash, byte bite, buffer buffet, kernel colonel, router rotor, parser
parsec, packet pocket, socket rocket, cursor curse, query queue quarry, thread threat, string
spring
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
tenth tense, brother bother mother, canon cannon, idol idle idyll, profit prophet, rite right
write, symbol cymbal, chorale choral corral coral, sonnet sonata, lute flute, viola violin violet,
timbre timber, epic epoch, elegy eulogy, simile smile, ballad ballet ballot, novel navel naval,
mosaic music, plaintiff plaintive, arbitration arbitrage, statute statue status, tariff tarot,
insurance assurance, monetary momentary, patriarch matriarch, revolution resolution evolution,
constitution institution restitution, nation notion, empire umpire, treaty treatise, senate
sonata, consul counsel console, plague plaque, siege sieve, knight night, baron barren, reign rein
rain, throne throng, pheasant peasant, serf surf, feudal futile, martyr mortar, monk mink, nun
none, abbot abbey, bishop bishopric, pagan paean, heresy hearsay, schism prism, mass moss, psalm
palm, steeple staple, martial marshal, treason reason, troop troupe, corps corpse, fleet fleece,
armour amour, armor amour, duel dual, exhaust exalt, adapt adopt adept, allusion illusion, assent
ascent, cite site sight, currant current, dependent defendant, elude allude, except expect, expand
expend, explicit implicit, flair flare, gorilla guerrilla, hoard horde, imitate intimate,
ingenuous ingenious, lesson lessen, mantel mantle, meddle medal, naught nought, ordinance
ordnance, pedal peddle, perpetrate perpetuate, perspective prospective, pore pour, precedent
president, rational rationale, recourse resource, reverend reverent, sceptic septic, sole soul,
tortuous torturous, turbid turgid, vain vein vane, veracious voracious, waive wave, wave weave,
yoke yolk, cellar seller, chord cord, compliment complement, creak creek, dyeing dying, faint
feint, gilt guilt, hail hale, leach leech, loath loathe, manner manor, muscle mussel, pail pale,
peak pique peek, plum plumb, roll role, sail sale, shear sheer, slay sleigh, steal steel, tail
tale, team teem, their there, vial vile, wail whale, president resident, product produce, protect
project, profession procession, progression profession, perform preform, preserve reserve, prevent
present, section session, several severed, simple sample, solution salvation, stable staple,
success recess, theory theorem, tribute attribute, valley volley, village villain, vessel vassal,
wealth health, wheat heat, width with, window widow, wonder wander, yellow fellow, consonant
constant, vowel bowel, comma coma, clause cause, verse verge, accent ascent
"""

_PLACES = """
austria australia, gambia zambia, iceland ireland, iran iraq, niger nigeria, slovakia slovenia,
serbia siberia, dominica dominican, guinea guyana ghana, mali malawi malta, mauritius mauritania,
latvia lithuania, libya liberia, paraguay uruguay, sweden switzerland, chad china, korea kenya,
congo tonga, bucharest budapest, lyon leon, cologne colon, granada grenada, lagos laos, rhine
rhone, tasmania tanzania, geneva genoa, vienna venice, prussia russia persia, galicia galatia,
moldova moldavia moravia, tiber tigris tibet, kansas arkansas, samoa samos, tobago togo, sudan
sweden, brunei bahrain, oman omsk, dakar dhaka, tuvalu vanuatu, tunis tunisia, algiers algeria,
berlin bern, turin tirana, augustus augustine, thrace france, celtic baltic, adriatic baltic,
antarctic arctic, north forth, madeira madrid, malaga malacca, crimea crime, cyprus cypress, delhi
deli, dover rover, essex sussex wessex, troy trey, carolina caroline, virginia virginal, dakota
dakar, montana montane, havana savanna, lima lime, bolivia bolivar, peru perm, seoul soul, macau
macaw, palestine philistine, samaria sumeria, syria assyria, media medina, mecca mocca, babylon
babylonia
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
