### Mots des formulaires d’activités prévues, à côté des premiers.

## Titres
form-A2 = Exercice militaire, préavis
form-A3 = Exercice militaire sans préavis aux troupes
form-A4 = Exercice près de la frontière
form-A5 = Vol près de la frontière
form-A7 = Zone : établir, modifier ou lever
form-A8 = Zone de prudence particulière, proposition
form-A9 = Emploi d’un laser
form-A10 = Mouvement terrestre près de la ligne de contact
form-A11 = Document publié
form-A12 = Opération particulière en mer, signal émis

## Champs
field-designation = Nom de l’exercice
    .help = Son nom officiel.
field-purpose = But
    .help = Ce qui est exercé, en une ou deux phrases.
field-states = États participants
    .help = Codes de pays à deux lettres, séparés par une espace.
field-command_level = Niveau de commandement
    .help = Le plus haut niveau qui dirige l’exercice.
field-troops = Troupes
    .help = Effectif maximal à un même moment.
field-tanks = Chars de bataille
    .help = Nombre maximal à un même moment.
field-armoured_vehicles = Véhicules blindés de combat
    .help = Nombre maximal à un même moment.
field-artillery = Artillerie
    .help = Nombre maximal à un même moment.
field-helicopters = Hélicoptères
    .help = Nombre maximal à un même moment.
field-sorties = Sorties aériennes
    .help = Combien sont prévues.
field-amphibious = Troupes débarquées de la mer
    .help = Effectif. 0 s’il n’y en a pas.
field-airborne = Troupes parachutées ou héliportées
    .help = Effectif. 0 s’il n’y en a pas.
field-sealed_until = À ne pas révéler aux troupes avant
    .help = Quand les troupes apprendront l’exercice, en UTC.
field-exercise_kind = Genre d’exercice
    .help = Terrestre, aérien, naval ou interarmées.
field-formations = Formations
    .help = Les formations participantes, par niveau et numéro.
field-forces_shifted = Forces amenées
    .help = Les forces venues d’autres régions pour l’exercice, et jusqu’à quand.
field-flight_purpose = But du vol
    .help = À quoi sert le vol.
field-aircraft_type = Type d’aéronef
    .help = Son indicatif de type.
field-weapons_aboard = Armes à bord
    .help = Si l’aéronef porte des armes.
field-zone = Nom de la zone
    .help = Son nom court, le même dans tout message qui la concerne.
field-zone_action = Mesure sur la zone
    .help = Si la zone est établie, modifiée ou levée.
field-may_enter = Qui peut entrer
    .help = Tant que la zone est en vigueur.
field-measures = Mesures
    .help = Ce que toutes les parties font ou ne font pas dans la zone.
field-frequencies = Fréquences
    .help = Pour le contact direct dans la zone : 121.5 MHz.
field-wavelength = Genre de lumière
    .help = Le domaine de longueurs d’onde.
field-hazard_range = Distance de danger
    .help = Jusqu’où il peut nuire aux yeux ou aux capteurs, en mètres.
field-moving = Ce qui se déplace
    .help = Genre, nombre et identité, autant qu’ils sont divulgués.
field-marking = Marquage
    .help = À quoi les véhicules se reconnaissent du sol et du ciel.
field-document_title = Titre
    .help = Tel qu’imprimé, dans sa propre langue.
field-document_kind = Genre de document
    .help = De quel genre de document il s’agit.
field-document_date = Date du document
    .help = Une date UTC : 2026-11-21.
field-document_place = Où il se trouve
    .help = Où le document peut être lu : une adresse ou un numéro.
field-document_digest = Empreinte
    .help = SHA-256 du fichier, afin que tous parlent du même texte.
field-signal = Signal émis
    .help = Tel qu’émis sur place. Son sens est celui de votre tableau convenu.
field-operation = Opération
    .help = En clair, quoi que dise le signal.
field-vessel = Navire ou aéronef
    .help = Indicatif, numéro de coque ou nom.
field-signal_at = Heure du signal
    .help = Quand le signal a été émis, en UTC.

## Choix
choice-command_level-company = compagnie
choice-command_level-battalion = bataillon
choice-command_level-brigade = brigade ou régiment
choice-command_level-division = division
choice-command_level-corps = corps d’armée
choice-command_level-army = armée ou au-dessus
choice-command_level-joint = commandement interarmées
choice-command_level-other = autre

choice-exercise_kind-land = terrestre
choice-exercise_kind-air = aérien
choice-exercise_kind-naval = naval
choice-exercise_kind-joint = interarmées

choice-flight_purpose-survey = relevé
choice-flight_purpose-relief = secours humanitaires
choice-flight_purpose-rescue = sauvetage
choice-flight_purpose-supply = ravitaillement de postes
choice-flight_purpose-other = autre

choice-zone_action-declare = établir
choice-zone_action-change = modifier
choice-zone_action-lift = lever

choice-may_enter-nobody = personne
choice-may_enter-author-only = seul l’auteur de ce message
choice-may_enter-addressees-only = seuls les destinataires de ce message
choice-may_enter-all-parties = toutes les parties
choice-may_enter-civil-only = trafic civil seulement
choice-may_enter-humanitarian-only = trafic humanitaire seulement

choice-wavelength-ultraviolet = ultraviolet
choice-wavelength-visible = visible
choice-wavelength-near-infrared = proche infrarouge
choice-wavelength-infrared = infrarouge moyen ou lointain
choice-wavelength-several = plusieurs

choice-ground-infantry = infanterie
choice-ground-vehicles = véhicules non blindés
choice-ground-armour = véhicules blindés
choice-ground-artillery = artillerie
choice-ground-engineers = génie
choice-ground-supply = ravitaillement
choice-ground-medical = service de santé
choice-ground-mixed = mixte

choice-document_kind-strategy = stratégie
choice-document_kind-doctrine = doctrine
choice-document_kind-report = rapport
choice-document_kind-law = loi
choice-document_kind-budget = budget
choice-document_kind-other = autre

choice-operation-preparing-to-dive = sous-marin se préparant à plonger
choice-operation-submarine-surfacing = sous-marin sur le point de faire surface
choice-operation-launching-aircraft = lancement d’aéronefs
choice-operation-recovering-aircraft = récupération d’aéronefs
choice-operation-helicopter-operations = opérations d’hélicoptères
choice-operation-replenishment = ravitaillement à la mer
choice-operation-other = autre

## Définitions de comptage et unités
quantity-troops-taking-part = toute personne en uniforme qui participe, états-majors et soutien compris
quantity-tanks-taking-part = chars de bataille participants
quantity-armoured-vehicles-taking-part = véhicules blindés de combat participants, sans les chars
quantity-artillery-taking-part = canons, mortiers et lance-roquettes de 100 mm et plus participants
quantity-helicopters-taking-part = hélicoptères participants, de tout genre
quantity-sorties-planned = décollages d’avions, sans les hélicoptères
quantity-troops-landing = troupes débarquant de navires
quantity-troops-dropped = troupes arrivant par parachute ou hélicoptère
quantity-metres = mètres

## Profils
profile-dangerous-activities = activités dangereuses : zones de prudence particulière, lasers, perturbation du commandement
profile-policy-notices = avis de politique : documents que l’autre côté devrait lire
profile-special-signals = signaux particuliers : signaux en mer, relayés avec leur sens en clair
