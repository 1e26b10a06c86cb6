### Mots des formulaires stratégiques et de lancement, à côté des premiers.

## Titres
form-S2 = Lancement de missile au-delà de notre territoire, dans votre direction
form-S3 = Lancement prévu d’un missile balistique ou d’un lanceur spatial
form-S4 = Essai en vol d’un missile balistique
form-S5 = Lancement effectué
form-S6 = Exercice stratégique avec bombardiers lourds
form-S7 = Incident nucléaire
form-S8 = Objets non identifiés, ou systèmes d’alerte perturbés
form-S9 = Explication d’un événement nucléaire
form-S10 = Armes stratégiques : changement de données
form-S11 = Armes stratégiques : données semestrielles
form-S12 = Armes stratégiques : mouvement ou visite de bombardier
form-S13 = Armes stratégiques : conversion ou élimination
form-S14 = Armes stratégiques : question de télémétrie
form-S15 = Armes stratégiques : arrivée d’inspecteurs
form-S16 = Armes stratégiques : plan de vol des inspecteurs
form-S17 = Installation qui ne doit pas être attaquée

## Champs
field-beyond_territory = Au-delà de son propre territoire
    .help = Si le vol va au-delà du territoire du côté qui lance.
field-direction = Direction du vol
    .help = Degrés vrais depuis le lieu de lancement, de 0 à 359.
field-vehicle_class = Classe
    .help = Missile balistique ou lanceur spatial.
field-missile_type = Type
    .help = Type ou classe du missile, tel que divulgué.
field-notam = NOTAM
    .help = Numéro de l’avis aux navigateurs aériens.
field-navarea = NAVAREA
    .help = Numéro de l’avis aux navigateurs maritimes.
field-distances_kept = Distances convenues respectées
    .help = Si le site, la trajectoire et la zone d’impact ne sont pas plus près de la frontière que convenu.
field-notice_ref = Préavis
    .help = Le préavis de ce lancement : ALPHA 12.
field-launch_time = Heure du lancement
    .help = Quand il a été lancé, en UTC.
field-launch_site = Site de lancement
    .help = Nom du site, du polygone ou de la mer.
field-azimuth = Azimut
    .help = Degrés vrais au lancement, de 0 à 359.
field-exercise_date = Commence le
    .help = Une date UTC : 2026-11-21.
field-bombers = Bombardiers lourds
    .help = Si des bombardiers lourds y participent.
field-incident_kind = Genre d’incident
    .help = Ce que l’on sait de son origine.
field-detonation = Détonation possible
    .help = Si une arme nucléaire a pu détoner ou peut encore détoner.
field-harmless_steps = Mesures prises
    .help = Ce qui est fait pour le rendre inoffensif.
field-warning_event = Ce qui s’est produit
    .help = Objets vus par un système d’alerte, ou le système lui-même perturbé.
field-sensor = Capteur
    .help = Le genre de capteur ou de liaison qui le signale.
field-bearing = Milieu du secteur
    .help = Relèvement depuis le capteur en degrés vrais, de 0 à 359.
field-objects = Objets
    .help = Combien d’objets ont été détectés.
field-confidence = Confiance
    .help = À quel point nous sommes sûrs que le signalement est vrai.
field-interference = Signes de brouillage
    .help = Si les capteurs ou leurs liaisons montrent des signes de brouillage.
field-explain = Demande ou offre
    .help = Si vous demandez une explication ou en donnez une.
field-explanation = Texte
    .help = Ce qui est demandé ou expliqué. Des faits seulement.
field-item_kind = Élément
    .help = Le genre d’élément, comme le traité le compte.
field-facility = Installation
    .help = Son nom, comme dans les données échangées.
field-count_before = Nombre avant
    .help = Combien il y en avait à l’installation avant le changement.
field-count_after = Nombre après
    .help = Combien il y en a à l’installation après le changement.
field-change_cause = Cause du changement
    .help = Ce qui a changé le nombre.
field-event_date = Date de l’événement
    .help = Le jour où il s’est produit, en UTC : 2026-11-21.
field-period_end = Fin de la période
    .help = Le dernier jour du semestre, en UTC : 2026-08-31.
field-deployed = Missiles et bombardiers déployés
    .help = La somme au dernier jour de la période.
field-warheads = Ogives
    .help = La somme au dernier jour de la période.
field-launchers = Lanceurs
    .help = La somme au dernier jour de la période.
field-table_digest = Empreinte du tableau
    .help = SHA-256 du tableau complet, qui voyage comme fichier à part.
field-movement_kind = Genre de mouvement
    .help = Mouvement d’un élément, ou visite d’un bombardier.
field-item_id = Identifiant
    .help = Identifiant unique de l’élément.
field-from_facility = Installation de départ
    .help = L’installation qu’il quitte.
field-to_facility = Installation d’arrivée
    .help = L’installation où il arrive.
field-exit_date = Part le
    .help = La date de départ, en UTC : 2026-11-21.
field-arrival_date = Arrive le
    .help = La date d’arrivée, en UTC : 2026-11-21.
field-stage = Début ou fin
    .help = Ce que ce message annonce.
field-work_kind = Opération technique
    .help = Conversion ou élimination.
field-item_ids = Identifiants
    .help = Identifiants uniques des éléments, séparés par une espace.
field-method = Méthode
    .help = Comment les éléments sont convertis ou éliminés.
field-begin_date = Commence le
    .help = Pour un début : la date en UTC, 2026-11-21.
field-end_date = Terminé le
    .help = Pour une fin : la date en UTC, 2026-11-21.
field-flight = Vol
    .help = Désignation du vol dont la télémétrie est en cause.
field-received_date = Reçu le
    .help = Quand les enregistrements ont été remis, en UTC : 2026-11-21.
field-defect = Défaut
    .help = Ce qui ne va pas dans les enregistrements.
field-details = Détails
    .help = Ce qui manque ou n’est pas clair, exactement.
field-inspection_kind = Genre d’inspection
    .help = Comme le traité le nomme.
field-point_of_entry = Point d’entrée
    .help = Où les inspecteurs entrent dans le pays.
field-arrival_at = Arrivée
    .help = Heure d’arrivée prévue au point d’entrée, en UTC.
field-inspectors = Inspecteurs
    .help = Combien d’inspecteurs viennent.
field-inspectors_list = Liste des inspecteurs
    .help = Numéro de la liste convenue qui contient leurs noms. N’écrivez aucun nom ici.
field-departure = Départ
    .help = Heure de départ prévue, en UTC.
field-registration = Immatriculation
    .help = Marques d’immatriculation de l’aéronef.
field-clearance = Numéro d’autorisation
    .help = Le numéro d’autorisation permanente de l’année.
field-flight_plan = Plan de vol
    .help = Tel que déposé, au format OACI.
field-list_year = Année de la liste
    .help = L’année civile que couvre la liste.
field-list_place = Numéro dans la liste
    .help = Chaque installation va dans un message à part.
field-list_total = Installations de la liste
    .help = Combien de messages forment la liste entière.
field-protected_facility = Nom de l’installation
    .help = Son nom, comme notre côté l’appelle.

## Choix
choice-vehicle_class-ballistic-missile = missile balistique
choice-vehicle_class-space-launch-vehicle = lanceur spatial

choice-incident_kind-accidental = accidentel
choice-incident_kind-unauthorised = non autorisé
choice-incident_kind-unexplained = inexpliqué

choice-harmless_steps-none-yet = aucune encore
choice-harmless_steps-tracking = suivi
choice-harmless_steps-disabling = neutralisation
choice-harmless_steps-destroying = destruction
choice-harmless_steps-recovering = récupération
choice-harmless_steps-evacuating = évacuation de la zone
choice-harmless_steps-other = autre

choice-warning_event-unidentified-objects = objets non identifiés détectés
choice-warning_event-warning-system-interference = perturbation d’un système d’alerte
choice-warning_event-communications-interference = perturbation de ses communications

choice-sensor-radar = radar
choice-sensor-infrared-satellite = satellite infrarouge
choice-sensor-optical = optique
choice-sensor-acoustic = acoustique ou sismique
choice-sensor-communications = liaison de communication
choice-sensor-other = autre

choice-confidence-low = faible
choice-confidence-medium = moyenne
choice-confidence-high = élevée

choice-explain-request = nous demandons une explication
choice-explain-offer = nous donnons une explication

choice-item_kind-icbm = ICBM
choice-item_kind-icbm-launcher = lanceur d’ICBM
choice-item_kind-slbm = SLBM
choice-item_kind-slbm-launcher = lanceur de SLBM
choice-item_kind-heavy-bomber = bombardier lourd

choice-change_cause-loss = perte
choice-change_cause-disablement = mise hors service
choice-change_cause-display = exposition statique
choice-change_cause-conversion = conversion
choice-change_cause-other = autre

choice-movement_kind-movement = mouvement d’un élément
choice-movement_kind-bomber-visit = visite d’un bombardier

choice-stage-start = début
choice-stage-end = fin

choice-work_kind-conversion = conversion
choice-work_kind-elimination = élimination

choice-defect-missing = enregistrements manquants
choice-defect-incomplete = incomplets
choice-defect-not-readable = illisibles
choice-defect-cannot-be-played = ne peuvent être rejoués
choice-defect-description-missing = description manquante
choice-defect-other = autre

choice-inspection_kind-type-one = type un
choice-inspection_kind-type-two = type deux
choice-inspection_kind-exhibition = exposition
choice-inspection_kind-other = autre

## Définitions de comptage et unités
quantity-objects-detected = pistes distinctes, telles que tenues par le capteur
quantity-items-at-facility = éléments de ce genre à cette installation
quantity-deployed-delivery = ICBM déployés, SLBM déployés et bombardiers lourds déployés
quantity-warheads-counted = comme le traité les compte
quantity-launchers-counted = lanceurs déployés et non déployés, et bombardiers lourds
quantity-inspectors-coming = inspecteurs, sans l’équipage de l’aéronef
quantity-calendar-year = année civile
quantity-place-in-list = rang dans la liste, à partir de 1
quantity-facilities-in-list = installations de la liste de cette année

## Profils
profile-accident-measures = mesures sur les accidents : lancements dans la direction de l’autre côté, explications d’événements nucléaires
profile-launch-data = données de lancement : comptes rendus des lancements effectués
profile-south-asia = Asie du Sud : essais en vol, exercices, vols de frontière et installations protégées
profile-strategic-arms = armes stratégiques : données, mouvements et inspections d’un traité caduc
