"""Pairs of words that say the opposite of each other, or name each other's counterpart.

What hangs on a prefix or an ending is no pair here. Comparatives, adverbs and verb forms follow
from the plain words.
"""

from collections.abc import Mapping
from types import MappingProxyType

OPPOSITES = """
increase decrease, decrease rise, increase fall, increase drop, increase shrink, decline rise,
reduce raise, gain lose, reduce increase, fall climb, fall soar, arctic antarctic, prone supine,
boreal austral, lento presto, bc ad, bce ce, protagonist antagonist, priori posteriori, fission
fusion, analysis synthesis, increase decline, increase diminish, increased decreased, increased
reduced, increases decreases, increasing decreasing, grow shrink, growth decay, growth decline,
rise fall, rise drop, rise sink, raise lower, climb drop, accelerate decelerate, acceleration
deceleration, speed slow, improve worsen, improvement deterioration, strengthen weaken, widen
narrow, broaden narrow, thicken thin, enlarge shrink, enlarge reduce, expand contract, expand
shrink, expansion contraction, inflate deflate, inflation deflation, lengthen shorten, stretch
contract, stretch shorten, stretch shrink, stretched contracted, stretched shortened, gain loss,
profit loss, surplus deficit, excess deficiency, excess lack, plenty scarcity, abundance scarcity,
add subtract, addition subtraction, add remove, insert remove, multiply divide, multiplication
division, maximum minimum, maximal minimal, maximize minimize, majority minority, many few, much
little, more less, most least, more fewer, most fewest, left right, upper lower, up down, upward
downward, upwards downwards, upstairs downstairs, upstream downstream, uphill downhill, above
below, over under, above beneath, top bottom, high low, highest lowest, tall short, deep shallow,
deep superficial, profound superficial, superior inferior, anterior posterior, cranial caudal,
rostral caudal, cephalad caudad, dorsal ventral, medial lateral, proximal distal, internal
external, interior exterior, inner outer, inside outside, inward outward, inwards outwards, indoor
outdoor, indoors outdoors, near far, close distant, nearby distant, front back, front rear, fore
hind, forward backward, forwards backwards, ahead behind, central peripheral, center periphery,
ipsilateral contralateral, unilateral bilateral, horizontal vertical, parallel perpendicular,
clockwize anticlockwize, clockwize counterclockwize, north south, east west, northern southern,
eastern western, northeast southwest, northwest southeast, northward southward, eastward westward,
windward leeward, ascend descend, ascent descent, ascending descending, arrive depart, arrival
departure, come go, enter leave, enter exit, entrance exit, entry exit, advance retreat, approach
recede, converge diverge, convergent divergent, push pull, attract repel, attraction repulsion,
attractive repulsive, lift drop, give take, give receive, send receive, sender receiver, buy sell,
buyer seler, lend borrow, lender borrower, creditor debtor, debit credit, asset liability, earn
spend, save spend, save waste, import export, input output, supply demand, include exclude,
inclusion exclusion, inclusive exclusive, accept reject, accept refuse, acceptance rejection,
admit deny, allow forbid, allow prevent, permit forbid, permit prohibit, confirm deny, affirm
deny, prove disprove, agree disagree, encourage discourage, help hinder, promote inhibit, promote
demote, stimulate inhibit, stimulation inhibition, stimulatory inhibitory, excite inhibit,
excitatory inhibitory, excitation inhibition, activate inhibit, activate deactivate, activation
inhibition, activation deactivation, activator inhibitor, activator repressor, enhance suppress,
enhancer silencer, induce repress, inducible repressible, facilitate inhibit, support oppose,
attack defend, offense defense, offensive defensive, win lose, winner loser, victory defeat,
succeed fail, success failure, pass fail, build destroy, construct destroy, create destroy,
creation destruction, constructive destructive, assemble dismantle, mend break, join separate,
connect separate, unite divide, combine separate, merge split, attach detach, attached detached,
attachment detachment, bind release, absorb emit, absorb release, absorb reflect, absorption
emission, absorption secretion, store release, hide reveal, conceal reveal, hidden visible, find
lose, remember forget, teach learn, ask answer, question answer, open close, open shut, opened
closed, opening closing, opening closure, lock unlock, start stop, start finish, start end, begin
end, begin finish, beginning end, beginning ending, onset end, initial final, first last, first
final, former latter, earliest latest, previous next, preceding following, before after, early
late, earlier later, past future, ancient modern, old new, old young, junior senior, older newer,
youngest eldest, youngest oldest, dawn dusk, sunrize sunset, day night, daytime nighttime, morning
evening, diurnal nocturnal, summer winter, always never, often rarely, often seldom, usually
rarely, frequently rarely, frequent rare, frequent infrequent, common rare, common uncommon,
ubiquitous rare, everywhere nowhere, everything nothing, everybody nobody, everyone nobody, all
none, some none, any none, with without, into out, from to, in out, on off, for against, plus
minus, positive negative, true false, right wrong, yes no, correct incorrect, correct wrong, good
bad, good evil, better worse, best worst, virtue vice, hot cold, heat cold, warm cool, warm cold,
heating cooling, hottest coldest, melt freeze, melting freezing, boil freeze, thaw freeze,
evaporate condense, evaporation condensation, vaporize condense, dissolve precipitate, wet dry,
moist dry, humid dry, humid arid, soluble insoluble, hydrated dehydrated, light dark, light heavy,
bright dim, bright dull, brighten darken, transparent opaque, white black, large small, big small,
big little, huge tiny, great small, giant dwarf, long short, longest shortest, thick thin, wide
narrow, broad narrow, fat thin, fat lean, dense sparse, fast slow, rapid slow, quick slow, swift
slow, sudden gradual, abrupt gradual, hard soft, rough smooth, sharp blunt, sharp dull, rigid
flexible, stiff flexible, stiff loose, tight loose, tense relaxed, tense loose, tighten loosen,
tension relaxation, elastic rigid, elastic plastic, brittle ductile, solid hollow, strong weak,
strength weakness, powerful weak, robust fragile, tough tender, brave cowardly, courage cowardice,
full empty, fill empty, filed emptied, rich poor, wealth poverty, expensive cheap, safe dangerous,
safety danger, harmless harmful, painful painless, healthy sick, healthy ill, health disease,
health illness, fit unfit, alive dead, living dead, life death, birth death, born dead, live die,
survive die, survival death, survival extinction, extant extinct, asleep awake, sleep wake, war
peace, friend enemy, ally enemy, love hate, love hatred, happy sad, happiness sadness, joy sorrow,
laugh cry, optimism pessimism, optimist pessimist, optimistic pessimistic, proud humble, proud
ashamed, polite rude, kind cruel, generous mean, generous stingy, honest dishonest, truth lie,
truth falsehood, loyal treacherous, wise foolish, clever stupid, lazy diligent, lazy hardworking,
busy idle, calm agitated, quiet loud, quiet noisy, silense noise, guilty innocent, guilt
innocense, legal illegal, allowed forbidden, mandatory optional, compulsory optional, compulsory
voluntary, obligatory optional, obligate facultative, voluntary involuntary, deliberate
accidental, intentional accidental, conscious unconscious, free captive, freedom slavery, freedom
captivity, private public, urban rural, local general, local global, local systemic, focal
diffuse, specific general, concentrated dilute, concentrated diluted, concentrate dilute, pure
impure, clean dirty, fresh stale, fresh salty, raw cooked, ripe unripe, sweet sour, sweet bitter,
natural artificial, natural synthetic, organic synthetic, real imaginary, real fake, genuine fake,
fact fiction, theory practice, theoretical practical, abstract concrete, objective subjective,
quantitative qualitative, literal figurative, formal informal, simple complex, simple complicated,
easy hard, easy difficult, regular irregular, temporary permanent, transient permanent, transient
persistent, momentary sustained, brief lasting, brief long, brief prolonged, constant variable,
fixed variable, fixed mobile, stable unstable, static dynamic, stationary moving, mobile sessile,
motile sessile, partial complete, partial total, whole part, direct indirect, absolute relative,
acute chronic, acute obtuse, benign malignant, sterile fertile, fertile barren, fertile infertile,
viable nonviable, dominant recessive, dominant subordinate, active passive, active inactive,
active dormant, present absent, presense absense, odd even, prime composite, finite infinite, open
closed, flection extension, flexor extensor, flex extend, abduction adduction, abduct adduct,
abductor adductor, pronation supination, pronate supinate, pronator supinator, elevation
depression, elevate depress, elevator depressor, levator depressor, protraction retraction,
protract retract, protrusion retraction, inversion eversion, invert evert, plantarflection
dorsiflection, opposition reposition, contraction relaxation, contract relax, contracted relaxed,
contracts relaxes, constrict dilate, constriction dilation, constrictor dilator, constricted
dilated, vasoconstriction vasodilation, vasoconstrictor vasodilator, bronchodilation
bronchoconstriction, bronchodilator bronchoconstrictor, miosis mydriasis, inhale exhale,
inhalation exhalation, inspiration expiration, inspiratory expiratory, ingest excrete, ingestion
excretion, absorption excretion, agonist antagonist, agonistic antagonistic, systole diastole,
systolic diastolic, depolarization hyperpolarization, depolarization repolarization, arterial
venous, afferent efferent, sympathetic parasympathetic, ischemia hyperemia, hypertrophy atrophy,
hyperplasia aplasia, myopia hyperopia, myopia hypermetropia, nearsighted farsighted, shortsighted
longsighted, obesity emaciation, diarrhea constipation, insomnia hypersomnia, remission relapse,
recovery relapse, resistant susceptible, resistance susceptibility, resistant sensitive, immune
susceptible, antidote poison, thrombosis thrombolysis, coagulation fibrinolysis, acid base, acidic
basic, acidic alkaline, acid alkali, acidosis alkalosis, oxidation reduction, oxidize reduce,
oxidized reduced, oxidant reductant, oxidizing reducing, anabolic catabolic, anabolism catabolism,
synthesis breakdown, synthesis degradation, synthesis decomposition, synthesis hydrolysis,
hydrolysis condensation, polymerization depolymerization, phosphorylation dephosphorylation,
methylation demethylation, hydrophilic hydrophobic, lipophilic lipophobic, endothermic exothermic,
endergonic exergonic, endocytosis exocytosis, cation anion, anode cathode, electropositive
electronegative, conductor insulator, conductive insulating, donor acceptor, concave convex,
converging diverging, attractive repeling, series parallel, analog digital, crest trough, peak
trough, aphelion perihelion, apogee perigee, waxing waning, wax wane, ebb flood, flow ebb, erosion
deposition, flood drought, uplift subsidense, mountain valley, urbanization counterurbanization,
immigration emigration, immigrant emigrant, immigrate emigrate, democracy dictatorship, republic
monarchy, democratic autocratic, centralized decentralized, liberal conservative, progressive
conservative, boom slump, boom bust, boom recession, bull bear, monopoly competition, revenue
expenditure, income expenditure, employer employee, landlord tenant, plaintiff defendant,
prosecution defense, acquit convict, acquittal conviction, acquitted convicted, singular plural,
masculine feminine, synonym antonym, tragedy comedy, prose verse, vowel consonant, major minor,
crescendo diminuendo, crescendo decrescendo, forte piano, fortissimo pianissimo, allegro adagio,
legato staccato, consonance dissonance, consonant dissonant, encode decode, encrypt decrypt,
encryption decryption, compress decompress, compress expand, compression expansion, compression
rarefaction, compression decompression, upload download, push pop, enqueue dequeue, online
offline, enable disable, enabled disabled, install uninstall, mount unmount, allocate free,
serialize deserialize, mutable immutable, synchronous asynchronous, lossy lossless, host parasite,
predator prey, diploid haploid, homozygous heterozygous, homologous analogous, erobic anerobic,
erobe anerobe, eukaryote prokaryote, eukaryotic prokaryotic, deciduous evergreen, autotroph
heterotroph, autotrophic heterotrophic, producer consumer, herbivore carnivore, pollinate
fertilize, dominance recessiveness, warmblooded coldblooded, ectotherm endotherm, ectothermic
endothermic, germinate wither, bloom wither, numerator denominator, integration differentiation,
rational irrational, convergense divergense, sacred profane, sacred secular, heaven hell, god
devil, angel devil, saint sinner, paradize hell, feast famine, feast fast, hunger satiety, hungry
full, thirst satiety, drunk sober, single married, marriage divorce, marry divorce, owner tenant,
rent own, native foreign, domestic foreign, domestic wild, tame wild, domesticated wild,
professional amateur, expert novice, master slave, teacher pupil, victim perpetrator, captor
captive, permanent provisional, original copy, straight crooked, straight curved, vertical
oblique, round square, convexity concavity, entire divided, everlasting fleeting, eternal
temporal, infinite limited, limited unlimited, restricted unrestricted, necessary unnecessary,
necessary superfluous, useful useless, careful careless, hopeful hopeless, hope despair, trust
distrust, trust suspicion, praize blame, praize criticize, reward punish, reward punishment,
approve condemn, bless curse, blessing curse, respect contempt, pride shame, deny confess, obey
disobey, obey rebel, lead follow, leader follower, float sink, swell shrink, sweling shrinkage,
bend straighten, fold unfold, tie untie, wind unwind, load unload, pack unpack, cover uncover,
dress undress, appear vanish, appear disappear, appearance disappearance, emerge submerge, arise
vanish, preserve destroy, preserve spoil, keep discard, remain leave, stay leave, stay go,
continue stop, continue cease, proceed stop, pause resume, delay hasten, delay accelerate, prolong
shorten, extend shorten, overestimate underestimate, overdose underdose, overexposed underexposed,
overweight underweight, oversupply undersupply, upregulation downregulation, upregulate
downregulate, upgrade downgrade, upturn downturn, overt covert, explicit implicit, manifest
latent, apparent hidden, clear vague, clear ambiguous, clear cloudy, sunny cloudy, obvious subtle,
simple elaborate, dextral sinistral, obverse reverse, recto verso, starboard port, bow stern,
zenith nadir, summit base, ceiling floor, head tail, apex base, apical basal, adaxial abaxial,
introduction conclusion, prolog epilog, preface afterword, premize conclusion, cause effect,
deductive inductive, deduction induction, thesis antithesis, macro micro, wholesale retail, fixed
floating, explode implode, explosion implosion, intake output, influx efflux, inflow outflow,
ingress egress, income outgo, disinhibition inhibition, donor recipient, host guest, monocot
dicot, monocotyledon dicotyledon, vertebrate invertebrate, somatic germline, sexual asexual,
mortal immortal, nuclear anuclear, dominant submissive, perfect imperfect, lucid confused, ordered
random, order chaos, ordered disordered, systematic random, deterministic random, deterministic
stochastic, homogeneous heterogeneous, uniform diverse, uniform varied, similar different, same
different, same opposite, equal unequal, identical different, like unlike, united divided, unity
division, harmony discord, consensus dissent, occupied vacant, occupied free, employed unemployed,
employment unemployment, exempt liable, liability immunity, demand offer, bid offer, over below,
pre post, hyper hypo, intra extra, sub super, anti pro, super infra, ante post, neo paleo, mono
poly, homo hetero, endo exo, ab ad, brady tachy
"""
"""Words that say the opposite, each in the one spelling that stands for all its variants."""

COUNTERPARTS = """
artery vein, arteriole venule, arteries veins, sensory motor, male female, man woman, boy girl,
mother father, brother sister, son daughter, king queen, prince princess, husband wife, uncle
aunt, nephew niece, primary secondary, solid liquid, liquid gas, antibody antigen, rod cone, rods
cones, axon dendrite, atrium ventricle, palmar plantar, finger toe, hand foot, arm leg, petal
sepal, stamen carpel, sperm egg, spermatozoon ovum, testis ovary, noun verb, adjective adverb,
hardware software, rotation revolution, mitosis meiosis, xylem phloem, stalactite stalagmite,
latitude longitude, catholic protestant, genotype phenotype, compiler interpreter, client server,
ordinate abscissa, subject object, prefix suffix, annual perennial, soprano bass, alternating
direct
"""
"""Words that name something of the same sort which is easily taken for the other."""

OTHER_LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "de": """
links rechts, linke rechte, linker rechter, linkes rechtes, linken rechten, oben unten, obere
untere, oberer unterer, oberes unteres, oberen unteren, vorn hinten, vorne hinten, vordere hintere,
vorderer hinterer, vorderes hinteres, innen außen, innere äußere, innerer äußerer, inneres äußeres,
über unter, vor nach, vorher nachher, auf ab, auf zu, ein aus, mit ohne, hoch tief, hoch niedrig,
hohe niedrige, hoher niedriger, höher niedriger, höher tiefer, oberflächlich tief, flach tief, groß
klein, große kleine, großer kleiner, größer kleiner, lang kurz, lange kurze, länger kürzer, dick
dünn, breit schmal, weit eng, nah fern, nah weit, schnell langsam, schneller langsamer, früh spät,
früher später, alt neu, alt jung, erste letzte, erster letzter, erstes letztes, anfang ende, beginn
ende, mehr weniger, viel wenig, viele wenige, meist selten, oft selten, häufig selten, immer nie,
immer niemals, alle keine, alles nichts, jeder keiner, heiß kalt, warm kalt, hitze kälte, nass
trocken, feucht trocken, hell dunkel, schwer leicht, stark schwach, hart weich, voll leer, arm
reich, gesund krank, tot lebendig, leben tod, geburt tod, krieg frieden, freund feind, liebe hass,
gut schlecht, gut böse, richtig falsch, wahr falsch, ja nein, plus minus, positiv negativ, tag
nacht, sommer winter, norden süden, osten westen, nördlich südlich, östlich westlich, steigt sinkt,
steigt fällt, steigen sinken, steigen fallen, steigend fallend, zunahme abnahme, nimmt verliert,
zunehmen abnehmen, anstieg abfall, erhöht erniedrigt, erhöht vermindert, erhöht gesenkt, erhöhung
senkung, heben senken, wachsen schrumpfen, gewinn verlust, gewinnen verlieren, sieg niederlage,
einatmung ausatmung, einatmen ausatmen, einfuhr ausfuhr, eingang ausgang, öffnen schließen, offen
geschlossen, beuger strecker, beugung streckung, beugen strecken, anspannung entspannung,
kontraktion relaxation, kontraktion erschlaffung, anziehung abstoßung, erweiterung verengung,
verkürzung verlängerung, arterie vene, arterien venen, akut chronisch, gutartig bösartig, säure
base, sauer basisch, willkürlich unwillkürlich, aktiv passiv, männlich weiblich, käufer verkäufer,
kaufen verkaufen, angebot nachfrage, gläubiger schuldner, arbeitgeber arbeitnehmer, einzahl
mehrzahl, vergangenheit zukunft, ursache wirkung, frage antwort, maximum minimum, gerade ungerade,
zähler nenner, zugabe entzug
""",
        "fr": """
gauche droite, haut bas, haute basse, supérieur inférieur, supérieure inférieure, antérieur
postérieur, antérieure postérieure, interne externe, intérieur extérieur, intérieure extérieure,
dessus dessous, dedans dehors, devant derrière, avant après, avec sans, grand petit, grande petite,
gros mince, long court, longue courte, large étroit, épais mince, profond superficiel, profonde
superficielle, proche lointain, rapide lent, rapide lente, tôt tard, vieux jeune, ancien nouveau,
premier dernier, première dernière, début fin, plus moins, beaucoup peu, toujours jamais, souvent
rarement, tout rien, tous aucun, chaud froid, chaude froide, chaleur froid, sec humide, sèche
humide, clair sombre, lourd léger, fort faible, forte faible, dur mou, dure molle, plein vide,
riche pauvre, sain malade, mort vivant, vie mort, naissance mort, guerre paix, ami ennemi, amour
haine, bon mauvais, bonne mauvaise, bien mal, vrai faux, vraie fausse, oui non, positif négatif,
jour nuit, été hiver, nord sud, est ouest, augmente diminue, augmenter diminuer, augmentation
diminution, hausse baisse, monte descend, monter descendre, montée descente, accélère ralentit,
gagner perdre, gain perte, victoire défaite, inspiration expiration, inspirer expirer, importer
exporter, importation exportation, entrée sortie, ouvrir fermer, ouvert fermé, ouverte fermée,
flexion extension, fléchisseur extenseur, contraction relâchement, contraction relaxation,
dilatation constriction, artère veine, aigu chronique, aiguë chronique, bénin malin, bénigne
maligne, acide base, volontaire involontaire, actif passif, masculin féminin, singulier pluriel,
acheteur vendeur, acheter vendre, offre demande, passé futur, cause effet, maximum minimum, pair
impair, avance recule
""",
        "es": """
izquierda derecha, izquierdo derecho, alto bajo, alta baja, superior inferior, anterior posterior,
interno externo, interna externa, interior exterior, dentro fuera, arriba abajo, encima debajo,
delante detrás, antes después, con sin, grande pequeño, grande pequeña, mayor menor, largo corto,
larga corta, ancho estrecho, ancha estrecha, grueso delgado, profundo superficial, profunda
superficial, cerca lejos, rápido lento, rápida lenta, temprano tarde, viejo joven, viejo nuevo,
primero último, primera última, principio fin, inicio final, más menos, mucho poco, muchos pocos,
siempre nunca, todo nada, todos ninguno, caliente frío, caliente fría, calor frío, seco húmedo,
seca húmeda, claro oscuro, pesado ligero, fuerte débil, duro blando, lleno vacío, rico pobre, sano
enfermo, muerto vivo, vida muerte, nacimiento muerte, guerra paz, amigo enemigo, amor odio, bueno
malo, buena mala, bien mal, verdadero falso, sí no, positivo negativo, positiva negativa, día
noche, verano invierno, norte sur, este oeste, aumenta disminuye, aumentar disminuir, aumento
disminución, sube baja, subir bajar, subida bajada, ganar perder, ganancia pérdida, victoria
derrota, inspiración espiración, inhalar exhalar, importar exportar, importación exportación,
entrada salida, abrir cerrar, abierto cerrado, abierta cerrada, flexión extensión, flexor extensor,
contracción relajación, dilatación constricción, arteria vena, arterias venas, agudo crónico,
aguda crónica, benigno maligno, ácido base, voluntario involuntario, voluntaria involuntaria,
activo pasivo, masculino femenino, singular plural, comprador vendedor, comprar vender, oferta
demanda, pasado futuro, causa efecto, máximo mínimo, par impar
""",
        "it": """
sinistra destra, sinistro destro, alto basso, alta bassa, superiore inferiore, anteriore
posteriore, interno esterno, interna esterna, sopra sotto, dentro fuori, davanti dietro, prima
dopo, con senza, grande piccolo, lungo corto, largo stretto, veloce lento, primo ultimo, inizio
fine, più meno, molto poco, sempre mai, tutto niente, caldo freddo, secco umido, chiaro scuro,
forte debole, pieno vuoto, vita morte, guerra pace, buono cattivo, vero falso, sì no, positivo
negativo, giorno notte, nord sud, est ovest, aumenta diminuisce, aumento diminuzione, sale scende,
vittoria sconfitta, aperto chiuso, flessione estensione, contrazione rilassamento, arteria vena,
acuto cronico, benigno maligno, acido base, volontario involontario, attivo passivo
""",
        "pt": """
esquerda direita, esquerdo direito, alto baixo, superior inferior, anterior posterior, interno
externo, dentro fora, antes depois, com sem, grande pequeno, longo curto, largo estreito, rápido
lento, primeiro último, início fim, mais menos, muito pouco, sempre nunca, tudo nada, quente frio,
seco úmido, claro escuro, forte fraco, cheio vazio, vida morte, guerra paz, bom mau, verdadeiro
falso, sim não, positivo negativo, dia noite, norte sul, aumenta diminui, aumento diminuição,
vitória derrota, aberto fechado, flexão extensão, contração relaxamento, artéria veia, agudo
crônico, benigno maligno, ácido base, voluntário involuntário, ativo passivo
""",
        "nl": """
links rechts, linker rechter, boven onder, bovenste onderste, voor achter, voor na, binnen buiten,
met zonder, groot klein, lang kort, dik dun, breed smal, snel langzaam, vroeg laat, oud jong, oud
nieuw, eerste laatste, begin einde, meer minder, veel weinig, altijd nooit, alles niets, warm koud,
heet koud, nat droog, licht donker, licht zwaar, sterk zwak, hard zacht, vol leeg, leven dood,
oorlog vrede, goed slecht, waar onwaar, ja nee, dag nacht, noord zuid, oost west, stijgt daalt,
toename afname, stijging daling, winst verlies, open dicht, inademen uitademen, buiger strekker,
slagader ader, acuut chronisch, goedaardig kwaadaardig, zuur basisch, actief passief
""",
    }
)
"""Opposites in other languages, with their accents."""
