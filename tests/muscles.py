"""Muscles, their regions and all their nerves: plain anatomy, as a table in any textbook has it."""

from collections.abc import Mapping

_TABLE = """
trapezius: back; accessory nerve, cervical plexus
latissimus dorsi: back; thoracodorsal nerve
rhomboid major: back; dorsal scapular nerve
levator scapulae: neck; dorsal scapular nerve, cervical plexus
sternocleidomastoid: neck; accessory nerve, cervical plexus
platysma: neck; facial nerve
stylohyoid: neck; facial nerve
sternohyoid: neck; ansa cervicalis
omohyoid: neck; ansa cervicalis
mylohyoid: neck; mandibular nerve
digastric: neck; mandibular nerve, facial nerve
masseter: head; mandibular nerve
temporalis: head; mandibular nerve
buccinator: head; facial nerve
lateral rectus: head; abducens nerve
medial rectus: head; oculomotor nerve
superior oblique: head; trochlear nerve
genioglossus: head; hypoglossal nerve
styloglossus: head; hypoglossal nerve
stylopharyngeus: head; glossopharyngeal nerve
serratus anterior: thorax; long thoracic nerve
pectoralis major: thorax; medial pectoral nerve, lateral pectoral nerve
pectoralis minor: thorax; medial pectoral nerve
diaphragm: thorax; phrenic nerve
deltoid: shoulder; axillary nerve
teres minor: shoulder; axillary nerve
supraspinatus: shoulder; suprascapular nerve
infraspinatus: shoulder; suprascapular nerve
biceps brachii: upper arm; musculocutaneous nerve
coracobrachialis: upper arm; musculocutaneous nerve
brachialis: upper arm; musculocutaneous nerve, radial nerve
triceps brachii: upper arm; radial nerve
brachioradialis: forearm; radial nerve
supinator: forearm; deep branch of the radial nerve
extensor digitorum: forearm; posterior interosseous nerve
extensor indicis: forearm; posterior interosseous nerve
pronator teres: forearm; median nerve
palmaris longus: forearm; median nerve
flexor carpi ulnaris: forearm; ulnar nerve
flexor digitorum profundus: forearm; anterior interosseous nerve, ulnar nerve
pronator quadratus: forearm; anterior interosseous nerve
opponens pollicis: hand; recurrent branch of the median nerve
adductor pollicis: hand; deep branch of the ulnar nerve
palmar interossei: hand; deep branch of the ulnar nerve
palmaris brevis: hand; superficial branch of the ulnar nerve
gluteus maximus: gluteal region; inferior gluteal nerve
gluteus medius: gluteal region; superior gluteal nerve
tensor fasciae latae: gluteal region; superior gluteal nerve
sartorius: thigh; femoral nerve
rectus femoris: thigh; femoral nerve
gracilis: thigh; obturator nerve
adductor longus: thigh; obturator nerve
adductor magnus: thigh; obturator nerve, tibial nerve
biceps femoris: thigh; tibial nerve, common fibular nerve
semitendinosus: thigh; tibial nerve
tibialis anterior: leg; deep fibular nerve
extensor hallucis longus: leg; deep fibular nerve
fibularis longus: leg; superficial fibular nerve
fibularis brevis: leg; superficial fibular nerve
gastrocnemius: leg; tibial nerve
soleus: leg; tibial nerve
popliteus: leg; tibial nerve
abductor hallucis: foot; medial plantar nerve
flexor digitorum brevis: foot; medial plantar nerve
quadratus plantae: foot; lateral plantar nerve
adductor hallucis: foot; lateral plantar nerve
"""

_OTHER_NAMES = {
    "common fibular nerve": ("common peroneal nerve",),
    "deep fibular nerve": ("deep peroneal nerve",),
    "superficial fibular nerve": ("superficial peroneal nerve",),
    "accessory nerve": ("eleventh cranial nerve",),
    "abducens nerve": ("abducent nerve",),
}

_WHOLES = {
    "deep fibular nerve": "common fibular nerve",
    "superficial fibular nerve": "common fibular nerve",
    "common fibular nerve": "sciatic nerve",
    "tibial nerve": "sciatic nerve",
    "medial plantar nerve": "tibial nerve",
    "lateral plantar nerve": "tibial nerve",
    "posterior interosseous nerve": "deep branch of the radial nerve",
    "deep branch of the radial nerve": "radial nerve",
    "anterior interosseous nerve": "median nerve",
    "recurrent branch of the median nerve": "median nerve",
    "deep branch of the ulnar nerve": "ulnar nerve",
    "superficial branch of the ulnar nerve": "ulnar nerve",
}


def _read() -> dict[str, tuple[str, tuple[str, ...]]]:
    found = {}
    for line in _TABLE.strip().splitlines():
        name, rest = line.split(": ")
        region, nerves = rest.split("; ")
        found[name] = region, tuple(nerves.split(", "))
    return found


MUSCLES: Mapping[str, tuple[str, tuple[str, ...]]] = _read()
"""Muscle → its region and all its nerves."""

NERVES: Mapping[str, tuple[tuple[str, ...], str]] = {
    name: (_OTHER_NAMES.get(name, ()), _WHOLES.get(name, ""))
    for name in sorted(
        {nerve for _, nerves in MUSCLES.values() for nerve in nerves} | {*_WHOLES.values()}
    )
}
"""Nerve → its other names, and what it is a branch of."""

REGIONS: Mapping[str, str] = {
    "upper limb": "",
    "lower limb": "",
    **dict.fromkeys(("shoulder", "upper arm", "forearm", "hand"), "upper limb"),
    **dict.fromkeys(("gluteal region", "thigh", "leg", "foot"), "lower limb"),
    **dict.fromkeys(("head", "neck", "back", "thorax"), ""),
}
"""Region of the body → what it is part of."""
